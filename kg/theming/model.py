"""The learned model on disk and in memory: encoder, theme heads, word model, decision.  No torch here."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from kg.errors import MissingExtraError, OntologyError
from kg.theming.decision import Decision, Texts, chances, odds_by_share
from kg.theming.digest import sha256
from kg.theming.encoder import Encoder
from kg.theming.wordmodel import WordModel

Matrix = npt.NDArray[np.float32]
FILES = ("encoder.onnx", "tokenizer.json", "heads.npz")


@dataclass(frozen=True, slots=True)
class Prototype:
    """A bank passage that stands for a theme in explanations."""

    text: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that suggests themes.  Arrays are aligned with ``slugs``; build it with ``load_model``."""

    slugs: tuple[str, ...]
    encoder: Encoder
    heads: Matrix  # (themes, dimensions), rows of length one
    scale: float
    bias: Matrix
    word_model: WordModel
    decision: Decision
    offsets: Matrix  # of each theme, on the scale of log odds
    company: Matrix  # (themes, themes): see ``decision.company_of``
    prototypes: tuple[Prototype, ...]
    prototype_vectors: Matrix  # (prototypes, dimensions)
    card: dict[str, Any]

    def shares(self, vectors: Matrix, texts: list[str], named: Matrix) -> Matrix:
        """How the themes share each text: rows sum to one.  ``named`` is 1 where the lexicon asserts a theme."""
        d = self.decision
        logits = d.meaning * (self.scale * (vectors @ self.heads.T) + self.bias)
        logits = logits + d.words * self.word_model.logits(texts) + d.labels * named
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: Matrix = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def chances(self, shares: Matrix, texts: Texts) -> Matrix:
        """The calibrated chance that a coder would give each theme: shape (texts, themes)."""
        odds = odds_by_share(shares, self.decision.slope, self.decision.offset, self.offsets)
        return chances(odds, shares, texts, self.company, self.decision.weights)


def model_folder() -> Path:
    return Path(__file__).resolve().parent / "model"


def model_is_there(folder: Path | None = None) -> bool:
    folder = folder or model_folder()
    return all((folder / name).is_file() for name in (*FILES, "card.json"))


@functools.lru_cache(maxsize=1)
def load_model(codebook_version: str, folder: Path | None = None) -> Model:
    """Read and check the model.

    ``MissingExtraError`` when there is none or its packages are missing; ``OntologyError`` when a file is not the
    one that its card names, or it was trained for another codebook.
    """
    folder = folder or model_folder()
    if not model_is_there(folder):
        raise MissingExtraError(
            "The suggested tier of themes has no trained model here.",
            hint="Make one with: kg train --encoder FOLDER",
        )
    card = _card(folder, codebook_version)
    with np.load(folder / "heads.npz", allow_pickle=False) as arrays:
        a = dict(arrays)
    vocabulary = {term: index for index, term in enumerate(a["vocabulary"].tolist())}
    shape = (len(vocabulary), len(a["slugs"]))
    weights = sparse.csr_matrix(
        (a["weights"].astype(np.float32), a["columns"], a["starts"]), shape=shape, dtype=np.float32
    )
    return Model(
        slugs=tuple(a["slugs"].tolist()),
        encoder=Encoder(folder),
        heads=a["heads"].astype(np.float32),
        scale=float(a["scale"]),
        bias=a["bias"].astype(np.float32),
        word_model=WordModel(
            vocabulary, a["idf"].astype(np.float32), weights.toarray(), a["word_bias"].astype(np.float32)
        ),
        decision=Decision(**card["decision"]),
        offsets=a["offsets"].astype(np.float32),
        company=a["company"].astype(np.float32),
        prototypes=tuple(Prototype(t, tuple(s.split())) for t, s in a["prototypes"].tolist()),
        prototype_vectors=a["prototype_vectors"].astype(np.float32),
        card=card,
    )


def _card(folder: Path, codebook_version: str) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        trained_for, hashes = card["codebook"], card["files"]
    except (json.JSONDecodeError, KeyError) as error:
        raise OntologyError(
            f"The model's card is damaged: {error}", hint="Train again with: kg train"
        ) from error
    if trained_for != codebook_version:
        raise OntologyError(
            f"The model was trained for codebook {trained_for}, but this one is {codebook_version}.",
            hint="Train again with: kg train, or use the codebook that the model was made for.",
        )
    for name in FILES:
        if sha256(folder / name) != hashes.get(name):
            raise OntologyError(
                f"The model's {name} is not the file that its card names.",
                hint="Install the model again whole, or train again with: kg train",
            )
    return card

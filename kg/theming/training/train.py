"""``train``: from the bank and a sentence encoder on disk to the model folder, in one seeded run."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from kg.theming.asserted import assert_themes
from kg.theming.bank import Bank, Passage, read_bank
from kg.theming.codebook import Codebook
from kg.theming.digest import sha256
from kg.theming.encoder import Encoder
from kg.theming.lexicon import Lexicon
from kg.theming.model import FILES, Decision
from kg.theming.training.decide_fit import HeldOut, calibration, chosen, f1, fit_decision, mixed
from kg.theming.training.export import export
from kg.theming.training.finetune import Tuned, tune
from kg.theming.training.recipe import Recipe
from kg.theming.training.targets import has_theme, is_held_out, theme_shares, whole_text
from kg.theming.training.words_fit import codebook_texts, fit_words
from kg.theming.wordmodel import WordModel

Matrix = npt.NDArray[np.float32]
Report = Callable[[str], None]
CANDIDATES = 4  # passages looked at for each prototype that is kept


@dataclass(frozen=True, slots=True)
class Fitted:
    """A decision fitted on held-out passages, with what it scored there."""

    decision: Decision
    offsets: Matrix
    micro_f1: float
    calibration: list[dict[str, float]]


def train(
    codebook: Codebook,
    base: Path,
    folder: Path,
    recipe: Recipe,
    own: Sequence[Path] = (),
    report: Report = print,
) -> Fitted:
    """Train, and put the model into ``folder``, whole or not at all.

    The encoder never sees the held-out passages, on which the decision is fitted; the word model is then fitted
    again with them.  ``own`` are further folders of coded passages.  Raises ``OntologyError`` for a bad bank,
    ``SourceError`` for a bad encoder folder and ``MissingExtraError`` without torch.
    """
    bank = read_bank(codebook, own)
    slugs = sorted(codebook.themes)
    held = [p for p in bank.passages if is_held_out(p, recipe.held_out)]
    rest = [p for p in bank.passages if not is_held_out(p, recipe.held_out)]
    report(f"{len(rest):,} passages to learn from, {len(held):,} held out to decide on")
    shares = theme_shares(rest, slugs, recipe.primary_share)
    notes = [f"{codebook[slug].label}. {codebook[slug].note}" for slug in slugs]
    tuned = tune(base, [whole_text(p) for p in rest], shares, notes, recipe, report)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        export(tuned.network, tuned.tokenizer, work)
        encoder = Encoder(work)
        fitted = _fit(codebook, slugs, held, tuned, _words(codebook, slugs, rest, recipe), encoder, recipe)
        words = _words(codebook, slugs, bank.passages, recipe)
        _write(work, codebook, slugs, bank, tuned, words, encoder, fitted, recipe, base)
        folder.mkdir(parents=True, exist_ok=True)
        for name in (*FILES, "card.json"):
            shutil.copyfile(work / name, folder / name)
    return fitted


def _words(
    codebook: Codebook, slugs: Sequence[str], passages: Sequence[Passage], recipe: Recipe
) -> WordModel:
    """The word model of these passages, and of what the codebook says of each theme."""
    texts = [*(whole_text(passage) for passage in passages), *codebook_texts(codebook, slugs)]
    shares = theme_shares(passages, slugs, recipe.primary_share)
    return fit_words(texts, np.vstack([shares, np.eye(len(slugs), dtype=np.float32)]), recipe)


def _fit(
    codebook: Codebook,
    slugs: Sequence[str],
    held: Sequence[Passage],
    tuned: Tuned,
    words: WordModel,
    encoder: Encoder,
    recipe: Recipe,
) -> Fitted:
    texts = [whole_text(passage) for passage in held]
    data = HeldOut(
        meaning=tuned.scale * (encoder.encode(texts) @ tuned.heads.T) + tuned.bias,
        words=words.logits(texts),
        named=named_by_words([passage.text for passage in held], slugs, Lexicon(codebook)),
        shares=theme_shares(held, slugs, recipe.primary_share),
        given=has_theme(held, slugs),
    )
    decision, offsets = fit_decision(data)
    shares = mixed((decision.meaning, decision.words, decision.labels), data)
    chance = 1 / (1 + np.exp(-(decision.slope * np.log(shares + 1e-9) + decision.offset + offsets)))
    return Fitted(
        decision, offsets, f1(chosen(chance, decision.bar), data.given), calibration(chance, data.given)
    )


def named_by_words(texts: Sequence[str], slugs: Sequence[str], lexicon: Lexicon) -> Matrix:
    """Shape (texts, themes): 1 where the asserted tier names the theme."""
    place = {slug: index for index, slug in enumerate(slugs)}
    named = np.zeros((len(texts), len(slugs)), np.float32)
    for row, text in enumerate(texts):
        named[row, [place[tag.theme] for tag in assert_themes(text, lexicon, {})]] = 1
    return named


def _prototypes(
    bank: Bank, slugs: Sequence[str], heads: Matrix, encoder: Encoder, count: int
) -> tuple[list[Passage], Matrix]:
    """For each theme the passages nearest to its head, of its shorter ones, with their vectors."""
    passages: list[Passage] = []
    rows: list[Matrix] = []
    for head, slug in zip(heads, slugs, strict=True):
        own = sorted((p for p in bank.passages if p.primary == slug), key=lambda p: (len(p.text), p.text))
        some = [passage for passage in own if not passage.context][: CANDIDATES * count]
        vectors = encoder.encode([passage.text for passage in some])
        for index in np.argsort(-(vectors @ head), kind="stable")[:count] if some else ():
            passages.append(some[index])
            rows.append(vectors[index])
    return passages, np.stack(rows)


def _write(
    work: Path,
    codebook: Codebook,
    slugs: Sequence[str],
    bank: Bank,
    tuned: Tuned,
    words: WordModel,
    encoder: Encoder,
    fitted: Fitted,
    recipe: Recipe,
    base: Path,
) -> None:
    prototypes, vectors = _prototypes(bank, slugs, tuned.heads, encoder, recipe.prototypes)
    kept = sparse.csr_matrix(words.weights)
    np.savez_compressed(
        work / "heads.npz",
        slugs=np.array(slugs),
        heads=tuned.heads.astype(np.float16),
        scale=np.float32(tuned.scale),
        bias=tuned.bias.astype(np.float16),
        vocabulary=np.array(list(words.vocabulary)),
        idf=words.idf.astype(np.float16),
        weights=kept.data.astype(np.float16),
        columns=kept.indices.astype(np.int16),
        starts=kept.indptr.astype(np.int32),
        word_bias=words.bias.astype(np.float16),
        offsets=fitted.offsets.astype(np.float16),
        prototypes=np.array([(p.text, " ".join(p.themes)) for p in prototypes]),
        prototype_vectors=vectors.astype(np.float16),
    )
    card: dict[str, Any] = {
        "about": "Suggests themes of the codebook for items of safeguarding reviews. See docs/decisions.",
        "codebook": codebook.version,
        "bank": {"passages": len(bank), "sha256": bank.sha256},
        "encoder": {"name": base.name, "sha256": _weights_digest(base)},
        "recipe": asdict(recipe),
        "decision": asdict(fitted.decision),
        "held_out": {"micro_f1": round(fitted.micro_f1, 3), "calibration": fitted.calibration},
        "files": {name: sha256(work / name) for name in FILES},
    }
    (work / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _weights_digest(base: Path) -> str:
    weights = sorted([*base.glob("*.safetensors"), *base.glob("pytorch_model.bin")])
    return sha256(weights[0]) if weights else ""

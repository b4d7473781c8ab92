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

from kg.model import ItemKind
from kg.theming.asserted import assert_themes
from kg.theming.bank import Bank, Passage, read_bank
from kg.theming.codebook import Codebook
from kg.theming.decision import Texts, company_of
from kg.theming.digest import sha256
from kg.theming.encoder import Encoder
from kg.theming.lexicon import Lexicon
from kg.theming.model import FILES
from kg.theming.training.decide_fit import Fit, HeldOut, calibration, chosen, f1, fit_decision
from kg.theming.training.export import export
from kg.theming.training.finetune import Tuned, tune
from kg.theming.training.former import read_former
from kg.theming.training.recipe import Recipe
from kg.theming.training.targets import has_theme, is_held_out, theme_shares, whole_text
from kg.theming.training.words_fit import codebook_texts, fit_words
from kg.theming.wordmodel import WordModel

Matrix = npt.NDArray[np.float32]
Report = Callable[[str], None]
CANDIDATES = 4  # passages looked at for each prototype that is kept


@dataclass(frozen=True, slots=True)
class Fitted:
    """A decision fitted on held-out passages, what goes with it, and what it scored there."""

    fit: Fit
    company: Matrix
    micro_f1: float
    calibration: list[dict[str, float]]


def train(
    codebook: Codebook,
    base: Path,
    folder: Path,
    recipe: Recipe,
    own: Sequence[Path] = (),
    report: Report = print,
    former: Path | None = None,
) -> Fitted:
    """Train, and put the model into ``folder``, whole or not at all.

    The encoder never sees the held-out passages, on which the decision is fitted; the word model is then fitted
    again with them.  ``own`` are further folders of coded passages; ``former`` is a trained model to go on from.  Raises ``OntologyError`` for a bad bank,
    ``SourceError`` for a bad encoder folder and ``MissingExtraError`` without torch.
    """
    bank = read_bank(codebook, own)
    slugs = sorted(codebook.themes)
    held = [p for p in bank.passages if is_held_out(p, recipe.held_out)]
    rest = [p for p in bank.passages if not is_held_out(p, recipe.held_out)]
    report(f"{len(rest):,} passages to learn from, {len(held):,} held out to decide on")
    shares = theme_shares(rest, slugs, recipe.primary_share)
    notes = {slug: f"{codebook[slug].label}. {codebook[slug].note}" for slug in slugs}
    start = read_former(former) if former else None
    tuned = tune(base, [whole_text(p) for p in rest], shares, notes, recipe, report, start)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        export(tuned.network, tuned.tokenizer, work)
        encoder = Encoder(work)
        company = company_of(has_theme(rest, slugs))
        rest_words = _words(codebook, slugs, rest, recipe)
        fitted = _fit(codebook, slugs, held, tuned, rest_words, encoder, company, recipe)
        words = _words(codebook, slugs, bank.passages, recipe)
        _write(work, codebook, slugs, bank, tuned, words, encoder, fitted, recipe, base, former)
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
    company: Matrix,
    recipe: Recipe,
) -> Fitted:
    texts = [whole_text(passage) for passage in held]
    data = HeldOut(
        meaning=tuned.scale * (encoder.encode(texts) @ tuned.heads.T) + tuned.bias,
        words=words.logits(texts),
        texts=Texts(
            [ItemKind(passage.kind) for passage in held],
            [len(passage.text.split()) for passage in held],
            named_by_words([passage.text for passage in held], slugs, Lexicon(codebook)),
        ),
        shares=theme_shares(held, slugs, recipe.primary_share),
        given=has_theme(held, slugs),
    )
    fit = fit_decision(data, company)
    score = f1(chosen(fit.chance, fit.decision.bar), data.given)
    return Fitted(fit, company, score, calibration(fit.chance, data.given))


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
    former: Path | None,
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
        offsets=fitted.fit.offsets.astype(np.float16),
        company=fitted.company.astype(np.float16),
        prototypes=np.array([(p.text, " ".join(p.themes)) for p in prototypes]),
        prototype_vectors=vectors.astype(np.float16),
    )
    card: dict[str, Any] = {
        "about": "Suggests themes of the codebook for items of safeguarding reviews. See docs/decisions.",
        "codebook": codebook.version,
        "bank": {"passages": len(bank), "sha256": bank.sha256},
        "encoder": {"name": base.name, "sha256": _weights_digest(base)},
        "from": {name: sha256(former / name) for name in FILES} if former else None,
        "recipe": asdict(recipe),
        "decision": asdict(fitted.fit.decision),
        "held_out": {"micro_f1": round(fitted.micro_f1, 3), "calibration": fitted.calibration},
        "files": {name: sha256(work / name) for name in FILES},
    }
    (work / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _weights_digest(base: Path) -> str:
    weights = sorted([*base.glob("*.safetensors"), *base.glob("pytorch_model.bin")])
    return sha256(weights[0]) if weights else ""

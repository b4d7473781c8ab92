"""Train what tells good practice in passing: ``python -m benchmarks.train_good_practice [--measure FOLDER]``.

The documents of tests/cases are dealt into folds.  For each, a sentence model is trained without the narrative of its documents, so
that its opinion of them is that of a stranger; then a logistic regression learns from the candidates of all folds which are good
practice by the gold.  The threshold is the one with the best F1 on documents left out of that regression too.  Writes
ontology/good-practice.json: the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.train_sentence_kinds import ROOT, bank, corpus, train
from kg.evaluation.gold import SUFFIX, Gold, load
from kg.evaluation.matching import covers
from kg.extraction import sentence_model
from kg.extraction.items.answered import answered
from kg.extraction.items.by_content import by_content
from kg.extraction.items.draft import Draft
from kg.extraction.items.find import RULES
from kg.extraction.items.good_practice import prose, prose_good_practice
from kg.extraction.items.layout import lay_out
from kg.extraction.items.praise_in_passing import candidates
from kg.extraction.outline import outline
from kg.extraction.partition import partition
from kg.extraction.verdict import judge
from kg.model import Document, ItemKind
from kg.reading import read

FOLDS = 5
BATCH = 8  # documents that follow one another are mostly by one writer, and are left out together
PENALTIES = (0.3, 1.0, 3.0, 10.0)
THRESHOLDS = tuple(round(0.2 + 0.02 * step, 2) for step in range(26))
AS_GOOD = 0.01  # of F1: of thresholds that differ by less the lowest is taken, as on new documents chances come out lower
RARE = 8  # candidates that a sign must have


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate of a document, and whether the gold calls it good practice."""

    document: str
    signs: dict[str, float]
    good: bool  # its sentence is good practice by the gold
    right: bool  # and its wording is the gold's


@dataclass(frozen=True, slots=True)
class Read:
    """What one document gives: its candidates, and how its other good practice fares."""

    rows: tuple[Row, ...]
    found: int  # gold items that other rules have
    false: int  # items of other rules that are none
    beyond: int  # gold items that no candidate is


def understood(gold: Gold, document: Document) -> Read:
    texts = [i.text for review in gold.reviews for i in review.items if i.kind is ItemKind.GOOD_PRACTICE]
    rows: list[Row] = []
    others: list[Draft] = []
    if judge(document, outline(document)).is_review:
        for part in partition(document, outline(document)):
            layout = by_content(answered(lay_out(part, outline(part))))
            drafts: list[Draft] = []
            for rule in RULES[: RULES.index(prose_good_practice)]:
                drafts.extend(rule(layout, tuple(drafts)))
            announced, paragraphs = prose(layout, drafts)
            others += [each for each in (*drafts, *announced) if each.kind is ItemKind.GOOD_PRACTICE]
            for each in candidates(layout, paragraphs):
                right = any(covers(each.draft.text, text) for text in texts)
                (deed,) = each.draft.spans
                whole = next(s for s in dict(paragraphs)[each.draft.block] if s.start <= deed.start < s.end)
                good = right or any(covers(part.words(whole), text) for text in texts)
                rows.append(Row(gold.path.name, each.signs, good, right))
    have = sum(any(covers(each.text, text) for each in others) for text in texts)
    false = sum(not any(covers(each.text, text) for text in texts) for each in others)
    return Read(tuple(rows), have, false, len(texts) - have - sum(row.right for row in rows))


def folds(folder: Path) -> Iterator[Read]:
    """Every document as a sentence model reads it that has not seen its narrative."""
    golds = [load(path) for path in sorted(folder.glob("*" + SUFFIX))]
    documents = {gold.path: read(gold.path) for gold in golds}
    everyday = (ROOT / "benchmarks" / "narrative.txt").read_text(encoding="utf-8").splitlines()
    known = [*bank(), *((words, "narrative") for words in everyday)]
    told = {gold.path: [p for p in corpus([gold], documents) if p[1] == "narrative"] for gold in golds}
    for fold in range(FOLDS):
        inside = [gold for place, gold in enumerate(golds) if place // BATCH % FOLDS == fold]
        outside = [p for gold in golds if gold not in inside for p in told[gold.path]]
        with sentence_model.instead(train([*known, *outside])):
            for gold in inside:
                yield understood(gold, documents[gold.path])


def fit(rows: Sequence[Row], signs: Sequence[str], penalty: float) -> np.ndarray:
    """Weights of the signs and, last, the bias."""
    matrix, right = table(rows, signs), np.array([row.good for row in rows], float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ weights[:-1] + weights[-1]
        error = 1 / (1 + np.exp(-odds)) - right
        value = (np.logaddexp(0, odds) - right * odds).sum() + penalty / 2 * (weights[:-1] ** 2).sum()
        return float(value), np.append(matrix.T @ error + penalty * weights[:-1], error.sum())

    return minimize(loss, np.zeros(len(signs) + 1), jac=True, method="L-BFGS-B").x


def table(rows: Sequence[Row], signs: Sequence[str]) -> np.ndarray:
    return np.array([[row.signs.get(sign, 0.0) for sign in signs] for row in rows])


def f1(reads: Sequence[Read], chosen: dict[int, bool]) -> tuple[float, float, float]:
    """Precision, recall and F1 of all good practice of these documents, when these candidates (by id) are chosen."""
    right = sum(read.found for read in reads) + sum(
        row.right for read in reads for row in read.rows if chosen[id(row)]
    )
    false = sum(read.false for read in reads) + sum(
        not row.right for read in reads for row in read.rows if chosen[id(row)]
    )
    wanted = sum(read.found + read.beyond + sum(row.right for row in read.rows) for read in reads)
    return right / max(1, right + false), right / wanted, 2 * right / (2 * right + false + wanted - right)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "tests" / "cases")
    given = parser.parse_args()
    reads = list(folds(given.folder))
    rows = [row for read in reads for row in read.rows]
    counts = {sign: sum(sign in row.signs for row in rows) for sign in {s for row in rows for s in row.signs}}
    signs = sorted(sign for sign, count in counts.items() if count >= RARE)
    names = sorted({row.document for row in rows})
    scores: dict[tuple[float, float], float] = {}  # F1 by penalty and threshold
    for penalty in PENALTIES:
        chance: dict[int, float] = {}
        for fold in range(FOLDS):
            out = {name for place, name in enumerate(names) if place // BATCH % FOLDS == fold}
            weights = fit([row for row in rows if row.document not in out], signs, penalty)
            left = [row for row in rows if row.document in out]
            odds = table(left, signs) @ weights[:-1] + weights[-1]
            chance.update((id(row), float(1 / (1 + np.exp(-o)))) for row, o in zip(left, odds, strict=True))
        for bar in THRESHOLDS:
            precision, recall, score = f1(reads, {key: value >= bar for key, value in chance.items()})
            scores[penalty, bar] = score
            print(f"penalty {penalty} threshold {bar}: P {precision:.3f} R {recall:.3f} F1 {score:.3f}")
    best = max(scores, key=lambda pair: scores[pair])
    penalty = best[0]
    bar = min(bar for bar in THRESHOLDS if scores[penalty, bar] >= scores[best] - AS_GOOD)
    weights = fit(rows, signs, penalty)
    data = {
        "bias": round(float(weights[-1]), 3),
        "threshold": bar,
        "weights": {sign: round(float(w), 3) for sign, w in zip(signs, weights[:-1], strict=True)},
    }
    path = ROOT / "ontology" / "good-practice.json"
    path.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(signs)} signs, {len(rows)} candidates, {sum(row.right for row in rows)} right")


if __name__ == "__main__":
    main()

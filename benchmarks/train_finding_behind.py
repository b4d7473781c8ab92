"""The choice of a finding behind a question or link: ``python -m benchmarks.train_finding_behind`` writes ontology/finding-behind.json.

Learned from the gold of tests/cases: questions with their findings, and sentences about other reviews with theirs.
``--measure FOLDER`` leaves each document of the folder out in turn and chooses for it by what the others teach.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from kg.evaluation.folder import aligned
from kg.evaluation.gold import SUFFIX, GoldReview, load
from kg.evaluation.review import score_review
from kg.extraction.items.behind import BY_ROW, BY_WORDS, Told, row, wording
from kg.extraction.understand import understand
from kg.model import Basis, Extraction, ItemKind
from kg.reading import read

ROOT = Path(__file__).resolve().parent.parent
PENALTY = 0.5  # L2; chosen by leaving documents out
LEAST = 0.45  # chance at which a finding is named: below, a guess is as often wrong

Rows = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice among findings.  ``judged``: a question whose finding neither place nor number tells."""

    document: str
    rows: Rows
    right: int
    judged: bool


def choices(folder: Path) -> Iterator[Choice]:
    """Every question and link of the folder's gold that has a finding among those that were found."""
    for path in sorted(folder.glob("*" + SUFFIX)):
        gold = load(path)
        reviews = understand(read(gold.path)).reviews if gold.reviews else ()
        for found, wanted in aligned(reviews, gold.reviews):
            if wanted is not None:
                yield from _of_review(path.name, found, wanted)


def _of_review(document: str, found: Extraction, wanted: GoldReview) -> Iterator[Choice]:
    matched = score_review(found, wanted).matched
    number = {ours.key: theirs.number or str(theirs.order) for ours, theirs in matched}
    findings = [item for item in found.items if item.kind is ItemKind.FINDING]
    places = {number[item.key]: place for place, item in enumerate(findings) if item.key in number}
    told = [
        Told(
            item.text,
            " ".join([item.text, item.context or "", *(p.text for p in found.items if p.parent == item.key)]),
        )
        for item in findings
    ]
    if len(told) < 2:
        return
    theirs = {ours.key: gold for ours, gold in matched if ours.kind is ItemKind.QUESTION}
    asked = [item for item in found.items if item.key in theirs]
    chosen: list[int] = []
    for place, item in enumerate(asked):
        right = places.get(theirs[item.key].finding or "")
        if right is None:
            continue
        judged = item.arises_basis is not Basis.STATED
        around = [
            row(chosen, finding, len(told), place, len(asked)) if judged and len(asked) > 1 else ()
            for finding in range(len(told))
        ]
        yield Choice(document, _rows(wording(item.text, told), around), right, judged)
        chosen.append(right)
    for link in wanted.links:
        right = places.get(link.finding or "")
        if right is not None:
            yield Choice(document, _rows(wording(link.quote, told), [()] * len(told)), right, False)


def _rows(words: Sequence[tuple[float, ...]], around: Sequence[tuple[float, ...]]) -> Rows:
    return np.array([(*w, *(a or (0.0,) * len(BY_ROW))) for w, a in zip(words, around, strict=True)])


def train(known: Sequence[Choice]) -> Rows:
    """The weights of a conditional logit."""

    def loss(weights: Rows) -> tuple[float, Rows]:
        total, slope = PENALTY * float(weights @ weights) / 2, PENALTY * weights
        for each in known:
            sums = each.rows @ weights
            chances = np.exp(sums - sums.max())
            chances /= chances.sum()
            total -= float(np.log(chances[each.right]))
            slope = slope - each.rows[each.right] + chances @ each.rows
        return total, slope

    return np.asarray(minimize(loss, np.zeros(len(BY_WORDS) + len(BY_ROW)), jac=True, method="L-BFGS-B").x)


def measure(known: Sequence[Choice]) -> None:
    """How many are rightly chosen, the fellows before being known: each document by what the others teach."""
    right = {True: 0, False: 0}
    for document in sorted({each.document for each in known}):
        weights = train([each for each in known if each.document != document])
        for each in known:
            if each.document == document:
                right[each.judged] += int(np.argmax(each.rows @ weights)) == each.right
    for judged, name in ((True, "questions that only words tell"), (False, "stated questions, and links")):
        count = sum(each.judged is judged for each in known)
        print(f"{name}: {right[judged]} of {count} ({right[judged] / count:.2f})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", type=Path, help="only measure, on this folder")
    arguments = parser.parse_args()
    if arguments.measure:
        measure(list(choices(arguments.measure)))
    else:
        weights = train(list(choices(ROOT / "tests" / "cases")))
        named = dict(zip((*BY_WORDS, *BY_ROW), (round(float(w), 2) for w in weights), strict=True))
        path = ROOT / "ontology" / "finding-behind.json"
        path.write_text(json.dumps({"weights": named, "least": LEAST}, indent=1) + "\n", encoding="utf-8")
        print(path.read_text(encoding="utf-8"))

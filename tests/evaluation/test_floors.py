"""The scores on the development corpora do not fall: see docs/developers/extraction.md for what they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluation.folder import evaluate
from kg.extraction.understand import understand
from kg.model import Understanding
from kg.reading import read
from tests.gold import SHARED

# Good practice in the reviews: its weights are set on tests/cases alone, so that the reviews stay a judge.
UNSEEN = Path(__file__).resolve().parents[1] / "unseen"
CASES = Path(__file__).resolve().parents[1] / "cases"
REVIEWS = {"finding": 0.97, "recommendation": 0.97, "question": 0.97, "good-practice": 0.84, "agencies": 0.95}
INVENTED = {
    "finding": 0.98,
    "recommendation": 0.98,
    "question": 0.97,
    "good-practice": 0.83,
    "agencies": 0.95,
}

# Nobody mends on these, so that they say what a change does to ordinary reviews: tests/unseen/README.md.
STRANGE = {"finding": 0.97, "recommendation": 0.96, "question": 0.88, "good-practice": 0.78, "agencies": 0.95}


def understood(path: Path) -> Understanding:
    return understand(read(path))


def hold(folder: Path, floors: dict[str, float]) -> None:
    evaluation = evaluate(folder, understood)
    totals = evaluation.totals("cover")
    reached = {row: totals[row].f1 or 0.0 for row in floors}
    assert {row: f1 for row, f1 in reached.items() if f1 < floors[row]} == {}
    assert evaluation.quotations.false == 0


@pytest.mark.corpus
@pytest.mark.slow
def test_the_sixteen_reviews() -> None:
    hold(SHARED / "reviews", REVIEWS)


@pytest.mark.slow
def test_the_invented_cases() -> None:
    hold(CASES, INVENTED)


@pytest.mark.slow
def test_reviews_that_nobody_mends_on() -> None:
    hold(UNSEEN, STRANGE)

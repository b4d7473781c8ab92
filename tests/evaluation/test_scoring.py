"""Scoring against gold: matching, counts, and what is listed as an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.evaluation.folder import evaluate
from kg.evaluation.gold import load
from kg.evaluation.matching import covers, name_key, pair, same
from kg.evaluation.rendering import as_json, errors, text
from kg.evaluation.scores import Counts
from kg.extraction.understand import understand
from kg.model import Understanding
from kg.reading import read

REVIEW = """# Serious Case Review: Child Z

Northmoor Safeguarding Children Board, May 2015

## Findings

Finding 1: Nobody asked who lived in the house

Finding 2: The letter was filed and was not read

## Recommendations

Recommendation 1: The Board should audit letters each year.
"""
GOLD = {
    "file": "review.md",
    "review": {"title": "Serious Case Review: Child Z"},
    "findings": [
        {"number": 1, "text": "Nobody asked who lived in the house", "themes": ["hidden-men"]},
        {"number": 3, "text": "A wording that the document has not"},
    ],
    "recommendations": [{"number": 1, "text": "The Board should audit letters each year", "addressees": []}],
    "questions": [],
    "good_practice": [],
}


def understood(path: Path) -> Understanding:
    return understand(read(path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "review.md").write_text(REVIEW, encoding="utf-8")
    (tmp_path / "review.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


def test_equal_and_covering_wordings() -> None:
    assert same("a  b\nc", "a b c")
    assert not same("a b c.", "a b c")
    assert covers("The Board should audit letters each year.", "The Board should audit letters each year")
    assert covers(
        "one two three four five six seven eight nine ten", "one two three four five six seven eight nine"
    )
    assert not covers(
        "one two three four five six seven eight nine ten", "one two three four five six seven eight"
    )
    assert not covers("", "anything")


def test_each_gold_thing_is_matched_once() -> None:
    assert pair([1, 1, 2], [1, 3], lambda a, b: a == b) == ([(1, 1)], [1, 2], [3])


def test_names_of_bodies_are_compared_sensibly() -> None:
    assert name_key("The Fire & Rescue Service (formerly Brigade)") == name_key("fire and rescue service")


def test_counts() -> None:
    counts = Counts(right=3, false=1, missed=2)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.6, pytest.approx(2 / 3))
    assert Counts().f1 is None


def test_a_folder_is_scored_by_both_figures_with_its_errors(folder: Path) -> None:
    evaluation = evaluate(folder, understood)
    cover, equal = evaluation.totals("cover"), evaluation.totals("equal")
    assert cover["finding"] == Counts(right=1, false=1, missed=1)
    assert cover["recommendation"] == Counts(right=1)
    assert equal["recommendation"] == Counts(false=1, missed=1)
    assert evaluation.quotations.false == 0
    listed = list(errors(evaluation))
    assert "  missed finding: A wording that the document has not" in listed
    assert any(line.startswith("  false finding") and "finding/label" in line for line in listed)
    assert any(line.startswith("finding ") for line in text(evaluation))
    assert as_json(evaluation)["documents"][0]["name"] == "review.md"  # type: ignore[index]


def test_a_document_that_cannot_be_read_is_missed_and_said_so(folder: Path) -> None:
    (folder / "review.md").write_bytes(b"")
    evaluation = evaluate(folder, understood)
    assert evaluation.documents[0].unreadable
    assert evaluation.totals("cover")["finding"].missed == 2


def test_gold_that_is_not_of_the_form_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "x.gold.json"
    path.write_text('{"findings": [{"number": 1}]}', encoding="utf-8")
    with pytest.raises(SourceError, match=r"x\.gold\.json"):
        load(path)
    with pytest.raises(SourceError, match="No"):
        evaluate(tmp_path / "nothing", understood)

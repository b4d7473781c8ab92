"""The seed's items equal the hand-made truth beside it: kind, number, wording, place, points and novelty."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from kg.extraction.understand import understand
from kg.model import Basis, Extraction, Item, ItemKind
from kg.reading import read

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
LISTS = {
    "findings": ItemKind.FINDING,
    "recommendations": ItemKind.RECOMMENDATION,
    "questions": ItemKind.QUESTION,
    "good_practice": ItemKind.GOOD_PRACTICE,
    "purposes": ItemKind.PURPOSE,
}


@cache
def extraction() -> Extraction:
    return understand(read(SEEDS / "kirklees-child-e-executive-summary-2019.txt")).reviews[0]


def gold() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((SEEDS / "gold" / "kirklees-child-e.json").read_text(encoding="utf-8"))
    return data


def of(kind: ItemKind) -> list[Item]:
    return [item for item in extraction().items if item.kind is kind]


def test_every_item_equals_the_gold_in_number_order_wording_and_place() -> None:
    for name, kind in LISTS.items():
        ours = [(i.number, i.order, i.text, i.quote.span.start, i.quote.span.end) for i in of(kind)]
        theirs = [
            (e["number"], e["order"], e["text"], e["quote"]["start"], e["quote"]["end"]) for e in gold()[name]
        ]
        assert ours == theirs, name


def test_points_are_the_bullets_of_the_first_finding_with_the_keys_of_the_gold() -> None:
    theirs = [point["id"] for finding in gold()["findings"] for point in finding.get("points", [])]
    assert [f"kirklees-child-e--{point.key}" for point in of(ItemKind.POINT)] == theirs


def test_novelty_splits_the_findings() -> None:
    assert [finding.novelty for finding in of(ItemKind.FINDING)] == [f["novelty"] for f in gold()["findings"]]


def test_no_question_is_said_to_arise_from_a_finding_by_the_text() -> None:
    assert {question.arises_basis for question in of(ItemKind.QUESTION)} <= {None, Basis.INFERRED}

"""What the model reads beside an item's own words."""

from __future__ import annotations

import pytest

from kg.model import Basis, Extraction, Identity, Item, ItemKind, Quote, Source, Span
from kg.theming.context import LONGEST, leans_on

FINDING = "The men in the household were known of and were not known"
QUOTE = Quote(Span(0, 1), "a")


def item(key: str, kind: ItemKind, text: str, **more: object) -> Item:
    return Item(key, kind, text, (QUOTE,), 1, "test", **more)  # type: ignore[arg-type]


def review(*items: Item) -> Extraction:
    return Extraction(
        Source("a.txt", "0" * 64, "text/plain", 1), Identity("area-case", "A review"), items=items
    )


@pytest.mark.parametrize(("basis", "read"), [(Basis.STATED, FINDING), (Basis.INFERRED, "")])
def test_a_recommendation_leans_only_on_a_finding_that_it_is_stated_to_arise_from(
    basis: Basis, read: str
) -> None:
    asked = item("r", ItemKind.RECOMMENDATION, "Ask who lives there", arises_from="f", arises_basis=basis)
    assert leans_on(asked, review(item("f", ItemKind.FINDING, FINDING), asked)) == read


def test_a_question_leans_on_its_finding_and_a_finding_on_its_points() -> None:
    finding = item("f", ItemKind.FINDING, FINDING)
    point = item("p", ItemKind.POINT, "Nobody asked his name", parent="f")
    question = item("q", ItemKind.QUESTION, "Who else?", arises_from="f", arises_basis=Basis.INFERRED)
    whole = review(finding, point, question)
    assert leans_on(question, whole) == FINDING
    assert leans_on(finding, whole) == point.text
    assert leans_on(point, whole) == ""


def test_what_is_read_beside_an_item_is_bounded() -> None:
    finding = item("f", ItemKind.FINDING, FINDING)
    points = [item(f"p{n}", ItemKind.POINT, "word " * 50, parent="f") for n in range(9)]
    assert len(leans_on(finding, review(finding, *points))) == LONGEST

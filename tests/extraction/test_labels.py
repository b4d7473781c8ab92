"""Labels in front of items, in the forms in which reviews print them."""

from __future__ import annotations

import pytest

from kg.extraction.labels import label_in, marker_number, plain_number
from kg.model import Block, BlockKind, Document, Source, Span


def parsed(text: str) -> tuple[str, str | None, str, str | None] | None:
    document = Document(Source("x", "0" * 64, "text/plain", 1), text, ())
    label = label_in(document, Span(0, len(text)))
    if label is None:
        return None
    return (
        label.kind,
        label.number,
        document.words(label.rest),
        document.words(label.aside) if label.aside else None,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Finding 4– For those agencies", ("finding", "4", "For those agencies", None)),
        ("Finding 1. In this area", ("finding", "1", "In this area", None)),
        ("Key Finding One – Separation", ("finding", "1", "Separation", None)),
        ("Chapter 3: Theme One – The dog ate first", ("finding", "1", "The dog ate first", None)),
        ("4. Theme 2: The dog ate first", ("finding", "2", "The dog ate first", None)),
        ("Our second finding: The dog ate first", ("finding", "2", "The dog ate first", None)),
        ("Theme A: School exclusion", ("finding", "A", "School exclusion", None)),
        ("Learning Point 3", ("finding", "3", "", None)),
        ("Learning point: ask about life online", ("finding", None, "ask about life online", None)),
        ("5.3 Learning point: ask", ("finding", None, "ask", None)),
        ("Thema1 / Theme1: Gofal / Care", ("finding", "1", "Gofal / Care", None)),
        ("Recommendation 1 The Board should", ("recommendation", "1", "The Board should", None)),
        ("Recommendation 2 (ICB): restore", ("recommendation", "2", "restore", "ICB")),
        ("Recommendation 1a: restore", ("recommendation", "1a", "restore", None)),
        ("R1. The Partnership to agree", ("recommendation", "1", "The Partnership to agree", None)),
        ("Q4. Who is interpreting?", ("question", "4", "Who is interpreting?", None)),
        ("Response to recommendation 3: Accepted", ("response", "3", "Accepted", None)),
    ],
)
def test_a_label_gives_its_kind_number_and_the_words_after_it(
    text: str, expected: tuple[str, str | None, str, str | None]
) -> None:
    assert parsed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Key Finding Two mirrors the first finding of an earlier review",
        "Recommendation 5 was not carried out",
        "Lesson 4 of Child A, on general practice",
        "Recommendations",
        "Learning from the past is hard",
        "Concern was raised",
    ],
)
def test_a_sentence_that_speaks_of_an_item_is_no_label(text: str) -> None:
    assert parsed(text) is None


@pytest.mark.parametrize(
    ("printed", "plain"), [("IV", "4"), ("(b)", "b"), ("three", "3"), ("5.2", "5.2"), ("ii.", "2")]
)
def test_numbers_are_written_one_way(printed: str, plain: str) -> None:
    assert plain_number(printed) == plain


@pytest.mark.parametrize(
    ("marker", "number"), [("3.", "3"), ("•", None), ("(a)", "a"), ("④", "4"), ("5.2", "5.2")]
)
def test_the_number_of_a_marker(marker: str, number: str | None) -> None:
    assert marker_number(Block(BlockKind.LIST_ITEM, Span(0, 1), marker=marker)) == number

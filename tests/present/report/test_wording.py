"""Sentences: every placeholder filled, singular and plural right, nothing empty in a paper."""

from __future__ import annotations

import re

import pytest

from kg.errors import OntologyError
from kg.insight.evidence import Evidence
from kg.insight.figures import Figure, Tally, Trace
from kg.present.formats.figures import lines, text
from kg.present.paper.blocks import Bullets, Count, Grid, Heading, Paper, Picture
from kg.present.paper.board import board
from kg.present.paper.naming import date
from kg.present.paper.wording import brief, listed, say, tally
from tests.insight.reviews import corpus


def figure(value: int, of: int | None = None) -> Figure:
    return Figure(value, of, Trace("theme-evidence", (), "review"))


def test_one_review_and_two_reviews() -> None:
    assert text(brief(Tally(figure(1), figure(0)))) == "1 review"
    assert text(brief(Tally(figure(2), figure(1)))) == "2 reviews (suggested in 1 more)"


def test_the_denominator_decides_the_noun() -> None:
    assert text(tally(Tally(figure(1, 7), figure(0, 7)))) == "1 of 7 reviews"
    assert text(tally(Tally(figure(0, 1), figure(1, 1)))) == "1 of 1 review (suggested only)"


def test_both_tiers_are_told_apart_and_never_added() -> None:
    line = tally(Tally(figure(5, 17), figure(2, 17)))
    assert text(line) == "5 of 17 reviews (suggested in 2 more)"
    assert [part.tier for part in line if isinstance(part, Count)] == ["stated", "suggested"]


def test_words_that_only_agree_with_a_number_are_no_figures() -> None:
    for number, word in ((1, "it"), (2, "them")):
        line = say("executive.ask_nobody", loose=figure(number, 9))
        assert text(line) == (
            f"In {number} of 9 recommendations nobody is named as the one to act. Who owns {word}?"
        )
        assert len([part for part in line if isinstance(part, Count)]) == 1


def test_a_sentence_wants_all_its_values_and_no_others() -> None:
    with pytest.raises(OntologyError, match="needs a value for 'reviews'"):
        say("theme.lead")
    with pytest.raises(OntologyError, match="has no place for"):
        say("executive.back_limit", more="1")
    with pytest.raises(OntologyError, match="no figures"):
        say("briefing.before", before=3)
    with pytest.raises(OntologyError, match="no sentence"):
        say("executive.nothing_here")


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2022-09-14", "14 September 2022"),
        ("2019-10", "October 2019"),
        ("2019", "2019"),
        (None, "not stated"),
    ],
)
def test_dates_are_no_finer_than_the_source(iso: str | None, shown: str) -> None:
    assert date(iso) == shown


def test_lists() -> None:
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b and c")
    assert listed(["Bath", "Avon and Wells", "Kent"]) == "Bath; Avon and Wells; and Kent"


def read(paper: Paper) -> str:
    return "\n".join(
        [paper.title, text(paper.subtitle), *(text(line) for page in paper.pages for line in lines(page))]
    )


@pytest.mark.corpus
def test_no_paper_says_one_reviews_or_leaves_a_placeholder(paper: Paper) -> None:
    for words in (read(paper), read(board(corpus()))):
        assert (
            re.findall(
                r"(?<![\d,.])1 (?:reviews|findings|themes|recommendations|questions|items|pairs|areas)\b",
                words,
            )
            == []
        )
        assert re.findall(r"[{}]|\bNone\b(?! means)", words) == []


@pytest.mark.corpus
def test_no_table_list_or_chart_is_empty_and_no_heading_stands_alone(paper: Paper) -> None:
    for each in (paper, board(corpus())):
        for page in each.pages:
            for place, block in enumerate(page.blocks):
                if isinstance(block, Grid):
                    assert block.rows, block.caption
                elif isinstance(block, Bullets):
                    assert block.lines
                elif isinstance(block, Picture):
                    assert block.drawing is not None
                    assert block.drawing.shapes
                    assert block.table.rows
                elif isinstance(block, Heading):
                    assert place + 1 < len(page.blocks)
                    assert not isinstance(page.blocks[place + 1], Heading), block.text


@pytest.mark.corpus
def test_the_persons_of_one_case_are_joined_as_they_are_spoken_of(evidence: Evidence) -> None:
    labels = {review.label for review in evidence.reviews}
    assert "Weir Valley: Mr H and Mrs H" in labels
    assert not [label for label in labels if ";" in label]

"""Learning that no heading or label announces where it stands: within answered terms, paragraphs and lettered rows."""

from __future__ import annotations

import pytest

from kg.extraction.items.by_content import _CHAPTERS
from kg.model import ItemKind
from tests.extraction.texts import items, texts

F, G, Q, R = ItemKind.FINDING, ItemKind.GOOD_PRACTICE, ItemKind.QUESTION, ItemKind.RECOMMENDATION
_TITLE = "# Safeguarding Adults Review: Mr O\n\n"
_TOLD = "The nurse called in March and rang in April. He was at home on both days. Nobody went in June."
_SAID = (
    "Each referral was judged alone and nobody saw the pattern.",
    "Letters were sent to a man who could not read them.",
    "The father was not spoken to by any of the agencies.",
)


_ASKED = ("look at every case again", "send letters that can be read", "name a worker for each parent")


def _answered(inside: str, chapters: int = _CHAPTERS) -> str:
    """Terms of reference with chapters of prose below them, each of which comes to what it shows."""
    parts = [
        f"### {topic}\n\n{_TOLD} {inside.format(said=said)}\n\n"
        for topic, said in zip(("Fire", "Capacity", "Family"), _SAID, strict=True)
    ]
    return f"{_TITLE}## What the review looked at\n\n" + "".join(parts[:chapters])


def test_learning_within_a_paragraph_of_answered_terms_is_the_finding() -> None:
    assert texts(_answered("Learning: {said}"), F) == list(_SAID)


def test_terms_that_are_only_set_out_hold_none() -> None:
    asked = "".join(f"### {topic}\n\nWas it known? Who knew of it? What was done?\n\n" for topic in "ABC")
    assert not texts(f"{_TITLE}## What the review looked at\n\n{asked}", F)


@pytest.mark.parametrize(("letters", "numbers"), [("AAB", ["A1", "A2", "B3"]), ("FFF", ["1", "2", "3"])])
def test_letters_that_count_belong_to_the_number(letters: str, numbers: list[str]) -> None:
    rows = "".join(
        f"| {letter}{place} | {said} | The Trust should {asked}. |\n"
        for place, (letter, said, asked) in enumerate(zip(letters, _SAID, _ASKED, strict=True), 1)
    )
    found = items(
        f"{_TITLE}## Analysis\n\n{_TOLD}\n\n| Ref | What we learned | What should happen |\n|---|---|---|\n{rows}"
    )
    assert [each.number for each in found if each.kind is F] == numbers
    assert [each.number for each in found if each.kind is R] == numbers


def test_a_table_of_learning_and_action_answers_the_line_of_enquiry_over_it() -> None:
    text = (
        _TITLE
        + "## Terms of reference\n\n"
        + "".join(
            f"### Line of enquiry {letter}\n\nIt was seen in June.\n\n| Ref | Learning | Action |\n|---|---|---|\n"
            f"| {letter}1 | {said} | The Trust should {asked}. |\n\n"
            for letter, said, asked in zip("ABC", _SAID, _ASKED, strict=True)
        )
    )
    assert texts(text, F) == list(_SAID)
    assert len(texts(text, R)) == len(_SAID)


def test_a_conclusion_told_in_paragraphs_gives_the_sentence_of_each_that_says_what_was_found() -> None:
    told = "".join(
        f"I shall say a word of {topic}. I asked three people. {said} The kettle was on. They were told of it.\n\n"
        for topic, said in zip(("fire", "money", "love"), _SAID, strict=True)
    )
    assert texts(f"{_TITLE}## What I came to think\n\n{told}## Afterwards\n\nI took the boat.\n", F) == list(
        _SAID
    )


def test_a_heading_that_names_a_subject_among_statements_is_no_finding() -> None:
    said = (*_SAID, "Nobody asked whether she was safe.")
    chapters = "".join(f"### {each.rstrip('.')}\n\n{_TOLD}\n\n" for each in said)
    found = texts(
        f"{_TITLE}## What the review has found\n\n{chapters}### A note on the weather\n\n{_TOLD}\n", F
    )
    assert found == [each.rstrip(".") for each in said]


def test_questions_behind_a_summary_of_findings_are_still_those_that_were_set() -> None:
    text = (
        f"{_TITLE}## Executive summary\n\n- Finding 1. {_SAID[0]}\n- Finding 2. {_SAID[1]}\n\n"
        "## Questions\n\n- Was the pathway followed?\n- Were his views sought?\n\n"
        f"## Findings\n\n### Finding 1: {_SAID[0]}\n\n{_TOLD}\n\n### Finding 2: {_SAID[1]}\n\n{_TOLD}\n"
    )
    assert not texts(text, Q)


@pytest.mark.parametrize(
    "asked",
    [
        "It would be well if the police were to teach every school what to ask.",
        "The parents of any child should have a plan for the nights.",
    ],
)
def test_what_looks_like_the_past_may_ask(asked: str) -> None:
    assert texts(f"{_TITLE}## Recommendations\n\n{asked}\n", R) == [asked]


def test_a_chapter_s_number_stands_before_the_label_and_not_in_the_headline() -> None:
    text = _TITLE + "".join(
        f"## Chapter {number}: Theme {word} – {said[:-1]}\n\n{_TOLD}\n\n"
        for number, word, said in zip((3, 4, 5), ("One", "Two", "Three"), _SAID, strict=True)
    )
    found = [item for item in items(text) if item.kind is F]
    assert [item.text for item in found] == [said[:-1] for said in _SAID]
    assert [item.number for item in found] == ["1", "2", "3"]


def test_an_appended_reference_names_the_finding_and_leaves_the_question() -> None:
    asked = ("How many letters are sent that cannot be read?", "Who knows the fathers of these children?")
    text = (
        f"{_TITLE}## Learning\n\n"
        + "".join(f"**Learning {place}:** {said}\n\n" for place, said in enumerate(_SAID, 1))
        + f"## Questions for the Board\n\n1. {asked[0]} (Learning 2)\n2. {asked[1]} (Learning 3)\n"
    )
    found = items(text)
    learning = {item.key: item.number for item in found if item.kind is F}
    questions = [item for item in found if item.kind is Q]
    assert [item.text for item in questions] == list(asked)
    assert [learning.get(item.arises_from or "") for item in questions] == ["2", "3"]


def test_a_sentence_that_sets_the_review_beside_another_is_no_point() -> None:
    alone = "The father was not spoken to by any of the agencies."
    beside = alone.replace("The", "For Mrs Dale (2019) the", 1)
    text = f"{_TITLE}## Findings\n\n### Finding 1: {_SAID[0]}\n\n{{}}\n"
    assert texts(text.format(alone), ItemKind.POINT) == [alone]
    assert not texts(text.format(beside), ItemKind.POINT)

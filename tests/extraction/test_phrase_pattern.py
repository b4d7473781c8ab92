"""The faster form of a phrase pattern finds what the plain one finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.kinds import score
from kg.extraction.vocabulary import cues, phrase_pattern, words_pattern

SCHEMES = ("sections", "sentences", "organisations", "labels", "links", "identity")
PHRASES = [
    "^must be",
    "must be$",
    "a/an/the board",
    "I/we should",
    "arrang*",
    "(see … below",
    "“good”",
    "étape",
    "NHS",
]


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_cue_finds_its_own_phrases_as_the_plain_pattern_does(scheme: str) -> None:
    for cue in cues(scheme).values():
        plain = re.compile(words_pattern(cue.phrases), re.IGNORECASE)
        text = "x. " + " ; ".join((*cue.phrases, *(phrase.upper() for phrase in cue.phrases)))
        for place in (0, 3, 5):
            assert [m.span() for m in cue.pattern.finditer(text, place)] == [
                m.span() for m in plain.finditer(text, place)
            ], cue.slug


@given(
    st.lists(st.sampled_from(PHRASES), unique=True), st.text("mMuUsStT beBEaAnhN*oOrdI weſK(", max_size=60)
)
def test_any_choice_of_phrases_finds_the_same_in_any_text(phrases: list[str], text: str) -> None:
    plain = re.compile(words_pattern(phrases), re.IGNORECASE)
    assert spans(phrase_pattern(phrases), text) == spans(plain, text)


def test_the_letters_that_ignoring_case_takes_for_others_are_known() -> None:
    for letter, sign in (("i", "İ"), ("i", "ı"), ("k", "\u212a"), ("s", "ſ")):
        assert phrase_pattern([f"{letter}x"]).search(f"{sign}x")


def test_a_sentence_without_a_cue_scores_nothing() -> None:
    assert score("praise", "The family moved house in May.") == 0

"""References to findings, within the words of an item and behind them."""

from __future__ import annotations

import pytest

from kg.extraction.items.references import compares, is_reference, referred


def test_a_reference_names_one_finding_or_several() -> None:
    assert referred("Who held the key? (Learning 1)") == [["1"]]
    assert referred("Who held the key? [see Findings 1 and 3]") == [["1", "3"]]
    assert referred("Is the learning a worker brings kept?") == []


@pytest.mark.parametrize("words", ["Finding 2", "see Themes A and C", "linked to Lesson 4"])
def test_nothing_but_a_reference(words: str) -> None:
    assert is_reference(words)
    assert not is_reference(f"{words} and the police")


def test_a_sentence_that_sets_the_review_beside_another() -> None:
    assert compares("Finding 4 was made in the review of Agnes in 2017, who had a roof.")
    assert not compares("Nobody asked Agnes who held the key.")

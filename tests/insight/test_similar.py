"""Likeness of wordings: what is alike, what is not, and the same every time."""

from __future__ import annotations

import random

import pytest

from kg.insight import similar
from kg.insight.similar import Wordings, marked

TEXTS = [
    "Bruising in babies who are not yet mobile was explained and not examined",
    "Bruises in babies not yet mobile were explained rather than examined",
    "The school did not know of the police visits",
    "",
]


def test_the_nearest_comes_first_with_the_words_they_share() -> None:
    found = Wordings(TEXTS).nearest(0)
    assert found[0].second == 1
    assert found[0].score > 0.4
    assert "babies" in found[0].shared


def test_an_empty_text_is_like_nothing() -> None:
    assert Wordings(TEXTS).nearest(3) == ()


def test_pairs_are_given_once_and_by_threshold() -> None:
    found = Wordings(TEXTS).alike(range(len(TEXTS)), 0.4)
    assert [(pair.first, pair.second) for pair in found] == [(0, 1)]


def test_the_same_texts_give_the_same_scores() -> None:
    assert Wordings(TEXTS).nearest(0) == Wordings(TEXTS).nearest(0)


def test_words_that_many_texts_have_are_no_reason() -> None:
    filler = [
        f"It was to be said of the {name} by all" for name in ("school", "nurse", "court", "panel", "bank")
    ]
    texts = ["The bruise was to be seen", "A bruise was to be told", *filler, *filler]
    assert Wordings(texts).nearest(0)[0].shared == ("bruise",)


def test_rows_multiplied_in_parts_give_the_pairs_of_one_product(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    texts = [
        " ".join(
            chance.choices(
                ["a", "few", "words", "that", "many", "texts", "of", "this", "sort", "will", "share"], k=6
            )
        )
        for _ in range(60)
    ]
    whole = Wordings(texts).alike(range(60), 0.3)
    monkeypatch.setattr(similar, "_BLOCK", 7)
    monkeypatch.setattr(similar, "_STRIDE", 14)
    assert Wordings(texts).alike(range(60), 0.3) == whole
    assert len(whole) > 60


def test_pairs_with_a_mark_in_common_are_those_among_all_pairs_that_have_one() -> None:
    chance = random.Random(4)
    syllables = [one + vowel for one in "bdfgkmnprst" for vowel in "aeiou"]
    words = ["".join(chance.choices(syllables, k=3)) for _ in range(30)]
    said = [" ".join(chance.choices(words, k=4)) for _ in range(40)]
    texts = [chance.choice(said) for _ in range(120)]  # many in the very same words
    marks = [chance.sample("abcde", k=chance.randint(1, 2)) for _ in texts]
    wordings = Wordings(texts)
    scores = {
        (one, other): wordings.scores([one], [other])[0]
        for one in range(120)
        for other in range(one + 1, 120)
    }
    expected = {
        pair for pair, score in scores.items() if score >= 0.4 and set(marks[pair[0]]) & set(marks[pair[1]])
    }
    found = wordings.alike(range(120), 0.4, marked(marks))
    assert {(pair.first, pair.second) for pair in found} == expected
    assert len(found) == len(expected) > 100


def test_a_copy_is_worded_alike_as_its_like_is() -> None:
    texts = [*TEXTS, TEXTS[1]]
    _, other, copy = sorted(Wordings(texts).alike(range(5), 0.3), key=lambda pair: (-pair.score, pair.second))
    assert (copy.first, copy.second) == (0, 4)
    assert (copy.score, copy.shared) == (other.score, other.shared)

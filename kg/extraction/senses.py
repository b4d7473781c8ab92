"""What words are about, so that two wordings can be alike without a word in common.

``ontology/word-senses.json`` (made by ``benchmarks/train_word_senses.py`` from the bank of labelled passages) tells of each
stem how rare it is and of which themes' passages it is the more telling: "fist" and "strike" then lie near each other.
A stem that the bank has not is as rare as can be and about nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import sqrt
from typing import Any

from kg.extraction.learned import learned
from kg.extraction.vocabulary import cues

_ENDING = re.compile(r"(?:ings?|ed|es|s|ly|ment)$")
_LONGEST = 7  # letters of a stem
Vector = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class _Senses:
    rarest: float
    rarity: Mapping[str, float]
    about: Mapping[str, tuple[tuple[int, float], ...]]


@lru_cache(maxsize=20_000)
def stems(words: str) -> frozenset[str]:
    """The telling words of a text, without their endings."""
    stop = _stopwords()
    found = re.findall(r"[a-z]+", words.lower())
    return frozenset(_ENDING.sub("", word)[:_LONGEST] for word in found if len(word) > 2 and word not in stop)


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(cues("stopwords")["stopword"].phrases)


def rarity(stem: str) -> float:
    """How seldom a stem stands in the bank: 0 in every passage, about 2 in none."""
    senses = _senses()
    return senses.rarity.get(stem, senses.rarest)


@lru_cache(maxsize=20_000)
def about(words: str) -> Vector:
    """The themes that the words of a text speak for, each with a weight."""
    senses, total = _senses(), dict[int, float]()
    for stem in sorted(stems(words)):
        for theme, weight in senses.about.get(stem, ()):
            total[theme] = total.get(theme, 0.0) + weight
    return total


def nearness(one: Vector, other: Vector) -> float:
    """The cosine of two vectors, 0 where one of them is empty."""
    shared = sum(one[place] * other[place] for place in sorted(one.keys() & other.keys()))
    lengths = [sqrt(sum(value * value for _, value in sorted(each.items()))) for each in (one, other)]
    return shared / (lengths[0] * lengths[1]) if all(lengths) else 0.0


@cache
def _senses() -> _Senses:
    return learned("word-senses.json", "train_word_senses", _parsed)


def _parsed(data: Mapping[str, Any]) -> _Senses:
    known = data["stems"]
    return _Senses(
        rarest=data["rarest"],
        rarity={stem: values[0] for stem, values in known.items()},
        about={
            stem: tuple(zip(map(int, values[1::2]), values[2::2], strict=True))
            for stem, values in known.items()
        },
    )

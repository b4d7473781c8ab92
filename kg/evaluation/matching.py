"""When two wordings are the same, and which predicted thing is which gold thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz.distance import LCSseq

A = TypeVar("A")
B = TypeVar("B")

COVER = 0.9  # the shorter wording covers nine tenths of the longer


def folded(text: str) -> str:
    """White space folded."""
    return " ".join(text.split())


def same(one: str, other: str) -> bool:
    """The wordings are equal but for white space."""
    return folded(one) == folded(other)


def covers(one: str, other: str) -> bool:
    """The words that both have, in order, are nine tenths of the longer (case and punctuation aside)."""
    first, second = _words(one), _words(other)
    longer = max(sum(map(len, first)), sum(map(len, second)))
    if not longer:
        return False
    if min(len(first), len(second)) < COVER * 0.8 * max(len(first), len(second)):
        return False
    shared = LCSseq.similarity(first, second)
    return bool(shared >= COVER * max(len(first), len(second)))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("’", "'").lower())


def pair(
    predicted: Sequence[A], gold: Sequence[B], alike: Callable[[A, B], bool]
) -> tuple[list[tuple[A, B]], list[A], list[B]]:
    """Each gold thing with at most one predicted thing, in order: (pairs, false ones, missed ones)."""
    pairs, missed, left = [], [], list(predicted)
    for wanted in gold:
        place = next((i for i, candidate in enumerate(left) if alike(candidate, wanted)), None)
        if place is None:
            missed.append(wanted)
        else:
            pairs.append((left.pop(place), wanted))
    return pairs, left, missed


def name_key(name: str) -> str:
    """A body's name for comparison: case, "the", "&", apostrophes, dots and brackets aside."""
    bare = re.sub(r"\([^)]*\)", " ", name.lower().replace("&", " and ").replace("’", "'"))
    bare = re.sub(r"[^\w\s]", "", bare)
    return " ".join(bare.split()).removeprefix("the ")

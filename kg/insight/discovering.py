"""Items that no theme fits, grouped by their words, so that an editor of the codebook can see which theme is missing.

Words are weighed by TF-IDF over all items (Salton and Buckley 1988) and grouped by average linkage of cosine distances:
no randomness, and the same groups whatever the order of the items.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.errors import LimitError
from kg.resources import internal_query
from kg.store.protocol import Store

APART = 0.88  # cosine distance from which two groups of short texts are no longer about one thing
COMMON = 0.12  # a word in a larger share of all items says nothing of any
MOST = 4000  # items without a theme that are compared with one another
_WORD = re.compile(r"[a-z]{3,}(?:'[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Passage:
    """An item without a theme: the last part of its IRI and of its review's, its kind and its words."""

    item: str
    review: str
    kind: str
    wording: str


@dataclass(frozen=True, slots=True)
class Group:
    """Passages that are alike, and the words that they share, the most telling first."""

    words: tuple[str, ...]
    passages: tuple[Passage, ...]

    @property
    def reviews(self) -> int:
        return len({passage.review for passage in self.passages})


def discover(store: Store, smallest: int = 2) -> tuple[Group, ...]:
    """The groups with at least ``smallest`` passages: those of most reviews first.

    ``LimitError`` when more than 4,000 items have no theme: the codebook then fits nothing at all.
    """
    rows = store.select(internal_query("unthemed-items.rq")).rows
    free = [
        Passage(str(item).rsplit("/", 1)[-1], str(review).rsplit("/", 1)[-1], str(kind), str(wording))
        for item, review, kind, wording, themed in rows
        if not themed and kind != "purpose"
    ]
    if len(free) > MOST:
        raise LimitError(
            f"{len(free):,} items have no theme (limit: {MOST:,}).", hint="Is the codebook the right one?"
        )
    if not free:
        return ()
    weights, words = _weighed([passage.wording for passage in free], [str(row[3]) for row in rows])
    groups = []
    for places in _grouped(weights):
        if len(places) < smallest:
            continue
        shared = weights[places].mean(axis=0)
        best = sorted(np.flatnonzero(shared), key=lambda place: (-shared[place], words[place]))[:6]
        groups.append(Group(tuple(words[place] for place in best), tuple(free[place] for place in places)))
    return tuple(sorted(groups, key=lambda one: (-one.reviews, -len(one.passages), one.passages[0].item)))


def _weighed(texts: Sequence[str], every: Sequence[str]) -> tuple[NDArray[np.float64], list[str]]:
    """TF-IDF of ``texts``, each row of length 1, over the words that at least two texts share; and these words."""
    spread = Counter(word for text in every for word in set(_words(text)))
    shared = Counter(word for text in texts for word in set(_words(text)))
    vocabulary = sorted(
        word for word, count in shared.items() if count > 1 and spread[word] <= max(2, COMMON * len(every))
    )
    place = {word: number for number, word in enumerate(vocabulary)}
    weights = np.zeros((len(texts), len(vocabulary)))
    for row, text in enumerate(texts):
        for word, count in Counter(_words(text)).items():
            if word in place:
                weights[row, place[word]] = (1 + np.log(count)) * np.log(len(every) / spread[word] + 1)
    length = np.linalg.norm(weights, axis=1, keepdims=True)
    return weights / np.where(length == 0, 1, length), vocabulary


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def _grouped(weights: NDArray[np.float64]) -> list[list[int]]:
    """The rows that belong together, as lists of their places."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(weights) == 1:
        return [[0]]
    distance = np.clip(1 - weights @ weights.T, 0, 1)
    np.fill_diagonal(distance, 0)
    distance = (distance + distance.T) / 2
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), APART, "distance")
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels):
        groups.setdefault(int(label), []).append(row)
    return list(groups.values())

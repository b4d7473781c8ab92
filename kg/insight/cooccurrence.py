"""Which themes are raised together, by sparse products, with lift and an exact test that allows for many pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from kg.insight.columns import Columns
from kg.insight.evidence import Evidence
from kg.insight.figures import Figure, Trace
from kg.insight.statistics import chance_of_overlap, false_discovery


@dataclass(frozen=True, slots=True)
class Pair:
    """Two themes (slugs, in order) that share pieces of learning; a finding and its points are one piece.

    ``lift`` is how many times more often than if they were raised independently.  ``adjusted`` is the probability
    of so great an overlap by chance, after allowing for all the pairs that were looked at.
    """

    first: str
    second: str
    together: Figure  # pieces of learning in which both are stated
    first_count: int
    second_count: int
    lift: float
    probability: float
    adjusted: float

    @property
    def beyond_chance(self) -> bool:
        return self.together.value >= 2 and self.lift > 1 and self.adjusted < 0.05


def pairs(evidence: Evidence) -> tuple[Pair, ...]:
    """All pairs of *stated* themes that share a piece of learning, the most often shared first.

    Suggested themes take no part.  One sparse product of the incidence matrix with itself gives every count, so
    the cost grows with the number of tags and not with the square of the number of reviews.
    """
    tags = evidence.columns.only(evidence.columns.stated & evidence.columns.learning)
    if not len(tags.tags):
        return ()
    units, themes, incidence = _incidence(tags)
    shared = sparse.triu((incidence.T @ incidence).tocsr(), k=0).tocoo()
    counts = dict(
        zip(zip(shared.row.tolist(), shared.col.tolist(), strict=True), shared.data.tolist(), strict=True)
    )
    alone = [int(counts[place, place]) for place in range(len(themes))]
    met = sorted((a, b) for a, b in counts if a != b)
    chances = [chance_of_overlap(int(counts[a, b]), alone[a], alone[b], units) for a, b in met]
    # Pairs that never met were looked at too: each has probability 1 and weighs in the adjustment.
    unmet = len(themes) * (len(themes) - 1) // 2 - len(met)
    adjusted = false_discovery(chances + [1.0] * unmet)
    found = [
        Pair(
            themes[a],
            themes[b],
            _together(evidence, themes[a], themes[b], int(counts[a, b]), units),
            alone[a],
            alone[b],
            counts[a, b] * units / (alone[a] * alone[b]),
            chances[place],
            adjusted[place],
        )
        for place, (a, b) in enumerate(met)
    ]
    return tuple(
        sorted(found, key=lambda pair: (-pair.together.value, pair.adjusted, pair.first, pair.second))
    )


def _incidence(tags: Columns) -> tuple[int, list[str], sparse.csr_matrix]:
    """How many pieces of learning there are, the themes, and a 1 in the row of a piece where a theme is stated."""
    found, first = np.unique(tags.theme, return_index=True)
    number = {tag.theme: int(place) for place, tag in zip(found, tags.tags[first], strict=True)}
    themes = sorted(number)
    column = np.zeros(found[-1] + 1, np.int64)
    column[[number[slug] for slug in themes]] = np.arange(len(themes))
    matrix = sparse.coo_matrix((np.ones(len(tags.tags), np.int64), (tags.unit, column[tags.theme]))).tocsr()
    matrix.data[:] = 1  # a point and its finding may raise the same theme
    return int(np.count_nonzero(np.diff(matrix.indptr))), themes, matrix


def _together(evidence: Evidence, first: str, second: str, count: int, of: int) -> Figure:
    parameters = (("theme", first), ("other", second), *evidence.scope)
    return Figure(count, of, Trace("theme-pairs", parameters, "unit"))

"""Small-number statistics: intervals that stay honest, tests that allow for many comparisons.

Everything here is exact or closed-form arithmetic on counts: no sampling, no seed, no dependence on order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

_TINY = 1e-12  # two probabilities closer than this are the same table seen from two sides


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a share, each between 0 and 1."""

    low: float
    high: float


def wilson(count: int, of: int, z: float = 1.959964) -> Interval:
    """The 95% score interval of the share ``count / of`` (Wilson, 1927): sensible even for 0 of 3 or 3 of 3.

    With ``of == 0`` nothing is known and the interval is the whole of 0 to 1.
    """
    if not 0 <= count <= of:
        raise ValueError(f"not a share: {count} of {of}")
    if of == 0:
        return Interval(0.0, 1.0)
    share, square = count / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _hypergeometric(shared: int, first: int, second: int, of: int) -> float:
    """The chance that exactly ``shared`` of ``first`` marked units fall among ``second`` drawn from ``of``."""
    if shared < max(0, first + second - of) or shared > min(first, second):
        return 0.0
    return math.exp(
        _log_choose(first, shared) + _log_choose(of - first, second - shared) - _log_choose(of, second)
    )


def chance_of_overlap(shared: int, first: int, second: int, of: int) -> float:
    """The one-sided probability that two independent sets of these sizes share ``shared`` or more units of ``of``.

    The upper tail of the hypergeometric distribution (Fisher's exact test, one-sided).
    """
    term = _hypergeometric(shared, first, second, of)
    total, k, top = term, shared, min(first, second)
    while k < top and term > total * _TINY:
        term *= (first - k) * (second - k) / ((k + 1) * (of - first - second + k + 1))
        total, k = total + term, k + 1
    return min(1.0, total)


def fisher(count: int, of: int, other: int, other_of: int) -> float:
    """The two-sided exact probability of a difference this great between ``count/of`` and ``other/other_of``.

    Fisher's exact test: the sum over all tables with the same margins that are no likelier than the one seen.
    """
    marked, everything = count + other, of + other_of
    seen = _hypergeometric(count, marked, of, everything)
    tables = np.arange(max(0, marked - other_of), min(marked, of) + 1, dtype=np.float64)
    logs = (
        _log_chooses(marked, tables)
        + _log_chooses(everything - marked, of - tables)
        - _log_choose(everything, of)
    )
    chances = np.exp(logs)
    return min(1.0, float(chances[chances <= seen * (1 + 1e-7)].sum()))


def _log_chooses(n: int, k: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    found: npt.NDArray[np.float64] = gammaln(n + 1.0) - gammaln(k + 1) - gammaln(n - k + 1)
    return found


def false_discovery(probabilities: Sequence[float]) -> tuple[float, ...]:
    """Each probability adjusted for all of them being looked at (Benjamini and Hochberg, 1995), in the same order."""
    total = len(probabilities)
    adjusted = [1.0] * total
    lowest = 1.0
    ranked = sorted(range(total), key=lambda place: probabilities[place], reverse=True)
    for above, place in enumerate(ranked):
        lowest = min(lowest, probabilities[place] * total / (total - above))
        adjusted[place] = lowest
    return tuple(adjusted)

"""A picture: marks with their places, ties between them, and for each the reviews that it rests on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

# Rows of (review id, kind of item, how many items): what a mark or tie rests on.  Filters count over these rows.
Support = tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A node in a picture, centred on (x, y) in units of the page's pixels at full size; y grows downwards."""

    id: str
    x: float
    y: float
    size: float  # radius
    side: str = "below"  # where its label stands: below, left, right, beside (right, in lines), none
    stated: Support = ()
    suggested: Support = ()
    label: str = ""  # where the node's own label would be too long here


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge of a picture between two of its marks."""

    source: str
    target: str
    relation: str
    stated: Support = ()
    suggested: Support = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A titled part of the picture (a theme group, a year), by centre, width and height."""

    title: str
    x: float
    y: float
    width: float
    height: float
    group: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """One view.  ``name`` is its option on the command line; its title and question are in words.json."""

    name: str
    marks: tuple[Mark, ...]
    ties: tuple[Tie, ...]
    regions: tuple[Region, ...] = field(default=())
    left_out: int = 0  # how many nodes the picture leaves out to stay readable
    across: bool = False  # blocks side by side: ties leave their marks sideways


class Tally:
    """Collects support row by row, stated and suggested apart."""

    def __init__(self) -> None:
        self._rows: dict[str, Counter[tuple[str, str]]] = {"stated": Counter(), "suggested": Counter()}

    def add(self, basis: str, review: str, kind: str) -> None:
        self._rows["stated" if basis == "stated" else "suggested"][(review, kind)] += 1

    def rows(self, basis: str) -> Support:
        return tuple((review, kind, count) for (review, kind), count in sorted(self._rows[basis].items()))

    @property
    def reviews(self) -> int:
        """In how many reviews, stated or suggested."""
        return len({review for rows in self._rows.values() for review, _ in rows})

    @property
    def stated(self) -> int:
        """In how many reviews it is stated: what ranks first."""
        return len({review for review, _ in self._rows["stated"]})

    @property
    def items(self) -> int:
        return sum(sum(rows.values()) for rows in self._rows.values())


def radius(count: int, most: int, smallest: float = 7, largest: float = 34) -> float:
    """A radius whose area grows with ``count``, so that twice the reviews look like twice as much."""
    share = count / most if most else 0.0
    return round(math.sqrt(smallest**2 + (largest**2 - smallest**2) * share), 2)


def bounds(marks: Iterable[Mark]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the marks, without their labels; zeros when there is none."""
    listed = list(marks)
    if not listed:
        return (0, 0, 0, 0)
    return (
        min(m.x - m.size for m in listed),
        min(m.y - m.size for m in listed),
        max(m.x + m.size for m in listed),
        max(m.y + m.size for m in listed),
    )

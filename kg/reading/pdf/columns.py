"""Reading order by cutting white space: side by side where a gutter runs down, top to bottom otherwise.

A recursive XY-cut (Nagy and Seth 1984) whose upright cuts need a gutter with several lines on both sides, and
may end where something runs across, so that a heading over two columns splits nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np

from kg.reading.pdf.rows import Placed as OnPage
from kg.reading.pdf.rows import row_bands

_LINES = 3  # a column has at least so many
_BESIDE_BULLETS = 2.0  # points of a gutter left of a list's bullets, which show where it begins
_BULLET = re.compile(r"[•▪●◦‣]")
_SHORT = re.compile(r"[\W_]{0,3}(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,6}|[a-zA-Z])?[\W_]{0,3}", re.I)


class Placed(OnPage, Protocol):
    """Anything with a place on the page and words: a run of text, a table, a box."""

    @property
    def text(self) -> str: ...
    @property
    def framed(self) -> bool: ...


P = TypeVar("P", bound=Placed)


@dataclass(slots=True)
class Rows(Generic[P]):
    """A table without rules: rows of cells, each a list of things; ``edges`` are the columns' left ends."""

    cells: list[list[list[P]]]
    edges: list[float]


Lines = Sequence[tuple[float, float, float]]


def columns(items: Sequence[P], em: float, rules: Lines = ()) -> list[list[P] | Rows[P]]:
    """``items`` as columns and unruled tables in reading order.  ``em`` is the body's size in points.

    ``rules`` are the level lines of the page (y, from, to): they may part the rows of a table.
    """
    if not items:
        return []
    cut = _gutter(items, em) if len(items) >= 2 * _LINES else None
    if cut is None:
        return [list(items)]
    x, top, bottom = cut
    above, left, right, below = _parts(items, x, top, bottom)
    splits = sorted([x, *_splits(left, em), *_splits(right, em)])
    parted = _parted(left + right, splits)
    bands = [] if all(map(_is_list, parted)) else row_bands(parted, em, rules)
    middle: list[list[P] | Rows[P]]
    if bands:
        middle = [_table([*left, *right], bands, splits)]
    elif _cards(left, right):
        middle = [[*left, *right]]
    else:
        first, second = (right, left) if _aside(left, right) else (left, right)
        middle = [*columns(first, em, rules), *columns(second, em, rules)]
    return [*columns(above, em, rules), *middle, *columns(below, em, rules)]


def _is_list(column: Sequence[P]) -> bool:
    """A column that is nothing but a list: its first line has a bullet, and so have most."""
    placed = sorted(column, key=lambda item: (round(item.top), item.x0))
    bullets = [bool(_BULLET.match(item.text.strip())) for item in placed]
    return bullets[:1] == [True] and 2 * sum(bullets) >= len({round(item.top) for item in placed})


def _cards(left: Sequence[P], right: Sequence[P]) -> bool:
    """Whether both sides are nothing but frames that begin level: cards, read across row by row."""
    if not all(item.framed for item in [*left, *right]):
        return False
    level = [any(abs(one.top - other.top) < 4 for other in left) for one in right]
    return sum(level) >= 0.8 * len(level)


def _aside(left: Sequence[P], right: Sequence[P]) -> bool:
    """Whether the left column is a side bar: narrow and all in frames, beside one that is not. It is read last."""
    widths = [max(i.x1 for i in side) - min(i.x0 for i in side) for side in (left, right)]
    framed = [all(item.framed for item in side) for side in (left, right)]
    return framed == [True, False] and widths[0] < 0.6 * widths[1]


def _parts(
    items: Sequence[P], x: float, top: float, bottom: float
) -> tuple[list[P], list[P], list[P], list[P]]:
    """What stands above, left of, right of and below a gutter."""
    parts: tuple[list[P], list[P], list[P], list[P]] = ([], [], [], [])
    for item in items:
        middle = (item.top + item.bottom) / 2
        if middle < top:
            parts[0].append(item)
        elif middle > bottom:
            parts[3].append(item)
        else:
            parts[1 if (item.x0 + item.x1) / 2 < x else 2].append(item)
    return parts


def _parted(items: Sequence[P], splits: Sequence[float]) -> list[list[P]]:
    """Items by the column in which their middle lies."""
    made: list[list[P]] = [[] for _ in range(len(splits) + 1)]
    for item in items:
        made[sum((item.x0 + item.x1) / 2 > x for x in splits)].append(item)
    return made


def _splits(items: Sequence[P], em: float) -> list[float]:
    """Further gutters that part all of some columns."""
    cut = _gutter(items, em) if len(items) >= 2 * _LINES else None
    if cut is None:
        return []
    above, left, right, below = _parts(items, *cut)
    return [] if above or below else [*_splits(left, em), cut[0], *_splits(right, em)]


def _table(items: Sequence[P], bands: list[tuple[float, float]], splits: list[float]) -> Rows[P]:
    rows: list[list[list[P]]] = [[[] for _ in range(len(splits) + 1)] for _ in bands]
    for item in items:
        middle = (item.top + item.bottom) / 2
        row = next((i for i, (_, end) in enumerate(bands) if middle < end), len(bands) - 1)
        rows[row][sum((item.x0 + item.x1) / 2 > x for x in splits)].append(item)
    by_column = [[item.x0 for row in rows for item in row[c]] for c in range(len(splits) + 1)]
    return Rows(rows, [min(xs) if xs else 0.0 for xs in by_column])


def _gutter(items: Sequence[P], em: float) -> tuple[float, float, float] | None:
    """The best gutter: its x, and the top and bottom of the stretch where nothing crosses it."""
    x0, x1 = np.array([i.x0 for i in items]), np.array([i.x1 for i in items])
    top, bottom = np.array([i.top for i in items]), np.array([i.bottom for i in items])
    middle = (top + bottom) / 2
    short = np.array([bool(_SHORT.fullmatch(i.text.strip())) for i in items])
    bullets = np.array([bool(_BULLET.match(i.text.strip())) for i in items])
    edges = _bulleted_edges(x0[bullets])
    best: tuple[float, float, float] | None = None
    best_score = (0.0, 0.0)
    for x in sorted({*_candidates(x0, x1, top, bottom, 0.7 * em), *edges}):
        cross = (x0 < x) & (x1 > x)
        walls = sorted(
            [(-1e9, -1e9), *zip(top[cross].tolist(), bottom[cross].tolist(), strict=True), (1e9, 1e9)]
        )
        upper = walls[0][1]
        for wall_top, wall_bottom in walls[1:]:
            if wall_top > upper:
                inside = (middle > upper) & (middle < wall_top)
                width = _BESIDE_BULLETS if x in edges else 0.8 * em
                scored = _score(x, inside, x0, x1, top, bottom, short, em, wall_top < 1e9, width)
                if scored is not None and scored[0] > best_score:
                    best_score, best = scored[0], (x, *scored[1])
            upper = max(upper, wall_bottom)
    return best


def _bulleted_edges(starts: np.ndarray) -> set[float]:
    """Just left of the bullets of each list but the first: they part two lists side by side however near the first comes."""
    places, counts = np.unique(np.round(starts), return_counts=True)
    return {float(place) - 1.0 for place in places[counts >= _LINES][1:]}


def _candidates(
    x0: np.ndarray, x1: np.ndarray, top: np.ndarray, bottom: np.ndarray, width: float
) -> list[float]:
    """Middles of the gaps between neighbours on a line."""
    order = np.argsort(x0, kind="stable")
    found = set()
    for place, i in enumerate(order[:-1]):
        later = order[place + 1 :]
        level = (top[later] < bottom[i] - 1) & (bottom[later] > top[i] + 1) & (x0[later] > x1[i])
        if level.any():
            right = float(x0[later][level].min())
            if right - x1[i] >= width:
                found.add(round((right + float(x1[i])) / 2))
    return [float(x) for x in sorted(found)]


def _score(
    x: float,
    inside: np.ndarray,
    x0: np.ndarray,
    x1: np.ndarray,
    top: np.ndarray,
    bottom: np.ndarray,
    short: np.ndarray,
    em: float,
    followed: bool,
    least: float,
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """How many lines stand on the poorer side and how wide the gutter is, and its stretch; None when it is none.

    ``followed`` says that something runs across below; ``least`` is the width that a gutter needs.
    """
    left, right = inside & (x1 <= x), inside & (x0 >= x)
    rows_left, rows_right = _rows(top[left], bottom[left], em), _rows(top[right], bottom[right], em)
    if min(rows_left, rows_right) < _LINES:
        return None
    if short[left].mean() > 0.6 or short[right].mean() > 0.6:
        return None  # numbers in front of paragraphs, or page numbers behind titles
    width = float(x0[right].min() - x1[left].max())
    if width < least:
        return None
    start = max(float(top[left].min()), float(top[right].min()))
    end = min(float(bottom[left].max()), float(bottom[right].max()))
    if end - start < 2 * em:
        return None
    foot = _foot(left, right, top, bottom, em) if followed else float(bottom[inside].max())
    # What stands on the left above the right column's head comes before both.
    return (float(min(rows_left, rows_right)), width), (min(start, float(top[right].min())) - 1.0, foot)


def _foot(left: np.ndarray, right: np.ndarray, top: np.ndarray, bottom: np.ndarray, em: float) -> float:
    """Where two columns end.  A last line that stands alone on one side, below a gap, heads what follows."""
    ends = (float(bottom[left].max()), float(bottom[right].max()))
    longer = np.flatnonzero(left if ends[0] > ends[1] else right)
    rows = longer[np.argsort(top[longer], kind="stable")]
    for place in range(len(rows) - 1, max(0, len(rows) - 3), -1):
        above = float(bottom[rows[:place]].max())
        if top[rows[place]] > min(ends) - 2 and top[rows[place]] - above > 0.9 * em:
            return above
    return max(ends)


def _rows(top: np.ndarray, bottom: np.ndarray, em: float) -> int:
    """How many lines these things make; a frame counts for as many as it is high."""
    if not len(top):
        return 0
    higher = np.maximum((bottom - top) / (1.4 * em) - 1.0, 0.0).astype(int).sum()
    return 1 + int((np.diff(np.sort(top)) > 4).sum()) + int(higher)

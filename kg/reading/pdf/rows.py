"""Whether two neighbouring columns are read across, row by row, and where the rows lie.

Prose in columns runs on at one pitch and fills its lines; a table's rows are parted by wider gaps at the same
height on both sides, or are single short lines that stand level.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Protocol

_ROWS = 3  # fewer are chance
_LEVEL = 2.5  # points by which first lines of a row may differ


class Placed(Protocol):
    """Anything with a place on the page."""

    @property
    def x0(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def bottom(self) -> float: ...


def row_bands(
    left: Sequence[Placed],
    right: Sequence[Placed],
    em: float,
    rules: Sequence[tuple[float, float, float]] = (),
) -> list[tuple[float, float]]:
    """Top and bottom of each row, or nothing when the columns are read one after the other."""
    a, b = _lines(left), _lines(right)
    if min(len(a), len(b)) < _ROWS or _headed([*left, *right]):
        return []
    across = (min(item.x0 for item in left) + 2 * em, max(item.x0 for item in right))
    level = sorted(y for y, start, end in rules if start < across[0] and end > across[1])
    return _by_rules(a, b, level) or _by_gaps(a, b, em) or _by_lines(a, b, left, right)


def _by_rules(
    a: list[tuple[float, float]], b: list[tuple[float, float]], rules: Sequence[float]
) -> list[tuple[float, float]]:
    """Rows parted by lines drawn across both columns."""
    top, bottom = min(a[0][0], b[0][0]), max(a[-1][1], b[-1][1])
    cuts = [y for y in rules if top < y < bottom]
    if len(cuts) < _ROWS - 1:
        return []
    bands = [(start, end) for start, end in itertools.pairwise([top, *cuts, bottom]) if end - start > 4]
    level = sum(_first_level(band, a, b) for band in bands)
    return bands if level >= 0.7 * len(bands) else []


def _headed(items: Sequence[Placed]) -> bool:
    """Whether larger lines stand below the first row: then these are cards side by side and no table."""
    heights = sorted(item.bottom - item.top for item in items)
    usual, first = heights[len(heights) // 2], min(item.bottom for item in items)
    return any(item.bottom - item.top > 1.12 * usual and item.top > first for item in items)


def _lines(items: Sequence[Placed]) -> list[tuple[float, float]]:
    """Top and bottom of each line of a column."""
    lines: list[tuple[float, float]] = []
    for item in sorted(items, key=lambda item: item.top):
        if lines and item.top < lines[-1][1] - 0.4 * (item.bottom - item.top):
            lines[-1] = (lines[-1][0], max(lines[-1][1], item.bottom))
        else:
            lines.append((item.top, item.bottom))
    return lines


def _by_gaps(
    a: list[tuple[float, float]], b: list[tuple[float, float]], em: float
) -> list[tuple[float, float]]:
    """Rows parted by gaps that both columns have, wider than those between the lines of a cell."""
    gaps = sorted(after[0] - before[1] for side in (a, b) for before, after in itertools.pairwise(side))
    tight = gaps[len(gaps) // 8]
    bands: list[tuple[float, float]] = []
    for top, bottom in sorted([*a, *b]):
        if bands and top - bands[-1][1] <= tight + 0.2 * em:
            bands[-1] = (bands[-1][0], max(bands[-1][1], bottom))
        else:
            bands.append((top, bottom))
    if len(bands) < _ROWS or gaps[-1] - tight < 0.2 * em:
        return []
    level = sum(_first_level(band, a, b) for band in bands)
    cells = sum(any(band[0] <= top < band[1] for top, _ in side) for band in bands for side in (a, b))
    wrapped = (len(a) + len(b)) > cells
    return bands if wrapped and level >= 0.7 * len(bands) and (len(a) + len(b)) <= 8 * cells else []


def _first_level(
    band: tuple[float, float], a: list[tuple[float, float]], b: list[tuple[float, float]]
) -> bool:
    firsts = [next((top for top, _ in side if band[0] - 1 <= top < band[1]), None) for side in (a, b)]
    return firsts[0] is not None and firsts[1] is not None and abs(firsts[0] - firsts[1]) < _LEVEL


def _by_lines(
    a: list[tuple[float, float]],
    b: list[tuple[float, float]],
    left: Sequence[Placed],
    right: Sequence[Placed],
) -> list[tuple[float, float]]:
    """Rows of single lines: they stand level one by one, and do not fill their columns as prose does."""
    if len(a) != len(b) or any(abs(one[0] - two[0]) > _LEVEL for one, two in zip(a, b, strict=True)):
        return []
    if _full(left) > 0.45 or _full(right) > 0.6:
        return []
    return [(min(one[0], two[0]), max(one[1], two[1])) for one, two in zip(a, b, strict=True)]


def _full(items: Sequence[Placed]) -> float:
    """The share of lines that reach the last fifth of their column."""
    start, end = min(item.x0 for item in items), max(item.x1 for item in items)
    return sum(item.x1 > end - 0.2 * (end - start) for item in items) / len(items)

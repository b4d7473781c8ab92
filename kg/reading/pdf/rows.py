"""Whether two neighbouring columns are read across, row by row, and where the rows lie.

Prose in columns runs on at one pitch and fills its lines; a table's rows are parted by wider gaps at the same
height on both sides, or are single short lines that stand level.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Protocol

_ROWS = 3  # fewer are chance
_LEVEL = 2.5  # points by which the first lines of a row may differ


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


Band = tuple[float, float]  # top and bottom


def row_bands(
    columns: Sequence[Sequence[Placed]], em: float, rules: Sequence[tuple[float, float, float]] = ()
) -> list[Band]:
    """Top and bottom of each row, or nothing when the columns are read one after the other.

    ``rules`` are level lines (y, from, to).
    """
    lines = [_lines(column) for column in columns]
    if min(len(side) for side in lines) < _ROWS or _headed([item for column in columns for item in column]):
        return []
    across = (min(i.x0 for i in columns[0]) + 2 * em, max(i.x0 for i in columns[-1]))
    level = sorted(y for y, start, end in rules if start < across[0] and end > across[1])
    return _by_rules(lines, level) or _by_gaps(lines, em) or _by_lines(lines, columns) or _by_starts(lines)


def _by_rules(lines: list[list[Band]], rules: Sequence[float]) -> list[Band]:
    """Rows parted by lines drawn across all columns."""
    top, bottom = min(side[0][0] for side in lines), max(side[-1][1] for side in lines)
    cuts = [y for y in rules if top < y < bottom]
    if len(cuts) < _ROWS - 1:
        return []
    bands = [(start, end) for start, end in itertools.pairwise([top, *cuts, bottom]) if end - start > 4]
    return bands if _level(bands, lines) else []


def _headed(items: Sequence[Placed]) -> bool:
    """Whether larger lines stand below the first row: then these are cards side by side and no table."""
    heights = sorted(item.bottom - item.top for item in items)
    usual, first = heights[len(heights) // 2], min(item.bottom for item in items)
    return any(item.bottom - item.top > 1.12 * usual and item.top > first for item in items)


def _lines(items: Sequence[Placed]) -> list[Band]:
    """Top and bottom of each line of a column."""
    lines: list[Band] = []
    for item in sorted(items, key=lambda item: item.top):
        if lines and item.top < lines[-1][1] - 0.4 * (item.bottom - item.top):
            lines[-1] = (lines[-1][0], max(lines[-1][1], item.bottom))
        else:
            lines.append((item.top, item.bottom))
    return lines


def _by_gaps(lines: list[list[Band]], em: float) -> list[Band]:
    """Rows parted by gaps that all columns have, wider than those between the lines of a cell."""
    gaps = sorted(after[0] - before[1] for side in lines for before, after in itertools.pairwise(side))
    tight = gaps[len(gaps) // 8]
    bands: list[Band] = []
    for top, bottom in sorted(line for side in lines for line in side):
        if bands and top - bands[-1][1] <= tight + 0.2 * em:
            bands[-1] = (bands[-1][0], max(bands[-1][1], bottom))
        else:
            bands.append((top, bottom))
    if len(bands) < _ROWS or gaps[-1] - tight < 0.2 * em:
        return []
    cells = sum(any(band[0] <= top < band[1] for top, _ in side) for band in bands for side in lines)
    total = sum(len(side) for side in lines)
    return bands if cells < total <= 8 * cells and _level(bands, lines) else []


def _level(bands: list[Band], lines: list[list[Band]]) -> bool:
    """Whether in most rows two cells or more are filled and begin level."""
    count = 0
    for band in bands:
        firsts = [next((top for top, _ in side if band[0] - 1 <= top < band[1]), None) for side in lines]
        tops = [top for top in firsts if top is not None]
        count += len(tops) > 1 and max(tops) - min(tops) < _LEVEL
    return count >= 0.7 * len(bands)


def _by_lines(lines: list[list[Band]], columns: Sequence[Sequence[Placed]]) -> list[Band]:
    """Rows of single lines: they stand level one by one, and do not fill their columns as prose does."""
    if len({len(side) for side in lines}) > 1 or any(
        _full(c) > (0.45, 0.6)[n > 0] for n, c in enumerate(columns)
    ):
        return []
    bands = [(min(top for top, _ in row), max(end for _, end in row)) for row in zip(*lines, strict=True)]
    tops = [max(top for top, _ in row) - min(top for top, _ in row) for row in zip(*lines, strict=True)]
    return bands if max(tops) <= _LEVEL else []


def _by_starts(lines: list[list[Band]]) -> list[Band]:
    """Rows that begin where the sparsest column has a line: its cells are short and stand apart, the others' are not."""
    sparse = min(lines, key=len)
    high = sparse[0][1] - sparse[0][0]
    starts = [top for n, (top, _) in enumerate(sparse) if n == 0 or top - sparse[n - 1][1] > 0.8 * high]
    others = [top for side in lines if side is not sparse for top, _ in side]
    level = sum(any(abs(top - other) < _LEVEL for other in others) for top in starts)
    dense = max(len(side) for side in lines)
    if (
        len(starts) < _ROWS
        or 2 * len(starts) < len(sparse)
        or len(sparse) > 0.7 * dense
        or level < len(starts)
    ):
        return []
    first, last = min(side[0][0] for side in lines), max(side[-1][1] for side in lines)
    cuts = [first, *(top - 1.0 for top in starts if top - first > _LEVEL), last]
    return list(itertools.pairwise(cuts))


def _full(items: Sequence[Placed]) -> float:
    """The share of lines that reach the last fifth of their column."""
    start, end = min(item.x0 for item in items), max(item.x1 for item in items)
    return sum(item.x1 > end - 0.2 * (end - start) for item in items) / len(items)

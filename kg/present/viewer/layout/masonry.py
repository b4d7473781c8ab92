"""Titled frames in columns, each a list of marks with their names beside them, the bottoms brought level."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

COLUMN = 212.0  # a mark, and its name in up to three lines of sixteen characters
PAD = 8.0
GAP = 8.0  # between frames
STRETCH = 1.35  # rows grow at most so much to bring columns level


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame by its centre, and the heights of the rows in it."""

    x: float
    y: float
    width: float
    height: float
    rows: tuple[float, ...]


def masonry(heads: Sequence[float], rows: Sequence[Sequence[float]], aspect: float) -> list[Frame]:
    """A frame for each title's height and list of row heights, laid in order into the shortest column.

    As many columns as bring the whole nearest to ``aspect``, its width over its height.
    """
    if not rows:
        return []
    heights = [head + sum(own) + PAD + GAP for head, own in zip(heads, rows, strict=True)]
    # n columns of mean height give the aspect at about this n; shortest-column filling is off by a column or two.
    guess = math.sqrt(sum(heights) * aspect / COLUMN)
    least = max(1, min(int(guess) - 2, len(rows)))
    counts = range(least, min(len(rows), int(guess) + 3) + 1)
    choices = [_fill(heights, count) for count in counts]
    best = min(choices, key=lambda columns: max(len(columns) * COLUMN / aspect, _tallest(columns, heights)))
    return _placed(best, heads, rows, heights)


def _fill(heights: Sequence[float], count: int) -> list[list[int]]:
    columns: list[list[int]] = [[] for _ in range(count)]
    filled = [(0.0, number) for number in range(count)]  # a heap: the shortest column first
    for place, height in enumerate(heights):
        so_far, number = filled[0]
        columns[number].append(place)
        heapq.heapreplace(filled, (so_far + height, number))
    return [column for column in columns if column]


def _height(column: list[int], heights: Sequence[float]) -> float:
    return sum(heights[place] for place in column)


def _tallest(columns: list[list[int]], heights: Sequence[float]) -> float:
    return max(_height(column, heights) for column in columns)


def _placed(
    columns: list[list[int]],
    heads: Sequence[float],
    rows: Sequence[Sequence[float]],
    heights: Sequence[float],
) -> list[Frame]:
    height = _tallest(columns, heights)
    frames: dict[int, Frame] = {}
    for number, column in enumerate(columns):
        x = (number - (len(columns) - 1) / 2) * (COLUMN + GAP)
        own = sum(sum(rows[place]) for place in column)
        stretch = min(STRETCH, 1 + (height - _height(column, heights)) / own)
        top = -height / 2
        for place in column:
            centres = []
            y = top + heads[place]
            for row in rows[place]:
                centres.append(round(y + row * stretch / 2, 1))
                y += row * stretch
            tall = y + PAD - top
            frames[place] = Frame(
                round(x, 1), round(top + tall / 2, 1), COLUMN, round(tall, 1), tuple(centres)
            )
            top += tall + GAP
    return [frames[place] for place in range(len(rows))]

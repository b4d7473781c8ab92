"""Recurrence: a bar for each theme, stated solid and suggested hatched, never added into one figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.present.charts.drawing import Box, Drawing, Label, Rule, Shape, clipped, room

_TOP, _STEP, _BAR, _WIDTH = 44.0, 24.0, 13.0, 680.0
_NAME = 52  # letters of a theme's name


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    stated: int | None  # None where small counts are withheld
    suggested: int | None
    shown: str  # what is written at the end of the bar


def bars(title: str, alternative: str, rows: Sequence[Bar], of: int, words: tuple[str, str, str]) -> Drawing:
    """A horizontal bar chart on a scale from none to all ``of`` reviews.

    ``words`` are the two entries of the legend and the name of the axis.
    """
    start = room((row.label for row in rows), 11, _NAME) + 14
    right = _WIDTH - 74
    span = right - start
    bottom = _TOP + _STEP * len(rows)
    shapes: list[Shape] = _legend(start, words)
    for value in _ticks(of):
        x = start + span * value / of
        shapes.append(Rule(x, _TOP - 6, x, bottom))
        shapes.append(Label(x, bottom + 15, str(value), "middle", "soft", 10))
    for place, row in enumerate(rows):
        y = _TOP + _STEP * place
        shapes.append(Label(start - 10, y + 12, clipped(row.label, _NAME), "end"))
        solid, hatched = span * (row.stated or 0) / of, span * (row.suggested or 0) / of
        if solid:
            shapes.append(Box(start, y + 1, solid, _BAR, "stated"))
        if hatched:
            shapes.append(Box(start + solid, y + 1, hatched, _BAR, "suggested"))
        shapes.append(Label(start + solid + hatched + 8, y + 12, row.shown, "start", "soft", 10.5))
    shapes.append(Rule(start, _TOP - 6, start, bottom, "axis"))
    shapes.append(Label(start, bottom + 31, words[2], "start", "soft", 10))
    return Drawing(_WIDTH, bottom + 40, title, alternative, tuple(shapes))


def _legend(start: float, words: tuple[str, str, str]) -> list[Shape]:
    return [
        Box(start, 8, 13, 13, "stated"),
        Label(start + 19, 19, words[0]),
        Box(start + 130, 8, 13, 13, "suggested"),
        Label(start + 149, 19, words[1]),
    ]


def _ticks(of: int) -> list[int]:
    """A handful of whole numbers from nought to all."""
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if of / s <= 7), max(of // 5, 1))
    return list(range(0, of + 1, step))

"""Packing: rectangles set around a middle, nearest first, none on top of another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_TURN = math.pi * (3 - math.sqrt(5))  # the golden angle spreads candidates evenly in every direction


@dataclass(frozen=True, slots=True)
class Box:
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A box by its centre."""

    x: float
    y: float
    width: float
    height: float

    def clear_of(self, other: Placed) -> bool:
        return (
            abs(self.x - other.x) * 2 >= self.width + other.width
            or abs(self.y - other.y) * 2 >= self.height + other.height
        )


def pack(boxes: Sequence[Box], aspect: float = 1.6, step: float = 9.0) -> list[Placed]:
    """Place boxes one after the other as near the middle as they fit; the first stands in the middle.

    ``aspect`` is the wished width over height of the whole.  Deterministic: candidates lie on one sunflower spiral.
    """
    placed: list[Placed] = []
    stretch = math.sqrt(aspect)
    for box in boxes:
        turn = 0
        while True:
            reach = step * math.sqrt(turn)
            x = reach * math.cos(turn * _TURN) * stretch
            y = reach * math.sin(turn * _TURN) / stretch
            here = Placed(x, y, box.width, box.height)
            blocking = next((other for other in reversed(placed) if not here.clear_of(other)), None)
            if blocking is None:
                placed.append(here)
                break
            turn += 1
    return placed


def extent(placed: Sequence[Placed]) -> Placed:
    """The smallest box around all of them."""
    left = min(p.x - p.width / 2 for p in placed)
    right = max(p.x + p.width / 2 for p in placed)
    top = min(p.y - p.height / 2 for p in placed)
    bottom = max(p.y + p.height / 2 for p in placed)
    return Placed((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)

"""Columns of marks with their labels beside them: one row each, so that no label meets another."""

from __future__ import annotations

ROW = 30.0


def spread(count: int, height: float) -> list[float]:
    """``count`` heights evenly apart and centred on 0, no closer than a row, filling ``height`` where they can."""
    if count == 0:
        return []
    gap = max(ROW, height / count)
    return [round((place - (count - 1) / 2) * gap, 1) for place in range(count)]

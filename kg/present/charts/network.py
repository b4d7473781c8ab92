"""Themes raised together: themes down a line, joined by arcs as strong as what they share; no label meets another."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg.present.charts.drawing import Arc, Dot, Drawing, Label, Shape, clipped

_LEFT, _TOP, _STEP, _WIDTH = 330.0, 26.0, 22.0, 680.0


def network(
    title: str,
    alternative: str,
    themes: Sequence[tuple[str, int]],
    edges: Sequence[tuple[int, int, int, bool]],
) -> Drawing:
    """``themes`` with their counts, in order; ``edges`` as (one, other, weight, beyond chance).

    An arc diagram (Wattenberg, 2002).  Pairs beyond chance are dark, others grey; thickness is what they share.
    """
    most = max((weight for *_, weight, _ in edges), default=1)
    widest = max((abs(b - a) for a, b, *_ in edges), default=1)
    room = _WIDTH - _LEFT - 30
    shapes: list[Shape] = [
        Arc(
            _LEFT,
            _y(min(a, b)),
            _y(max(a, b)),
            min(room * abs(b - a) / widest, _STEP * 1.6 * abs(b - a)),
            "stated" if sure else "axis",
            0.8 + 3 * weight / most,
        )
        for a, b, weight, sure in sorted(edges, key=lambda edge: (edge[3], edge[2]))
    ]
    for place, (name, count) in enumerate(themes):
        shapes.append(Dot(_LEFT, _y(place), min(3 + math.sqrt(count) * 1.2, 9), "theme"))
        shapes.append(Label(_LEFT - 16, _y(place) + 4, clipped(name, 56), "end", size=10.5))
    return Drawing(_WIDTH, _TOP + _STEP * len(themes), title, alternative, tuple(shapes))


def _y(place: int) -> float:
    return _TOP + _STEP * (place + 0.1)

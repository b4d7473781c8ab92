"""Themes raised together: a ring of themes, joined where they share pieces of learning."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg.present.charts.drawing import Dot, Drawing, Label, Rule, Shape, clipped

_WIDTH, _HEIGHT, _RADIUS = 680.0, 460.0, 150.0


def network(
    title: str,
    alternative: str,
    themes: Sequence[tuple[str, int]],
    edges: Sequence[tuple[int, int, int, bool]],
) -> Drawing:
    """``themes`` with their counts, in the order of the ring; ``edges`` as (one, other, weight, beyond chance)."""
    places = [_place(n, len(themes)) for n in range(len(themes))]
    most = max((weight for *_, weight, _ in edges), default=1)
    shapes: list[Shape] = [
        Rule(*places[a], *places[b], "stated" if sure else "axis", 1 + 4 * weight / most)
        for a, b, weight, sure in sorted(edges, key=lambda edge: (edge[3], edge[2]))
    ]
    for n, (name, count) in enumerate(themes):
        x, y = places[n]
        shapes.append(Dot(x, y, 4 + math.sqrt(count) * 1.6, "theme"))
        angle = _angle(n, len(themes))
        side = "start" if math.cos(angle) > 0.15 else "end" if math.cos(angle) < -0.15 else "middle"
        reach = 16 + math.sqrt(count)
        down = 4 + (8 if math.sin(angle) > 0.9 else -4 if math.sin(angle) < -0.9 else 0)
        shapes.append(
            Label(
                x + reach * math.cos(angle),
                y + reach * math.sin(angle) + down,
                clipped(name, 34),
                side,
                size=10.5,
            )
        )
    return Drawing(_WIDTH, _HEIGHT, title, alternative, tuple(shapes))


def _angle(place: int, of: int) -> float:
    return 2 * math.pi * place / of - math.pi / 2


def _place(place: int, of: int) -> tuple[float, float]:
    angle = _angle(place, of)
    return (_WIDTH / 2 + _RADIUS * 1.05 * math.cos(angle), _HEIGHT / 2 + _RADIUS * 1.15 * math.sin(angle))

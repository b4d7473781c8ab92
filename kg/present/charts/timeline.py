"""Themes over the years: a dot for each year that raises one, its size the number of reviews."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg.present.charts.drawing import Dot, Drawing, Label, Rule, Shape, clipped, room

_TOP, _STEP, _WIDTH = 56.0, 26.0, 680.0
_NAME = 52  # letters of a theme's name


def timeline(
    title: str,
    alternative: str,
    years: Sequence[tuple[int, int]],
    rows: Sequence[tuple[str, Sequence[tuple[int | None, int | None]]]],
    held: str,
    words: tuple[str, str],
) -> Drawing:
    """``years`` with the number of reviews held; each row a theme with (stated, suggested) for each year.

    ``held`` names the line of denominators under the years; ``words`` say what a full dot and an empty one mean.
    """
    start = room((name for name, _ in rows), 10.5, _NAME) + 12
    step = (_WIDTH - start - 24) / max(len(years), 1)
    bottom = _TOP + _STEP * len(rows)
    shapes: list[Shape] = [Label(start - 8, 34, held, "end", "soft", 10)]
    for n, (year, of) in enumerate(years):
        x = start + step * (n + 0.5)
        shapes += [
            Label(x, 18, str(year), "middle", size=10.5),
            Label(x, 34, str(of), "middle", "soft", 10),
            Rule(x, _TOP - 10, x, bottom),
        ]
    for place, (name, counts) in enumerate(rows):
        y = _TOP + _STEP * (place + 0.5)
        shapes.append(Label(start - 8, y + 4, clipped(name, _NAME), "end", size=10.5))
        seen = [start + step * (n + 0.5) for n, (said, guessed) in enumerate(counts) if said or guessed]
        if len(seen) > 1:
            shapes.append(Rule(seen[0], y, seen[-1], y, "axis"))
        for n, (said, guessed) in enumerate(counts):
            x = start + step * (n + 0.5)
            if said:
                shapes.append(Dot(x, y, _radius(said), "stated"))
                if said > 1:
                    shapes.append(Label(x, y + 3.5, str(said), "middle", "paper", 9))
            elif guessed:
                shapes.append(Dot(x, y, _radius(guessed), "suggested"))
    x = start
    for part, meaning in zip(("stated", "suggested"), words, strict=True):
        shapes += [Dot(x + 6, bottom + 16, 5, part), Label(x + 18, bottom + 20, meaning, size=10)]
        x += 40 + 5.4 * len(meaning)
    return Drawing(_WIDTH, bottom + 32, title, alternative, tuple(shapes))


def _radius(count: int) -> float:
    """Area grows with the count; capped so that rows stay apart."""
    return min(4.5 + 2.2 * math.sqrt(count), 12.0)

"""Theme by review: one cell for each, its state told by shape as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence

from kg.present.charts.drawing import Box, Dot, Drawing, Label, Rule, Shape, clipped, room

_STEP, _WIDTH = 20.0, 680.0
_NAME, _HEAD = 52, 36  # letters of a theme's name and of a review's


def heatmap(
    title: str,
    alternative: str,
    themes: Sequence[str],
    reviews: Sequence[str],
    states: Sequence[Sequence[str]],
    legend: Sequence[tuple[str, str]],
) -> Drawing:
    """``states[theme][review]`` is wanting, praised, both, mentioned, suggested or silent; ``legend`` gives each its words."""
    start, top = room(themes, 10.5, _NAME) + 12, room(reviews, 9.5, _HEAD) + 12
    wide = min(26.0, (_WIDTH - start - 10) / max(len(reviews), 1))
    bottom = top + _STEP * len(themes)
    right = start + wide * len(reviews)
    shapes: list[Shape] = [
        Label(start + wide * (n + 0.5) + 4, top - 8, clipped(name, _HEAD), "start", "soft", 9.5, turned=True)
        for n, name in enumerate(reviews)
    ]
    for row, name in enumerate(themes):
        y = top + _STEP * row
        shapes.append(Rule(start, y, right, y))
        shapes.append(Label(start - 8, y + 14, clipped(name, _NAME), "end", size=10.5))
        for column, state in enumerate(states[row]):
            shapes.extend(_cell(start + wide * column, y, wide, state))
    shapes.append(Rule(start, bottom, right, bottom))
    x = 8.0
    for state, words in legend:
        shapes.extend(_cell(x, bottom + 16, _STEP, state))
        shapes.append(Label(x + 24, bottom + 30, words, size=10))
        x += 36 + 5.4 * len(words)
    return Drawing(_WIDTH, bottom + 46, title, alternative, tuple(shapes))


def _cell(x: float, y: float, wide: float, state: str) -> list[Shape]:
    size = min(wide, _STEP) - 6
    left, top = x + (wide - size) / 2, y + (_STEP - size) / 2
    if state == "silent":
        return []
    if state == "praised":
        return [Dot(left + size / 2, top + size / 2, size / 2, "good")]
    if state == "both":
        return [
            Box(left, top, size, size, "stated"),
            Dot(left + size / 2, top + size / 2, size / 3.2, "inner"),
        ]
    if state == "mentioned":
        return [Box(left, top + size * 0.3, size, size * 0.4, "stated")]
    return [Box(left, top, size, size, "suggested" if state == "suggested" else "stated")]

"""The pictures, one module each; ``around`` is drawn in the page, since any node can be its middle."""

from __future__ import annotations

from collections.abc import Callable

from kg.present.viewer.learning import Learning
from kg.present.viewer.picture import Picture
from kg.present.viewer.pictures import (
    every_node,
    everything,
    lineage,
    recurring_themes,
    reviews_and_themes,
    who_is_asked,
)

_DRAWERS: tuple[Callable[[Learning], Picture], ...] = (
    recurring_themes.draw,
    reviews_and_themes.draw,
    lineage.draw,
    who_is_asked.draw,
    everything.draw,
    # behind a button of the view they enlarge
    recurring_themes.draw_all,
    lineage.draw_all,
    every_node.draw,
)


def draw_all(learning: Learning) -> tuple[Picture, ...]:
    """Every picture that the page holds."""
    return tuple(draw(learning) for draw in _DRAWERS)

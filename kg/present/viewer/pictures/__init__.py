"""The pictures, in the order of their tabs.  ``around`` is drawn in the page, since any node can be its middle."""

from __future__ import annotations

from collections.abc import Callable

from kg.present.viewer.learning import Learning
from kg.present.viewer.picture import Picture
from kg.present.viewer.pictures import (
    everything,
    lineage,
    overview,
    recurring_themes,
    reviews_and_themes,
    who_is_asked,
)

AROUND = "around"
VIEWS: tuple[str, ...] = (
    recurring_themes.NAME,
    reviews_and_themes.NAME,
    AROUND,
    lineage.NAME,
    who_is_asked.NAME,
    overview.NAME,
)
_DRAWERS: tuple[Callable[[Learning], Picture], ...] = (
    recurring_themes.draw,
    reviews_and_themes.draw,
    lineage.draw,
    who_is_asked.draw,
    overview.draw,
    # behind a button of the view they enlarge
    recurring_themes.draw_all,
    everything.draw,
)


def draw_all(learning: Learning) -> tuple[Picture, ...]:
    """Every picture; a fuller one only where it shows more than the picture it enlarges."""
    return tuple(draw(learning) for draw in _DRAWERS)

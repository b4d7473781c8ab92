"""When the marker of a block is the number of an item, and when it only numbers paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.items.layout import Layout
from kg.extraction.labels import marker_number


def counted(layout: Layout, index: int, items: Sequence[int]) -> str | None:
    """The number of a list item when its list counts from 1 or A; None for bullets and paragraph numbers."""
    number = marker_number(layout.block(index))
    if number is None or "." in number:
        return None
    plain = re.fullmatch(r"\d+\.?", (layout.block(index).marker or "").strip())
    return None if plain and runs_through(layout, items) else number


def runs_through(layout: Layout, items: Sequence[int]) -> bool:
    """The first number is not 1: the numbers run through the document and count its paragraphs."""
    first = next((marker_number(layout.block(i)) for i in items if marker_number(layout.block(i))), None)
    return first is not None and (first[0].isdigit() and first != "1")

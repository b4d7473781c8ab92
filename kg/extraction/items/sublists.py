"""Which list items belong to the sentence above them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.items.layout import Layout
from kg.model import BlockKind


def sublist(layout: Layout, head: int) -> Iterator[int]:
    """The blocks that finish the sentence which ends in a colon at ``head``: its own list, and no sibling of ``head``.

    Sub-items that have lost their bullets are read on while they begin small and end in a semicolon.
    """
    style = marker_style(layout, head)
    level = layout.block(head).level if layout.is_list(head) else None
    own_style: str | None = None
    own_level = 0
    for index in range(head + 1, len(layout.labels)):
        block = layout.block(index)
        if layout.labels[index] is not None or block.kind is BlockKind.HEADING or layout.in_grid(index):
            return
        if layout.section_of[index] != layout.section_of[head] and layout.section(index).first == index:
            return
        if not layout.is_list(index):
            if _loose_subitem(layout, index, head):
                yield index
                continue
            return
        deeper = level is not None and (block.level or 0) > level
        if not deeper and level is not None and marker_style(layout, index) == style:
            return
        if own_style is None:
            own_style, own_level = marker_style(layout, index), block.level or 0
        other = not deeper and marker_style(layout, index) != own_style
        paragraph = (block.level or 0) < own_level or not layout.is_item(index)
        if other and (marker_style(layout, index) == style or paragraph):
            return
        yield index


def _loose_subitem(layout: Layout, index: int, head: int) -> bool:
    words = layout.text(index)
    opens_small = bool(re.match(r"[a-z]", words))
    return opens_small and (words.endswith((";", "; and", ".", ",")) or index > head + 1)


def marker_style(layout: Layout, index: int) -> str:
    """The shape of a marker: "1." and "2." are alike, "(a)" and "(b)", "•" and "•"."""
    marker = (layout.block(index).marker or "").strip()
    shape = re.sub(r"[①-⑳]", "①", re.sub(r"\d+", "1", marker))
    if re.fullmatch(r"\W*[ivxIVX]+\W*", shape) or re.fullmatch(r"\W*[a-zA-Z]\W*", shape):
        return re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", shape))
    return shape

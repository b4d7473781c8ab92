"""What the review set out to do: the list in its section on purpose or terms of reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.items.draft import Draft, claimed, draft
from kg.extraction.items.layout import Layout, body_blocks, regions
from kg.extraction.items.numbers import counted
from kg.model import ItemKind


def purposes(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The list items of sections on purpose and terms of reference."""
    taken = claimed(drafts)
    for region in regions(layout, "terms-of-reference"):
        items = [i for i in body_blocks(layout, region) if layout.is_list(i) and i not in taken]
        for index in items:
            number = counted(layout, index, items)
            if number is None and any(c.isdigit() for c in layout.block(index).marker or ""):
                continue  # a numbered paragraph
            yield draft(
                layout, ItemKind.PURPOSE, layout.block(index).span, index, "purpose/list", number=number
            )

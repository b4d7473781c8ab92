"""``find_items``: the ordered rules that read learning off a document."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.sections import Section
from kg.model import Document, Item


def find_items(document: Document, sections: Sequence[Section]) -> tuple[Item, ...]:
    """The items of one review in reading order within each kind."""
    return ()

"""Links to other reviews."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.sections import Section
from kg.model import Document, Identity, Item, ReviewLink


def find_links(
    document: Document, sections: Sequence[Section], identity: Identity, items: Sequence[Item]
) -> tuple[ReviewLink, ...]:
    """What the review, or one of its items, says of other reviews."""
    return ()

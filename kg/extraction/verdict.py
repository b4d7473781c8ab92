"""Whether a document holds a review."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.sections import Section
from kg.model import Document, Verdict


def judge(document: Document, sections: Sequence[Section]) -> Verdict:
    """The verdict on a whole document (before it is parted into its reviews)."""
    if not document.blocks:
        return Verdict(False, "The document has no words in it.", rule="verdict/empty")
    return Verdict(True, "Nothing speaks against it.", rule="verdict/first-version")

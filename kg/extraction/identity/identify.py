"""The identity of one review."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.sections import Section
from kg.model import Document, Identity


def identify(document: Document, sections: Sequence[Section]) -> Identity:
    """Who, where, when and of what kind, read off the blocks of ``document``."""
    title = " ".join(document.words(document.blocks[0].span).split())
    return Identity(key=re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-"), title=title)

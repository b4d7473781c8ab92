"""Clauses between semicolons or bullets inside one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.sentences import trimmed
from kg.model import Document, Span


def clauses(document: Document, span: Span) -> Iterator[Span]:
    """The stretches between semicolons or bullets, without a leading "and" and a final full stop."""
    text = document.text
    for match in re.finditer(r"[^;•·]+", text[span.start : span.end]):
        part = trimmed(text, span.start + match.start(), span.start + match.end())
        opening = re.match(r"(?:and|or)\s+", text[part.start : part.end], re.IGNORECASE)
        start = part.start + (opening.end() if opening else 0)
        stop = part.end - 1 if text[start : part.end].endswith(".") else part.end
        if stop > start:
            yield Span(start, stop)

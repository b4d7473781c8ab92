"""Clauses between semicolons or bullets inside one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.items.layout import Layout
from kg.extraction.kinds import recommends
from kg.extraction.sentences import sentences, trimmed
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


def asking_part(layout: Layout, span: Span) -> Span:
    """From the first to the last sentence that asks for something: the reasons before and after are left out."""
    parts = sentences(layout.document, span)
    asking = [part for part in parts if recommends(layout.words(part)) or layout.words(part).endswith(":")]
    return Span(asking[0].start, asking[-1].end) if asking else span

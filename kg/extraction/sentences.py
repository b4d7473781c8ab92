"""Sentences as spans.  A small grammar: no model, the same on every machine."""

from __future__ import annotations

import re

from kg.extraction.vocabulary import cues
from kg.model import Document, Span

# A sentence may end at . ! ? (with closing quotes or brackets) before white space and a capital, digit or quote.
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9À-Þ])")


def sentences(document: Document, span: Span) -> tuple[Span, ...]:
    """The sentences of a stretch of text, trimmed of white space, in order."""
    text = document.text
    found, start = [], span.start
    for match in _END.finditer(text, span.start, span.end):
        if text[match.start()] == "." and _is_abbreviation(text, start, match.start()):
            continue
        found.append(trimmed(text, start, match.end()))
        start = match.end()
    found.append(trimmed(text, start, span.end))
    return tuple(sentence for sentence in found if len(sentence))


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    word = re.search(r"[\w.]+$", text[max(start, stop - 20) : stop])
    if word is None:
        return False
    token = word.group().lower()
    # A single letter is an initial ("Dr P. Smith"), unless it is the pronoun or names a child ("Child D.").
    initial = (
        len(token) == 1 and token.isalpha() and not re.search(r"\w\s+\w$", text[max(start, stop - 20) : stop])
    )
    return initial or token in _abbreviations()


def _abbreviations() -> frozenset[str]:
    return frozenset(cues("abbreviations")["abbreviation"].phrases)

"""Sentences as spans.  A small grammar: no model, the same on every machine."""

from __future__ import annotations

import re
from functools import cache

from kg.extraction.vocabulary import cues
from kg.model import Document, Span

# A sentence may end at . ! ? (with closing quotes or brackets) before white space and a capital, digit or quote.
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9À-Þ])")


def sentences(document: Document, span: Span) -> tuple[Span, ...]:
    """The sentences of a stretch of text, trimmed of white space, in order."""
    text = document.text
    found, start = [], span.start
    for match in _END.finditer(text, span.start, span.end):
        if text[match.start()] == "." and _is_abbreviation(text, start, match.start(), match.end()):
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


def _is_abbreviation(text: str, start: int, stop: int, after: int) -> bool:
    word = re.search(r"[\w.]+$", text[max(start, stop - 20) : stop])
    if word is None:
        return False
    token = word.group().lower()
    if token in _words("abbreviation"):
        return True
    if token in _words("before-number") and text[after:].lstrip()[:1].isdigit():
        return True
    if len(token) != 1 or not token.isalpha():
        return False
    # A single letter is an initial in "Dr P. Smith" and "A. B. Jones", and names a child or adult in "Child D."
    before = re.search(r"([\w.]+)\s+\w$", text[max(start, stop - 20) : stop])
    return before is None or before.group(1).rstrip(".").lower() in _words("before-initial")


@cache
def _words(slug: str) -> frozenset[str]:
    return frozenset(cues("abbreviations")[slug].phrases)

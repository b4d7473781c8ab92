"""A library's abstract of a review: "Learning includes: a; b; c.", one item a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.items.draft import Draft, draft
from kg.extraction.items.layout import Layout
from kg.extraction.items.recommendations import clauses
from kg.extraction.sentences import sentences
from kg.extraction.vocabulary import cues, words_pattern
from kg.model import Document, ItemKind, Span

_ITEMS = {
    "finding": ItemKind.FINDING,
    "recommendation": ItemKind.RECOMMENDATION,
    "good-practice": ItemKind.GOOD_PRACTICE,
    "question": ItemKind.QUESTION,
}
_LEAST_PARTS = 2  # of the labels of an abstract that must stand in a review for it to be one


def abstract_items(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The clauses behind the labels, in a document that has at least two sorts of such labels."""
    blocks = range(len(layout.labels))
    parts = {index: part for index in blocks if (part := part_of(layout.document, layout.block(index).span))}
    if len({kind for kind, _ in parts.values()}) < _LEAST_PARTS:
        return
    for index, (kind, span) in parts.items():
        if kind in _ITEMS:
            yield from _clauses(layout, index, _ITEMS[kind], span)


def part_of(document: Document, span: Span) -> tuple[str, Span] | None:
    """(what the block holds, the words behind its label), for a block that opens with such a label and a colon."""
    match = _pattern().match(document.words(span))
    if match is None:
        return None
    name = match.group("name")
    kind = next(cue.signals for cue in cues("abstracts").values() if cue.pattern.fullmatch(name))
    return (kind or "", Span(span.start + match.end(), span.end))


@cache
def _pattern() -> re.Pattern[str]:
    names = words_pattern(phrase for cue in cues("abstracts").values() for phrase in cue.phrases)
    return re.compile(rf"\W*(?P<name>{names})\s*:\s*(?=\S)", re.IGNORECASE)


def _clauses(layout: Layout, index: int, kind: ItemKind, span: Span) -> Iterator[Draft]:
    text = layout.document.text
    listing = next(iter(sentences(layout.document, span)), span)
    if ";" not in text[span.start : span.end] and _denies(text[listing.start : listing.end]):
        return
    for start, end in clauses(text, listing.start, listing.end):
        yield draft(layout, kind, Span(start, end), index, f"{kind.value}/abstract")


def _denies(words: str) -> bool:
    return bool(re.match(r"\W*(?:makes?\s+no|none|no\s)", words, re.IGNORECASE))

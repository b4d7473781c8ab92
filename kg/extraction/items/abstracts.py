"""A library's abstract of a review: "Learning includes: a; b; c.", one item a clause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extraction.items.clauses import clauses
from kg.extraction.items.draft import Draft, draft
from kg.extraction.items.layout import Layout
from kg.extraction.sentences import sentences
from kg.extraction.vocabulary import cues, words_pattern
from kg.model import Document, ItemKind, Span

_ITEMS = {
    "finding": ItemKind.FINDING,
    "recommendation": ItemKind.RECOMMENDATION,
    "good-practice": ItemKind.GOOD_PRACTICE,
    "question": ItemKind.QUESTION,
}
_LEAST_PARTS = 2  # kinds of parts that must stand in a text for it to be an abstract
_MOST_WORDS = 450  # an abstract is short


@dataclass(frozen=True, slots=True)
class Part:
    """What stands behind one label of an abstract: its kind, its block, and its words."""

    kind: str
    block: int
    span: Span


def abstract_items(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The clauses behind the labels, in a text that is an abstract."""
    parts = parts_of(layout.document)
    if not is_abstract(layout.document, parts):
        return
    for part in parts:
        if part.kind in _ITEMS:
            yield from _clauses(layout, part, _ITEMS[part.kind])


def is_abstract(document: Document, parts: Sequence[Part]) -> bool:
    """Few words, and learning or recommendations beside another part."""
    kinds = {part.kind for part in parts}
    words = sum(len(document.words(block.span).split()) for block in document.blocks)
    return len(kinds) >= _LEAST_PARTS and bool(kinds & {"finding", "recommendation"}) and words <= _MOST_WORDS


@lru_cache(maxsize=2)  # the partition asks, and the items after it
def parts_of(document: Document) -> tuple[Part, ...]:
    """Every labelled part: a label opens a block or a sentence, and ends in a colon, or in a full stop elsewhere too."""
    found = [each for index in range(len(document.blocks)) for each in _parts(document, index)]
    stops = Counter(name for name, closed, _ in found if closed == ".")
    return tuple(part for name, closed, part in found if closed == ":" or stops[name] > 1 or len(stops) > 1)


def _parts(document: Document, index: int) -> Iterator[tuple[str, str, Part]]:
    span = document.blocks[index].span
    words = document.words(span)
    matches = list(_pattern().finditer(words))
    ends = [*(match.start() for match in matches[1:]), len(words)]
    for match, end in zip(matches, ends, strict=False):
        name = match.group("name").lower()
        yield (
            name,
            match.group("close"),
            Part(_kind(name), index, Span(span.start + match.end(), span.start + end)),
        )


@cache
def _kind(name: str) -> str:
    return next((cue.signals or "" for cue in cues("abstracts").values() if cue.pattern.fullmatch(name)), "")


@cache
def _pattern() -> re.Pattern[str]:
    names = words_pattern(phrase for cue in cues("abstracts").values() for phrase in cue.phrases)
    return re.compile(
        rf"(?:^\W*|(?<=[.;:!?])\s+|\s+(?=(?-i:[A-Z])[\w ]{{1,60}}:))(?P<name>{names})\s*(?P<close>[:.])\s+(?=\S)",
        re.IGNORECASE,
    )


def _clauses(layout: Layout, part: Part, kind: ItemKind) -> Iterator[Draft]:
    listing = next(iter(sentences(layout.document, part.span)), part.span)
    if _denies(layout.words(listing)):
        return
    for clause in clauses(layout.document, listing):
        noted = re.match(
            r"good practice (?:is|was) noted\s*:\s*", layout.document.words(clause), re.IGNORECASE
        )
        if noted:
            praised = Span(clause.start + noted.end(), clause.end)
            yield draft(layout, ItemKind.GOOD_PRACTICE, praised, part.block, "good-practice/abstract")
        else:
            yield draft(layout, kind, clause, part.block, f"{kind.value}/abstract")


def _denies(words: str) -> bool:
    return bool(
        re.match(r"\W*(?:makes?\s+no|none|no\s+recommendations?|not\s+stated)\b", words, re.IGNORECASE)
    )

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
from kg.extraction.kinds import asks, reads_as_asked
from kg.extraction.sentences import sentences, trimmed
from kg.extraction.vocabulary import cues, words_pattern
from kg.model import BlockKind, Document, ItemKind, Span

_ITEMS = {
    "finding": ItemKind.FINDING,
    "recommendation": ItemKind.RECOMMENDATION,
    "good-practice": ItemKind.GOOD_PRACTICE,
    "question": ItemKind.QUESTION,
}
_LEAST_PARTS = 2  # kinds of parts that must stand in a text for it to be an abstract
_LISTED = 3  # clauses of a paragraph that has lost its label
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
    for part in (*parts, *_unlabelled(layout, parts)):
        if part.kind in _ITEMS:
            yield from _clauses(layout, part, _ITEMS[part.kind])


def _unlabelled(layout: Layout, parts: Sequence[Part]) -> Iterator[Part]:
    """Where no label tells the learning, paragraphs of several clauses that ask for nothing are it: their label is lost."""
    labelled = {part.block for part in parts}
    if any(part.kind == "finding" for part in parts):
        return
    for index, block in enumerate(layout.document.blocks):
        stretches = list(clauses(layout.document, block.span))
        asked = any(reads_as_asked(layout.words(each)) or asks(layout.words(each)) for each in stretches)
        if index not in labelled and len(stretches) >= _LISTED and ";" in layout.text(index) and not asked:
            yield Part("finding", index, block.span)


def is_abstract(document: Document, parts: Sequence[Part]) -> bool:
    """Few words, and learning or recommendations beside another part."""
    kinds = {part.kind for part in parts}
    words = sum(len(document.words(block.span).split()) for block in document.blocks)
    return len(kinds) >= _LEAST_PARTS and bool(kinds & {"finding", "recommendation"}) and words <= _MOST_WORDS


@lru_cache(maxsize=2)  # the partition asks, and the items after it
def parts_of(document: Document) -> tuple[Part, ...]:
    """Every labelled part: a label opens a block or a sentence, and ends in a colon, or in a full stop elsewhere too.

    Beside such parts a label may also stand alone over its list.
    """
    found = [each for index in range(len(document.blocks)) for each in _parts(document, index)]
    stops = Counter(name for name, closed, _ in found if closed == ".")
    inline = [part for name, closed, part in found if closed == ":" or stops[name] > 1 or len(stops) > 1]
    if len({part.kind for part in inline}) < _LEAST_PARTS:
        return tuple(inline)
    below = [part for index in range(len(document.blocks)) for part in _listed_below(document, index)]
    return tuple(sorted((*inline, *below), key=lambda part: part.span.start))


def _listed_below(document: Document, index: int) -> Iterator[Part]:
    """The list under a line that is nothing but a label."""
    words = document.words(document.blocks[index].span).strip().rstrip(" :.–-")
    kind = _kind(words.lower())
    for below in range(index + 1, len(document.blocks) if kind in _ITEMS else 0):
        if document.blocks[below].kind is not BlockKind.LIST_ITEM:
            return
        yield Part(kind, below, document.blocks[below].span)


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
def _names() -> str:
    return words_pattern(phrase for cue in cues("abstracts").values() for phrase in cue.phrases)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^\W*|(?<=[.;:!?])\s+|\s+(?=(?-i:[A-Z])[\w ]{{1,60}}:))(?P<name>{_names()})\s*(?P<close>[:.])\s+(?=\S)",
        re.IGNORECASE,
    )


def _clauses(layout: Layout, part: Part, kind: ItemKind) -> Iterator[Draft]:
    listing = next(iter(sentences(layout.document, part.span)), part.span)
    if "?" in layout.words(part.span):
        yield from _questions(layout, part)
        return
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


def _questions(layout: Layout, part: Part) -> Iterator[Draft]:
    """What a part asks, whatever its label ("No recommendations are made, but asks: who knew? who was told?")."""
    words = layout.document.words(part.span)
    for match in re.finditer(r"[^?]+\?", words):
        start = match.start() + max(match.group().rfind(": ") + 1, match.group().rfind("; ") + 1, 0)
        asked = trimmed(layout.document.text, part.span.start + start, part.span.start + match.end())
        yield draft(layout, ItemKind.QUESTION, asked, part.block, "question/abstract")


def _denies(words: str) -> bool:
    return bool(
        re.match(r"\W*(?:makes?\s+no|none|no\s+recommendations?|not\s+stated)\b", words, re.IGNORECASE)
    )

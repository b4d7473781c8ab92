"""A document of several reviews as several documents: the whole text, and the blocks of each review."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.dates import A_YEAR
from kg.extraction.identity.kind import mentions
from kg.extraction.items.abstracts import Part, parts_of
from kg.extraction.roles import roles_of
from kg.extraction.sections import Section
from kg.extraction.tables import tables
from kg.extraction.vocabulary import cues
from kg.model import Block, BlockKind, Document

_ENTRY_WORDS = 450  # an abstract is short
_SHARE = 0.5  # of the words of the document that its abstracts make up


def partition(document: Document, sections: Sequence[Section]) -> tuple[Document, ...]:
    """One part for each review.  A part keeps text, pages and source, so that every offset stays true.

    Several reviews stand in one document when two or more headings of one level each have an abstract below them:
    short, with a labelled part on learning or recommendations; or when each of them names a review that is told in full.
    """
    records = _records(document)
    if len(records) > 1:
        return records
    gathered = _gathered(document)
    if len(gathered) > 1:
        return gathered
    entries = _entries(document, sections)
    if len(entries) < 2:
        return (document,)
    return tuple(replace(document, blocks=document.blocks[first:end]) for first, end in entries)


def _records(document: Document) -> tuple[Document, ...]:
    """The rows of a table with a column for the review, one for learning and one for recommendations.

    Each part has the row's blocks and, behind them, the header's, which say what the columns hold.
    """
    for rows in tables(document).values():
        names = [
            " ".join(document.words(document.blocks[i].span) for i in blocks) for _, blocks in rows[0].cells
        ]
        first = names[0] if names else ""
        roles = {role for name in names[1:] for role in roles_of(name)}
        whole = sum(len(document.words(block.span).split()) for block in document.blocks)
        filled = sum(
            len(document.words(document.blocks[i].span).split())
            for row in rows
            for _, b in row.cells
            for i in b
        )
        if (
            cues("columns")["record"].pattern.search(first)
            and {"findings", "recommendations"} <= roles
            and filled >= _SHARE * whole
        ):
            header = [document.blocks[i] for _, blocks in rows[0].cells for i in blocks]
            return tuple(
                replace(document, blocks=(*(document.blocks[i] for _, b in row.cells for i in b), *header))
                for row in rows[1:]
            )
    return ()


def _gathered(document: Document) -> tuple[Document, ...]:
    """The reviews of a bulletin: headings of one level, each of which names whom its review is about and of what kind it
    is, and has headings for findings and for recommendations below it.

    Each part has what stands before the first heading as well: whose bulletin it is.
    """
    headings = [i for i, block in enumerate(document.blocks) if block.kind is BlockKind.HEADING]
    names = {i: _named(document, document.blocks[i]) for i in headings}
    starts = [i for i in headings if names[i]]
    if len({names[i] for i in starts}) < len(starts):
        return ()  # a summary and a report of the same review
    level = document.blocks[starts[0]].level if starts else None
    parts = []
    for start in (i for i in starts if document.blocks[i].level == level):
        end = next(
            (i for i in headings if i > start and (document.blocks[i].level or 0) <= (level or 0)),
            len(document.blocks),
        )
        below = [i for i in headings if start < i < end]
        roles = {role for i in below for role in roles_of(document.words(document.blocks[i].span))}
        if {"findings", "recommendations"} <= roles:
            parts.append(document.blocks[start:end])
    masthead = document.blocks[: headings[0]] if headings else ()
    return tuple(replace(document, blocks=(*masthead, *blocks)) for blocks in parts)


def _named(document: Document, block: Block) -> str:
    """ "Child V" in "Child V: Local Child Safeguarding Practice Review"; empty for parts of a report and other headings."""
    kinds = [place for _, place in mentions(document.text, block.span)]
    if not kinds or roles_of(document.words(block.span)):
        return ""
    first, last = min(kinds, key=lambda place: place.start), max(kinds, key=lambda place: place.end)
    rest = document.text[block.span.start : first.start] + document.text[last.end : block.span.end]
    words = re.findall(r"[^\W_]+", rest)
    return " ".join(words).lower() if any(word[0].isupper() for word in words) else ""


def _entries(document: Document, sections: Sequence[Section]) -> list[tuple[int, int]]:
    """The first block and the end of each abstract: headings of one level, with whatever headings stand below them."""
    parts = parts_of(document)
    told = [part.block for part in parts if part.kind in ("finding", "recommendation")]
    for level in sorted({section.level for section in sections if section.title is not None}):
        ranges = [_range(sections, place) for place, each in enumerate(sections) if each.level == level]
        held = [each for each in ranges if _holds(told, each) and _words(document, each) <= _ENTRY_WORDS]
        beside = [each for each in ranges if each not in held and _is_beside(document, parts, held, each)]
        # A report that also sums up other reviews is no page of abstracts.
        filled = sum(_words(document, each) for each in (*held, *beside))
        if len(held) > 1 and filled >= _SHARE * _words(document, (0, len(document.blocks))):
            return sorted((*held, *beside))
    return []


def _range(sections: Sequence[Section], place: int) -> tuple[int, int]:
    own = sections[place]
    after = [each.first for each in sections[place + 1 :] if each.level <= own.level]
    return own.first, after[0] if after else sections[-1].end


def _holds(blocks: Sequence[int], among: tuple[int, int]) -> bool:
    return any(among[0] < block < among[1] for block in blocks)


def _is_beside(
    document: Document, parts: Sequence[Part], held: Sequence[tuple[int, int]], among: tuple[int, int]
) -> bool:
    """An abstract that has lost its label for learning, among such as have it: it keeps another, and its heading has a date
    as theirs have."""
    dated = [bool(A_YEAR.search(document.words(document.blocks[first].span))) for first, _ in (*held, among)]
    short = _words(document, among) <= _ENTRY_WORDS
    return short and all(dated) and _holds([part.block for part in parts], among)


def _words(document: Document, among: tuple[int, int]) -> int:
    return sum(len(document.words(block.span).split()) for block in document.blocks[slice(*among)])

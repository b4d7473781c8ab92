"""A document of several reviews as several documents: the whole text, and the blocks of each review."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extraction.identity.kind import mentions
from kg.extraction.items.abstracts import parts_of
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
    starts = _entries(document, sections)
    if len(starts) < 2:
        return (document,)
    edges = [*starts, _end(document, sections, starts)]
    return tuple(replace(document, blocks=document.blocks[first:end]) for first, end in pairwise(edges))


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


def _entries(document: Document, sections: Sequence[Section]) -> list[int]:
    parts = [part.block for part in parts_of(document) if part.kind in ("finding", "recommendation")]
    holding = [
        section
        for section in sections
        if section.title is not None
        and any(section.first < block < section.end for block in parts)
        and _words(document, section) <= _ENTRY_WORDS
    ]
    if not holding:
        return []
    level = holding[0].level
    entries = [section for section in holding if section.level == level]
    # A report that also sums up other reviews is no page of abstracts.
    whole = sum(len(document.words(block.span).split()) for block in document.blocks)
    filled = sum(_words(document, section) for section in entries)
    return [section.first for section in entries] if filled >= _SHARE * whole else []


def _end(document: Document, sections: Sequence[Section], starts: Sequence[int]) -> int:
    last = next(section for section in sections if section.first == starts[-1])
    return last.end


def _words(document: Document, section: Section) -> int:
    return sum(len(document.words(block.span).split()) for block in section.blocks(document))

"""A document of several reviews as several documents: the whole text, and the blocks of each review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extraction.items.abstracts import parts_of
from kg.extraction.roles import roles_of
from kg.extraction.sections import Section
from kg.extraction.tables import tables
from kg.extraction.vocabulary import cues
from kg.model import Document

_ENTRY_WORDS = 450  # an abstract is short
_SHARE = 0.5  # of the words of the document that its abstracts make up


def partition(document: Document, sections: Sequence[Section]) -> tuple[Document, ...]:
    """One part for each review.  A part keeps text, pages and source, so that every offset stays true.

    Several reviews stand in one document when two or more headings of one level each have an abstract below them:
    short, with a labelled part on learning or recommendations.
    """
    records = _records(document)
    if len(records) > 1:
        return records
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

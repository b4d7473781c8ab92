"""A document of several reviews as several documents: the whole text, and the blocks of each review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extraction.items.abstracts import parts_of
from kg.extraction.sections import Section
from kg.model import Document

_ENTRY_WORDS = 450  # an abstract is short
_SHARE = 0.5  # of the words of the document that its abstracts make up


def partition(document: Document, sections: Sequence[Section]) -> tuple[Document, ...]:
    """One part for each review.  A part keeps text, pages and source, so that every offset stays true.

    Several reviews stand in one document when two or more headings of one level each have an abstract below them:
    short, with a labelled part on learning or recommendations.
    """
    starts = _entries(document, sections)
    if len(starts) < 2:
        return (document,)
    edges = [*starts, _end(document, sections, starts)]
    return tuple(replace(document, blocks=document.blocks[first:end]) for first, end in pairwise(edges))


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

"""The heading of an abstract on a page of many: "2019 – Kestrel Vale – Child S", "Averley SAB: Mr Prosser (SAR, January 2023)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.dates import find_dates
from kg.extraction.identity.kind import mentions
from kg.extraction.vocabulary import cues
from kg.model import BlockKind, Document, PartialDate, Span

_CUT = re.compile(r"\s*[–—]\s*|\s+-\s+|:\s+|\s*\(\s*|\s*\)\s*|,\s+(?=(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d)")
_LONGEST = 120  # characters of a heading
_FEWEST = 3  # parts


@dataclass(frozen=True, slots=True)
class Heading:
    """The parts of an abstract's heading; None where it has no such part."""

    span: Span
    board: Span | None
    label: Span | None
    date: tuple[PartialDate, Span] | None


def abstract_heading(document: Document) -> Heading | None:
    """The heading's parts, when the document (a part of a page) opens with a heading of this form."""
    if not document.blocks or len(document.blocks[0].span) > _LONGEST or len(document.blocks) > 30:
        return None
    block = document.blocks[0]
    parts = _parts(document.text, block.span)
    dates = find_dates(document.text, block.span.start, block.span.end)
    if block.kind is not BlockKind.HEADING or len(parts) < _FEWEST or not dates:
        return None
    dated = dates[-1]
    rest = [p for p in parts if not p.overlaps(dated.span) and not any(mentions(document.text, p))]
    notes = cues("identity")["title-word"].pattern
    rest = [p for p in rest if not notes.fullmatch(document.words(p))]
    board = rest[0] if len(rest) > 1 else None
    if board is not None and cues("identity")["anonymous"].pattern.fullmatch(document.words(board)):
        board = None
    label = rest[1] if len(rest) > 1 else (rest[0] if rest else None)
    if label is not None and document.words(label)[:1].islower():
        label = None  # "five rough sleepers" is a description
    return Heading(block.span, board, label, (dated.date, dated.span))


def _parts(text: str, span: Span) -> list[Span]:
    start, parts = span.start, []
    for cut in [*_CUT.finditer(text, span.start, span.end), None]:
        end = cut.start() if cut else span.end
        words = text[start:end]
        if words.strip():
            parts.append(Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
        start = cut.end() if cut else end
    return parts

"""The heading of an abstract on a page of many: "2019 – Kestrel Vale – Child S", "Averley SAB: Mr Prosser (SAR, January 2023)".

Where the page is a table, the cell of the record stands for it: "Baby Juniper / Northmarsh SCP LCSPR, 2024 38 pages".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.dates import find_dates
from kg.extraction.identity.kind import mentions
from kg.extraction.vocabulary import cues
from kg.model import BlockKind, Document, PartialDate, Span

_CUT = re.compile(r"\s*[–—]\s*|\s+-\s+|:\s+|\s*\(\s*|\s*\)\s*|,\s+(?=(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d)")
_BOARD = re.compile(
    r"(?P<name>[A-ZÀ-ÞŴŶ][\w’'-]*(?:[ ]+(?:(?:and|of|&)[ ]+)*[A-ZÀ-ÞŴŶ][a-zà-ÿ’'-]+){0,3}[ ]+(?:L?SC[BP]|L?SAB|CSP|SPB))\b"
)
_REMARK = re.compile(r"\s*\(.*$", re.DOTALL)
_LABEL_WORDS = 5
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
    if block.cell is not None and block.cell.column == 0:
        return _record(document)
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


def _record(document: Document) -> Heading | None:
    """The first cell of a row: the label on its first line, and board, type and year behind it."""
    first = document.blocks[0].cell
    cell = [b.span for b in document.blocks if b.cell == first]
    whole = Span(cell[0].start, cell[-1].end)
    behind = cell[0].end if len(cell) > 1 else cell[0].start
    board = _BOARD.search(document.text, behind, cell[-1].end)
    kind = next((span for _, span in mentions(document.text, whole)), None)
    ends = [cell[0].end, *([board.start()] if board else []), *([kind.start] if kind else [])]
    title = _tight(document, cell[0].start, min(ends))
    dates = find_dates(document.text, title.end, whole.end)
    if not title or not dates:
        return None
    words = document.words(title)
    remark = _REMARK.search(words)
    label = _tight(document, title.start, title.start + remark.start()) if remark else title
    return Heading(
        span=title if title.end == cell[0].end else label,
        board=Span(*board.span("name")) if board else None,
        label=label if len(document.words(label).split()) <= _LABEL_WORDS else None,
        date=(dates[0].date, dates[0].span),
    )


def _tight(document: Document, start: int, end: int) -> Span:
    words = document.text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _parts(text: str, span: Span) -> list[Span]:
    start, parts = span.start, []
    for cut in [*_CUT.finditer(text, span.start, span.end), None]:
        end = cut.start() if cut else span.end
        words = text[start:end]
        if words.strip():
            parts.append(Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
        start = cut.end() if cut else end
    return parts

"""Blocks before the text is fixed, and the one place where they become a Document.

Readers produce drafts in reading order; ``assemble`` lays their words one after another, so that offsets
are right by construction and no reader ever counts characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.errors import LimitError
from kg.model import Block, BlockKind, Cell, Document, Page, Problem, Source, Span, Style
from kg.reading.limits import Limits

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u2000-\u200a]+")
_UNWANTED = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """``text`` with white space folded to single spaces and control characters taken out."""
    return _UNWANTED.sub("", _SPACES.sub(" ", text))


@dataclass(slots=True)
class Draft:
    """One block to be.  ``pieces`` are its words by page, in order; their texts are joined as they stand."""

    kind: BlockKind
    pieces: list[tuple[int | None, str]]
    level: int | None = None
    marker: str | None = None
    marker_printed: bool = True
    style: Style = field(default_factory=Style)
    cell: Cell | None = None
    box: int | None = None
    lead: str | None = None  # the opening bold or underlined words

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.pieces)

    @property
    def page(self) -> int | None:
        return self.pieces[0][0] if self.pieces else None


@dataclass(slots=True)
class _Text:
    """The text so far, and where each page begins in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[tuple[int, int]] = field(default_factory=list)  # page number, offset

    def add(self, text: str, page: int | None = None) -> None:
        if page is not None and text and (not self.starts or page > self.starts[-1][0]):
            self.starts.append((page, self.length))
        self.parts.append(text)
        self.length += len(text)


def _pieces(draft: Draft) -> list[tuple[int | None, str]]:
    """The draft's words, cleaned: no white space at either end, nor twice where two pieces meet."""
    pieces: list[tuple[int | None, str]] = []
    for page, text in draft.pieces:
        text = clean(text)
        if not pieces or pieces[-1][1].endswith(" "):
            text = text.lstrip(" ")
        if text:
            pieces.append((page, text))
    while pieces and not pieces[-1][1].rstrip(" "):
        pieces.pop()
    if pieces:
        pieces[-1] = (pieces[-1][0], pieces[-1][1].rstrip(" "))
    return pieces


def _pages(starts: Sequence[tuple[int, int]], count: int, length: int) -> tuple[Page, ...]:
    """Pages 1 to ``count``; one without text is an empty stretch where the next one begins."""
    known = dict(starts)
    pages: list[Page] = []
    end = length
    for number in range(count, 0, -1):
        start = 0 if number == 1 else known.get(number, end)
        pages.append(Page(number, Span(start, end)))
        end = start
    return tuple(reversed(pages))


def mark_headers(drafts: Iterable[Draft]) -> None:
    """Call a table's first row its header when all its words are bold and the next row's are not."""
    rows: dict[int, tuple[list[Draft], list[Draft]]] = {}
    for draft in drafts:
        if draft.cell is not None and draft.cell.row < 2:
            rows.setdefault(draft.cell.table, ([], []))[draft.cell.row].append(draft)
    for first, second in rows.values():
        if second and all(d.style.bold for d in first) and not all(d.style.bold for d in second):
            for draft in first:
                if draft.cell is not None:
                    draft.cell = replace(draft.cell, header=True)


def _numbered_through(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Drafts with tables and boxes numbered from 0 in the order in which they are met."""
    tables: dict[int, int] = {}
    boxes: dict[int, int] = {}
    for draft in drafts:
        if draft.cell is not None:
            draft.cell = replace(draft.cell, table=tables.setdefault(draft.cell.table, len(tables)))
        if draft.box is not None:
            draft.box = boxes.setdefault(draft.box, len(boxes))
        yield draft


def assemble(
    source: Source,
    drafts: Iterable[Draft],
    *,
    pages: int = 0,
    metadata: Iterable[tuple[str, str]] = (),
    problems: Iterable[Problem] = (),
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Document:
    """Lay the drafts' words into one text, a blank line between blocks, and give each its span.

    Raises LimitError when the text grows past ``limits.characters``.
    """
    text, blocks = _Text(), []
    for draft in _numbered_through(drafts):
        pieces = _pieces(draft)
        if not pieces:
            continue
        if text.length:
            text.add("\n\n")
        first_page = pieces[0][0]
        if draft.marker and draft.marker_printed:
            text.add(clean(draft.marker) + " ", first_page)
        start = text.length
        for page, words in pieces:
            text.add(words, page)
        if text.length > limits.characters:
            raise LimitError(
                f"{source.name}: more than {limits.characters:,} characters of text (limit: characters).",
                hint="Split the document, or raise the limit.",
            )
        blocks.append(_block(draft, Span(start, text.length), first_page))
    return Document(
        source=source,
        text="".join(text.parts),
        blocks=tuple(blocks),
        pages=_pages(text.starts, pages, text.length),
        metadata=tuple((key, clean(value).strip()) for key, value in metadata if clean(value).strip()),
        problems=tuple(problems),
    )


def _block(draft: Draft, span: Span, page: int | None) -> Block:
    lead = clean(draft.lead or "").strip()
    return Block(
        kind=draft.kind,
        span=span,
        page=page,
        level=draft.level,
        marker=clean(draft.marker).strip() if draft.marker else None,
        marker_printed=draft.marker_printed,
        style=draft.style,
        cell=draft.cell,
        box=draft.box,
        lead=Span(span.start, span.start + len(lead)) if 0 < len(lead) < len(span) else None,
    )

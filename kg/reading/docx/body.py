"""A walk through the body of a Word document: paragraphs, tables, boxes and notes as drafts, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from kg.model import BlockKind, Cell, Style
from kg.reading.docx.numbering import Numbering
from kg.reading.docx.package import Element, W
from kg.reading.docx.runs import Words, words_of
from kg.reading.docx.styles import Look, StyleSheet, framed, listing, toggle
from kg.reading.draft import Draft
from kg.reading.markers import is_glyph, is_marker, marker_of

_CONTAINERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_SENTENCE = re.compile(r"[.;,]\s*$")
_FAKE_LENGTH = 160  # characters: a longer bold paragraph is emphasis, not a heading
_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document the walk is: in which cell, in which box."""

    cell: Cell | None = None
    box: int | None = None
    depth: int = 0


@dataclass(slots=True)
class Body:
    """The walk's state: styles, lists and counters; drafts are yielded, notes kept for the end."""

    styles: StyleSheet
    numbering: Numbering
    notes: list[tuple[str, str]] = field(default_factory=list)
    tables: count[int] = field(default_factory=lambda: count(0))
    boxes: count[int] = field(default_factory=lambda: count(0))
    last_framed: int | None = None  # the box that the paragraph before stood in by its border

    def walk(self, parent: Element, place: Place = Place()) -> Iterator[Draft]:
        """The drafts of everything in ``parent``."""
        if place.depth > _DEPTH:
            return
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child, place)
            elif child.tag == W + "tbl":
                self.last_framed = None
                yield from self._table(child, place)
            elif child.tag in _CONTAINERS:
                yield from self.walk(child, Place(place.cell, place.box, place.depth + 1))

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, item: Element, place: Place) -> Iterator[Draft]:
        properties = item.find(W + "pPr")
        named = properties.find(W + "pStyle") if properties is not None else None
        style = named.get(W + "val") if named is not None else self.styles.paragraph_default
        base = self.styles.look(style).over(self.styles.default)
        words = words_of(item, self.styles, base)
        for kind, key in words.notes:
            self.notes.append((kind, key))
        number = self._number(properties, style, words)
        box = self._box(properties, style, place, bool(words.text.strip()))
        if words.text.strip():
            yield from self._drafts(words, style, number, Place(place.cell, box, place.depth), properties)
        for content in words.boxes:
            yield from self.walk(content, Place(None, next(self.boxes), place.depth + 1))

    def _number(self, properties: Element | None, style: str | None, words: Words) -> tuple[str, int] | None:
        """The automatic number and list level, counted on even where the paragraph is empty of other words."""
        number, level = listing(properties)
        inherited, inherited_level = self.styles.listed(style)
        if number is None:
            number = inherited
        if number is None or number == "0" or not words.text.strip():
            return None
        if level is None:
            by_style = next(
                (
                    self.numbering.by_style[s]
                    for s in self.styles.chain(style)
                    if s in self.numbering.by_style
                ),
                None,
            )
            level = inherited_level if inherited_level is not None else by_style[1] if by_style else 0
        marker = self.numbering.next(number, level)
        return (marker, level) if marker else None

    def _box(self, properties: Element | None, style: str | None, place: Place, filled: bool) -> int | None:
        """The box of a bordered or shaded paragraph; neighbours share one."""
        if place.box is not None or place.cell is not None:
            return place.box
        if framed(properties) or self.styles.is_framed(style):
            if self.last_framed is None:
                self.last_framed = next(self.boxes)
            return self.last_framed
        if filled:
            self.last_framed = None
        return None

    def _drafts(
        self,
        words: Words,
        style: str | None,
        number: tuple[str, int] | None,
        place: Place,
        properties: Element | None,
    ) -> Iterator[Draft]:
        """One draft; where line breaks stand between whole bold and plain lines, one for each of them."""
        level = self.styles.level(style)
        outline = properties.find(W + "outlineLvl") if properties is not None else None
        if outline is not None and outline.get(W + "val", "9") in "012345678":
            level = int(outline.get(W + "val", "0")) + 1
        for index, runs in enumerate(_split(words.runs)):
            draft = _draft(runs, self.styles.names.get(style or "", None), place)
            _kind(draft, level, number if index == 0 else None)
            if draft.text.strip():
                yield draft

    # ------------------------------------------------------------------ tables

    def _table(self, item: Element, place: Place) -> Iterator[Draft]:
        """A table's cells row by row; a table of one column is a box round its content."""
        rows = [list(self._cells(row)) for row in _children(item, W + "tr") if not _deleted(row)]
        if max((sum(span for _, _, span, _ in row) for row in rows), default=0) <= 1:
            for row in rows:
                box = next(self.boxes)
                for cell, _, _, _ in row:
                    yield from self.walk(cell, Place(place.cell, box, place.depth + 1))
            return
        number = next(self.tables)
        spans = _row_spans(rows)
        headers = _header_rows(item)
        for index, row in enumerate(rows):
            for cell, column, span, merged in row:
                if merged == "continue":
                    continue
                at = Cell(number, index, column, index in headers, spans.get((index, column), 1), span)
                yield from self.walk(cell, Place(at, place.box, place.depth + 1))

    def _cells(self, row: Element) -> Iterator[tuple[Element, int, int, str | None]]:
        """The cells of a row: element, column, columns spanned, and how it merges downwards."""
        properties = row.find(W + "trPr")
        before = properties.find(W + "gridBefore") if properties is not None else None
        column = _count(before, 0)
        for cell in _children(row, W + "tc"):
            inner = cell.find(W + "tcPr")
            span = _count(inner.find(W + "gridSpan") if inner is not None else None, 1)
            merge = inner.find(W + "vMerge") if inner is not None else None
            yield cell, column, span, None if merge is None else merge.get(W + "val", "continue")
            column += span


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Children of a kind, those in content controls and insertions included."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTAINERS:
            yield from _children(child, tag)


def _deleted(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _count(item: Element | None, otherwise: int) -> int:
    text = item.get(W + "val", "") if item is not None else ""
    return min(int(text), 500) if text.isdigit() and int(text) > 0 else otherwise


def _row_spans(rows: list[list[tuple[Element, int, int, str | None]]]) -> dict[tuple[int, int], int]:
    """How many rows each merged cell covers."""
    spans: dict[tuple[int, int], int] = {}
    open_at: dict[int, int] = {}
    for index, row in enumerate(rows):
        seen = {}
        for _, column, _, merged in row:
            if merged == "continue" and column in open_at:
                spans[(open_at[column], column)] = index - open_at[column] + 1
                seen[column] = open_at[column]
            elif merged == "restart":
                seen[column] = index
        open_at = seen
    return spans


def _header_rows(table: Element) -> set[int]:
    """Rows marked as headings, else the first when its words are all bold."""
    rows = list(_children(table, W + "tr"))
    marked = set()
    for index, row in enumerate(rows):
        properties = row.find(W + "trPr")
        if properties is not None and toggle(properties, "tblHeader"):
            marked.add(index)
    return marked


# ---------------------------------------------------------------------- one block


def _split(runs: list[tuple[str, Look]]) -> list[list[tuple[str, Look]]]:
    """A paragraph at those line breaks where a list or a change of weight shows that they end a block."""
    lines: list[list[tuple[str, Look]]] = [[]]
    for text, look in runs:
        parts = text.split("\n")
        lines[-1].append((parts[0], look))
        for part in parts[1:]:
            lines.append([(part, look)])
    lines = [line for line in lines if "".join(text for text, _ in line).strip()]
    blocks: list[list[tuple[str, Look]]] = []
    for line in lines:
        if blocks and not _line_parts(blocks[-1], line):
            blocks[-1].extend([(" ", line[0][1]), *line])
        else:
            blocks.append(line)
    return blocks


def _line_parts(before: list[tuple[str, Look]], line: list[tuple[str, Look]]) -> bool:
    text = "".join(part for part, _ in line)
    last = "".join(part for part, _ in before).rstrip()
    if marker_of(text) or _all_bold(before) != _all_bold(line):
        return True
    return bool(re.search(r"[.!?:;]$", last)) and not text.lstrip()[:1].islower()


def _all_bold(runs: list[tuple[str, Look]]) -> bool:
    return all(look.bold for text, look in runs if text.strip())


def _draft(runs: list[tuple[str, Look]], name: str | None, place: Place) -> Draft:
    text = "".join(part for part, _ in runs)
    solid = [(part, look) for part, look in runs if part.strip()] or runs
    letters = [c for c in text if c.isalpha()]
    style = Style(
        size=max(((look.size or 0.0, len(part)) for part, look in solid), key=lambda pair: pair[1])[0]
        or None,
        bold=all(bool(look.bold) for _, look in solid),
        italic=all(bool(look.italic) for _, look in solid),
        underline=all(bool(look.underline) for _, look in solid),
        capitals=len(letters) > 1
        and (not any(c.islower() for c in letters) or all(k.capitals for _, k in solid)),
        name=name,
    )
    draft = Draft(BlockKind.PARAGRAPH, [(None, text)], style=style, cell=place.cell, box=place.box)
    lead = ""
    for part, look in runs:
        if part.strip() and not (look.bold or look.underline):
            if not lead.strip() and is_marker(part):
                continue  # a plain number in front of the bold words
            break
        lead += part
    draft.lead = lead.strip() or None
    return draft


def _kind(draft: Draft, level: int | None, number: tuple[str, int] | None) -> None:
    """Set kind, level and marker from the style, the list and the words, in that order."""
    text = draft.text.strip()
    printed = marker_of(text) if number is None else None
    if number is not None:
        draft.marker, draft.marker_printed = number[0], False
    elif printed is not None:
        draft.marker = printed[0]
        draft.pieces = [(None, printed[1])]
        if draft.lead:
            draft.lead = draft.lead.removeprefix(printed[0]).strip() or None
    style = draft.style
    fake = (
        (style.bold or style.underline)
        and len(text) <= _FAKE_LENGTH
        and not (_SENTENCE.search(text) and len(text) > 80)
    )
    glyph = draft.marker is not None and is_glyph(draft.marker)
    if draft.cell is not None:
        draft.kind = BlockKind.CELL
    elif level is not None:
        draft.kind, draft.level = BlockKind.HEADING, level
    elif fake and not glyph:
        draft.kind, draft.level = BlockKind.HEADING, None
    elif draft.marker is not None:
        draft.kind, draft.level = BlockKind.LIST_ITEM, number[1] if number is not None else 0

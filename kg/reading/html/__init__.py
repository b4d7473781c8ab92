"""HTML: the main content of a page, its lists numbered, its accordions open, navigation and notices left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from lxml import etree, html

from kg.errors import SourceError
from kg.model import BlockKind, Cell, Document, Source
from kg.reading.bullets import rejoined
from kg.reading.decoding import decode
from kg.reading.docx.numbering import number_text
from kg.reading.draft import Draft, assemble
from kg.reading.html.inline import Place, draft_of, lines_of, styled
from kg.reading.html.page import BLOCKS, is_block, is_note_mark, main_of, metadata, unwanted, wide
from kg.reading.limits import Limits

Element = etree._Element

_CALLOUT = re.compile(
    r"(?:^|[\s_-])(?:call-?out|box|boxed|panel|inset|note|notice|highlight|alert|learning-?point|card|well|info)(?:$|[\s_-])",
    re.I,
)
_BORDER = re.compile(
    r"(?:^|;)\s*(?:border(?:-(?:left|top))?\s*:\s*(?!0|none)[^;]*\d|background(?:-color)?\s*:\s*(?!none|white|#fff|transparent))",
    re.I,
)
_HEADING = re.compile(r"h([1-6])")
_DEPTH = 200


@dataclass(slots=True)
class _Walk:
    """Pieces of inline text gathered until a block ends."""

    runs: list[tuple[str, Place]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # list items whose marker was given out
    tables: count[int] = field(default_factory=lambda: count(0))
    boxes: count[int] = field(default_factory=lambda: count(0))

    def flush(self, place: Place) -> Iterator[Draft]:
        runs, self.runs = self.runs, []
        for line in lines_of(runs):
            draft = draft_of(line, place)
            if draft is not None:
                yield draft
                place = replace(place, marker=None)

    def walk(self, element: Element, place: Place, depth: int = 0) -> Iterator[Draft]:
        """Drafts of an element's content; what precedes a block inside it is a block of its own."""
        if depth > _DEPTH:
            return
        if element.text:
            self.runs.append((element.text, place))
        for child in element:
            if isinstance(child.tag, str) and not unwanted(child):
                yield from self._child(child, place, depth + 1)
            if child.tail:
                self.runs.append((child.tail, place))

    def _child(self, child: Element, place: Place, depth: int) -> Iterator[Draft]:
        tag = child.tag.lower() if isinstance(child.tag, str) else ""
        if tag == "br":
            self.runs.append(("\n", place))
        elif tag == "sup" and is_note_mark(child):
            return
        elif tag == "table":
            yield from self.flush(place)
            yield from self._table(child, place, depth)
        elif tag in ("ul", "ol"):
            yield from self.flush(place)
            yield from self._list(child, place, depth)
        elif tag in BLOCKS or is_block(child):
            yield from self.flush(place)
            inner = self._placed(child, tag, place)
            yield from self.walk(child, inner, depth)
            yield from self.flush(inner)
        else:
            yield from self.walk(child, styled(child, tag, place), depth)

    def _placed(self, child: Element, tag: str, place: Place) -> Place:
        place = styled(
            child, tag, replace(place, tag=tag if tag not in ("div", "section", "article") else place.tag)
        )
        heading = _HEADING.fullmatch(tag)
        role = child.get("aria-level", "") if child.get("role") == "heading" else ""
        if heading or role.isdigit():
            place = replace(place, level=int(heading[1]) if heading else min(int(role), 9))
        elif tag == "summary" or tag == "dt":
            place = replace(place, bold=True)
        words = f"{child.get('class', '')} {child.get('id', '')}"
        if (
            (
                place.box is None
                and place.cell is None
                and tag in ("div", "section", "aside", "blockquote", "p", "fieldset")
            )
            and (tag == "aside" or _CALLOUT.search(words) or _BORDER.search(child.get("style", "")))
            and not wide(child)
        ):
            place = replace(place, box=next(self.boxes))
        if child.get("role") in ("doc-footnote", "doc-endnote") or re.search(
            r"(?:^|\s)(?:footnotes?|endnotes?)(?:$|\s)", words
        ):
            place = replace(place, footnote=True)
        return place

    def _list(self, item: Element, place: Place, depth: int) -> Iterator[Draft]:
        """A list's items, an ordered list's numbers computed."""
        ordered = item.tag == "ol"
        children = [child for child in item if isinstance(child.tag, str) and not unwanted(child)]
        total = sum(child.tag == "li" for child in children)
        step = -1 if item.get("reversed") is not None else 1
        value = _integer(item.get("start"), total if step < 0 else 1)
        form = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}.get(
            item.get("type") or "1", "decimal"
        )
        form = _list_style(item.get("style", "")) or form
        for child in children:
            if child.tag != "li":
                yield from self._child(child, replace(place, depth=place.depth), depth)
                continue
            value = _integer(child.get("value"), value)
            marker = None if form == "none" else f"{number_text(value, form)}." if ordered else "•"
            inner = styled(
                child, "li", replace(place, marker=marker, depth=place.depth + 1, level=None, tag="li")
            )
            value += step
            first = True
            for draft in [*self.walk(child, inner, depth + 1), *self.flush(inner)]:
                if draft.marker == marker and not draft.marker_printed:
                    if not first and draft.level == inner.depth:
                        draft.marker, draft.kind, draft.level = None, BlockKind.PARAGRAPH, None
                    first = False
                yield draft

    def _table(self, item: Element, place: Place, depth: int) -> Iterator[Draft]:
        """A table's cells row by row; a table of one column is a box round its content."""
        rows = [row for row in item.iter("tr") if next(row.iterancestors("table"), None) is item]
        grid = _grid(rows)
        for caption in item.iterchildren("caption"):
            yield from self._child(caption, place, depth)
        if max((cell.column + cell.column_span for _, cell in grid), default=0) <= 1:
            for element, _ in grid:
                inner = replace(place, box=next(self.boxes) if place.cell is None else place.box, marker=None)
                yield from self.walk(element, inner, depth + 1)
                yield from self.flush(inner)
            return
        number = next(self.tables)
        for element, cell in grid:
            header = cell.header or (cell.row == 0 and element.tag == "th")
            inner = replace(
                place,
                cell=replace(cell, table=number, header=header),
                tag=str(element.tag),
                level=None,
                marker=None,
                depth=-1,
            )
            yield from self.walk(
                element, styled(element, "b" if element.tag == "th" else "td", inner), depth + 1
            )
            yield from self.flush(inner)


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read an HTML page.  Scripts are dropped and nothing it points to is fetched."""
    text, problems = decode(data, declared=True)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(
            f"{source.name} cannot be read as HTML ({error}).", hint="Save the page again."
        ) from error
    main = main_of(root)
    walk = _Walk()
    place = Place()
    drafts = [*walk.walk(main, place), *walk.flush(place)]
    notes = [draft for draft in drafts if draft.kind is BlockKind.FOOTNOTE]
    drafts = rejoined(draft for draft in drafts if draft.kind is not BlockKind.FOOTNOTE)
    _fake_levels(drafts)
    return assemble(source, [*drafts, *notes], metadata=metadata(root), problems=problems, limits=limits)


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise


def _list_style(style: str) -> str | None:
    found = re.search(
        r"list-style(?:-type)?\s*:[^;]*?(lower-alpha|lower-latin|upper-alpha|upper-latin|lower-roman|upper-roman|none)",
        style,
    )
    forms = {
        "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
        "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "none",
    }  # fmt: skip
    return forms[found[1]] if found else None


def _grid(rows: list[Element]) -> list[tuple[Element, Cell]]:
    """Cells with their rows and columns, row and column spans respected."""
    taken: set[tuple[int, int]] = set()
    cells: list[tuple[Element, Cell]] = []
    for index, row in enumerate(rows):
        column = 0
        head = row.getparent() is not None and row.getparent().tag == "thead"  # type: ignore[union-attr]
        elements = [cell for cell in row if cell.tag in ("td", "th")]
        for element in elements:
            while (index, column) in taken:
                column += 1
            down = min(max(_integer(element.get("rowspan"), 1), 1), len(rows) - index)
            across = min(max(_integer(element.get("colspan"), 1), 1), 100)
            taken.update((index + i, column + j) for i in range(down) for j in range(across))
            header = head or all(cell.tag == "th" for cell in elements)
            cells.append((element, Cell(0, index, column, header, down, across)))
            column += across
    return cells


def _fake_levels(drafts: list[Draft]) -> None:
    """Bold paragraphs and accordions that stand for headings: one level below the heading they first came after.

    Those of the same tag and list depth keep one level through the page.
    """
    current = 0
    levels: dict[str | None, int] = {}
    for draft in drafts:
        if draft.kind is BlockKind.HEADING:
            if draft.level is None:
                draft.level = levels.setdefault(draft.style.name, min(current + 1, 9))
            else:
                current = draft.level

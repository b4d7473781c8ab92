"""HTML: the main content of a page, its lists numbered, its accordions open, navigation and notices left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from lxml import etree, html

from kg.errors import SourceError
from kg.model import BlockKind, Cell, Document, Source, Style
from kg.reading.bullets import rejoined
from kg.reading.decoding import decode
from kg.reading.docx.numbering import number_text
from kg.reading.draft import Draft, assemble
from kg.reading.limits import Limits
from kg.reading.markers import is_glyph, marker_of

Element = etree._Element

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "canvas",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "picture",
        "source",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "nav",
        "footer",
        "aside",
        "dialog",
        "head",
        "link",
        "meta",
        "map",
    ]
)
_ROLES = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "complementary",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
    ]
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|nav|navbar|navigation|menu|breadcrumbs?|footer|site-?header|masthead|sidebar|side-?bar|share"
    r"|social|related|skip-?link|skip|pagination|pager|banner|advert\w*|search|subscribe|newsletter|modal|popup|consent"
    r"|feedback|print-only|toolbar|back-?to-?top)(?:$|[\s_-])",
    re.I,
)
_CALLOUT = re.compile(
    r"(?:^|[\s_-])(?:call-?out|box|boxed|panel|inset|note|notice|highlight|alert|learning-?point|card|well|info)(?:$|[\s_-])",
    re.I,
)
_BORDER = re.compile(
    r"(?:^|;)\s*(?:border(?:-(?:left|top))?\s*:\s*(?!0|none)[^;]*\d|background(?:-color)?\s*:\s*(?!none|white|#fff|transparent))",
    re.I,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLOCKS = frozenset(
    [
        "html",
        "body",
        "main",
        "article",
        "section",
        "div",
        "header",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "blockquote",
        "pre",
        "address",
        "details",
        "summary",
        "fieldset",
        "legend",
        "figure",
        "figcaption",
        "hr",
        "center",
        "form",
    ]
)
_HEADING = re.compile(r"h([1-6])")
_DEPTH = 200
_SENTENCE = re.compile(r"[.;,]\s*$")


@dataclass(frozen=True, slots=True)
class Place:
    """What surrounds a piece of text: heading level, list, cell, box, inherited looks."""

    level: int | None = None
    marker: str | None = None
    depth: int = -1  # of nested lists; -1 outside of any
    cell: Cell | None = None
    box: int | None = None
    tag: str = "p"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    footnote: bool = False


@dataclass(slots=True)
class _Walk:
    """Pieces of inline text gathered until a block ends."""

    runs: list[tuple[str, Place]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # list items whose marker was given out
    tables: count[int] = field(default_factory=lambda: count(0))
    boxes: count[int] = field(default_factory=lambda: count(0))

    def flush(self, place: Place) -> Iterator[Draft]:
        runs, self.runs = self.runs, []
        for line in _lines(runs):
            draft = _draft(line, place)
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
            if isinstance(child.tag, str) and not _unwanted(child):
                yield from self._child(child, place, depth + 1)
            if child.tail:
                self.runs.append((child.tail, place))

    def _child(self, child: Element, place: Place, depth: int) -> Iterator[Draft]:
        tag = child.tag.lower() if isinstance(child.tag, str) else ""
        if tag == "br":
            self.runs.append(("\n", place))
        elif tag == "sup" and _is_note_mark(child):
            return
        elif tag == "table":
            yield from self.flush(place)
            yield from self._table(child, place, depth)
        elif tag in ("ul", "ol"):
            yield from self.flush(place)
            yield from self._list(child, place, depth)
        elif tag in _BLOCKS or _is_block(child):
            yield from self.flush(place)
            inner = self._placed(child, tag, place)
            yield from self.walk(child, inner, depth)
            yield from self.flush(inner)
        else:
            yield from self.walk(child, _styled(child, tag, place), depth)

    def _placed(self, child: Element, tag: str, place: Place) -> Place:
        place = _styled(
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
            and (_CALLOUT.search(words) or _BORDER.search(child.get("style", "")))
            and not _wide(child)
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
        children = [child for child in item if isinstance(child.tag, str) and not _unwanted(child)]
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
            inner = _styled(
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
                element, _styled(element, "b" if element.tag == "th" else "td", inner), depth + 1
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
    main = _main(root)
    walk = _Walk()
    place = Place()
    drafts = [*walk.walk(main, place), *walk.flush(place)]
    notes = [draft for draft in drafts if draft.kind is BlockKind.FOOTNOTE]
    drafts = rejoined(draft for draft in drafts if draft.kind is not BlockKind.FOOTNOTE)
    _fake_levels(drafts)
    return assemble(source, [*drafts, *notes], metadata=_metadata(root), problems=problems, limits=limits)


def _main(root: Element) -> Element:
    """The element that holds the page's own content: the one marked as such if most text is there, else the body."""
    body = root.find("body")
    body = body if body is not None else root
    whole = len(" ".join(_text(body).split()))
    marked = [
        e for e in body.iter("main", "article") if not any(True for _ in e.iterancestors("main", "article"))
    ]
    marked += [
        e for e in body.iter() if isinstance(e.tag, str) and e.get("role") == "main" and e not in marked
    ]
    if len(marked) == 1 and len(" ".join(_text(marked[0]).split())) > 0.4 * whole:
        return marked[0]
    return body


def _text(element: Element) -> str:
    return " ".join(str(part) for part in element.itertext())


def _unwanted(element: Element) -> bool:
    """Whether an element is navigation, a notice, a script or hidden."""
    tag = str(element.tag).lower()
    if tag in _DROPPED or (
        tag == "header" and element.find(".//h1") is None and element.find(".//h2") is None
    ):
        return True
    if (
        element.get("role", "").lower() in _ROLES
        or element.get("aria-hidden") == "true"
        or element.get("hidden") is not None
    ):
        return True
    if _HIDDEN.search(element.get("style", "")):
        return True
    words = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(words.strip()) and bool(_FURNITURE.search(words)) and not _wide(element)


def _wide(element: Element) -> bool:
    """Whether an element holds most of the page, so that a telling class name tells nothing."""
    root = element.getroottree().getroot()
    return len(_text(element)) > 0.5 * len(_text(root))


def _is_block(element: Element) -> bool:
    """Whether an inline tag stands for a block: a span that holds blocks or is shown as one."""
    return bool(re.search(r"display\s*:\s*(?:block|list-item|table)", element.get("style", ""))) or any(
        child.tag in _BLOCKS for child in element
    )


def _is_note_mark(element: Element) -> bool:
    return bool(re.fullmatch(r"[\s\[\](),\d*†‡]*", _text(element)))


def _styled(element: Element, tag: str, place: Place) -> Place:
    style = element.get("style", "")
    weight = re.search(r"font-weight\s*:\s*(\w+)", style)
    bold = place.bold or tag in ("b", "strong", "th")
    if weight:
        bold = weight[1] in ("bold", "bolder", "600", "700", "800", "900")
    italic = place.italic or tag in ("i", "em", "cite") or "italic" in style
    underline = (
        place.underline or tag in ("u", "ins") or bool(re.search(r"text-decoration[^;]*underline", style))
    )
    return replace(place, bold=bold, italic=italic, underline=underline)


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


def _lines(runs: list[tuple[str, Place]]) -> list[list[tuple[str, Place]]]:
    """Inline text cut where line breaks end a block: two in a row, before a marker, or where the weight changes."""
    lines: list[list[tuple[str, Place]]] = [[]]
    blank_before = [False]
    for text, place in runs:
        if text == "\n":
            if not "".join(t for t, _ in lines[-1]).strip():
                blank_before[-1] = True
            lines.append([])
            blank_before.append(False)
        else:
            lines[-1].append((re.sub(r"[\t\n\r\f ]+", " ", text), place))
    blocks: list[list[tuple[str, Place]]] = []
    gap = False
    for line, blank in zip(lines, blank_before, strict=True):
        words = "".join(text for text, _ in line).strip()
        gap = gap or blank
        if not words:
            continue
        if blocks and not gap and not _parts(blocks[-1], line, words):
            blocks[-1].extend([(" ", line[0][1]), *line])
        else:
            blocks.append(line)
        gap = False
    return blocks


def _parts(before: list[tuple[str, Place]], line: list[tuple[str, Place]], words: str) -> bool:
    last = "".join(text for text, _ in before).rstrip()
    if marker_of(words) or _bold(before) != _bold(line):
        return True
    return bool(re.search(r"[.!?:;]$", last)) and not words[:1].islower()


def _bold(runs: list[tuple[str, Place]]) -> bool:
    return all(place.bold for text, place in runs if text.strip())


def _draft(runs: list[tuple[str, Place]], place: Place) -> Draft | None:
    text = "".join(part for part, _ in runs)
    solid = [(part, look) for part, look in runs if part.strip()]
    if not solid:
        return None
    letters = [c for c in text if c.isalpha()]
    style = Style(
        bold=all(look.bold for _, look in solid),
        italic=all(look.italic for _, look in solid),
        underline=all(look.underline for _, look in solid),
        capitals=len(letters) > 1 and not any(c.islower() for c in letters),
        name=place.tag,
    )
    draft = Draft(BlockKind.PARAGRAPH, [(None, text)], style=style, cell=place.cell, box=place.box)
    lead = ""
    for part, look in runs:
        if part.strip() and not (look.bold or look.underline):
            break
        lead += part
    draft.lead = lead.strip() or None
    _kind(draft, place, re.sub(r"\s+", " ", text).strip())
    return draft


def _kind(draft: Draft, place: Place, text: str) -> None:
    printed = marker_of(text)
    if place.marker is not None and not (
        printed and not is_glyph(place.marker) and printed[0].rstrip(".)") == place.marker.rstrip(".")
    ):
        draft.marker, draft.marker_printed = place.marker, False
    elif printed is not None:
        draft.marker, draft.pieces = printed[0], [(None, printed[1])]
        draft.lead = (draft.lead or "").removeprefix(printed[0]).strip() or None
    fake = draft.style.bold and len(text) <= 160 and not (_SENTENCE.search(text) and len(text) > 80)
    if place.footnote:
        draft.kind = BlockKind.FOOTNOTE
    elif place.cell is not None:
        draft.kind = BlockKind.CELL
    elif place.level is not None:
        draft.kind, draft.level = BlockKind.HEADING, place.level
    elif place.depth >= 0 and (draft.marker is not None or place.marker is not None):
        draft.kind, draft.level = BlockKind.LIST_ITEM, place.depth
    elif fake and not (draft.marker and is_glyph(draft.marker)):
        draft.kind, draft.level = BlockKind.HEADING, None
    elif draft.marker is not None:
        draft.kind, draft.level = BlockKind.LIST_ITEM, 0


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


def _metadata(root: Element) -> list[tuple[str, str]]:
    title = root.find(".//title")
    found = [("title", title.text or "")] if title is not None else []
    for item in root.iter("meta"):
        name = (item.get("name") or item.get("property") or "").lower()
        if name in (
            "author",
            "description",
            "keywords",
            "dc.title",
            "dc.creator",
            "dc.date",
            "article:published_time",
        ):
            found.append((name, item.get("content", "")))
    return found

"""Paragraphs of a PDF as drafts: kind, level, marker, style and place in a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import BlockKind, Style
from kg.reading.draft import Draft
from kg.reading.hyphens import Vocabulary
from kg.reading.markers import depth_of_number, is_glyph, marker_of
from kg.reading.pdf.lines import Line
from kg.reading.pdf.paragraphs import Paragraph, bare_number, is_entry

_HEADING_LENGTH = 200  # characters; a longer bold paragraph is emphasis
_SENTENCE_END = re.compile(r"[.;,]$")


@dataclass(frozen=True, slots=True)
class Looks:
    """What a document's body looks like, and the sizes of its headings from the largest down."""

    body: float
    sizes: tuple[float, ...]
    titles: dict[str, int]  # bookmarks: folded title -> level
    tagged: bool = False  # heading tags are in use
    plain: bool = False  # the format shows neither size nor weight

    def level(self, size: float) -> int:
        """The heading level that a size stands for: the larger, the higher."""
        return next(
            (level for level, known in enumerate(self.sizes, 1) if size >= known - 0.3), len(self.sizes) + 1
        )


def fold(text: str) -> str:
    """A title without white space, number and case, for comparison with bookmarks."""
    return re.sub(r"[\W\d_]+", "", text).lower()


def looks_of(paragraphs: Sequence[Paragraph], titles: dict[str, int], *, plain: bool = False) -> Looks:
    """The body's size is the one that most characters have; heading sizes are those clearly above it."""
    weight: dict[float, int] = {}
    for paragraph in paragraphs:
        for line in paragraph.lines:
            weight[line.size] = weight.get(line.size, 0) + len(line.text)
    body = max(weight, key=lambda size: (weight[size], size), default=10.0)
    larger = sorted(
        {p.size for p in paragraphs if p.size > body * 1.06 and len(p.text) < _HEADING_LENGTH}, reverse=True
    )
    sizes: list[float] = []
    for size in larger:
        if not sizes or sizes[-1] - size > 0.6:
            sizes.append(size)
    tagged = any(p.tag is not None and p.tag.level is not None for p in paragraphs)
    return Looks(body, tuple(sizes), titles, tagged, plain)


def draft(paragraph: Paragraph, looks: Looks, words: Vocabulary) -> Draft:
    """One paragraph as a draft."""
    pieces = _words(paragraph, words)
    text = "".join(piece for _, piece in pieces).strip()
    large = paragraph.size > looks.body * 1.06 or paragraph.bold
    found = marker_of(text, bare=bare_number(paragraph) or (large and len(text) < _HEADING_LENGTH))
    level = _heading_level(paragraph, text, found[0] if found else None, looks)
    style = _style(paragraph, text)
    made = Draft(BlockKind.PARAGRAPH, pieces, style=style, cell=paragraph.cell, box=paragraph.box)
    if paragraph.footnote:
        made.kind = BlockKind.FOOTNOTE
        made.marker = paragraph.lines[0].note or (found[0] if found else None)
    elif paragraph.cell is not None:
        made.kind = BlockKind.CELL
        made.marker = found[0] if found and not re.fullmatch(r"\d{1,3}", found[0]) else None
    elif level is not None:
        made.kind, made.level, made.marker = BlockKind.HEADING, level, found[0] if found else None
    elif found or _in_list(paragraph):
        made.kind, made.level = BlockKind.LIST_ITEM, 0
        made.marker, made.marker_printed = (found[0], True) if found else ("•", False)
    if made.marker and found and made.marker == found[0]:
        made.pieces = _without(pieces, len(text) - len(found[1]))
    made.lead = _lead(paragraph, made.marker)
    return made


def drafts(found: Sequence[Paragraph], looks: Looks, words: Vocabulary) -> list[Draft]:
    """Every paragraph as a draft; an item that stands further in than the one before is a level deeper."""
    made: list[Draft] = []
    edges: list[float] = []
    for paragraph in found:
        item = draft(paragraph, looks, words)
        made.append(item)
        if item.kind is BlockKind.HEADING:
            edges = []
        elif item.kind is BlockKind.LIST_ITEM:
            x, slack = paragraph.lines[0].x0 - paragraph.lines[0].left, 0.8 * looks.body
            while edges and x < edges[-1] - slack:
                edges.pop()
            if not edges or x > edges[-1] + slack:
                edges.append(x)
            item.level = len(edges) - 1
    _rows_on_one_page(made)
    return made


def _rows_on_one_page(made: Sequence[Draft]) -> None:
    """A row that a page cuts counts as standing where it begins: its cells are read one by one, not page by page."""
    row: tuple[int, int] | None = None
    page: int | None = None
    for item in made:
        here = (item.cell.table, item.cell.row) if item.cell is not None else None
        if here is not None and here == row:
            item.pieces = [(page, text) for _, text in item.pieces]
        elif here is not None:
            page = item.page
            item.pieces = [(page, text) for _, text in item.pieces]
        row = here


def _words(paragraph: Paragraph, words: Vocabulary) -> list[tuple[int | None, str]]:
    """The lines' texts by page, hyphenation mended."""
    pieces: list[tuple[int | None, str]] = []
    for index, line in enumerate(paragraph.lines):
        text = line.text.strip()
        if index + 1 < len(paragraph.lines):
            text = words.join(text, paragraph.lines[index + 1].text.strip())
        if pieces and pieces[-1][0] == line.page:
            pieces[-1] = (line.page, pieces[-1][1] + text)
        else:
            pieces.append((line.page, text))
    return pieces


def _without(pieces: list[tuple[int | None, str]], count: int) -> list[tuple[int | None, str]]:
    """The pieces without their first ``count`` characters."""
    out = []
    for page, text in pieces:
        cut = min(count, len(text))
        count -= cut
        if text[cut:]:
            out.append((page, text[cut:]))
    return out


def _heading_level(paragraph: Paragraph, text: str, marker: str | None, looks: Looks) -> int | None:
    """The heading level by tag, bookmark, numbering and look, in that order; None for what is no heading."""
    if paragraph.tag is not None and paragraph.tag.level is not None:
        return paragraph.tag.level
    if (
        is_entry(paragraph.lines[-1])
        or paragraph.cell is not None
        or len(text) > _HEADING_LENGTH
        or not re.search(r"[^\W\d_]", text)
    ):
        return None
    if marker is not None and is_glyph(marker):
        return None
    titled = looks.titles.get(fold(text))
    if titled is not None:
        return titled
    large = paragraph.size > looks.body * 1.06
    strong = (
        paragraph.bold
        or (_underlined(paragraph.lines) and not looks.tagged)
        or (looks.plain and _reads_as_heading(text, marker))
    )
    if not large and not strong:
        return None
    if not large and (text.endswith((".", ";", ",")) and len(text) > 80):
        return None
    if marker is not None and marker[0].isdigit() and "." in marker.rstrip(".):"):
        return depth_of_number(marker)
    return looks.level(paragraph.size)


def _in_list(paragraph: Paragraph) -> bool:
    """Whether the structure tree says that it is a list's item; its bullet may be a drawing."""
    return paragraph.tag is not None and (
        "LI" in paragraph.tag.above or paragraph.tag.role in ("LI", "LBody")
    )


def _reads_as_heading(text: str, marker: str | None) -> bool:
    """For text without looks: capitals throughout, or a numbered line that is no sentence."""
    words = text[len(marker or "") :].strip()
    capitals = words.isupper() and len(words) <= 90
    return capitals or (
        marker is not None and "." in marker and len(words) <= 70 and words[-1:] not in ".;,:?"
    )


def _underlined(lines: Sequence[Line]) -> bool:
    return all(line.underline for line in lines)


def _style(paragraph: Paragraph, text: str) -> Style:
    letters = [c for c in text if c.isalpha()]
    return Style(
        size=paragraph.size,
        bold=paragraph.bold,
        italic=all(line.italic for line in paragraph.lines),
        underline=_underlined(paragraph.lines),
        capitals=bool(letters) and not any(c.islower() for c in letters) and len(letters) > 1,
        name=paragraph.tag.role if paragraph.tag else None,
    )


def _lead(paragraph: Paragraph, marker: str | None) -> str | None:
    """The bold or underlined words that open an otherwise plain paragraph."""
    runs = [(run, text) for line in paragraph.lines for run, text in [*line.pieces, (line.runs[-1], " ")]]
    lead, rest = "", False
    for run, text in runs:
        strong = run.look.bold or run.underline
        if (strong and not rest) or (not text.strip() and not rest):
            lead += text
        elif not strong and not lead.strip() and marker and text.strip() == marker.strip():
            continue
        else:
            rest = True
            break
    lead = lead.strip()
    if marker and lead.startswith(marker):
        lead = lead[len(marker) :].strip()
    return lead if rest and lead else None

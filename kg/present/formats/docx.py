"""A paper as a Word document: real styles, a contents field, captions, alternative texts, table headers that repeat."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor

from kg.present.charts.palette import palette
from kg.present.charts.png import png
from kg.present.formats.figures import text
from kg.present.paper.blocks import (
    Block,
    Bullets,
    Count,
    Grid,
    Heading,
    Inline,
    Line,
    Page,
    Paper,
    Paragraph,
    Picture,
    Quotation,
    Refer,
    Strong,
)
from kg.present.paper.wording import plain
from kg.present.settings import Settings

_TEXT_WIDTH = Cm(17)
_FONT = "Arial"  # on every machine, or replaced by one of the same widths
_SHORT = 3  # pages that need no contents
_FULL = 92.0  # letters of a table's text across the page: a shorter table is narrower
_MANY = 7  # columns from which a table is set small and close


def docx(paper: Paper, settings: Settings) -> bytes:
    """The paper as .docx bytes, the same for the same paper (no clock in its properties)."""
    return _Writer(settings).write(paper)


class _Writer:
    """One document under construction: what python-docx keeps (a document) and what it does not (bookmarks, captions)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._document = Document()
        self._accent = (settings.accent or palette()["theme"]).lstrip("#")
        self._captions = {"Table": 0, "Figure": 0}
        self._bookmarks: dict[str, int] = {}

    def write(self, paper: Paper) -> bytes:
        self._properties(paper)
        single = len(paper.pages) == 1
        self._styles(9.0 if single else 10.0)
        self._frame(Cm(1.5) if single else Cm(2))
        self._cover(paper)
        self._page(paper.pages[0], fresh=False)
        if len(paper.pages) > _SHORT:
            self._contents(paper)
        for page in paper.pages[1:]:
            self._page(page, fresh=True)
        return _settled(self._document)

    # ------------------------------------------------------------------ the whole

    def _properties(self, paper: Paper) -> None:
        core = self._document.core_properties
        core.title, core.subject, core.language = paper.title, text(paper.subtitle), "en-GB"
        core.author = self._settings.organisation
        core.comments = ""

    def _styles(self, size: float) -> None:
        """Real styles, the text in so many points."""
        styles = self._document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = _FONT, Pt(size)
        normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(size / 2), 1.1
        _language(normal)
        for name, points, before, after in (
            ("Title", 2.3 * size, 0, 6),
            ("Heading 1", 1.7 * size, 0, 6),
            ("Heading 2", 1.2 * size, size, 3),
            ("Heading 3", 11, 10, 3),
        ):
            style = styles[name]
            _plain_font(style)
            style.font.size, style.font.bold, style.font.italic = Pt(points), True, False
            style.font.color.rgb = RGBColor.from_string(self._accent if name == "Heading 2" else _hex("ink"))
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            style.paragraph_format.keep_with_next = True
        _rule_below(styles["Title"], None)
        for name, small, colour in (("Subtitle", 11, "soft"), ("Caption", 9, "soft"), ("Quote", 10, "ink")):
            style = styles[name]
            _plain_font(style)
            style.font.size, style.font.italic, style.font.bold = Pt(small), False, False
            style.font.color.rgb = RGBColor.from_string(_hex(colour))
        styles["Caption"].paragraph_format.keep_with_next = True
        quote = styles["Quote"].paragraph_format
        quote.left_indent, quote.space_before, quote.space_after = Cm(0.4), Pt(4), Pt(0)
        quote.alignment, quote.keep_with_next = WD_ALIGN_PARAGRAPH.LEFT, True

    def _frame(self, margin: Length) -> None:
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
        foot = section.footer.paragraphs[0]
        said = " · ".join(
            part for part in (self._settings.organisation, self._settings.classification) if part
        )
        foot.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        foot.style = self._document.styles["Normal"]  # the footer's own style has a stop in the middle
        foot.add_run(f"{said}\t")
        _field(foot, "PAGE", "1")
        for run in foot.runs:
            run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(_hex("soft"))

    def _cover(self, paper: Paper) -> None:
        settings = self._settings
        if settings.logo is not None:
            picture = self._document.add_picture(io.BytesIO(settings.logo.data), height=Cm(1.8))
            _describe(picture, settings.organisation or plain("format.logo"))
        if settings.organisation:
            self._paragraph("Subtitle", settings.organisation)
        self._paragraph("Title", _clean(paper.title))
        self._line(self._paragraph("Subtitle"), paper.subtitle)
        if settings.classification:
            self._paragraph("Caption", settings.classification)

    def _contents(self, paper: Paper) -> None:
        """A contents field that Word renews, holding what it will show: it is never empty.

        Page numbers come with the first renewal: a field marked to be renewed on opening makes Word ask a question first.
        """
        head = self._paragraph("Subtitle")
        head.paragraph_format.page_break_before = True
        head.add_run(plain("format.contents")).bold = True
        first = self._document.add_paragraph()
        _begin_field(first, 'TOC \\o "1-1" \\h \\z \\u')
        last = first
        for place, page in enumerate(paper.pages):
            last = first if place == 0 else self._document.add_paragraph()
            last.paragraph_format.space_after = Pt(2)
            _link(last, page.anchor, page.title, None)
        _end_field(last)

    # ------------------------------------------------------------------ pages and blocks

    def _page(self, page: Page, *, fresh: bool) -> None:
        title = self._document.add_heading(_clean(page.title), 1)
        title.paragraph_format.page_break_before = fresh
        self._bookmark(title, page.anchor)
        for block in page.blocks:
            self._block(block)
        if page.source:
            note = self._paragraph("Caption")
            note.paragraph_format.space_before, note.paragraph_format.keep_with_next = Pt(12), False
            note.add_run(f"{plain('format.source')} ")
            note.add_run(page.source).font.name = "Consolas"

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._bookmark(self._document.add_heading(_clean(block.text), block.level), block.anchor)
        elif isinstance(block, Paragraph):
            paragraph = self._document.add_paragraph()
            self._line(paragraph, block.line)
            self._tone(paragraph, block.role)
        elif isinstance(block, Bullets):
            self._bullets(block)
        elif isinstance(block, Quotation):
            self._quotation(block)
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            self._grid(block)

    def _paragraph(self, style: str, words: str = "") -> Any:
        """A paragraph with a style by its id: python-docx would look each name up in all styles again."""
        paragraph = self._document.add_paragraph(words)
        paragraph._p.style = style
        return paragraph

    def _tone(self, paragraph: Any, role: str) -> None:
        for run in paragraph.runs:
            if role == "note":
                run.font.size, run.font.color.rgb = Pt(9.5), RGBColor.from_string(_hex("soft"))
            elif role == "lead":
                run.font.size = Pt(12)

    def _bullets(self, block: Bullets) -> None:
        style = "ListNumber" if block.numbered else "ListBullet"
        for line in block.lines:
            paragraph = self._paragraph(style)
            paragraph.paragraph_format.space_after = Pt(2)
            self._line(paragraph, line)

    def _quotation(self, block: Quotation) -> None:
        colour = _hex(
            "suggested"
            if block.tier == "suggested"
            else "good"
            if block.kind == "good-practice"
            else "stated"
        )
        words = self._paragraph("Quote", _clean(f"“{block.words}”"))
        tier = f" · {plain(f'format.{block.tier}')}" if block.tier else ""
        source = self._paragraph("Caption", _clean(f"{block.source}{tier}"))
        source.paragraph_format.left_indent, source.paragraph_format.space_after = Cm(0.4), Pt(8)
        source.paragraph_format.keep_with_next = False
        for paragraph in (words, source):
            _bar(paragraph, colour, "dashed" if block.tier == "suggested" else "single")

    def _picture(self, block: Picture) -> None:
        drawing = block.drawing
        if drawing is None:
            self._grid(block.table)
            return
        height = _TEXT_WIDTH * drawing.height / drawing.width
        picture = self._document.add_picture(io.BytesIO(png(drawing)), width=_TEXT_WIDTH, height=int(height))
        _describe(picture, drawing.alternative)
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        self._caption("Figure", drawing.title).paragraph_format.keep_with_next = False
        self._grid(block.table)

    def _caption(self, kind: str, words: str) -> Any:
        self._captions[kind] += 1
        paragraph = self._paragraph("Caption")
        paragraph.add_run(f"{plain(f'format.caption_{kind.lower()}')} ")
        _field(paragraph, f"SEQ {kind} \\* ARABIC", str(self._captions[kind]))
        paragraph.add_run(_clean(f". {words}"))
        return paragraph

    def _grid(self, grid: Grid) -> None:
        self._caption("Table", grid.caption)
        table = self._document.add_table(rows=1, cols=len(grid.columns))
        table.autofit = True
        small = len(grid.columns) > _MANY
        _describe_table(table, grid.caption)
        _repeat(table.rows[0])
        for cell, column in zip(table.rows[0].cells, grid.columns, strict=True):
            self._cell(cell, (column.name,), column.numeric, small).bold = True
        for row in grid.rows:
            cells = table.add_row().cells
            for cell, column, line in zip(cells, grid.columns, row, strict=True):
                self._cell(cell, line, column.numeric, small)
        if small:
            _close(table)
        for row in table.rows:
            _whole(row)
        _rules(table, _hex("grid"), _hex("axis"))
        _widths(table, grid)
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _cell(self, cell: Any, line: Line, numeric: bool, small: bool) -> Any:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(2)
        paragraph.paragraph_format.line_spacing = 1.0
        if numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._line(paragraph, line)
        for run in paragraph.runs:
            run.font.size = Pt(7.5 if small else 9)
        return paragraph.runs[0].font if paragraph.runs else cell.paragraphs[0].add_run("").font

    def _line(self, paragraph: Any, line: Line) -> None:
        for part in line:
            self._part(paragraph, part)

    def _part(self, paragraph: Any, part: Inline) -> None:
        if isinstance(part, Refer):
            _link(paragraph, part.anchor, part.text, self._accent)
            return
        run = paragraph.add_run(_clean(text((part,))))
        if isinstance(part, Strong):
            run.bold = True
        if isinstance(part, Count) and part.tier == "suggested":
            run.font.color.rgb = RGBColor.from_string(_hex("suggested"))

    def _bookmark(self, paragraph: Any, anchor: str) -> None:
        if not anchor or anchor in self._bookmarks:
            return
        number = self._bookmarks[anchor] = len(self._bookmarks) + 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(number))
        start.set(qn("w:name"), _bookmark_name(anchor))
        end.set(qn("w:id"), str(number))
        paragraph._p.insert(1, start)
        paragraph._p.append(end)


# ---------------------------------------------------------------------- what python-docx has no words for


def _settled(document: Any) -> bytes:
    """Bytes without a clock: fixed dates in the properties and in the archive."""
    import datetime
    import zipfile

    core = document.core_properties
    core.created = core.modified = datetime.datetime(2000, 1, 1)
    core.last_modified_by, core.revision = "", 1
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return out.getvalue()


def _hex(part: str) -> str:
    return palette()[part].lstrip("#").upper()


def _clean(words: str) -> str:
    """Without control characters, which XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", words)


def _bookmark_name(anchor: str) -> str:
    return "_" + re.sub(r"\W", "_", anchor)[:38]


def _language(style: Any) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(language)


def _plain_font(style: Any) -> None:
    style.font.name = _FONT
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        if fonts.get(qn(f"w:{name}")) is not None:
            del fonts.attrib[qn(f"w:{name}")]


def _rule_below(style: Any, colour: str | None) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _begin_field(paragraph: Any, instruction: str) -> None:
    for kind, words in (("begin", None), (None, instruction), ("separate", None)):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = words
        run._r.append(mark)


def _end_field(paragraph: Any) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), "end")
    paragraph.add_run()._r.append(mark)


def _field(paragraph: Any, instruction: str, shown: str) -> None:
    _begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    _end_field(paragraph)


def _link(paragraph: Any, anchor: str, words: str, colour: str | None) -> None:
    """A link to a bookmark of this document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _bookmark_name(anchor))
    run = paragraph.add_run(_clean(words))
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    link.append(run._r)
    paragraph._p.append(link)


def _describe(picture: Any, words: str) -> None:
    properties = picture._inline.docPr
    properties.set("descr", _clean(words))


def _describe_table(table: Any, words: str) -> None:
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), _clean(words))
    table._tbl.tblPr.append(caption)


def _repeat(row: Any) -> None:
    header = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(header)


def _whole(row: Any) -> None:
    """A row stays on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _rules(table: Any, quiet: str, strong: str) -> None:
    borders = OxmlElement("w:tblBorders")
    for edge, colour, size in (("top", strong, 6), ("bottom", strong, 6), ("insideH", quiet, 4)):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    if layout is not None:
        layout.addprevious(borders)
    else:
        table._tbl.tblPr.find(qn("w:tblLook")).addprevious(borders)


def _close(table: Any) -> None:
    """Little room beside the words of each cell."""
    margins = OxmlElement("w:tblCellMar")
    for edge in ("left", "right"):
        side = OxmlElement(f"w:{edge}")
        side.set(qn("w:w"), "45")  # twentieths of a point
        side.set(qn("w:type"), "dxa")
        margins.append(side)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)


def _bar(paragraph: Any, colour: str, kind: str) -> None:
    border, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", kind), ("sz", "18"), ("space", "8"), ("color", colour)):
        left.set(qn(f"w:{name}"), value)
    border.append(left)
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _widths(table: Any, grid: Grid) -> None:
    """Columns by what they hold: numbers narrow, words in proportion to their length, within reason."""
    weights = list(_weights(grid))
    total = max(sum(weights), _FULL)
    widths = [int(_TEXT_WIDTH * weight / total) for weight in weights]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _weights(grid: Grid) -> Iterator[float]:
    room, most = (3.0, 32.0) if len(grid.columns) > _MANY else (7.0, 90.0)
    for place, column in enumerate(grid.columns):
        longest = max([len(column.name), *(len(text(row[place])) for row in grid.rows)])
        word = max(len(part) for part in column.name.split())
        cells = max((len(text(row[place])) for row in grid.rows), default=0)
        yield (
            max(word, cells) + room if column.numeric else min(max(6 * math.sqrt(longest), word + 4.0), most)
        )

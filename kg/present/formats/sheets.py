"""A paper as tables: its figures with their questions, the tables of its pages, and the words behind them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from kg.insight.evidence import Evidence
from kg.present.cells import fill
from kg.present.formats.figures import numbered, text
from kg.present.formats.rows import rows
from kg.present.paper.blocks import Grid, Paper, Picture, Quotation
from kg.present.paper.naming import command
from kg.present.paper.wording import plain
from kg.present.settings import Settings
from kg.present.tables import as_csv
from kg.store.table import Table, Value

Named = tuple[str, Table]


def tables(paper: Paper, evidence: Evidence, settings: Settings) -> tuple[Named, ...]:
    """The tables of a paper, each with a short name: every theme's numbers, every figure, every quotation, every row."""
    found = [
        ("figures", _figures(paper)),
        ("pages", _pages(paper)),
        ("quotations", _quotations(paper)),
        ("rows", _rows(paper, evidence, settings)),
    ]
    return tuple((name, table) for name, table in found if table.rows)


def _figures(paper: Paper) -> Table:
    columns = ("number", "page", "count", "out of", "question", "less the rows of", "counts distinct")
    lines: list[tuple[Value, ...]] = []
    for trace, found in numbered(paper).items():
        less = command(trace.query, trace.less) if trace.less is not None else None
        asked = command(trace.query, trace.parameters)
        figure = found.figure
        lines.append((found.number, found.page, figure.value, figure.of, asked, less, trace.column))
    return Table(columns, tuple(lines))


def _pages(paper: Paper) -> Table:
    """Every table of every page, one cell a row: for pivoting."""
    lines: list[tuple[Value, ...]] = []
    for page, grid in _grids(paper):
        for row in grid.rows:
            name = text(row[0])
            for column, cell in zip(grid.columns[1:], row[1:], strict=True):
                lines.append((page, grid.caption, name, column.name, _number(text(cell))))
    return Table(("page", "table", "row", "column", "value"), tuple(lines))


def _grids(paper: Paper) -> Iterator[tuple[str, Grid]]:
    for page in paper.pages:
        for block in page.blocks:
            if isinstance(block, Grid):
                yield page.title, block
            elif isinstance(block, Picture):
                yield page.title, block.table


def _number(words: str) -> Value:
    return int(words) if re.fullmatch(r"\d{1,9}", words) else words


def _quotations(paper: Paper) -> Table:
    lines = tuple(
        (page.title, block.kind, block.words, block.source, block.tier)
        for page in paper.pages
        for block in page.blocks
        if isinstance(block, Quotation)
    )
    return Table(("page", "kind", "words", "source", "stated or suggested"), lines)


def _rows(paper: Paper, evidence: Evidence, settings: Settings) -> Table:
    """The rows behind every figure, each with the number of its figure."""
    columns = (
        "figure",
        "review",
        "item",
        "how",
        "exact words",
        "page",
        "start",
        "end",
        "sha256",
        "item's words",
    )
    lines = tuple(
        (
            found.number,
            r.review,
            r.item,
            r.tier,
            r.words,
            r.page,
            r.start,
            r.end,
            r.sha256,
            r.wording or r.words,
        )
        for found in numbered(paper).values()
        for r in rows(evidence, found.figure, settings)
    )
    return Table(columns, lines)


def csv_files(paper: Paper, evidence: Evidence, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Each table as CSV with a byte-order mark, so that Excel reads its accents: (``-figures.csv``, bytes)."""
    for name, table in tables(paper, evidence, settings):
        yield f"-{name}.csv", ("\ufeff" + as_csv(table)).encode()


def xlsx(paper: Paper, evidence: Evidence, settings: Settings) -> bytes:
    """One workbook: a sheet for what it is, then one for each table, with a head that stays in view and a filter."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    first = book.active
    first.title = plain("sheet.about")
    for number, words in enumerate(
        (paper.title, text(paper.subtitle), settings.organisation, plain("sheet.note")), 1
    ):
        fill(first.cell(number, 1), words)
        first.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")
    first.cell(1, 1).font = Font(bold=True, size=14)
    first.column_dimensions["A"].width = 100
    for name, table in tables(paper, evidence, settings):
        sheet = book.create_sheet(plain(f"sheet.{name}"))
        for place, head in enumerate(table.columns, 1):
            sheet.cell(1, place, head).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(place)].width = _width(table, place - 1)
        for number, row in enumerate(table.rows, 2):
            for place, value in enumerate(row, 1):
                fill(sheet.cell(number, place), value)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    return _settled(book)


def _width(table: Table, place: int) -> float:
    longest = max(len(str(row[place] if row[place] is not None else "")) for row in table.rows)
    return float(min(max(longest, len(table.columns[place])) + 3, 70))


def _settled(book: object) -> bytes:
    """Bytes without a clock."""
    import datetime
    import zipfile

    fixed = datetime.datetime(2000, 1, 1)
    properties = getattr(book, "properties")  # noqa: B009
    properties.created = properties.modified = fixed
    raw, out = io.BytesIO(), io.BytesIO()
    getattr(book, "save")(raw)  # noqa: B009
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", data)
            target.writestr(info, data)
    return out.getvalue()

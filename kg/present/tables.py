"""A table in every form a user may want it: for the terminal, Markdown, CSV, TSV, JSON, XLSX.  Adds no fact."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import textwrap
from collections.abc import Callable, Mapping
from decimal import Decimal

from kg.present.cells import fill, unlike_a_formula, without_controls
from kg.store.table import Iri, Table, Value

SHORTEST = 8  # a column's least width on the terminal


def shortened(value: Value, prefixes: Mapping[str, str]) -> str:
    """A value for people: IRIs with their prefix, nothing for an absent value, no control characters."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Iri):
        for prefix, start in prefixes.items():
            if value.startswith(start):
                return f"{prefix}:{value[len(start) :]}"
    # A document must not be able to move the cursor or colour the terminal.
    return without_controls(str(value))


def as_text(table: Table, prefixes: Mapping[str, str], width: int | None = None) -> str:
    """Columns side by side, as wide as the terminal allows; long cells are wrapped, never cut."""
    cells = [[" ".join(shortened(value, prefixes).split()) for value in row] for row in table.rows]
    width = width or shutil.get_terminal_size((110, 40)).columns
    widths = _widths(table.columns, cells, width)
    numbers = [
        all(isinstance(row[place], int | float | Decimal | None) for row in table.rows)
        for place in range(len(table.columns))
    ]
    lines = [_line(table.columns, widths, numbers), "  ".join("─" * one for one in widths)]
    for row in cells:
        wrapped = [textwrap.wrap(cell, one) or [""] for cell, one in zip(row, widths, strict=True)]
        for height in range(max(map(len, wrapped), default=0)):
            lines.append(
                _line([part[height] if height < len(part) else "" for part in wrapped], widths, numbers)
            )
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _line(cells: tuple[str, ...] | list[str], widths: list[int], numbers: list[bool]) -> str:
    return "  ".join(
        cell.rjust(one) if number else cell.ljust(one)
        for cell, one, number in zip(cells, widths, numbers, strict=True)
    )


def _widths(columns: tuple[str, ...], cells: list[list[str]], width: int) -> list[int]:
    """Each column as wide as its longest cell; the widest give way, one letter at a time, until all fit."""
    wanted = [max([len(name), *(len(row[place]) for row in cells)]) for place, name in enumerate(columns)]
    room = width - 2 * (len(columns) - 1)
    while sum(wanted) > room and max(wanted, default=0) > SHORTEST:
        wanted[wanted.index(max(wanted))] -= 1
    return wanted


def as_markdown(table: Table, prefixes: Mapping[str, str]) -> str:
    """A Markdown table; bars and line ends in cells are escaped."""

    def row(cells: list[str] | tuple[str, ...]) -> str:
        return "| " + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells) + " |"

    rows = [row([" ".join(shortened(value, prefixes).split()) for value in one]) for one in table.rows]
    return "\n".join([row(table.columns), row(["---"] * len(table.columns)), *rows]) + "\n"


def as_csv(table: Table, delimiter: str = ",") -> str:
    """CSV that no spreadsheet takes for a formula: a text that begins like one gets an apostrophe before it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n")
    writer.writerow(table.columns)
    writer.writerows([_safe(value) for value in row] for row in table.rows)
    return buffer.getvalue()


def _safe(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return unlike_a_formula(value) if isinstance(value, str) else str(value)


def as_tsv(table: Table) -> str:
    """Tab-separated, one line a row: tabs and line ends in cells become spaces."""
    flat = Table(
        table.columns,
        tuple(
            tuple(re.sub(r"[\t\r\n]+", " ", value) if type(value) is str else value for value in row)
            for row in table.rows
        ),
    )
    return as_csv(flat, "\t")


def as_json(table: Table) -> str:
    """A list of objects, one a row; numbers as numbers."""
    rows = [{name: _plain(value) for name, value in row.items()} for row in table.dicts()]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Value) -> Value:
    return float(value) if isinstance(value, Decimal) else value


def as_xlsx(table: Table, title: str = "Answer") -> bytes:
    """A workbook of one sheet: a bold first row that stays in view, numbers as numbers, no text as a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31]
    for place, name in enumerate(table.columns, start=1):
        sheet.cell(1, place, name).font = Font(bold=True)
    for number, row in enumerate(table.rows, start=2):
        for place, value in enumerate(row, start=1):
            fill(sheet.cell(number, place), value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


TEXTS: dict[str, Callable[[Table], str]] = {"csv": as_csv, "tsv": as_tsv, "json": as_json}

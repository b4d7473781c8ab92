"""The spreadsheet that people decide in: XLSX or CSV, one row an item and theme, read back whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from kg.errors import CurationError, SourceError

SHOWN = (
    "item",
    "review",
    "kind",
    "number",
    "wording",
    "page",
    "theme",
    "theme name",
    "tier",
    "strength",
    "score",
    "reason",
)
ASKED = ("decision", "new theme", "new wording", "note")
CODED = ("theme 1", "theme 2", "theme 3", "theme 4", "note")
BLIND = ("item", "review", "kind", "number", "wording", "page")
SHEET = "Decisions"  # the sheet of a workbook that holds the rows


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read: its number in the sheet, and its cells by the name of their column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_sheet(path: Path) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The columns and the rows that are not empty.

    Raises ``SourceError`` when there is no such file or it is no table, ``CurationError`` for merged cells and for columns
    that are missing or there twice, each named.
    """
    if not path.is_file():
        raise SourceError(f"There is no file {path}.", hint="Give the sheet that `kg curate export` wrote.")
    lines = _csv_lines(path) if path.suffix.lower() == ".csv" else _xlsx_lines(path)
    if not lines:
        raise CurationError(f"{path.name} is empty.", hint="Export it again with `kg curate export`.")
    columns = tuple(name.strip().casefold() for name in lines[0])
    twice = [name for name in columns if name and columns.count(name) > 1]
    if twice:
        raise CurationError(f"{path.name} has the column {twice[0]!r} twice.", hint="Keep one of them.")
    missing = [name for name in ("item", "wording") if name not in columns]
    if missing:
        raise CurationError(
            f"{path.name} has no column {missing[0]!r}.",
            hint="Its first row has to hold the names of the columns.",
        )
    rows = tuple(
        Row(number, {name: _plain(word) for name, word in zip(columns, line, strict=False) if name})
        for number, line in enumerate(lines[1:], start=2)
        if any(word.strip() for word in line)
    )
    return columns, rows


def _plain(word: str) -> str:
    """A cell's words; the mark that kept a formula from being one is taken off again."""
    stripped = word.strip()
    return stripped[1:] if stripped[:1] == "'" and stripped[1:2] in ("=", "+", "-", "@") else stripped


def _csv_lines(path: Path) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(
            f"{path.name} is not CSV in UTF-8: {error}.", hint="Save it as “CSV UTF-8”."
        ) from error


def _xlsx_lines(path: Path) -> list[list[str]]:
    try:
        book = load_workbook(path, data_only=True)
    except Exception as error:  # openpyxl raises many kinds for a file that is no workbook
        raise SourceError(
            f"{path.name} is no workbook that can be read: {error}.", hint="Save it as XLSX."
        ) from error
    sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
    if merged := sorted(str(one) for one in sheet.merged_cells.ranges):
        raise CurationError(
            f"{path.name} has merged cells at {merged[0]}.", hint="Unmerge them: each row stands alone."
        )
    return [
        ["" if value is None else str(value) for value in line] for line in sheet.iter_rows(values_only=True)
    ]

"""The spreadsheet that people decide in: XLSX or CSV, one row an item and theme, read back whole or not at all."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kg.curation.decisions import Action
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
_WIDTHS = {
    "item": 34,
    "wording": 70,
    "reason": 46,
    "theme": 26,
    "theme name": 30,
    "new theme": 26,
    "new wording": 40,
    "note": 30,
    "decision": 14,
}
_THEMES = "Themes"
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read: its number in the sheet, and its cells by the name of their column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def as_xlsx(columns: Sequence[str], rows: Iterable[Sequence[object]], themes: Mapping[str, str]) -> bytes:
    """A workbook with the rows, choices to pick decisions and themes from, and a sheet that names every theme."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Decisions"
    names = book.create_sheet(_THEMES)
    names.append(["theme", "name"])
    for slug, label in sorted(themes.items()):
        names.append([slug, label])
    sheet.append(list(columns))
    for row in rows:
        sheet.append([_cell(value) for value in row])
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # words that begin with = are words
    _dress(sheet, columns)
    _choices(sheet, columns, len(themes))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", str(value))[:32_767]


def _dress(sheet: Worksheet, columns: Sequence[str]) -> None:
    for place, name in enumerate(columns, start=1):
        head = sheet.cell(1, place)
        head.font = Font(bold=True)
        if name in (*ASKED, *CODED):
            head.fill = PatternFill("solid", start_color="FFF0B8")
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 12)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _choices(sheet: Worksheet, columns: Sequence[str], themes: int) -> None:
    """Lists to choose from in the columns that people fill in, two hundred rows beyond the last too."""
    last = sheet.max_row + 200
    listed = f"={_THEMES}!$A$2:$A${themes + 1}"
    decisions = (
        '"' + ",".join(one for one in Action if one not in (Action.CODE, Action.MERGE, Action.WITHDRAW)) + '"'
    )
    for place, name in enumerate(columns, start=1):
        if name in ("decision", "new theme") or name.startswith("theme "):
            if name == "theme name":
                continue
            formula = decisions if name == "decision" else listed
            choice = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
            letter = get_column_letter(place)
            choice.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(choice)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The same as CSV (UTF-8 with a mark, so that Excel reads it right).  A leading = + - @ is kept from being a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        words = ["" if value is None else str(value) for value in row]
        writer.writerow([f"'{word}" if word[:1] in "=+-@\t\r" and word else word for word in words])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()


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
    sheet = book["Decisions"] if "Decisions" in book.sheetnames else book.worksheets[0]
    if merged := sorted(str(one) for one in sheet.merged_cells.ranges):
        raise CurationError(
            f"{path.name} has merged cells at {merged[0]}.", hint="Unmerge them: each row stands alone."
        )
    return [
        ["" if value is None else str(value) for value in line] for line in sheet.iter_rows(values_only=True)
    ]

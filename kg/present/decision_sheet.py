"""The spreadsheet that people decide in, written: XLSX or CSV.  ``kg.curation.sheet`` reads it back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kg.curation.decisions import Action
from kg.curation.sheet import ASKED, CODED, SHEET
from kg.present.cells import fill, unlike_a_formula

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


def as_xlsx(columns: Sequence[str], rows: Iterable[Sequence[object]], themes: Mapping[str, str]) -> bytes:
    """A workbook with the rows, choices to pick decisions and themes from, and a sheet that names every theme."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    names = book.create_sheet(_THEMES)
    names.append(["theme", "name"])
    for slug, label in sorted(themes.items()):
        names.append([slug, label])
    sheet.append(list(columns))
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            assert isinstance(cell, Cell)
            fill(cell, value)
    _dress(sheet, columns)
    _choices(sheet, columns, len(themes))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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
        writer.writerow(["" if value is None else unlike_a_formula(str(value)) for value in row])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()

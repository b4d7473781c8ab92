"""An answer as a workbook: one sheet, a bold first row that stays in view, numbers as numbers, nothing as a formula."""

from __future__ import annotations

import io
import json
import re

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font

_NUMERIC = re.compile(r"#(integer|decimal|double|float|int|long|nonNegativeInteger)$")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def as_xlsx(results: bytes) -> bytes:
    """SPARQL results in JSON as an XLSX file."""
    answer = json.loads(results)
    names = answer["head"]["vars"]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Answer"
    for place, name in enumerate(names, 1):
        sheet.cell(1, place, name).font = Font(bold=True)
    for row_number, row in enumerate(answer["results"]["bindings"], 2):
        for place, name in enumerate(names, 1):
            if name in row:
                cell = sheet.cell(row_number, place)
                assert isinstance(cell, Cell)
                _fill(cell, row[name])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(cell: Cell, term: dict[str, str]) -> None:
    text = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", term["value"])[:32_767]
    if _NUMERIC.search(term.get("datatype", "")):
        cell.value = float(text) if "." in text or "e" in text.lower() else int(text)
    else:
        cell.value = text
        cell.data_type = "s"  # "=1+1" in a document stays the five characters that it is

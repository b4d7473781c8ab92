"""What may stand in a cell of a spreadsheet: words stay words, never formulas, and nothing that a workbook refuses."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

LONGEST = 32_767  # letters that a workbook's cell can hold
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def without_controls(words: str) -> str:
    """The words with a replacement character for each control character: none may move a cursor or break a file."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", words)


def unlike_a_formula(words: str) -> str:
    """Words for CSV: an apostrophe before those that a spreadsheet would take for a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def fill(cell: Cell, value: object) -> None:
    """Put a value into a workbook's cell: numbers, dates and yes or no as such, all else as words."""
    if value is None or isinstance(value, bool | int | float | Decimal):
        cell.value = value
        return
    cell.value = without_controls(str(value))[:LONGEST]
    cell.data_type = "s"  # "=1+1" in a document stays the four characters that it is

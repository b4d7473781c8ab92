"""A table as it lies in a file: CSV, or one sheet of a workbook; every cell as words, every row with its number."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from kg.errors import CurationError, LimitError, SourceError

MOST_ROWS, MOST_COLUMNS, MOST_BYTES = 1_000_000, 500, 2_000_000_000


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: the names of its columns, and its rows as (number as the sheet shows it, cells)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(path: Path, sheet: str | None = None) -> Rows:
    """Read ``path``; ``sheet`` names one of a workbook (its first when not given).  Empty rows are left out.

    ``SourceError`` when it cannot be read, ``LimitError`` when it is beyond bounds, ``CurationError`` for a column
    that is there twice or has cells but no name.
    """
    if not path.is_file():
        raise SourceError(f"There is no table {path}.", hint="Give a .csv or .xlsx file.")
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise SourceError(f"{path.name} is neither .csv nor .xlsx.", hint="Save it as one of them.")
    lines = _csv(path) if path.suffix.lower() == ".csv" else _xlsx(path, sheet)
    try:
        head = [name.strip() for name in next(lines)]
    except StopIteration:
        raise CurationError(f"{path.name} is empty.", hint="Its first row names the columns.") from None
    while head and not head[-1]:
        head.pop()
    if twice := next((name for name in head if name and head.count(name) > 1), None):
        raise CurationError(f"{path.name} has the column {twice!r} twice.", hint="Keep one of them.")
    return Rows(tuple(head), tuple(_filled(path, head, lines)))


def _filled(path: Path, head: list[str], lines: Iterable[list[str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, line in enumerate(lines, start=2):
        if number > MOST_ROWS + 1:
            raise LimitError(f"{path.name} has more than {MOST_ROWS:,} rows (limit: rows).")
        cells = [cell.strip() for cell in line]
        if not any(cells):
            continue
        over = next(
            (place for place, cell in enumerate(cells) if cell and not (place < len(head) and head[place])),
            None,
        )
        if over is not None:
            raise CurationError(
                f"Row {number} of {path.name}: cell {over + 1} ({cells[over][:40]!r}) stands under no column.",
                hint="Name its column in the first row, or take the cell out.",
            )
        yield number, tuple((cells + [""] * len(head))[: len(head)])


def _csv(path: Path) -> Iterator[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(
            f"{path.name} is not CSV in UTF-8: {error}.", hint="Save it as “CSV UTF-8”."
        ) from error


def _xlsx(path: Path, sheet: str | None) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > MOST_BYTES:
            raise LimitError(f"{path.name} unpacks to {size:,} bytes (limit: {MOST_BYTES:,}).")
        book = load_workbook(path, data_only=True, read_only=True)
    except LimitError:
        raise
    except Exception as error:  # openpyxl raises many kinds for a file that is no workbook
        raise SourceError(
            f"{path.name} is no workbook that can be read: {error}.", hint="Save it as XLSX."
        ) from error
    if sheet is not None and sheet not in book.sheetnames:
        raise CurationError(
            f"{path.name} has no sheet {sheet!r}.", hint=f"It has: {', '.join(book.sheetnames)}."
        )
    found = book[sheet] if sheet is not None else book.worksheets[0]
    try:
        for line in found.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield [_words(value) for value in line]
    finally:
        book.close()


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

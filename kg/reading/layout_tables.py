"""Tables in text that ``pdftotext -layout`` set with spaces: their cells moved to the places that the header gives.

Such a table has a header of short cells far apart; below it a record begins at the left edge and goes on in lines
that leave its first cell empty.  Columns shift from page to page and touch where a line is long; within one
record they do not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CELL = re.compile(r"\S+(?: \S+)*")
_RECORDS = 3  # fewer are no table
_DRIFT = 2  # letters by which the cells of a column may stand apart
_LEAST = 3  # letters of a column
_HEADER_WORDS = 5  # of a cell of the header


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one cell on one line: where they stand, and where they belong."""

    row: int
    text: str
    column: int  # the letter at which the cell begins, in the header's places
    opens: bool  # the line begins a record


def table_pieces(rows: Sequence[str]) -> Iterator[Piece]:
    """The pieces of every table on a page, in reading order of the lines; rows outside tables give none."""
    start = 0
    for end in range(len(rows) + 1):
        if end < len(rows) and rows[end].strip():
            continue
        yield from _of_block(rows, start, end)
        start = end + 1


def _of_block(rows: Sequence[str], start: int, end: int) -> Iterator[Piece]:
    header = list(_CELL.finditer(rows[start])) if end - start > _RECORDS else []
    columns = [cell.start() for cell in header]
    if len(columns) < 2 or any(len(cell.group().split()) > _HEADER_WORDS for cell in header):
        return
    records = _records(rows, start + 1, end, columns[0])
    cut = [_cuts(rows[first:last], columns) for first, last in records]
    if None in cut:  # what follows without a blank line is no part of the table
        records, cut = records[: cut.index(None)], cut[: cut.index(None)]
    lines = sum(last - first for first, last in records)
    if len(records) < _RECORDS or lines <= len(records):
        return
    for cell in header:
        yield Piece(start, cell.group(), cell.start(), True)
    for (first, last), places in zip(records, cut, strict=True):
        for row in range(first, last):
            edges = [*(places or ()), len(rows[row])]
            for place, column in enumerate(columns):
                words = rows[row][edges[place] : edges[place + 1]].strip()
                if words:
                    yield Piece(row, words, column, row == first)


def _records(rows: Sequence[str], start: int, end: int, left: int) -> list[tuple[int, int]]:
    """The lines of each record: it begins where the first column has words."""
    firsts = [row for row in range(start, end) if len(rows[row]) - len(rows[row].lstrip()) <= left + _DRIFT]
    if not firsts or firsts[0] != start:
        return []
    return list(zip(firsts, [*firsts[1:], end], strict=True))


def _cuts(lines: Sequence[str], columns: Sequence[int]) -> list[int] | None:
    """Where the columns of one record begin: near the header's places, or where most of its lines begin a cell.

    None where a word stands across an edge: then this is no table.
    """
    starts = Counter(cell.start() for line in lines for cell in _CELL.finditer(line))
    edges = [0]
    for place, column in enumerate(columns[1:], 1):
        near = [at for at in starts if abs(at - column) <= _DRIFT]
        following = columns[place + 1] if place + 1 < len(columns) else max(map(len, lines))
        own = [at for at in starts if edges[-1] + _LEAST < at < following]
        if near:
            edges.append(min(near))
        elif not _crossed(lines, column) or not own:
            edges.append(column)
        else:
            edges.append(max(own, key=lambda at: (starts[at], at)))
        if _crossed(lines, edges[-1]):
            return None
    return edges


def _crossed(lines: Sequence[str], at: int) -> bool:
    """Whether a word runs on over a place in some line."""
    return any(len(line) > at and not line[at - 1].isspace() and not line[at].isspace() for line in lines)

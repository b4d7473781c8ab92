"""Tables as rows of cells, and which of them are only frames around prose."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Block, Document

_BARE = 3  # characters: a cell with no more holds only a number or a tick


@dataclass(frozen=True, slots=True)
class Row:
    """One row: for each column the indexes of the blocks that stand in it."""

    table: int
    number: int
    cells: tuple[tuple[int, tuple[int, ...]], ...]  # (column, block indexes), by column
    header: bool

    def blocks(self, column: int) -> tuple[int, ...]:
        return next((blocks for place, blocks in self.cells if place == column), ())


def tables(document: Document) -> dict[int, tuple[Row, ...]]:
    """The tables of a document by their number: rows in order."""
    places: dict[int, dict[int, dict[int, list[int]]]] = {}
    headers: set[tuple[int, int]] = set()
    for index, block in enumerate(document.blocks):
        cell = block.cell
        if cell is None:
            continue
        places.setdefault(cell.table, {}).setdefault(cell.row, {}).setdefault(cell.column, []).append(index)
        if cell.header:
            headers.add((cell.table, cell.row))
    return {
        table: tuple(
            Row(
                table,
                row,
                tuple((column, tuple(cells[column])) for column in sorted(cells)),
                (table, row) in headers,
            )
            for row, cells in sorted(rows.items())
        )
        for table, rows in places.items()
    }


def single_columns(document: Document) -> frozenset[int]:
    """The tables of one column of prose (beside it at most bare numbers): frames, read as if they were not there."""
    return frozenset(table for table, rows in tables(document).items() if _is_frame(document, rows))


def _is_frame(document: Document, rows: tuple[Row, ...]) -> bool:
    columns = {column for row in rows for column, _ in row.cells}
    if len(columns) == 1:
        return True
    telling = {
        column
        for row in rows
        for column, blocks in row.cells
        if any(len(document.words(document.blocks[i].span).strip()) > _BARE for i in blocks)
    }
    full = sum(len(row.blocks(column)) > 1 for row in rows for column in telling)
    return len(telling) == 1 and full * 2 >= len(rows)


def in_grid(block: Block, unwrapped: frozenset[int]) -> bool:
    """The block stands in a table of several columns."""
    return block.cell is not None and block.cell.table not in unwrapped

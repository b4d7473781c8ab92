"""The tables among some blocks, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Block


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header cells by column (None where there is none), and its other rows as cells by column."""

    header: tuple[Block | None, ...]
    rows: tuple[dict[int, Block], ...]


def tables_of(blocks: Sequence[Block]) -> dict[int, Table]:
    """The tables by their number.  Of several blocks in one cell the first stands for it."""
    cells: dict[int, dict[int, dict[int, Block]]] = {}
    for block in blocks:
        if block.cell is not None:
            row = cells.setdefault(block.cell.table, {}).setdefault(block.cell.row, {})
            row.setdefault(block.cell.column, block)
    return {number: _table(rows) for number, rows in sorted(cells.items())}


def _table(rows: dict[int, dict[int, Block]]) -> Table:
    heads = [row for row in rows.values() if all(cell.cell and cell.cell.header for cell in row.values())]
    body = [row for _, row in sorted(rows.items()) if row not in heads]
    width = 1 + max(column for row in rows.values() for column in row)
    first = heads[0] if heads else {}
    return Table(tuple(first.get(column) for column in range(width)), tuple(body))

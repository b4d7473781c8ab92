"""Tables that the structure tree tells of, for pages that draw no rules between cells."""

from __future__ import annotations

from kg.reading.pdf.drawings import Rect
from kg.reading.pdf.page import PageContent
from kg.reading.pdf.runs import Run
from kg.reading.pdf.tables import Grid, GridCell


def tagged_grids(content: PageContent) -> list[Grid]:
    """A grid for each tagged table of two columns or more; its cells are where their words stand."""
    tables: dict[int, dict[tuple[int, int], list[Run]]] = {}
    for run in content.runs:
        tag = content.tags.get(run.tag)
        if tag is not None and tag.cell is not None:
            table, row, column = tag.cell
            tables.setdefault(table, {}).setdefault((row, column), []).append(run)
    return [_grid(cells) for cells in tables.values() if len({column for _, column in cells}) > 1]


def _grid(cells: dict[tuple[int, int], list[Run]]) -> Grid:
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    made = []
    for (row, column), runs in sorted(cells.items()):
        made.append(GridCell(rows.index(row), columns.index(column), 1, 1, _around(runs)))
    whole = Rect(
        min(c.place.x0 for c in made),
        min(c.place.top for c in made),
        max(c.place.x1 for c in made),
        max(c.place.bottom for c in made),
    )
    edges = [min(c.place.x0 for c in made if c.column == index) for index in range(len(columns))]
    return Grid(whole, len(rows), len(columns), made, edges)


def _around(runs: list[Run]) -> Rect:
    return Rect(
        min(r.x0 for r in runs) - 1,
        min(r.top for r in runs) - 1,
        max(r.x1 for r in runs) + 1,
        max(r.bottom for r in runs) + 1,
    )

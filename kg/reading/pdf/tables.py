"""Ruled tables and drawn boxes: the grid that a page's lines make, with cells that span rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.reading.pdf.drawings import Drawings, Rect, Rule

_SNAP = 5.0  # points within which two lines are one: no row or column is as narrow
_TOUCH = 4.0  # points by which lines that should meet may miss


@dataclass(slots=True)
class GridCell:
    """One cell: rows and columns from 0, its place on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    place: Rect


@dataclass(slots=True)
class Grid:
    """A table's frame.  ``shaded`` are the rows whose ground is filled."""

    place: Rect
    rows: int
    columns: int
    cells: list[GridCell] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)  # the x of its upright lines
    open_above: bool = False  # its uprights run on past its first or last level line
    open_below: bool = False


def grids(drawn: Drawings) -> list[Grid]:
    """Every grid with at least two cells, and every closed frame as a grid of one, from the top down."""
    level = _merge(
        [*drawn.level, *(rule for rect in drawn.rects if rect.stroked for rule in _sides(rect)[0])]
    )
    upright = _merge(
        [*drawn.upright, *(rule for rect in drawn.rects if rect.stroked for rule in _sides(rect)[1])]
    )
    made = []
    for rows, cols in _components(level, upright):
        grid = _grid(rows, cols)
        if grid is not None:
            _head(grid, drawn.rects)
            made.append(grid)
    return sorted(made, key=lambda grid: (grid.place.top, grid.place.x0))


def _head(grid: Grid, rects: Sequence[Rect]) -> None:
    """Add the row that filled grounds side by side make on top of the grid: a header is often drawn without lines."""
    if grid.columns < 2:
        return
    grounds: dict[tuple[int, int], Rect] = {}
    for rect in rects:
        first, end = _edge(grid, rect.x0), _edge(grid, rect.x1)
        on_top = abs(rect.bottom - grid.place.top) <= _TOUCH and not rect.stroked
        if on_top and first is not None and end is not None and first < end:
            grounds.setdefault((first, end), rect)
    row = sorted(grounds)
    if len(row) < 2 or [0, *(end for _, end in row)] != [*(first for first, _ in row), grid.columns]:
        return
    top = min(grounds[key].top for key in row)
    for cell in grid.cells:
        cell.row += 1
    head = [
        GridCell(0, c, 1, end - c, Rect(grid.edges[c], top, grid.edges[end], grid.place.top))
        for c, end in row
    ]
    grid.cells[:0] = head
    grid.rows += 1
    grid.place = replace(grid.place, top=top)


def _edge(grid: Grid, x: float) -> int | None:
    """Which of the grid's upright lines stands at ``x``."""
    return next((n for n, at in enumerate(grid.edges) if abs(at - x) <= _SNAP), None)


def _sides(rect: Rect) -> tuple[list[Rule], list[Rule]]:
    return (
        [Rule(rect.top, rect.x0, rect.x1), Rule(rect.bottom, rect.x0, rect.x1)],
        [Rule(rect.x0, rect.top, rect.bottom), Rule(rect.x1, rect.top, rect.bottom)],
    )


def _merge(rules: Sequence[Rule]) -> list[Rule]:
    """Lines that lie on one another, or follow one another, as one."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        for place in range(len(merged) - 1, max(-1, len(merged) - 40), -1):
            other = merged[place]
            if (
                abs(other.at - rule.at) <= 1.5
                and rule.start <= other.end + _TOUCH
                and other.start <= rule.end + _TOUCH
            ):
                merged[place] = Rule(other.at, min(other.start, rule.start), max(other.end, rule.end))
                break
        else:
            merged.append(rule)
    return merged


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _TOUCH <= upright.at <= level.end + _TOUCH
        and upright.start - _TOUCH <= level.at <= upright.end + _TOUCH
    )


def _components(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that hang together by crossing, as (level, upright)."""
    home = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while home[i] != i:
            home[i] = home[home[i]]
            i = home[i]
        return i

    for i, across in enumerate(level):
        for j, down in enumerate(upright, len(level)):
            if _meet(across, down):
                home[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*level, *upright]):
        groups.setdefault(root(i), ([], []))[0 if i < len(level) else 1].append(rule)
    return [group for group in groups.values() if len(group[0]) >= 2 and len(group[1]) >= 2]


def _positions(rules: Sequence[Rule]) -> list[float]:
    """Where the lines stand, those within a few points taken as one."""
    places: list[list[float]] = []
    for at in sorted(rule.at for rule in rules):
        if places and at - places[-1][-1] <= _SNAP:
            places[-1].append(at)
        else:
            places.append([at])
    return [sum(group) / len(group) for group in places]


def _drawn(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    """Whether a line is drawn at ``at`` over most of the way from ``start`` to ``end``."""
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start))
        for rule in rules
        if abs(rule.at - at) <= _SNAP + 0.5
    )
    return covered >= 0.6 * (end - start)


def _open_ends(ys: list[float], upright: Sequence[Rule]) -> list[float]:
    """Rows with an edge more where two uprights run on past the outermost rule: a row that crosses a page."""
    above = sorted(rule.start for rule in upright if rule.start < ys[0] - 10)
    below = sorted((rule.end for rule in upright if rule.end > ys[-1] + 10), reverse=True)
    return [*above[1:2], *ys, *below[1:2]]


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    """The cells between the lines: small fields joined wherever no line is drawn between them."""
    ys, xs = _positions(level), _positions(upright)
    closed, ys = ys, _open_ends(ys, upright)
    rows, cols = len(ys) - 1, len(xs) - 1
    if rows < 1 or cols < 1 or rows * cols > 20_000:
        return None
    home = {(r, c): (r, c) for r in range(rows) for c in range(cols)}

    def root(key: tuple[int, int]) -> tuple[int, int]:
        while home[key] != key:
            key = home[key]
        return key

    for r in range(rows):
        for c in range(cols):
            if c + 1 < cols and not _drawn(upright, xs[c + 1], ys[r], ys[r + 1]):
                home[root((r, c + 1))] = root((r, c))
            if r + 1 < rows and not _drawn(level, ys[r + 1], xs[c], xs[c + 1]):
                home[root((r + 1, c))] = root((r, c))
    fields: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for key in home:
        fields.setdefault(root(key), []).append(key)
    grid = Grid(Rect(xs[0], ys[0], xs[-1], ys[-1]), rows, cols, edges=xs)
    grid.open_above, grid.open_below = ys[0] < closed[0], ys[-1] > closed[-1]
    for members in fields.values():
        r0, r1 = min(r for r, _ in members), max(r for r, _ in members)
        c0, c1 = min(c for _, c in members), max(c for _, c in members)
        place = Rect(xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])
        grid.cells.append(GridCell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, place))
    grid.cells.sort(key=lambda cell: (cell.row, cell.column))
    return grid

"""A page's content in reading order: lines of columns, cells of tables, boxes, each as paragraphs of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from kg.model import Cell
from kg.reading.pdf.columns import Rows, columns
from kg.reading.pdf.drawings import Rect
from kg.reading.pdf.lines import Line, lines_of
from kg.reading.pdf.page import PageContent
from kg.reading.pdf.runs import Run
from kg.reading.pdf.tables import Grid, GridCell, grids
from kg.reading.pdf.tagged import tagged_grids

_HEADER = 45.0  # points: the height of a header of two lines
_PADDING = 6.0  # points between a box's edge and its words


@dataclass(slots=True)
class Frame:
    """A table or box in the flow: its grid, and the runs and smaller frames within."""

    grid: Grid
    runs: list[Run] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    text: str = "table"
    framed: bool = True

    @property
    def x0(self) -> float:
        """Its left end; of a box a little further in, since boxes side by side may touch."""
        return self.grid.place.x0 + self._margin

    @property
    def top(self) -> float:
        return self.grid.place.top

    @property
    def x1(self) -> float:
        return self.grid.place.x1 - self._margin

    @property
    def _margin(self) -> float:
        return _PADDING if len(self.grid.cells) == 1 else 0.0

    @property
    def bottom(self) -> float:
        return self.grid.place.bottom


@dataclass(slots=True)
class Column:
    """Lines one below the other, with where they stand: a cell, a box, or the open page."""

    lines: list[Line]
    page: int
    cell: Cell | None = None
    box: int | None = None
    table: Table | None = None
    frame: Rect | None = None  # of the box
    within: Rect | None = None  # of the innermost cell or box


@dataclass(slots=True)
class Table:
    """A table of one page, before tables of successive pages are joined."""

    number: int
    page: int
    grid: Grid
    header_rows: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Arranger:
    """Numbers tables and boxes through the document while pages are arranged one after another."""

    em: float
    tables: count[int] = field(default_factory=lambda: count(0))
    boxes: count[int] = field(default_factory=lambda: count(0))
    rules: list[tuple[float, float, float]] = field(
        default_factory=list
    )  # level lines of the page: y, from, to

    def page(self, content: PageContent) -> list[Column]:
        """The columns of one page in reading order."""
        frames = _frames(content)
        self.rules = [(rule.at, rule.start, rule.end) for rule in content.drawn.level]
        return self._arrange(_placed(content.runs, frames), frames, Column([], content.number))

    def _arrange(self, runs: list[Run], frames: list[Frame], place: Column) -> list[Column]:
        """The columns of some part of a page; ``place`` says which page, cell and box it is."""
        made: list[Column] = []
        items: list[_Piece | Frame] = [*_pieces(runs, self.em), *frames]
        for part in columns(items, self.em, self.rules):
            made.extend(self._rows(part, place) if isinstance(part, Rows) else self._column(part, place))
        return made

    def _column(self, items: list[_Piece | Frame], place: Column) -> list[Column]:
        """One column from the top down: its lines, and the frames between them opened."""
        made: list[Column] = []
        inner = [item for item in items if isinstance(item, Frame)]
        lines = lines_of((run for item in items if isinstance(item, _Piece) for run in item.runs), place.page)
        self._edges(lines, place.within)
        for frame in sorted(inner, key=lambda frame: (round(frame.top / 4), frame.x0)):
            above = [line for line in lines if line.middle < frame.top]
            if above:
                made.append(replace(place, lines=above))
            lines = lines[len(above) :]
            made.extend(self._open(frame, place))
        if lines:
            made.append(replace(place, lines=lines))
        return made

    def _rows(self, rows: Rows[_Piece | Frame], place: Column) -> list[Column]:
        """The cells of a table without rules, row by row."""
        number = next(self.tables)
        place_of = Rect(min(rows.edges), 0.0, max(rows.edges), 0.0)
        table = Table(number, place.page, Grid(place_of, len(rows.cells), len(rows.edges), edges=rows.edges))
        made: list[Column] = []
        for r, row in enumerate(rows.cells):
            for c, items in enumerate(row):
                inner = place if place.cell else replace(place, cell=Cell(number, r, c), table=table)
                made.extend(self._column(items, inner))
        return made

    def _edges(self, lines: list[Line], within: Rect | None) -> None:
        """Tell each line of a column where the column ends, and whether it is justified."""
        left, right = min((line.x0 for line in lines), default=0), max((line.x1 for line in lines), default=0)
        if within is not None and 0 < left - within.x0 < 3 * self.em:
            right = max(right, within.x1 - (left - within.x0) - 0.8 * self.em)  # lines are seldom quite full
        flush = sum(right - line.x1 < 1.5 for line in lines) > 0.6 * len(lines) > 3
        for line in lines:
            line.left, line.right, line.body, line.flush = left, right, self.em, flush
        for stack in _stacks(lines):
            narrow = max(line.x1 for line in stack)
            for line in stack:
                line.right = narrow

    def _open(self, frame: Frame, place: Column) -> list[Column]:
        """What stands in a frame: a table's cells in reading order, or a box's columns."""
        grid, made = frame.grid, []
        table = None
        if grid.columns > 1 and len(grid.cells) > 1:
            table = Table(next(self.tables), place.page, grid)
        for one in grid.cells:
            runs, frames = _within(frame, one.place)
            if table is None:
                inner = replace(place, box=next(self.boxes), frame=one.place, within=one.place)
            else:
                cell = Cell(table.number, one.row, one.column, False, one.row_span, one.column_span)
                inner = replace(place, cell=cell, table=table, within=one.place)
            made.extend(self._arrange(runs, frames, inner))
        return made


@dataclass(slots=True)
class _Piece:
    """Neighbouring runs of a line that no gutter can part."""

    runs: list[Run]
    x0: float
    top: float
    x1: float
    bottom: float
    framed: bool = False

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)


def _stacks(lines: list[Line]) -> list[list[Line]]:
    """Runs of four lines or more that are set alike and read as prose: their own right edge is the margin."""
    stacks: list[list[Line]] = []
    for line in lines:
        last = stacks[-1][-1] if stacks else None
        alike = last is not None and abs(last.size - line.size) < 0.6 and abs(last.x0 - line.x0) < line.size
        if last is not None and alike and line.middle - last.middle < 1.9 * line.size:
            stacks[-1].append(line)
        else:
            stacks.append([line])
    prose = [s for s in stacks if len(s) >= 4]
    return [s for s in prose if sum(line.text.strip()[:1].islower() for line in s[1:]) >= 0.5 * (len(s) - 1)]


def _pieces(runs: Sequence[Run], em: float) -> list[_Piece]:
    """Runs that follow one another closely as one piece; the rest alone."""
    pieces: list[_Piece] = []
    for run in runs:
        last = pieces[-1] if pieces else None
        near = last is not None and -1.0 * em < run.x0 - last.x1 < 0.7 * em
        if (
            last is not None
            and near
            and min(last.bottom, run.bottom) - max(last.top, run.top) > 0.5 * run.look.size
        ):
            last.runs.append(run)
            last.x1, last.top, last.bottom = (
                max(last.x1, run.x1),
                min(last.top, run.top),
                max(last.bottom, run.bottom),
            )
        else:
            pieces.append(_Piece([run], run.x0, run.top, run.x1, run.bottom))
    return pieces


def _within(frame: Frame, place: Rect) -> tuple[list[Run], list[Frame]]:
    runs = [run for run in frame.runs if _centre_in(run, place)]
    frames = [
        inner
        for inner in frame.frames
        if place.holds(inner.grid.place.x0, inner.top, inner.grid.place.x1, inner.bottom, 4)
    ]
    return runs, frames


def _centre_in(run: Run, place: Rect) -> bool:
    x = run.x0 + min((run.x1 - run.x0) / 2, 6.0)
    return place.x0 <= x < place.x1 and place.top <= run.middle < place.bottom


def _placed(runs: Sequence[Run], frames: Sequence[Frame]) -> list[Run]:
    """Give each run to the innermost frame that holds it; those in none are returned."""
    loose: list[Run] = []
    for run in runs:
        homes = list(frames)
        home: Frame | None = None
        while homes:
            inside = next((frame for frame in homes if _centre_in(run, frame.grid.place)), None)
            if inside is None:
                break
            home, homes = inside, inside.frames
        (home.runs if home is not None else loose).append(run)
    return loose


def _frames(content: PageContent) -> list[Frame]:
    """The page's tables and boxes, smaller ones within larger ones; a frame round the whole page is none."""
    whole = content.width * content.height
    found = [grid for grid in grids(content.drawn) if grid.place.area < 0.85 * whole or len(grid.cells) > 2]
    found.extend(grid for grid in tagged_grids(content) if not _overlaps(grid, found))
    found.extend(_shaded(content, found, whole))
    used = [grid for grid in found if any(_centre_in(run, grid.place) for run in content.runs)]
    used = [
        grid for grid in used if grid.place.bottom - grid.place.top > 9 and grid.place.x1 - grid.place.x0 > 20
    ]
    frames = [Frame(grid) for grid in sorted(used, key=lambda grid: -grid.place.area)]
    roots: list[Frame] = []
    for frame in frames:
        siblings = roots
        while True:
            outer = next(
                (
                    f
                    for f in siblings
                    if f.grid.place.holds(
                        frame.grid.place.x0, frame.top, frame.grid.place.x1, frame.bottom, 3
                    )
                ),
                None,
            )
            if outer is None:
                break
            siblings = outer.frames
        siblings.append(frame)
    return roots


def _overlaps(grid: Grid, others: Sequence[Grid]) -> bool:
    """Whether a ruled table stands in the same place."""
    place = grid.place
    return any(
        len(other.cells) > 1 and other.place.top < place.bottom and other.place.bottom > place.top
        for other in others
    )


def _shaded(content: PageContent, known: Sequence[Grid], whole: float) -> list[Grid]:
    """Filled grounds that are no part of a ruled table, those that touch taken as one, as boxes."""
    grounds: list[Rect] = []
    fills = [rect for rect in content.drawn.rects if not rect.stroked and rect.area < 0.7 * whole]
    for rect in sorted(fills, key=lambda rect: (rect.x0, rect.top)):
        if any(grid.place.holds(rect.x0, rect.top, rect.x1, rect.bottom, 4) for grid in known):
            continue
        last = grounds[-1] if grounds else None
        if last and abs(last.x0 - rect.x0) < 2 and abs(last.x1 - rect.x1) < 2 and rect.top - last.bottom < 3:
            grounds[-1] = Rect(last.x0, last.top, last.x1, max(last.bottom, rect.bottom))
        else:
            grounds.append(rect)
    foot = max((run.middle for run in content.runs), default=0.0)
    return [_one_row(row) for row in _side_by_side(list(dict.fromkeys(grounds)), foot)]


def _side_by_side(grounds: Sequence[Rect], foot: float) -> list[list[Rect]]:
    """Each ground alone; but those that touch at the foot of the page are the cells of a header, whose table is on the next."""
    rows: list[list[Rect]] = []
    for rect in sorted(grounds, key=lambda rect: (round(rect.top), rect.x0)):
        last = rows[-1][-1] if rows else None
        level = last is not None and abs(last.top - rect.top) < 1 and abs(last.bottom - rect.bottom) < 1
        lowest = rect.bottom >= foot and rect.bottom - rect.top < _HEADER
        if last is not None and level and lowest and abs(rect.x0 - last.x1) < 1:
            rows[-1].append(rect)
        else:
            rows.append([rect])
    return rows


def _one_row(rects: Sequence[Rect]) -> Grid:
    place = Rect(rects[0].x0, rects[0].top, rects[-1].x1, rects[0].bottom)
    cells = [GridCell(0, column, 1, 1, rect) for column, rect in enumerate(rects)]
    return Grid(place, 1, len(rects), cells, [*(rect.x0 for rect in rects), place.x1])

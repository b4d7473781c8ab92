"""The pages of a PDF as one flow of paragraphs: furniture out, tables joined, footnotes aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Cell
from kg.reading.pdf.drawings import Rule
from kg.reading.pdf.flow import Arranger, Column, Table
from kg.reading.pdf.furniture import furniture
from kg.reading.pdf.lines import Line, lines_of
from kg.reading.pdf.page import PageContent
from kg.reading.pdf.paragraphs import Paragraph, ended, paragraphs, runs_on
from kg.reading.pdf.tables import Grid, grids

_CELL_PADDING = 14.0  # points between a column's line and its words


def flow(pages: Sequence[PageContent]) -> list[Paragraph]:
    """Every paragraph of the document in reading order, those that cross a column or page joined."""
    _drop_furniture(pages)
    em = body_size(pages)
    arranger = Arranger(em)
    out: list[Paragraph] = []
    column_number = 0
    previous: Table | None = None
    refers: set[str] = set()
    arranged = [arranger.page(content) for content in pages]
    _widen(arranged, em)
    for content, columns in zip(pages, arranged, strict=True):
        made: list[Paragraph] = []
        for column in columns:
            column_number += 1
            made.extend(paragraphs(column, content.tags, column_number))
        refers.update(mark for p in made for line in p.lines for mark in line.refers)
        body = _footnotes(made, content, em, refers)
        _join_boxes(out, body, content)
        previous = _join_tables(out, body, previous)
        _append(out, body, [p for p in made if p.footnote])
    return out


def _widen(arranged: Sequence[Sequence[Column]], em: float) -> None:
    """Tell columns of short lines how wide they are: as others with the same left edge, or the same axis, are."""
    edges: dict[int, list[float]] = {}
    loose = [column for page in arranged for column in page if _alone(column, page)]
    for column in loose:
        edges.setdefault(round(column.lines[0].left / em), []).append(max(line.x1 for line in column.lines))
    if not edges:
        return
    home = max(edges, key=lambda left: (len(edges[left]), -left))
    body = (home * em, sorted(edges[home])[len(edges[home]) * 3 // 4])
    for column in loose:
        rights = sorted(edges[round(column.lines[0].left / em)])
        usual = rights[len(rights) * 3 // 4]
        own = max(line.x1 for line in column.lines)
        for line in column.lines:
            if own < usual and line.right >= own - 0.1:
                line.right = usual
            if line.x0 > body[0] + em and abs((line.x0 + line.x1) - sum(body)) < 1.5 * em:
                line.left, line.right = min(line.left, body[0]), max(line.right, body[1])


def _alone(column: Column, page: Sequence[Column]) -> bool:
    """Whether a column stands on the open page with nothing to the right of it."""
    end = max(line.x1 for line in column.lines)
    top, bottom = column.lines[0].top, column.lines[-1].bottom
    beside = (o for o in page if o.lines[0].x0 > end and o.lines[0].top < bottom and o.lines[-1].bottom > top)
    return column.cell is None and column.box is None and next(beside, None) is None


def body_size(pages: Sequence[PageContent]) -> float:
    """The size of letters that most characters of the document have, in points."""
    weight: Counter[float] = Counter()
    for content in pages:
        for run in content.runs:
            weight[run.look.size] += len(run.text)
    return max(weight, key=lambda size: (weight[size], size), default=10.0)


def running_heads(pages: Sequence[PageContent]) -> list[tuple[str, str]]:
    """The running heads and feet that were taken out, as metadata: they often name the publisher, and nothing else does."""
    seen: dict[str, str] = {}
    for content in pages:
        for line in content.furniture:
            seen.setdefault(re.sub(r"\d+", "", line).strip(), line)
    return [("running-head", line) for words, line in seen.items() if re.search(r"[^\W\d_]{3}", words)][:8]


def _drop_furniture(pages: Sequence[PageContent]) -> None:
    """Take running heads, feet and page numbers out of the pages' runs."""
    edges: list[tuple[float, Sequence[Line]]] = []
    for content in pages:
        tables = [grid.place for grid in grids(content.drawn) if len(grid.cells) > 1]
        runs = [r for r in content.runs if not any(t.top <= r.middle <= t.bottom for t in tables)]
        edges.append((content.height, lines_of(runs, content.number)))
    for content, (_, lines), found in zip(pages, edges, furniture(edges, body_size(pages)), strict=True):
        gone = {id(run) for index in found for run in lines[index].runs}
        content.furniture = [lines[index].text for index in sorted(found)]
        content.runs = [run for run in content.runs if id(run) not in gone]


def _footnotes(made: list[Paragraph], content: PageContent, em: float, refers: set[str]) -> list[Paragraph]:
    """Mark the footnotes at the foot of the page, below a table or at the end; what is left is the body.

    ``refers`` are the raised numbers met so far.
    """
    for paragraph in made:
        begins = re.match(r"(\d{1,3})\s", paragraph.text)
        mark = paragraph.lines[0].note or (begins[1] if begins else None)
        if paragraph.cell is None and mark in refers and paragraph.size < 0.92 * em:
            paragraph.footnote = True
    for paragraph in reversed(made):
        line = paragraph.lines[0]
        if paragraph.footnote:
            continue
        if paragraph.cell is not None or paragraph.box is not None or line.top < 0.35 * content.height:
            break
        tagged = paragraph.tag is not None and "Note" in paragraph.tag.role
        small = paragraph.size < 0.92 * em
        numbered = line.note is not None or re.match(r"(?:\d{1,3}|[*†‡])\s*\S", paragraph.text) is not None
        ruled = any(_separates(rule, line, content, em) for rule in content.drawn.level)
        if not (tagged or line.note is not None or (small and (numbered or ruled))):
            if small and not paragraph.bold:
                continue  # perhaps the second paragraph of a note above
            break
        for after in made[made.index(paragraph) :]:
            after.footnote = after.cell is None
    return [paragraph for paragraph in made if not paragraph.footnote]


def _separates(rule: Rule, line: Line, content: PageContent, em: float) -> bool:
    """Whether a short rule stands alone above a line, as over footnotes, and not under words."""
    if not (0 < line.top - rule.at < 3 * em and rule.end - rule.start < 0.5 * content.width):
        return False
    return not any(
        0 <= rule.at - run.base < 0.4 * em and run.x0 < rule.end and run.x1 > rule.start
        for run in content.runs
    )


def _join_boxes(out: Sequence[Paragraph], body: Sequence[Paragraph], content: PageContent) -> None:
    """Give a box at the top of a page the number of the one that reached the foot of the page before."""
    last, first = next((p for p in reversed(out) if not p.footnote), None), body[0] if body else None
    if (
        last is None
        or first is None
        or last.frame is None
        or first.frame is None
        or last.page != first.page - 1
    ):
        return
    a, b = last.frame, first.frame
    at_edges = a.bottom > 0.75 * content.height and b.top < 0.25 * content.height
    if at_edges and abs(a.x0 - b.x0) < 4 and abs(a.x1 - b.x1) < 4:
        number = first.box
        for paragraph in body:
            if paragraph.box == number:
                paragraph.box = last.box


def _join_tables(out: Sequence[Paragraph], body: list[Paragraph], previous: Table | None) -> Table | None:
    """Give a table at the top of a page the number and rows of the one that ended the page before."""
    tables = [p.table for p in body if p.table is not None]
    last = out[-1].table if out else None
    if last is not None and body and body[0].table is not None and _continues(last, body[0].table):
        _continue(last, body[0].table, out, body)
    return tables[-1] if tables else previous


def _continues(last: Table, table: Table) -> bool:
    return _same_edges(last.grid, table.grid) and table.page == last.page + 1


def _same_edges(one: Grid, other: Grid) -> bool:
    """Whether two tables have the same columns; one without upright lines knows only where its words begin."""
    if one.columns != other.columns:
        return False
    ruled = len(one.edges) == len(other.edges)
    slack = 6 if ruled else _CELL_PADDING
    return all(abs(a - b) < slack for a, b in zip(one.edges, other.edges, strict=ruled))


def _continue(last: Table, table: Table, out: Sequence[Paragraph], body: list[Paragraph]) -> None:
    """Number the rows on; drop a repeated header; a row whose first cell is empty continues the row before."""
    head = {column: text for column, text in _row(out, last.number, 0).items() if text}
    repeated = bool(head) and _row(body, table.number, 0) == head and table.grid.rows > 1
    rows = last.grid.rows
    first = _row(body, table.number, 1 if repeated else 0)
    onward = (last.grid.open_below and table.grid.open_above) or _onward(
        _row(out, last.number, rows - 1), first
    )
    offset = rows - (1 if repeated else 0) - (1 if onward else 0)
    kept: list[Paragraph] = []
    for paragraph in body:
        cell = paragraph.cell
        if cell is None or paragraph.table is not table:
            kept.append(paragraph)
        elif not (repeated and cell.row == 0):
            paragraph.cell = replace(cell, table=last.number, row=cell.row + offset)
            kept.append(paragraph)
    body[:] = kept
    table.number, table.grid.rows = last.number, table.grid.rows + offset


def _onward(before: dict[int, str], row: dict[int, str]) -> bool:
    """Whether a page's first row carries on the last one of the page before, cell by cell."""
    if not before or not set(row) <= set(before):
        return False
    if 0 not in row:  # or nothing in any cell
        return True
    unfinished = [not re.search(r"[.!?:;]\W*$", before[column]) for column in row]
    begun = [text[:1].islower() for text in row.values()]
    return all(begun) or (len(row) < len(before) and all(unfinished) and any(begun))


def _row(paragraphs: Sequence[Paragraph], table: int, row: int) -> dict[int, str]:
    cells: dict[int, str] = {}
    for p in paragraphs:
        if p.cell is not None and p.cell.table == table and p.cell.row == row:
            cells[p.cell.column] = (cells.get(p.cell.column, "") + " " + p.text).strip()
    return cells


def _append(out: list[Paragraph], body: list[Paragraph], notes: list[Paragraph]) -> None:
    """Add a page: join what runs on over a column or page; notes stand after the page's body.

    Where the body's last paragraph runs on to this page, the notes of the page before stand before it, so that
    it is one stretch of text and the pages still follow one another.
    """
    for paragraph in body:
        earlier = _earlier(out, paragraph)
        if earlier is not None:
            earlier.lines.extend(paragraph.lines)
        else:
            out.append(paragraph)
    out.extend(notes)


def _earlier(out: list[Paragraph], paragraph: Paragraph) -> Paragraph | None:
    """The paragraph that ``paragraph`` continues, moved behind any footnotes that came after it."""
    place = len(out) - 1
    while place >= 0 and out[place].footnote:
        place -= 1
    if place < 0:
        return None
    if paragraph.cell is not None:
        return _cell_continued(out, paragraph, place)
    earlier = out[place]
    if (
        earlier.cell is not None
        or earlier.column == paragraph.column
        or (earlier.box is None) != (paragraph.box is None)
    ):
        return None
    if not runs_on(earlier, paragraph):
        return None
    out.append(out.pop(place))
    return earlier


def _cell_continued(out: list[Paragraph], paragraph: Paragraph, place: int) -> Paragraph | None:
    cell = paragraph.cell
    assert cell is not None
    while place >= 0:
        other = out[place]
        if other.cell is None or other.cell.table != cell.table or other.cell.row < cell.row:
            return None
        same = _same_cell(other.cell, cell)
        if same and other.page != paragraph.page:
            cut = paragraph.text[:1].islower() or not ended(other, paragraph)
            return other if cut or runs_on(other, paragraph) else None
        if same:
            return None
        place -= 1
    return None


def _same_cell(a: Cell, b: Cell) -> bool:
    return (a.table, a.row, a.column) == (b.table, b.row, b.column)

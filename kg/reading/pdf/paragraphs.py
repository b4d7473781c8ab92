"""Lines of a column gathered into paragraphs, and paragraphs joined over the ends of columns and pages."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from kg.model import Cell
from kg.reading.markers import is_glyph, marker_of
from kg.reading.pdf.drawings import Rect
from kg.reading.pdf.flow import Column, Table
from kg.reading.pdf.lines import Line
from kg.reading.pdf.runs import Run
from kg.reading.pdf.tags import Tag

_FINISHED = re.compile(r"[.!?:;][\"'”’)\]]*\s*$")
_LEADERS = re.compile(
    r"(?:\.{4,}|(?:\.\s?){2,}(?=\d)|(?:\. ){4,}|…{2,}|_{4,})\s*(?:\d{1,3}|[ivxl]{1,6})?\s*$"
)
_PAGE = re.compile(r"\d{1,3}(?:\s*[-–]\s*\d{1,3})?|[ivxl]{1,6}")
_OPEN = re.compile(
    r"[,\-\u00ad(]\s*$|\b(?:and|or|of|the|a|an|to|in|for|with|by|on|at|that|which|from|as|is|was)\s*$", re.I
)


@dataclass(slots=True)
class Paragraph:
    """Lines that make one block, and where they stand."""

    lines: list[Line]
    page: int
    cell: Cell | None = None
    box: int | None = None
    table: Table | None = None
    tag: Tag | None = None
    footnote: bool = False
    column: int = 0  # which column of the document, counted through
    frame: Rect | None = None  # of the box

    @property
    def text(self) -> str:
        return " ".join(line.text.strip() for line in self.lines)

    @property
    def size(self) -> float:
        """The size of letters that most of its characters have."""
        weight: Counter[float] = Counter()
        for line in self.lines:
            for run, text in line.pieces:
                weight[run.look.size] += len(text)
        return max(weight, key=lambda size: (weight[size], size))

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def paragraphs(column: Column, tags: dict[int, Tag], number: int) -> list[Paragraph]:
    """The paragraphs of one column; ``number`` is the column's, counted through the document."""
    made: list[Paragraph] = []
    pitch = _pitch(column.lines)
    for line in column.lines:
        tag = tags.get(line.tag)
        last = made[-1] if made else None
        if last is not None and not _parted(last, line, tag, pitch):
            last.lines.append(line)
            last.tag = last.tag or tag
        else:
            made.append(
                Paragraph(
                    [line],
                    column.page,
                    column.cell,
                    column.box,
                    column.table,
                    tag,
                    column=number,
                    frame=column.frame,
                )
            )
    return made


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance from line to line, as a multiple of the letters' size."""
    steps = [
        (after.middle - before.middle) / max(before.size, 1.0)
        for before, after in itertools.pairwise(lines)
        if abs(before.size - after.size) < 0.6 and after.middle > before.middle
    ]
    close = [step for step in steps if step < 2.4]
    return min(median(close), 1.7) if close else 1.25


def _parted(last: Paragraph, line: Line, tag: Tag | None, pitch: float) -> bool:
    """Whether ``line`` opens a new paragraph after ``last``."""
    before = last.lines[-1]
    size = max(before.size, line.size, 1.0)
    step = (line.middle - before.middle) / size
    if last.tag is not None and tag is not None and last.tag.role != "Lbl":
        if last.tag.element != tag.element:
            return True
        if tag.role not in ("TD", "TH"):
            return False  # cells may hold several paragraphs without tags of their own
    if last.tag is not None and tag is None and 0 < step <= pitch + 0.3:
        return False  # what a browser prints of its own in a paragraph has no tag
    if is_entry(before):
        return True
    if line.note is not None or abs(before.size - line.size) > 0.12 * size:
        return True
    if step > pitch + 0.3 or step < 0:
        return True
    if before.bold != line.bold and _style_parts(before, line):
        return True
    if _title(before) and _title(line) and before.bold == line.bold and not _marked(line):
        return False
    if _led(line) and not _strong(before.pieces[-1][0]):
        return True
    return _marker_parts(last, before, line) or _edges_part(last, before, line)


def _style_parts(before: Line, line: Line) -> bool:
    """A change between bold and plain parts two lines, unless the first is full: then its bold words only lead."""
    return _fits(before, line) or bool(_FINISHED.search(before.text))


def _led(line: Line) -> bool:
    """Whether a plain line opens with a label of another look: "**Learning:**", "*What we found.*"."""
    if not _strong(line.pieces[0][0]) or all(_strong(run) for run, _ in line.pieces):
        return False
    lead = "".join(
        text for _, text in itertools.takewhile(lambda piece: _strong(piece[0]), line.pieces)
    ).strip()
    return lead[:1].isupper() and lead.endswith((":", ".")) and len(lead.split()) <= 5


def _strong(run: Run) -> bool:
    return run.look.bold or run.look.italic or run.underline


def _title(line: Line) -> bool:
    """Whether a line is set so large that a break after it need not end anything."""
    return line.body > 0 and line.size > 1.25 * line.body


def is_entry(line: Line) -> bool:
    """Whether a line ends as one of a contents list does: leaders or a wide gap, then a page number."""
    if _LEADERS.search(line.text):
        return True
    if len(line.pieces) < 2 or not _PAGE.fullmatch(line.pieces[-1][1].strip()):
        return False
    return line.pieces[-1][0].x0 - line.pieces[-2][0].x1 > 1.5 * line.size


def _marked(line: Line) -> bool:
    return marker_of(line.text, bare=_gap_after_first(line)) is not None


def _marker_parts(last: Paragraph, before: Line, line: Line) -> bool:
    """A bullet always opens a paragraph; a number does where the line before has ended, or stands further left."""
    marker = marker_of(line.text, bare=_gap_after_first(line))
    if marker is None:
        return False
    if is_glyph(marker[0]):
        return True
    if _FINISHED.search(before.text) or _fits(before, line) or line.x0 - before.x0 > 0.8 * line.size:
        return True
    return abs(line.x0 - last.lines[0].x0) < 3 and marker_of(last.text, bare=True) is not None


def _edges_part(last: Paragraph, before: Line, line: Line) -> bool:
    """Whether the left edges, or room left at the end of the line before, show that a new paragraph begins."""
    size = max(line.size, 1.0)
    shift = line.x0 - before.x0
    if _fits(before, line):
        first = line.text.strip()[:1]
        short = before.right - before.x1 > 0.4 * (before.right - before.left)
        flows = first.islower() or first == "(" or (first.isdigit() and not _marked(line))
        return bool(_FINISHED.search(before.text)) or not flows or (short and not _OPEN.search(before.text))
    if _centred(before, line) or abs(shift) <= 0.6 * size:
        return False
    marked = marker_of(last.text, bare=True) is not None
    if marked and line.x0 < last.lines[0].x0 - 0.6 * size:
        return True
    if len(last.lines) == 1:
        below = marked and len(before.pieces) > 1 and abs(line.x0 - before.pieces[1][0].x0) < 0.6 * size
        hanging = below or (0 < shift < 4 * size and (marked or not _FINISHED.search(before.text)))
        indented = shift < 0 and not marked and before.x0 - before.left < 4 * size
        return not (hanging or indented)
    return True


def _fits(before: Line, line: Line) -> bool:
    """Whether the first word of ``line`` would have had room on the line before: then that line was ended on purpose."""
    text = line.text.strip()
    first = text.split(" ", 1)[0]
    width = (line.x1 - line.x0) * (len(first) + 1) / max(len(text), 1)
    room = before.right - before.x1
    if _centred(before, line):
        room += before.x0 - before.left
    return room > width + 0.8 * line.size


def _centred(before: Line, line: Line) -> bool:
    """Whether two lines stand about one axis, and do not merely begin at the same place."""
    axis = abs((before.x0 + before.x1) - (line.x0 + line.x1)) / 2
    return axis < 0.5 * line.size < abs(before.x0 - line.x0)


def _gap_after_first(line: Line) -> bool:
    """Whether white space wider than a word's parts the first run from the rest, as behind a number."""
    if len(line.pieces) < 2:
        return False
    first, second = line.pieces[0][0], line.pieces[1][0]
    return second.x0 - first.x1 > 0.55 * line.size


def bare_number(paragraph: Paragraph) -> bool:
    """Whether the paragraph's first line shows a gap behind its first run."""
    return _gap_after_first(paragraph.lines[0])


def ended(first: Paragraph, second: Paragraph) -> bool:
    """Whether ``first`` is complete, or ``second`` opens with a marker: then they are two."""
    return bool(_FINISHED.search(first.text)) or _marked(second.lines[0]) or first.bold != second.bold


def runs_on(first: Paragraph, second: Paragraph) -> bool:
    """Whether ``second``, at the top of a column or page, continues ``first`` at the foot of the one before."""
    before, line = first.lines[-1], second.lines[0]
    if first.footnote or second.footnote or line.note is not None:
        return False
    if abs(before.size - line.size) > 0.08 * max(before.size, 1) or before.bold != line.bold:
        return False
    if marker_of(line.text, bare=_gap_after_first(line)) is not None:
        return False
    text = line.text.strip()
    if text.isupper() and not before.text.isupper():
        return False
    if _FINISHED.search(before.text):
        return (
            before.flush
            and before.right - before.x1 < 1.5
            and first.column != second.column
            and len(first.lines) > 1
        )
    if text[:1].islower() or _OPEN.search(before.text):
        return True
    return not _fits(before, line) and not before.bold and len(first.text) > 40

"""Runs put together as lines of text: spacing mended, raised footnote digits dropped, drop capitals returned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.reading.markers import ONLY
from kg.reading.pdf.runs import Run

_NOTE_MARK = re.compile(r"[\d*†‡§,\s]+")
# A letter and a space come first, and what stands before them is looked at then: most letters have no space behind them.
_SPACED_OUT = re.compile(r"[^\W\d_] (?<!\S..)(?:[^\W\d_] ){2,}[^\W\d_](?!\S)")


@dataclass(slots=True)
class Line:
    """One line of one column.  ``left`` and ``right`` are the edges of the column that it stands in."""

    runs: list[Run]
    page: int
    x0: float = 0.0
    top: float = 0.0
    x1: float = 0.0
    bottom: float = 0.0
    base: float = 0.0
    size: float = 0.0
    left: float = 0.0
    right: float = 0.0
    body: float = 0.0  # the size of the document's body, 0 when not known
    flush: bool = False  # the column is justified: most of its lines end at its right edge
    bold: bool = False
    italic: bool = False
    underline: bool = False
    tag: int = -1
    refers: list[str] = field(default_factory=list)  # the raised numbers that were left out
    note: str | None = None  # the raised number in front, when it is a footnote's own
    pieces: list[tuple[Run, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.pieces)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def lines_of(runs: Iterable[Run], page: int) -> list[Line]:
    """Runs of one column as lines from the top down, each from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.middle, run.x0)):
        for row in reversed(rows[-3:]):
            if any(_beside(run, other) for other in row[-6:]):
                row.append(run)
                break
        else:
            rows.append([run])
    lines = [made for made in (_line(row, page) for row in rows) if made.text.strip()]
    lines.sort(key=lambda line: (line.top, line.x0))
    return _drop_capitals(lines)


def _beside(a: Run, b: Run) -> bool:
    """Whether two runs share a line: they overlap in height by more than half of the lower one."""
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    low, high = sorted((a.bottom - a.top, b.bottom - b.top))
    return overlap > (0.55 if high < 1.7 * low else 0.8) * low and high < 2.2 * low


def _line(row: Sequence[Run], page: int) -> Line:
    runs = sorted(row, key=lambda run: run.x0)
    weight: Counter[float] = Counter()
    for run in runs:
        weight[run.look.size] += len(run.text)
    size = max(weight, key=lambda size: (weight[size], size))
    line = Line(runs, page, size=size)
    body = [run for run in runs if run.look.size >= 0.89 * size] or runs
    line.base = max(run.base for run in body)
    line.x0, line.x1 = runs[0].x0, max(run.x1 for run in runs)
    line.top, line.bottom = min(run.top for run in body), max(run.bottom for run in body)
    line.pieces = _pieces(line, runs)
    letters = [run for run in body if re.search(r"\w", run.text)] or body
    line.bold = all(run.look.bold for run in letters)
    line.italic = all(run.look.italic for run in letters)
    line.underline = all(run.underline for run in letters if not ONLY.fullmatch(run.text)) and any(
        run.underline for run in letters
    )
    tags = Counter(run.tag for run in letters)
    line.tag = max(tags, key=lambda tag: (tags[tag], tag))
    return line


def _pieces(line: Line, runs: Sequence[Run]) -> list[tuple[Run, str]]:
    pieces: list[tuple[Run, str]] = []
    before: Run | None = None
    for run in runs:
        if _raised(run, line) and _NOTE_MARK.fullmatch(run.text):
            if before is not None or pieces:
                line.refers.append(run.text.strip())  # to a footnote: no word of the text
                continue
            line.note = run.text.strip()
            continue
        text = run.text
        if before is not None:
            gap = run.x0 - before.x1
            unit = max(min(run.look.size, before.look.size), 1.0)
            if gap > 0.18 * unit or (run.space_before and gap > 0.02 * unit):
                text = " " + text
        pieces.append((run, text))
        before = run
    return [(run, _SPACED_OUT.sub(lambda found: found[0].replace(" ", ""), text)) for run, text in pieces]


def _raised(run: Run, line: Line) -> bool:
    """Whether a run is set smaller than its line and stands above the line's foot."""
    return run.look.size <= 0.88 * line.size and run.base < line.base - 0.12 * line.size


def _drop_capitals(lines: list[Line]) -> list[Line]:
    """Give a capital that stands beside two or more lines back to the first of them."""
    out: list[Line] = []
    for line in lines:
        text = line.text.strip()
        if len(text) <= 2 and text.isalpha():
            beside = [
                other
                for other in lines
                if other is not line
                and other.x0 >= line.x1 - 2
                and other.x0 - line.x1 < line.size
                and other.size < 0.6 * line.size
                and line.top - 4 <= other.middle <= line.bottom + 2
            ]
            if len(beside) >= 2:
                first = min(beside, key=lambda other: other.top)
                run = line.pieces[0][0]
                first.pieces = [
                    (run, text),
                    (first.pieces[0][0], first.pieces[0][1].lstrip()),
                    *first.pieces[1:],
                ]
                continue
        out.append(line)
    return out

"""Text with form feeds, as ``pdftotext`` gives it, set out as pages again and read like a PDF.

Each character is taken to stand on a grid of letters and lines, so that columns, running heads, paragraphs and
loose bullets are told by the same means as on a printed page.
"""

from __future__ import annotations

import re

from kg.model import Document, Problem, Source
from kg.reading.bullets import rejoined
from kg.reading.draft import assemble
from kg.reading.hyphens import Vocabulary
from kg.reading.layout_tables import Piece, table_pieces
from kg.reading.limits import Limits
from kg.reading.pdf.blocks import drafts, looks_of
from kg.reading.pdf.document import flow, running_heads
from kg.reading.pdf.page import PageContent
from kg.reading.pdf.runs import Look, Run

_SIZE, _WIDTH, _PITCH = 10.0, 5.0, 12.0
_LOOK = Look(_SIZE, False, False, "")
_SMALL = Look(0.8 * _SIZE, False, False, "")
_NOTE = re.compile(r"(\d{1,2}) (?=[A-Z“‘\"])")
_ROOM = 0.6 * _PITCH
_FULL = 0.75  # of the width of its paragraph that a line fills, for it to count as full
_NEAR = 0.85  # of the page's width: the paragraphs of a column end at one edge
_MARKER = 7  # letters that a number or bullet in front of a line may have
_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*\s*$")
_STRETCH = re.compile(r"\S+(?: {1,2}\S+)*")


def read_pages(text: str, source: Source, limits: Limits, problems: list[Problem]) -> Document:
    """The pages of a text with form feeds."""
    sheets = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    if not sheets[-1].strip():
        sheets.pop()
    pages = [_page(sheet, number) for number, sheet in enumerate(sheets, 1)]
    for page in pages:
        _tell_notes(page.runs)
    found = flow(pages)
    words = Vocabulary(line.text for paragraph in found for line in paragraph.lines)
    looks = looks_of(found, {}, plain=True)
    made = rejoined(drafts(found, looks, words))
    heads = running_heads(pages)
    return assemble(source, made, pages=len(pages), metadata=heads, problems=problems, limits=limits)


def _tell_notes(runs: list[Run]) -> None:
    """Set footnotes small and drop the digits that refer to them.

    A note begins, low on the page, with a bare number; it is one only when that number is also glued to a word
    or a year further up.
    """
    for place in range(len(runs) - 1, len(runs) // 3, -1):
        found = _NOTE.match(runs[place].text)
        if found is None:
            continue
        glued = re.compile(
            rf"(?<=[a-z”’)])(?<!\d){found[1]}(?!\d)(?=\W|$)|(?<=\b(?:19|20)\d\d){found[1]}(?!\d)"
        )
        above = [run for run in runs[:place] if glued.search(run.text)]
        if above:
            for run in above:
                run.text = glued.sub("", run.text)
            for run in runs[place:]:
                run.look = _SMALL


def _fill(rows: list[str], runs: list[Run], tops: dict[int, float]) -> None:
    """Let the lines inside a paragraph reach its right edge where no sentence ends.

    Letters of one width cannot be set as the printer set them: such a line was full, though a word would seem to fit.
    """
    row_at = {top: row for row, top in tops.items()}
    lines: dict[int, list[Run]] = {}
    for run in runs:
        lines.setdefault(row_at[run.top], []).append(run)
    single = [len(rows[place]) for place, found in lines.items() if len(found) == 1]
    margin = max(single, default=0)
    start = 0
    for end in range(len(rows) + 1):
        if end < len(rows) and rows[end].strip():
            continue
        edge = max((len(row) for row in rows[start:end]), default=0)
        edge = margin if _NEAR * margin < edge < margin else edge
        for place in range(start, end - 1):
            last = lines[place][-1]
            alone = len(lines[place]) == 1 or (len(lines[place]) == 2 and len(lines[place][0].text) < _MARKER)
            full = len(rows[place]) - round(last.x0 / _WIDTH) > _FULL * (edge - round(last.x0 / _WIDTH))
            if alone and full and not _ENDED.search(last.text):
                last.x1 = edge * _WIDTH
        start = end + 1


def _page(sheet: str, number: int) -> PageContent:
    rows = sheet.expandtabs(8).rstrip().split("\n")
    pieces: dict[int, list[Piece]] = {}
    for piece in table_pieces(rows):
        pieces.setdefault(piece.row, []).append(piece)
    runs, top = [], 0.0
    tops = {}
    for index, row in enumerate(rows):
        cells = pieces.get(index, [])
        # Room above a record keeps its lines together and apart from the record before.
        top += _ROOM if cells and cells[0].opens else 0.0
        tops[index] = top
        places = [(p.text, p.column) for p in cells] or [(m[0], m.start()) for m in _STRETCH.finditer(row)]
        for text, column in places:
            left, right = column * _WIDTH, (column + len(text)) * _WIDTH
            runs.append(Run(text, left, top, right, top + _SIZE, top + 8, _LOOK))
        top += _PITCH
    _fill([row if index not in pieces else "" for index, row in enumerate(rows)], runs, tops)
    width = max((run.x1 for run in runs), default=0.0)
    return PageContent(number, width, top, runs)

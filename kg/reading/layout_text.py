"""Text with form feeds, as ``pdftotext`` gives it, set out as pages again and read like a PDF.

Each character is taken to stand on a grid of letters and lines, so that columns, running heads, paragraphs and
loose bullets are told by the same means as on a printed page.
"""

from __future__ import annotations

import re

from kg.model import Document, Problem, Source
from kg.reading.draft import assemble
from kg.reading.hyphens import Vocabulary
from kg.reading.limits import Limits
from kg.reading.pdf.blocks import draft, looks_of
from kg.reading.pdf.document import flow, running_heads
from kg.reading.pdf.page import PageContent
from kg.reading.pdf.runs import Look, Run

_SIZE, _WIDTH, _PITCH = 10.0, 5.0, 12.0
_LOOK = Look(_SIZE, False, False, "")
_STRETCH = re.compile(r"\S+(?: {1,2}\S+)*")


def read_pages(text: str, source: Source, limits: Limits, problems: list[Problem]) -> Document:
    """The pages of a text with form feeds."""
    sheets = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    if not sheets[-1].strip():
        sheets.pop()
    pages = [_page(sheet, number) for number, sheet in enumerate(sheets, 1)]
    found = flow(pages)
    words = Vocabulary(line.text for paragraph in found for line in paragraph.lines)
    looks = looks_of(found, {}, plain=True)
    drafts = [draft(paragraph, looks, words) for paragraph in found]
    return assemble(
        source,
        drafts,
        pages=len(pages),
        metadata=running_heads(pages),
        problems=problems,
        limits=limits,
    )


def _page(sheet: str, number: int) -> PageContent:
    rows = sheet.expandtabs(8).rstrip().split("\n")
    runs = []
    for index, row in enumerate(rows):
        for found in _STRETCH.finditer(row):
            top = index * _PITCH
            run = Run(
                found[0], found.start() * _WIDTH, top, found.end() * _WIDTH, top + _SIZE, top + 8, _LOOK
            )
            runs.append(run)
    width = max((run.x1 for run in runs), default=0.0)
    return PageContent(number, width, len(rows) * _PITCH, runs)

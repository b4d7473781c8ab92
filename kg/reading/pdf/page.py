"""One page of a PDF: what stands on it, before any order is given."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from kg.reading.pdf.drawings import Drawings, Rect, Rule, drawings
from kg.reading.pdf.runs import Look, Run, Turn, characters, runs_of, turn_of
from kg.reading.pdf.tags import Tag, page_tags


@dataclass(slots=True)
class PageContent:
    """The runs, drawings and tags of a page; points from the top left corner of the page as it is read."""

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    drawn: Drawings = field(default_factory=Drawings)
    tags: dict[int, Tag] = field(default_factory=dict)
    furniture: list[str] = field(default_factory=list)  # the lines taken out as running heads and feet


def page_content(document: Any, number: int, fonts: dict[int, str]) -> PageContent:
    """Page ``number`` (from 1) of an open PDFium document."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return PageContent(number, 0.0, 0.0)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    textpage = None
    try:
        textpage = pdfium.FPDFText_LoadPage(page)
        if not pdfium.FPDFPage_GetMediaBox(page, left, bottom, right, top):
            left.value, bottom.value = 0.0, 0.0
            right.value, top.value = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        width, height = right.value - left.value, top.value - bottom.value
        found = characters(ctypes.cast(textpage, ctypes.c_void_p).value or 0, fonts) if textpage else None
        if found is None:
            drawn = drawings(page, Turn(0, width, height), (left.value, bottom.value))
            return PageContent(number, width, height, drawn=drawn)
        found.boxes[:, 0::2] -= left.value
        found.boxes[:, 1::2] -= bottom.value
        found.origins -= (left.value, bottom.value)
        turn = turn_of(found, width, height)
        drawn = drawings(page, turn, (left.value, bottom.value))
        walls = [(rule.at, rule.start, rule.end) for rule in drawn.upright]
        runs = [run for run in runs_of(found, turn, walls) if _on_page(run, turn)]
        runs.extend(_bullets(runs, drawn.dots))
        underline(runs, drawn.level)
        return PageContent(number, turn.width, turn.height, runs, drawn, page_tags(page))
    finally:
        if textpage:
            pdfium.FPDFText_ClosePage(textpage)
        pdfium.FPDF_ClosePage(page)


def _on_page(run: Run, turn: Turn) -> bool:
    return (
        -2 < run.middle < turn.height + 2 and run.x1 > -2 and run.x0 < turn.width + 2 and run.look.size > 0.5
    )


def _bullets(runs: list[Run], dots: list[Rect]) -> list[Run]:
    """Drawn dots that stand before a line's first letters, as bullets: browsers draw them so."""
    made = []
    for dot in dots:
        middle = (dot.top + dot.bottom) / 2
        beside = [run for run in runs if run.top < middle < run.bottom + 1 and run.x1 > dot.x0]
        first = min(beside, key=lambda run: run.x0, default=None)
        if (
            first is not None
            and 1 < first.x0 - dot.x1 < 3 * first.look.size
            and dot.x1 - dot.x0 < first.look.size
        ):
            look = Look(first.look.size, False, False, "")
            made.append(Run("•", dot.x0, first.top, dot.x1, first.bottom, first.base, look, first.tag))
    return made


def underline(runs: list[Run], rules: list[Rule]) -> None:
    """Mark the runs under which a line is drawn, close below the letters and no longer than a line of words."""
    for rule in rules:
        if rule.end - rule.start > 400:
            continue
        for run in runs:
            size, width = run.look.size, run.x1 - run.x0
            near = run.base - 0.1 * size <= rule.at <= run.bottom + 0.2 * size
            if near and min(rule.end, run.x1) - max(rule.start, run.x0) >= 0.8 * width:
                run.underline = True

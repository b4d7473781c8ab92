"""Write a paper in the formats asked for.  The explicit listing of formats: one that is not here does not exist."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.insight.evidence import Evidence
from kg.present.charts.png import png
from kg.present.charts.svg import svg_file
from kg.present.formats.writing import write
from kg.present.paper.blocks import Paper, Picture
from kg.present.settings import Settings

Files = Iterator[tuple[str, bytes]]
Renderer = Callable[[Paper, Evidence, Settings], Files]


def _html(paper: Paper, evidence: Evidence, settings: Settings) -> Files:
    from kg.present.formats.html import html

    yield ".html", html(paper, evidence, settings).encode()


def _markdown(paper: Paper, evidence: Evidence, settings: Settings) -> Files:
    from kg.present.formats.markdown import markdown

    yield ".md", markdown(paper).encode()


def _docx(paper: Paper, evidence: Evidence, settings: Settings) -> Files:
    from kg.present.formats.docx import docx

    yield ".docx", docx(paper, settings)


def _pdf(paper: Paper, evidence: Evidence, settings: Settings) -> Files:
    from kg.present.formats.pdf import pdf

    yield ".pdf", pdf(paper, evidence, settings)


def _xlsx(paper: Paper, evidence: Evidence, settings: Settings) -> Files:
    from kg.present.formats.sheets import xlsx

    yield ".xlsx", xlsx(paper, evidence, settings)


def _csv(paper: Paper, evidence: Evidence, settings: Settings) -> Files:
    from kg.present.formats.sheets import csv_files

    yield from csv_files(paper, evidence, settings)


def _json(paper: Paper, evidence: Evidence, settings: Settings) -> Files:
    from kg.present.formats.json import as_json

    yield ".json", as_json(paper, evidence, settings).encode()


FORMATS: dict[str, Renderer] = {
    "html": _html,
    "md": _markdown,
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
}


def write_report(
    paper: Paper,
    evidence: Evidence,
    settings: Settings,
    formats: Sequence[str],
    folder: Path,
    stem: str = "report",
) -> Iterator[Path]:
    """Write ``folder/stem.FORMAT`` for each format, and the charts beside them when Markdown needs them.

    Yields each file as it is finished.  ``OutputError`` when a file cannot be written.
    """
    for name in formats:
        for ending, data in FORMATS[name](paper, evidence, settings):
            yield write(folder / f"{stem}{ending}", data)
    if "md" in formats:
        yield from _charts(paper, folder / "charts")


def _charts(paper: Paper, folder: Path) -> Iterator[Path]:
    for page in paper.pages:
        for block in page.blocks:
            if isinstance(block, Picture) and block.drawing is not None:
                yield write(folder / f"{block.name}.svg", svg_file(block.drawing, block.name).encode())
                yield write(folder / f"{block.name}.png", png(block.drawing))

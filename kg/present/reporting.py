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

Renderer = Callable[[Paper, Evidence, Settings], bytes]


def _html(paper: Paper, evidence: Evidence, settings: Settings) -> bytes:
    from kg.present.formats.html import html

    return html(paper, evidence, settings).encode()


def _markdown(paper: Paper, evidence: Evidence, settings: Settings) -> bytes:
    from kg.present.formats.markdown import markdown

    return markdown(paper).encode()


FORMATS: dict[str, Renderer] = {"html": _html, "md": _markdown}


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
        yield write(folder / f"{stem}.{name}", FORMATS[name](paper, evidence, settings))
    if "md" in formats:
        yield from _charts(paper, folder / "charts")


def _charts(paper: Paper, folder: Path) -> Iterator[Path]:
    for page in paper.pages:
        for block in page.blocks:
            if isinstance(block, Picture):
                yield write(folder / f"{block.name}.svg", svg_file(block.drawing, block.name).encode())
                yield write(folder / f"{block.name}.png", png(block.drawing))

"""Every figure of a paper, numbered in reading order, each asked for once however often it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.insight.figures import Figure, Trace
from kg.present.paper.blocks import Bullets, Count, Grid, Inline, Line, Page, Paper, Paragraph, Picture


@dataclass(frozen=True, slots=True)
class Numbered:
    """A figure with its number, and the page on which it first stands."""

    number: int
    page: str
    figure: Figure


def lines(page: Page) -> Iterator[Line]:
    """Every line of a page that can hold a figure."""
    for block in page.blocks:
        if isinstance(block, Paragraph):
            yield block.line
        elif isinstance(block, Bullets):
            yield from block.lines
        elif isinstance(block, Grid):
            yield from (cell for row in block.rows for cell in row)
        elif isinstance(block, Picture):
            yield from (cell for row in block.table.rows for cell in row)


def counts(page: Page) -> Iterator[Count]:
    """Every count on a page, in reading order."""
    yield from (part for line in lines(page) for part in line if isinstance(part, Count))


def numbered(paper: Paper) -> dict[Trace, Numbered]:
    """The figures by their trace: the same question has the same number wherever it stands."""
    found: dict[Trace, Numbered] = {}
    opening = [(paper.pages[0].title, part) for part in paper.subtitle if isinstance(part, Count)]
    standing = [(page.title, count) for page in paper.pages for count in counts(page)]
    for title, count in (*opening, *standing):
        if count.figure.trace not in found:
            found[count.figure.trace] = Numbered(len(found) + 1, title, count.figure)
    return found


def text(line: Line) -> str:
    """A line as it reads."""
    return "".join(words(part) for part in line)


def words(part: Inline) -> str:
    """A piece of a line as it reads."""
    return part if isinstance(part, str) else part.text

"""The pieces that a paper is made of.  Frozen values: formats render them, ``shield`` takes things out of them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.insight.figures import Figure
from kg.present.charts.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as it stands in a sentence: ``text`` is what is read, ``figure`` is what it rests on."""

    figure: Figure
    text: str
    tier: str = "all"  # all, stated or suggested; rate for a share or range that the figure gives
    nouns: str = ""  # "review|reviews", where the text ends with its noun
    withheld: str = (
        ""  # what stands here when the count may not be told and ``text`` does not begin with its number
    )


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry the sentence: a theme, an area."""

    text: str


@dataclass(frozen=True, slots=True)
class Refer:
    """A cross-reference to a page or heading of this paper, by its anchor."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a document inside a line or a cell: they go where quotations are left out."""

    text: str


Inline = str | Count | Strong | Refer | Said
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int  # 2 within a page; a page's own title is level 1
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line
    role: str = "body"  # body, lead, note


@dataclass(frozen=True, slots=True)
class Bullets:
    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Exact words and where they stand.  ``tier`` is of the theme that brings them here, None where that is no matter."""

    words: str
    source: str
    tier: str | None = None
    kind: str = "finding"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption.  The first cell of each row is its header."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    adds_up: bool = False  # the counts of a row are parts of a whole that is told elsewhere
    by_year: bool = False  # each count is of the reviews of one year, which may be very few


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart and the same numbers as a table beside it.  Where small counts are withheld only the table is left."""

    name: str  # file name without its ending
    drawing: Drawing | None
    table: Grid
    by_review: bool = False  # it names the reviews behind each count


Block = Heading | Paragraph | Bullets | Quotation | Grid | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """What starts on a fresh page.  ``source`` is the named question behind its figures, as a command."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper: title, the sentence that says what it covers, and its pages, the executive page first."""

    title: str
    subtitle: Line
    pages: tuple[Page, ...]

"""Pages drawn for measuring readers: the true words are known, whatever the order in which they were drawn.

Every layout sets the same invented sentences; each draws its lines in an order of its own, since a reader has
to find the reading order from the page.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

_TEXT = Path(__file__).resolve().parent.parent / "tests" / "cases" / "03-fallowdale-sar-dorothea.md"
_FONT = "Helvetica"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of words on a page: where, how large, in which font."""

    page: int
    x: float
    y: float
    text: str
    font: str = _FONT
    size: float = 10.0


@dataclass(slots=True)
class Drawn:
    """A layout: what is drawn, and the true words in reading order (furniture left out)."""

    name: str
    size: tuple[float, float] = A4
    strokes: list[Stroke] = field(default_factory=list)
    rules: list[tuple[int, float, float, float, float]] = field(default_factory=list)  # page, x0, y0, x1, y1
    truth: list[str] = field(default_factory=list)

    def pdf(self, order: Callable[[list[Stroke]], list[Stroke]]) -> bytes:
        """The file, its lines drawn in some order."""
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=self.size, invariant=1)
        for page in range(max(stroke.page for stroke in self.strokes) + 1):
            for number, x0, y0, x1, y1 in self.rules:
                if number == page:
                    canvas.line(x0, y0, x1, y1)
            for stroke in order([s for s in self.strokes if s.page == page]):
                canvas.setFont(stroke.font, stroke.size)
                canvas.drawString(stroke.x, stroke.y, stroke.text)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()


def sentences() -> list[str]:
    """The prose of an invented review, paragraph by paragraph, marks of Markdown left out."""
    body = _TEXT.read_text(encoding="utf-8").split("---", 2)[-1]
    plain = re.sub(r"[*_>#`|]|\[([^\]]*)\]\([^)]*\)", r"\1", body)
    return [" ".join(p.split()) for p in plain.split("\n\n") if len(p.split()) > 25 and "---" not in p]


def several(times: int) -> list[str]:
    """The prose several times over, each time with its paragraphs cut and turned, so that no two pages are alike."""
    turned = []
    for turn in range(times):
        for text in sentences():
            words = text.split(" ")
            at = (7 * turn + len(words) // 3) % len(words) if turn else 0
            turned.append(" ".join([*words[at:], *words[:at]]))
    return turned


def wrapped(text: str, width: float, size: float, *, hyphenate: bool = False) -> Iterator[tuple[str, bool]]:
    """Lines of a paragraph and whether each ends in a cut word."""
    line = ""
    words = text.split(" ")
    while words:
        word = words.pop(0)
        longer = f"{line} {word}".strip()
        if stringWidth(longer, _FONT, size) <= width:
            line = longer
            continue
        room = width - stringWidth(f"{line} -", _FONT, size)
        cut = next((n for n in range(len(word) - 3, 3, -1) if stringWidth(word[:n], _FONT, size) < room), 0)
        if hyphenate and cut and word.isalpha() and word.islower():
            yield f"{line} {word[:cut]}-", True
            line = word[cut:]
        else:
            yield line, False
            line = word
    yield line, False


def prose(
    drawn: Drawn,
    frames: list[tuple[int, float, float, float, float]],
    paragraphs: list[str],
    *,
    size: float = 10.0,
    hyphenate: bool = False,
) -> None:
    """Set paragraphs into frames (page, x, top, width, bottom), one after another."""
    places = iter(frames)
    page, x, y, width, bottom = next(places)
    for text in paragraphs:
        drawn.truth.append(text)
        for line, _ in wrapped(text, width, size, hyphenate=hyphenate):
            if y < bottom:
                page, x, y, width, bottom = next(places)
            drawn.strokes.append(Stroke(page, x, y, line, size=size))
            y -= 1.25 * size
        y -= 0.7 * size


def columns(count: int, pages: int, *, top: float = 740, hyphenate: bool = False, name: str = "") -> Drawn:
    """Several columns under a heading that runs over them, with a running head and a page number."""
    drawn = Drawn(name or f"{count} columns")
    gap, left, right = 22.0, 55.0, 540.0
    width = (right - left - gap * (count - 1)) / count
    drawn.strokes.append(Stroke(0, left, 770, "Learning from the review of Dorothea", "Helvetica-Bold", 18))
    drawn.truth.append("Learning from the review of Dorothea")
    frames = [(p, left + c * (width + gap), top, width, 70.0) for p in range(pages) for c in range(count)]
    for page in range(pages):
        drawn.strokes.append(Stroke(page, left, 812, "Fallowdale Board – official", size=8))
        drawn.strokes.append(Stroke(page, 290, 30, f"Page {page + 1} of {pages}", size=8))
    prose(drawn, frames, several(3 if count < 3 else 2), size=10 if count < 3 else 9, hyphenate=hyphenate)
    return drawn


def table(*, ruled: bool) -> Drawn:
    """Rows of three cells, with rules or without, over two pages."""
    drawn = Drawn("ruled table" if ruled else "table without rules")
    xs, widths = (55.0, 150.0, 400.0), (80.0, 235.0, 140.0)
    page, y = 0, 780.0
    words = " ".join(sentences()).split(" ")
    for row in range(26):
        cells = [" ".join(words[n : n + k]) for n, k in ((row, 3), (row * 17, 18), (row * 7, 6))]
        lines = [
            [line for line, _ in wrapped(cell, width, 10)] for cell, width in zip(cells, widths, strict=True)
        ]
        height = 12 * max(len(one) for one in lines) + 10
        if y - height < 60:
            page, y = page + 1, 780.0
        for x, one in zip(xs, lines, strict=True):
            drawn.strokes.extend(Stroke(page, x, y - 12 * n, line) for n, line in enumerate(one))
        drawn.truth.extend(cells)
        if ruled:
            edges = [*(x - 5 for x in xs), 550.0]
            drawn.rules.extend((page, edges[0], level, 550.0, level) for level in (y + 12, y + 12 - height))
            drawn.rules.extend((page, x, y + 12, x, y + 12 - height) for x in edges)
        y -= height
    return drawn


def sidebar() -> Drawn:
    """A narrow column of notes beside the body."""
    drawn = Drawn("side bar")
    notes = [
        "Seven minutes is a good time to learn.",
        "Read this in a team meeting and talk about it.",
        "Who else should see it?",
    ]
    prose(drawn, [(0, 55, 760, 120, 60)], notes, size=9)
    prose(drawn, [(0, 205, 760, 330, 60), (1, 205, 760, 330, 60)], sentences())
    return drawn


def footnotes() -> Drawn:
    """One column with raised numbers and notes below a rule."""
    drawn = Drawn("footnotes")
    prose(drawn, [(p, 70, 770, 440, 120) for p in range(4)], sentences())
    bodies = {page: [s for s in drawn.strokes if s.page == page] for page in range(4)}
    for page, strokes in bodies.items():
        if strokes:
            last = strokes[len(strokes) // 2]
            end = last.x + stringWidth(last.text, _FONT, 10)
            drawn.strokes.append(Stroke(page, end, last.y + 4, str(page + 1), size=6))
            drawn.rules.append((page, 70, 100, 200, 100))
            drawn.strokes.append(Stroke(page, 70, 88, f"{page + 1} Section 44 of the Care Act 2014.", size=8))
    return drawn


def sideways() -> Drawn:
    """A landscape page in two columns."""
    drawn = Drawn("landscape", landscape(A4))
    prose(
        drawn,
        [(0, 50, 540, 350, 50), (0, 430, 540, 350, 50), (1, 50, 540, 350, 50), (1, 430, 540, 350, 50)],
        sentences(),
    )
    return drawn


def layouts() -> list[Drawn]:
    """Every layout."""
    one = Drawn("one column")
    prose(one, [(p, 60, 780, 470, 60) for p in range(5)], several(2))
    cut = columns(2, 5, hyphenate=True, name="2 columns, hyphenated")
    return [
        one,
        columns(2, 5),
        cut,
        columns(3, 4),
        table(ruled=True),
        table(ruled=False),
        sidebar(),
        footnotes(),
        sideways(),
    ]


def as_written(strokes: list[Stroke]) -> list[Stroke]:
    """Reading order."""
    return strokes


def row_by_row(strokes: list[Stroke]) -> list[Stroke]:
    """From the top down, over all columns."""
    return sorted(strokes, key=lambda s: (-s.y, s.x))


def shuffled(strokes: list[Stroke]) -> list[Stroke]:
    """No order at all, the same each time."""
    return sorted(strokes, key=lambda s: hashlib.sha256(f"{s.x}{s.y}{s.text}".encode()).digest())


ORDERS: tuple[Callable[[list[Stroke]], list[Stroke]], ...] = (as_written, row_by_row, shuffled)

"""The generated reviews as files: PDF, Word, HTML and text, the same bytes each time."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

_EPOCH = (2020, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a report.  ``kind``: title, heading, subheading, paragraph, bullet, numbered or row (of a table)."""

    kind: str
    text: str
    number: int = 0


def as_txt(head: str, parts: Sequence[Part]) -> bytes:
    lines: list[str] = []
    for part in parts:
        mark = {"bullet": "• ", "numbered": f"{part.number}. ", "row": f"Recommendation {part.number}: "}
        lines += textwrap.wrap(mark.get(part.kind, "") + part.text, 92)
        lines.append("")
        if part.kind in ("title", "heading"):
            lines.append("")
    return "\n".join(lines).encode()


def as_html(head: str, parts: Sequence[Part]) -> bytes:
    tags = {"title": "h1", "heading": "h2", "subheading": "h3", "paragraph": "p"}
    out = [
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{escape(head)}</title></head><body><main>"
    ]
    for kind, some in groupby(parts, key=lambda part: part.kind):
        held = list(some)
        if kind in tags:
            out += (f"<{tags[kind]}>{escape(part.text)}</{tags[kind]}>" for part in held)
        elif kind == "row":
            rows = "".join(f"<tr><td>{part.number}</td><td>{escape(part.text)}</td></tr>" for part in held)
            out.append(f"<table><tr><th>No.</th><th>Recommendation</th></tr>{rows}</table>")
        else:
            tag = "ul" if kind == "bullet" else "ol"
            out.append(f"<{tag}>" + "".join(f"<li>{escape(part.text)}</li>" for part in held) + f"</{tag}>")
    return "\n".join([*out, "</main></body></html>"]).encode()


def as_docx(head: str, parts: Sequence[Part]) -> bytes:
    import docx

    styles = {"title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "bullet": "List Bullet"}
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = head
    for kind, some in groupby(parts, key=lambda part: part.kind):
        if kind == "row":
            table = document.add_table(rows=1, cols=2)
            table.rows[0].cells[0].text, table.rows[0].cells[1].text = "No.", "Recommendation"
            for part in some:
                cells = table.add_row().cells
                cells[0].text, cells[1].text = str(part.number), part.text
            continue
        for part in some:
            mark = f"{part.number}. " if kind == "numbered" else ""
            document.add_paragraph(mark + part.text, style=styles.get(kind))
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _timeless(data: bytes) -> bytes:
    """The same zip archive with one date on all its members."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for member in before.infolist():
            after.writestr(
                zipfile.ZipInfo(member.filename, _EPOCH), before.read(member), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


_FONTS = {
    "title": ("Helvetica-Bold", 20),
    "heading": ("Helvetica-Bold", 14),
    "subheading": ("Helvetica-Bold", 11.5),
}
_LEFT, _TOP, _BOTTOM, _WIDTH = 62.0, 770.0, 70.0, 470.0


def as_pdf(head: str, parts: Sequence[Part]) -> bytes:
    """A4 pages set in lines, with a running head, page numbers, and ruled tables."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595.3, 841.9), invariant=1, pageCompression=1)
    canvas.setTitle(head)
    page = _Page(canvas, head)
    for part in parts:
        font, size = _FONTS.get(part.kind, ("Helvetica", 11))
        page.space(size * (1.4 if part.kind in _FONTS else 0.5))
        mark = {"bullet": "•", "numbered": f"{part.number}.", "row": str(part.number)}.get(part.kind, "")
        indent = 22.0 if mark else 0.0
        lines = list(_wrapped(part.text, font, size, _WIDTH - indent - (8 if part.kind == "row" else 0)))
        top = page.set_lines(lines, font, size, indent, mark)
        if part.kind == "row":
            page.box(top, indent)
    page.end()
    canvas.save()
    return out.getvalue()


def _wrapped(text: str, font: str, size: float, width: float) -> Iterator[str]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and stringWidth(longer, font, size) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


class _Page:
    """Where the next line goes; a new page when it would not fit."""

    def __init__(self, canvas: Any, head: str) -> None:
        self.canvas = canvas
        self.head, self.number, self.y = head, 0, 0.0
        self._begin()

    def _begin(self) -> None:
        self.number += 1
        self.y = _TOP
        self.canvas.setFont("Helvetica", 8.5)
        self.canvas.drawString(_LEFT, 805, self.head)
        self.canvas.drawString(290, 36, f"Page {self.number}")

    def space(self, points: float) -> None:
        self.y -= points

    def set_lines(self, lines: list[str], font: str, size: float, indent: float, mark: str) -> float:
        """Draw ``lines`` and return the height at which they began on the page they ended on."""
        if self.y - size * 1.25 * min(len(lines), 3) < _BOTTOM:
            self._turn()
        top = self.y
        for place, line in enumerate(lines):
            if self.y - size * 1.25 < _BOTTOM:
                self._turn()
                top = self.y
            self.y -= size * 1.25
            self.canvas.setFont(font, size)
            if place == 0 and mark:
                self.canvas.drawString(_LEFT + 4, self.y, mark)
            self.canvas.drawString(_LEFT + indent, self.y, line)
        return top

    def box(self, top: float, indent: float) -> None:
        self.canvas.setLineWidth(0.6)
        self.canvas.rect(_LEFT, self.y - 4, _WIDTH, top - self.y + 2)
        self.canvas.line(_LEFT + indent - 4, self.y - 4, _LEFT + indent - 4, top - 2)

    def _turn(self) -> None:
        self.canvas.showPage()
        self._begin()

    def end(self) -> None:
        self.canvas.showPage()


WRITERS: dict[str, Callable[[str, Sequence[Part]], bytes]] = {
    "pdf": as_pdf,
    "docx": as_docx,
    "html": as_html,
    "txt": as_txt,
}

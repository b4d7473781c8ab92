"""Documents drawn by the tests themselves: small PDFs with reportlab, small Word files as zipped XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*pages: Callable[[Canvas], None], size: tuple[float, float] = A4) -> bytes:
    """A PDF whose pages are drawn by functions of a canvas; the same bytes each time."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(canvas: Canvas, x: float, y: float, words: list[str], pitch: float = 14) -> float:
    """Lines from ``y`` (up from the foot) downwards; the y below the last."""
    for line in words:
        canvas.drawString(x, y, line)
        y -= pitch
    return y


def docx(body: str, **parts: str) -> bytes:
    """A Word file whose body is the given XML; ``parts`` are further parts by name (``styles``, ``numbering`` …)."""
    kinds = "".join(
        f'<Relationship Id="r{i}" Type="http://x/{name}" Target="{name}.xml"/>'
        for i, name in enumerate(parts)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": f"<w:document {_NS}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{kinds}</Relationships>',
            **{f"word/{name}.xml": text.replace(">", f" {_NS}>", 1) for name, text in parts.items()},
        }.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return buffer.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    """A Word paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"

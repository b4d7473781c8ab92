"""PDF: characters by PDFium, order by cutting white space, structure by tags, bookmarks, rules and fonts."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from kg.errors import LimitError, SourceError
from kg.model import Document, Problem, Source
from kg.reading.bullets import rejoined
from kg.reading.draft import assemble, mark_headers
from kg.reading.hyphens import Vocabulary
from kg.reading.limits import Limits
from kg.reading.pdf.blocks import drafts, fold, looks_of
from kg.reading.pdf.document import flow, running_heads
from kg.reading.pdf.page import PageContent, page_content

_METADATA = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
_BOOKMARKS = 5_000

pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read a PDF.  Pages without a text layer are recognised by tesseract when it is installed."""
    document = _open(data, source)
    try:
        count = pdfium.FPDF_GetPageCount(document)
        _check_count(count, source, limits)
        fonts: dict[int, str] = {}
        pages = [page_content(document, number, fonts) for number in range(1, count + 1)]
        problems = _recognise(document, pages, source, limits)
        titles = _bookmarks(document)
        metadata = _metadata(document)
    finally:
        pdfium.FPDF_CloseDocument(document)
    found = flow(pages)
    metadata += running_heads(pages)
    words = Vocabulary(line.text for paragraph in found for line in paragraph.lines)
    looks = looks_of(found, titles)
    made = rejoined(drafts(found, looks, words))
    mark_headers(made)
    return assemble(source, made, pages=count, metadata=metadata, problems=problems, limits=limits)


def _open(data: bytes, source: Source) -> Any:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if document:
        return document
    if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
        raise SourceError(
            f"{source.name} is locked with a password.",
            hint="Open it with the password, save or print it to a PDF without one, and give that.",
        )
    raise SourceError(
        f"{source.name} is a damaged or truncated PDF.", hint="Fetch or export the document again."
    )


def _check_count(count: int, source: Source, limits: Limits) -> None:
    if count > limits.pages:
        raise LimitError(
            f"{source.name} has {count:,} pages, over the limit of {limits.pages:,} (limit: pages).",
            hint="Split the document.",
        )
    if count < 1:
        raise SourceError(f"{source.name} has no pages.", hint="Fetch or export the document again.")


def _recognise(document: Any, pages: list[PageContent], source: Source, limits: Limits) -> list[Problem]:
    """Have the pages that are only pictures recognised; every such page gets a problem that says how well."""
    blank = [page for page in pages if _is_picture(page)]
    if not blank:
        return []
    from kg.reading import ocr

    return ocr.recognise(document, blank, whole=len(blank) == len(pages), source=source, limits=limits)


def _is_picture(page: PageContent) -> bool:
    """Whether a page has no text worth the name and a picture over much of it."""
    letters = sum(len(run.text) for run in page.runs)
    covered = sum(image.area for image in page.drawn.images)
    return letters < 20 and covered > 0.3 * page.width * page.height


def _bookmarks(document: Any) -> dict[str, int]:
    """Titles in the outline and their levels; an outline that runs in a circle is cut off."""
    titles: dict[str, int] = {}
    seen: set[int] = set()
    stack = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 1)]
    while stack and len(seen) < _BOOKMARKS:
        mark, level = stack.pop()
        while mark and len(seen) < _BOOKMARKS:
            address = ctypes.addressof(mark.contents)
            if address in seen:
                break
            seen.add(address)
            title = fold(_utf16(pdfium.FPDFBookmark_GetTitle, mark))
            if title:
                titles.setdefault(title, min(level, 6))
            stack.append((pdfium.FPDFBookmark_GetFirstChild(document, mark), level + 1))
            mark = pdfium.FPDFBookmark_GetNextSibling(document, mark)
    return titles


def _metadata(document: Any) -> list[tuple[str, str]]:
    return [(key.lower(), _utf16(pdfium.FPDF_GetMetaText, document, key.encode())) for key in _METADATA]


def _utf16(function: Any, *arguments: Any) -> str:
    """A string that PDFium gives as UTF-16, asked for twice: its length, then itself."""
    length = function(*arguments, None, 0)
    if not 2 < length < 100_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    function(*arguments, buffer, length)
    return buffer.raw.decode("utf-16-le", "ignore").rstrip("\x00")

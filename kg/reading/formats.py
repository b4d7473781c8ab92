"""The formats that are read, and which of them some bytes are.  The bytes decide; the name is only a hint."""

from __future__ import annotations

import io
import re
import zipfile

from kg.errors import SourceError
from kg.reading.reader import Reader, suffix

PDF = Reader("PDF", "application/pdf", (".pdf",), "kg.reading.pdf")
DOCX = Reader(
    "Word (.docx)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    (".docx", ".docm", ".dotx", ".dotm"),
    "kg.reading.docx",
)
HTML = Reader("HTML", "text/html", (".html", ".htm", ".xhtml", ".mht"), "kg.reading.html")
MARKDOWN = Reader("Markdown", "text/markdown", (".md", ".markdown"), "kg.reading.markdown")
PLAIN = Reader("plain text", "text/plain", (".txt", ".text", ""), "kg.reading.plain")

# The explicit listing of the family: a format that is not here is refused.
READERS: tuple[Reader, ...] = (PDF, DOCX, HTML, MARKDOWN, PLAIN)

_SAVE_AS = "Save it as PDF, Word (.docx), HTML or plain text, and give that file."

# First bytes of formats that are refused by name.
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "Rich Text Format (.rtf)"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "the old binary Office format (.doc, .xls, .ppt), or an encrypted .docx",
    ),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"%!PS", "PostScript"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
)
_IMAGES = "Make a PDF of the images (its text will be recognised if tesseract is installed)."
_ARCHIVE = "Unpack it, and give the documents inside."
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|div|p|h[1-6]|article|main|section|table|span)\b", re.I
)


def recognise(data: bytes, name: str) -> Reader:
    """The reader for these bytes.  Raises SourceError, which says what to do, for what is not read here."""
    if not data.strip():
        what = "is empty" if not data else "holds nothing but white space"
        raise SourceError(f"{name} {what}.", hint="Fetch or export the document again.")
    head = data[:1024].lstrip(b"\xef\xbb\xbf\x00\t\r\n ")
    for magic, what in _REFUSED:
        if head.startswith(magic):
            hint = _IMAGES if "image" in what else _ARCHIVE if "archive" in what else _SAVE_AS
            raise SourceError(f"{name} is {what}, which is not read.", hint=hint)
    if b"%PDF-" in data[:1024]:
        return PDF
    if head.startswith(b"PK"):
        return _zipped(data, name)
    return _textual(data, name)


def _zipped(data: bytes, name: str) -> Reader:
    """A Word document is a zip with a main document part; other zips are refused by what they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise SourceError(
            f"{name} begins like a Word document or zip archive but is damaged ({error}).",
            hint="Fetch or save the document again.",
        ) from error
    if "[Content_Types].xml" in names and any(part.startswith("word/") for part in names):
        return DOCX
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        raise SourceError(f"{name} is an OpenDocument file, which is not read.", hint=_SAVE_AS)
    if any(part.startswith(("xl/", "ppt/")) for part in names):
        raise SourceError(f"{name} is a spreadsheet or presentation, which is not read.", hint=_SAVE_AS)
    if kind.startswith(b"application/epub"):
        raise SourceError(f"{name} is an e-book (EPUB), which is not read.", hint=_SAVE_AS)
    raise SourceError(f"{name} is a zip archive, which is not read.", hint=_ARCHIVE)


def _textual(data: bytes, name: str) -> Reader:
    """HTML by its tags, Markdown by the file's name, plain text otherwise."""
    sample = data[:65536]
    wide = sample[:2] in (b"\xff\xfe", b"\xfe\xff")
    odd = sum(sample.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    if not wide and odd > len(sample) // 200:
        raise SourceError(f"{name} is in a binary format that is not known here.", hint=_SAVE_AS)
    if len(_MARKUP.findall(sample.replace(b"\x00", b""))) >= (
        1 if suffix(name) in HTML.suffixes else 3
    ) or re.match(
        rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", sample, re.I | re.S
    ):
        return HTML
    return MARKDOWN if suffix(name) in MARKDOWN.suffixes else PLAIN

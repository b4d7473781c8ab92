"""Bytes to text: by byte order mark, by what the file declares, as UTF-8, and last as Windows-1252."""

from __future__ import annotations

import codecs
import re

from kg.model import Problem

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,30})",
    re.I,
)


def decode(data: bytes, *, declared: bool = False) -> tuple[str, list[Problem]]:
    """The text, and a problem where the encoding had to be guessed.  ``declared`` looks for a charset in HTML."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:4096]) if declared else None
    name = (found[1] or found[2]).decode("ascii") if found else "cp1252"
    try:
        name = codecs.lookup(name).name
    except LookupError:
        name = "cp1252"
    if name in ("iso8859-1", "ascii", "utf-8"):
        name = "cp1252"  # as browsers do
    text = data.decode(name, "replace")
    message = (
        f"The text is not UTF-8; it was read as {name}. Check that quotation marks and dashes look right."
    )
    return text, [Problem("encoding-guessed", message)]

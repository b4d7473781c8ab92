"""From a file to a Document: all cleaning happens here, and the text never changes again."""

from __future__ import annotations

import hashlib
import importlib
from dataclasses import replace
from pathlib import Path

from kg.errors import LimitError, SourceError
from kg.model import Document, Problem, Source
from kg.reading.formats import READERS, recognise
from kg.reading.limits import Limits
from kg.reading.reader import Read, suffix

__all__ = ["Limits", "read", "read_bytes"]


def read(path: Path, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    """Read one file.

    Raises SourceError when it is missing, empty, damaged, locked or of a format that is not read; LimitError
    when a stated limit is reached.  See ``kg.reading.isolated`` for a file that is not trusted.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > limits.file_mb * 1_000_000:
            raise LimitError(
                f"{path.name} is {size / 1e6:.0f} MB, over the limit of {limits.file_mb} MB (limit: file size).",
                hint="Split the document, or leave its pictures out.",
            )
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(
            f"{path} cannot be read: {reason}.", hint="Check the path and its permissions."
        ) from error
    return read_bytes(data, path.name, limits)


def read_bytes(data: bytes, name: str, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    """The same from bytes; ``name`` is a hint for the format and stands in messages."""
    reader = recognise(data, name)
    source = Source(name, hashlib.sha256(data).hexdigest(), reader.media_type, len(data))
    read_it: Read = importlib.import_module(reader.module).read
    document = read_it(data, source, limits)
    if not document.text.strip():
        raise SourceError(
            f"{name} holds no text.",
            hint="If its pages are pictures, install tesseract; otherwise export the document again.",
        )
    claimed = next((other for other in READERS if suffix(name) and suffix(name) in other.suffixes), None)
    if claimed is not reader and suffix(name):
        message = f"The name ends in {suffix(name)} but the content is {reader.name}: read as {reader.name}."
        document = replace(document, problems=(*document.problems, Problem("wrong-extension", message)))
    return document

"""What one file may cost.  A limit that is reached is named in the error, and other files go on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on reading one file.  ``seconds`` and ``memory_mb`` hold only in a process of its own."""

    seconds: float = 180.0  # wall clock, for the whole file
    memory_mb: int = 2048  # address space of the reading process
    file_mb: int = 100  # size of the file itself
    unpacked_mb: int = 200  # all parts of a zipped format, unpacked
    pages: int = 2000  # pages of a PDF
    characters: int = 10_000_000  # of the text that comes out
    ocr_pages: int = 200  # pages without a text layer that are given to tesseract

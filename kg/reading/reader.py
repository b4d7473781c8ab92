"""What every reader is: a format's name, and a function from bytes to a Document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.model import Document, Source
from kg.reading.limits import Limits


class Read(Protocol):
    """Reads the bytes of one file.

    Raises SourceError for what cannot be read, LimitError for what is too large, MissingExtraError for what
    needs a program that is not installed.  Same bytes, same Document.
    """

    def __call__(self, data: bytes, source: Source, limits: Limits) -> Document: ...


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its media type, the endings its files usually have, and the module that reads it.

    ``module`` is imported only when a file of the format is met; it has a function ``read`` (see ``Read``).
    """

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    module: str


def suffix(name: str) -> str:
    """The ending of a file's name, in small letters, with its dot."""
    return Path(name).suffix.lower()

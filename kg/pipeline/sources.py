"""The files that a build is given: found, hashed, and each distinct document once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError
from kg.reading.formats import READERS

SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes if suffix)

BESIDE = frozenset(
    {"readme", "licence", "license", "catalogue", "catalog"}
)  # stand beside documents, and are none


@dataclass(frozen=True, slots=True)
class Found:
    """A file: its path, and the SHA-256 of its bytes, or why they could not be read."""

    path: Path
    sha256: str
    trouble: str | None = None


def find(sources: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The files to read and those passed over, each in order.  Folders are searched whole, hidden files left out.

    A file that is named itself is always tried.  ``SourceError`` when a source is not there.
    """
    wanted: set[Path] = set()
    passed: set[Path] = set()
    for source in sources:
        if source.is_file():
            wanted.add(source)
        elif source.is_dir():
            for path in _files(source):
                (wanted if _is_document(path) else passed).add(path)
        else:
            raise SourceError(
                f"There is no file or folder {source}.", hint="Check the path and its spelling."
            )
    return sorted(wanted), sorted(passed - wanted)


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and path.stem.lower() not in BESIDE


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def hashed(paths: Iterable[Path]) -> Iterator[Found]:
    """Each file with its hash, read in pieces: a large file costs no memory."""
    for path in paths:
        try:
            with path.open("rb") as file:
                yield Found(path, hashlib.file_digest(file, "sha256").hexdigest())
        except OSError as error:
            yield Found(path, "", f"{path.name} cannot be read: {(error.strerror or str(error)).lower()}.")

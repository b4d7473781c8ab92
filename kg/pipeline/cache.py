"""What was understood of each document, kept by the hash of its bytes: ``output/reviews/<sha12>.json``.

Two lines of JSON: a small header, enough to decide and to settle without more, and the understanding itself.
A file is replaced by a rename, so that a build that is killed leaves whole files, and the next goes on from them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import OutputError
from kg.graph.settlement import Card
from kg.model import Understanding
from kg.pipeline.values import decode, encode
from kg.pipeline.versions import Versions

READ, REFUSED, UNREADABLE = "read", "not a review", "unreadable"
WITHDRAWN = "withdrawn"  # by a person's decision: nothing of it is kept but this


@dataclass(frozen=True, slots=True)
class Header:
    """What became of a document: its status and why, the versions that made it so, and its reviews' cards."""

    sha256: str
    name: str
    status: str
    reason: str
    versions: tuple[str, str, str]  # of reading, extraction, theming
    pages: int | None = None
    cards: tuple[Card, ...] = ()  # as they are loaded, without the wordings that ``load_cards`` gives
    counts: tuple[tuple[str, int], ...] = ()  # items by kind
    problems: tuple[tuple[str, str], ...] = field(default=())  # (code, message)

    def fresh(self, versions: Versions) -> bool:
        """Whether nothing that this result depends on has changed.  A failure to read depends on reading alone."""
        wanted = (versions.read, versions.extract, versions.tag)
        if self.status == WITHDRAWN:
            return False  # unless it still is, which the decisions tell
        return self.versions[:1] == wanted[:1] if self.status == UNREADABLE else self.versions == wanted


def path_of(folder: Path, sha256: str) -> Path:
    return folder / "reviews" / f"{sha256[:12]}.json"


def load_header(folder: Path, sha256: str) -> Header | None:
    """The header of a document's cache, or None when there is none or it is not of this shape."""
    header = load_header_of(path_of(folder, sha256))
    return header if header is not None and header.sha256 == sha256 else None


def load_header_of(path: Path) -> Header | None:
    """The header in a cache file, or None when it cannot be used."""
    try:
        with path.open(encoding="utf-8") as file:
            data = json.loads(file.readline())
        for one in data.get("cards", ()):
            one["items"] = []
        return decode(Header, data)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None  # made anew: a cache that cannot be used is no error


def load_cards(folder: Path, sha256: str) -> tuple[Card, ...]:
    """The cards of a document with the wordings of their items: needed where a review has several documents."""
    with path_of(folder, sha256).open(encoding="utf-8") as file:
        return decode(Header, json.loads(file.readline())).cards


def light(header: Header) -> Header:
    """The header as it is loaded: its cards without wordings, which are most of it."""
    return replace(header, cards=tuple(replace(one, items=()) for one in header.cards))


def load_understanding(folder: Path, sha256: str) -> Understanding | None:
    """What was understood, or None when the document could not be read."""
    with path_of(folder, sha256).open(encoding="utf-8") as file:
        file.readline()
        line = file.readline()
    return decode(Understanding, json.loads(line)) if line.strip() else None


def save(folder: Path, header: Header, understanding: Understanding | None) -> None:
    lines = [json.dumps(encode(header), ensure_ascii=False)]
    if understanding is not None:
        lines.append(json.dumps(encode(understanding), ensure_ascii=False))
    write_whole(path_of(folder, header.sha256), "\n".join(lines).encode() + b"\n")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}.",
            hint="Give another folder with -o, or free some space. What was built before is unchanged.",
        ) from error


def documents(folder: Path) -> Iterator[tuple[Header, Understanding]]:
    """Every cached document that holds a review, in the order of its hash."""
    for path in sorted((folder / "reviews").glob("*.json")):
        with path.open(encoding="utf-8") as file:
            header = decode(Header, json.loads(file.readline()))
            line = file.readline()
        if header.status == READ:
            yield header, decode(Understanding, json.loads(line))

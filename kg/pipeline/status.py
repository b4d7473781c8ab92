"""What is in a built folder: documents, what is stale, what failed and why, and how much room it takes."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kg.pipeline import versions
from kg.pipeline.cache import READ, WITHDRAWN, Header
from kg.pipeline.values import decode
from kg.store import generations
from kg.store.kept import MANIFEST


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of a built folder.  ``stale`` would be worked on again by the next build, whatever its files."""

    generation: str
    documents: tuple[tuple[str, int], ...]  # by status
    reviews: int
    items: tuple[tuple[str, int], ...]  # by kind
    stale: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]  # (name, reason)
    doubts: tuple[
        tuple[str, tuple[str, ...]], ...
    ]  # (what it says of the first document, the documents' names)
    sizes: tuple[tuple[str, int], ...]  # bytes of each part of the folder


def status(folder: Path) -> Status:
    """Read a build's folder.  ``StoreError`` when nothing is built there."""
    generation = generations.current(folder / "graph").name
    held = set(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["documents"])
    headers = [_header(path) for path in sorted((folder / "reviews").glob("*.json"))]
    now = versions.current()
    # A text that is neither in the graph nor a failure belongs to a document that has left.
    here = [one for one in headers if one.sha256 in held or one.status != READ]
    items: Counter[str] = Counter()
    doubts: dict[str, tuple[str, tuple[str, ...]]] = {}
    for one in here:
        items.update(dict(one.counts))
        if one.status == READ:
            for code, words in dict(reversed(one.problems)).items():
                said, names = doubts.get(code, (words, ()))
                doubts[code] = said, (*names, one.name)
    return Status(
        generation=generation,
        documents=tuple(sorted(Counter(one.status for one in here).items())),
        reviews=len({card.key for one in here if one.status != WITHDRAWN for card in one.cards}),
        items=tuple(items.most_common()),
        stale=tuple(one.name for one in here if one.status != WITHDRAWN and not one.fresh(now)),
        failed=tuple((one.name, one.reason) for one in here if one.status != READ),
        doubts=tuple(said for _, said in sorted(doubts.items())),
        sizes=tuple(
            (path.name, _size(path)) for path in sorted(folder.iterdir()) if not path.name.startswith(".")
        ),
    )


def _header(path: Path) -> Header:
    with path.open(encoding="utf-8") as file:
        return decode(Header, json.loads(file.readline()))


def _size(path: Path) -> int:
    """Bytes on disk; a file that two generations share counts once."""
    seen: dict[tuple[int, int], int] = {}
    for file in path.rglob("*") if path.is_dir() else [path]:
        facts = file.lstat()
        seen[facts.st_dev, facts.st_ino] = facts.st_size
    return sum(seen.values())

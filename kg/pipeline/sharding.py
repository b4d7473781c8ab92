"""A build in n pieces for batch systems: each piece reads its share of the documents; a last build joins them.

A document belongs to a piece by its content, so the pieces neither overlap nor depend on the names or the number of
files, and it does not matter where or in which order they run.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError
from kg.pipeline import cache
from kg.pipeline.sources import Found


@dataclass(frozen=True, slots=True)
class Shard:
    """Piece ``number`` (from 1) of ``of``."""

    number: int
    of: int

    def holds(self, sha256: str) -> bool:
        return int(sha256[:8], 16) % self.of == self.number - 1


def parse(words: str) -> Shard:
    """``2/8`` as a shard.  ``ValueError`` for anything else."""
    number, slash, of = words.partition("/")
    if not (slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of) <= 100_000):
        raise ValueError(f"{words!r} is no piece of a whole: write 1/8, 2/8 … 8/8")
    return Shard(int(number), int(of))


def shared_out(found: Sequence[Found], shard: Shard | None) -> list[Found]:
    """The files of one piece; all of them when there is none.  Files that cannot be read are in every piece's telling."""
    return [file for file in found if shard is None or file.trouble or shard.holds(file.sha256)]


def join(folder: Path, pieces: Sequence[Path]) -> int:
    """Take what the builds in ``pieces`` understood over into ``folder``.  How many documents that were not there.

    ``SourceError`` for a piece that is no build's folder.
    """
    taken = 0
    for piece in pieces:
        if not (piece / "reviews").is_dir():
            raise SourceError(
                f"{piece} holds no part of a build.", hint="Name the -o of a `kg build --shard`."
            )
        for path in sorted((piece / "reviews").glob("*.json")):
            target = folder / "reviews" / path.name
            if target.exists() or not _is_whole(piece, path):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_name(f".{target.name}-joining")
            shutil.copyfile(path, fresh)
            fresh.replace(target)
            taken += 1
    return taken


def _is_whole(piece: Path, path: Path) -> bool:
    """Whether a cache file has its header and, when its document was read, the understanding too."""
    header = cache.load_header_of(path)
    if header is None or header.sha256[:12] != path.stem:
        return False
    if header.status not in (cache.READ, cache.REFUSED):
        return True
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"

"""The graphs that all documents write to together, made on disk in pieces: memory does not grow with the documents.

Each document's share (``reviews/<sha12>.nq``) is dealt out by subject, so that all that is said of one subject comes
together; a piece is settled by itself, and the pieces are merged into one sorted file for each graph.
"""

from __future__ import annotations

import heapq
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from kg.graph import iris
from kg.graph.dataset import of_schemes, vocabulary
from kg.graph.entities import IN_AREAS, areas_named, prefer, settle
from kg.graph.schemes import schemes
from kg.graph.totals import Totals

PIECE = 4_000_000  # bytes of a piece, about
MOST = 200  # pieces, as each is an open file
FILES = {
    iris.ENTITIES.value: "entities.nt",
    iris.COMPUTED.value: "computed.nt",
    iris.VOCABULARY.value: "vocabulary.nt",
}


def write_shared(work: Path, shares: Sequence[Path], preferred: frozenset[str]) -> dict[str, Path]:
    """Write the shared graphs into the empty folder ``work``; their files by name of graph, sorted, each line once.

    ``shares`` are the documents' N-Quads; ``preferred`` are lines that win over what was read.
    """
    size = sum(share.stat().st_size for share in shares)
    many = min(MOST, 1 + size // PIECE)
    named = _deal_out(work, shares, many)
    own = _dealt(preferred, many)
    areas = areas_named({*named, *(line for line in preferred if line.startswith(IN_AREAS))})
    totals = Totals()
    for number in range(many):
        entities = settle(prefer(_lines(_dealt_path(work, iris.ENTITIES.value, number)), own[number]), areas)
        _write(_settled_path(work, iris.ENTITIES.value, number), entities)
        computed = totals.add(entities, _lines(_dealt_path(work, iris.COMPUTED.value, number)))
        _write(_settled_path(work, iris.COMPUTED.value, number), sorted(computed))
    _write(work / "counted", sorted({*totals.lines(), *of_schemes(schemes())}))
    _merge(work, iris.ENTITIES.value, many, [])
    _merge(work, iris.COMPUTED.value, many, [work / "counted"])
    _write(work / FILES[iris.VOCABULARY.value], vocabulary(schemes()))
    (work / "counted").unlink()
    return {name: work / file for name, file in FILES.items()}


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a shared graph, without line ends."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line[:-1]


def read_pieces(path: Path) -> Iterator[bytes]:
    """A shared graph's N-Triples in pieces that end with a line."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece + file.readline()


def differences(before: Path, after: Path) -> tuple[list[str], list[str]]:
    """What went and what came between two sorted files of lines."""
    went: list[str] = []
    came: list[str] = []
    olds, news = read_lines(before), read_lines(after)
    old, new = next(olds, None), next(news, None)
    while old is not None or new is not None:
        if old == new:
            old, new = next(olds, None), next(news, None)
        elif new is None or (old is not None and old < new):
            went.append(str(old))
            old = next(olds, None)
        else:
            came.append(new)
            new = next(news, None)
    return went, came


def _deal_out(work: Path, shares: Iterable[Path], many: int) -> set[str]:
    """Every share's lines into the pieces of their subjects.  Returns the lines of areas."""
    areas: set[str] = set()
    with ExitStack() as stack:
        pieces = {
            f"<{name}> .\n": [
                stack.enter_context(_dealt_path(work, name, number).open("w", encoding="utf-8", newline="\n"))
                for number in range(many)
            ]
            for name in (iris.ENTITIES.value, iris.COMPUTED.value)
        }
        for share in shares:
            with share.open(encoding="utf-8", newline="\n") as file:
                for line in file:
                    if line.startswith("#"):
                        continue
                    for end, files in pieces.items():
                        if line.endswith(end):
                            kept = f"{line[: -len(end)]}."
                            files[_place(line, many)].write(kept + "\n")
                            if line.startswith(IN_AREAS):
                                areas.add(kept)
    return areas


def _place(line: str, many: int) -> int:
    return zlib.crc32(line.split(" ", 1)[0].encode()) % many


def _dealt(lines: Iterable[str], many: int) -> list[frozenset[str]]:
    pieces: list[set[str]] = [set() for _ in range(many)]
    for line in lines:
        pieces[_place(line, many)].add(line)
    return list(map(frozenset, pieces))


def _dealt_path(work: Path, graph: str, number: int) -> Path:
    return work / f"dealt-{graph.rsplit('/', 1)[1]}-{number}"


def _settled_path(work: Path, graph: str, number: int) -> Path:
    return work / f"settled-{graph.rsplit('/', 1)[1]}-{number}"


def _lines(path: Path) -> set[str]:
    found = set(read_lines(path))
    path.unlink()
    return found


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)


def _merge(work: Path, graph: str, many: int, more: Sequence[Path]) -> None:
    settled = [_settled_path(work, graph, number) for number in range(many)]
    with (work / FILES[graph]).open("w", encoding="utf-8", newline="\n") as out:
        last = ""
        for line in heapq.merge(*map(read_lines, [*settled, *more])):
            if line != last:
                out.write(line + "\n")
                last = line
    for path in settled:
        path.unlink()

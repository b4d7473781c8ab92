"""Published stores: each generation is a folder that never changes; a pointer file names the current one.

A writer works in a folder of its own and publishes by two renames (folder, then pointer), so that a reader
sees the old graph or the new one, whole, and a writer killed at any moment changes nothing.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat
from pyoxigraph import Store as Oxigraph

from kg.errors import OutputError, StoreError

POINTER = "current"
PIECE = 32_000_000  # bytes that are loaded at once
AT_ONCE = 5_000  # triples that are taken out at once
BESIDE = ".shared"  # ends the name of a folder that belongs to a generation


def current(folder: Path) -> Path:
    """The folder of the published generation."""
    try:
        name = (folder / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise StoreError(
            f"There is no built graph in {folder.parent}.",
            hint="Run `kg build FOLDER` first, or name its folder with -o.",
        ) from None
    except OSError as error:
        raise StoreError(f"{folder / POINTER} cannot be read: {error.strerror}.") from error
    found = folder / name
    if not name or "/" in name or "\\" in name or not found.is_dir():
        raise StoreError(
            f"{folder / POINTER} names a graph that is not there ({name!r}).",
            hint="Build it again with `kg build`.",
        )
    return found


def open_current(folder: Path) -> tuple[Oxigraph, str]:
    """The published generation, read-only (several processes may hold it at once), and its name."""
    path = current(folder)
    try:
        return Oxigraph.read_only(str(path)), path.name
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(
            f"The graph in {path} is damaged or locked: {error}.",
            hint="Build it again with `kg build`; the documents' cache is kept, so it is quick.",
        ) from error


def publish(folder: Path, name: str, graphs: Iterable[tuple[str, bytes]]) -> None:
    """Make generation ``name`` from nothing but ``graphs`` ((IRI, N-Triples) each) and point to it."""
    with _working(folder, name) as work:
        engine = Oxigraph(str(work))
        _load(engine, graphs)
        engine.optimize()
        engine.flush()
        del engine  # closes the files: the folder can be renamed
    _point(folder, name)


def publish_changes(
    folder: Path,
    name: str,
    graphs: Iterable[tuple[str, bytes]],
    removed: Iterable[str],
    edits: Mapping[str, tuple[Sequence[str], Sequence[str]]] | None = None,
) -> None:
    """Make a generation from the current one and point to it: the graphs ``removed`` go, ``graphs`` are added, and of
    each graph in ``edits`` some N-Triples lines go and others come.

    A graph that is to be replaced stands in both.  The unchanged files are shared with the former generation (hard
    links), so the cost is that of the change.
    """
    former, _ = open_current(folder)
    with _working(folder, name) as work:
        work.rmdir()
        former.backup(str(work))
        engine = Oxigraph(str(work))
        for graph in removed:
            engine.remove_graph(NamedNode(graph))
        _load(engine, graphs)
        for graph, (gone, come) in (edits or {}).items():
            for start in range(0, len(gone), AT_ONCE):
                engine.update(
                    f"DELETE DATA {{ GRAPH <{graph}> {{ {' '.join(gone[start : start + AT_ONCE])} }} }}"
                )
            _load(engine, [(graph, "".join(f"{line}\n" for line in come).encode())] if come else [])
        engine.flush()
        del engine
    _point(folder, name)


def beside(folder: Path, name: str) -> Path:
    """Where files that belong to a generation are kept: they go when it goes."""
    return folder / f"{name}{BESIDE}"


def put_beside(folder: Path, name: str, files: Mapping[str, Path]) -> dict[str, Path]:
    """Move files that were made in a ``working_beside`` to where they are kept for generation ``name``."""
    kept = beside(folder, name)
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir()
    return {key: path.replace(kept / path.name) for key, path in files.items()}


@contextlib.contextmanager
def working_beside(folder: Path) -> Iterator[Path]:
    """An empty folder for files on their way to ``beside``; what is left of it is removed."""
    with _made_aside(folder, BESIDE) as work:
        yield work


def forget_former(folder: Path) -> None:
    """Remove every generation but the current one, also those that may still be read: what was withdrawn is gone."""
    kept = current(folder)
    for old in folder.iterdir():
        if old.name.removesuffix(BESIDE) != kept.name and old.is_dir() and not _being_made(old):
            shutil.rmtree(old)


def _load(engine: Oxigraph, graphs: Iterable[tuple[str, bytes]]) -> None:
    """Load in few large pieces: each leaves files, and a thousand small ones cost memory and time to join."""
    piece: list[bytes] = []
    size = 0
    for graph, triples in graphs:
        # Line breaks inside literals are escaped, so these bytes end a triple and stand nowhere else.
        lines = triples.rstrip() + b"\n"
        if lines.count(b" .\n") != lines.count(b"\n"):  # empty, or written by another's hand
            engine.bulk_load(triples, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(graph))
            continue
        piece.append(lines.replace(b" .\n", f" <{graph}> .\n".encode()))
        size += len(piece[-1])
        if size > PIECE:
            engine.bulk_load(b"".join(piece), format=RdfFormat.N_QUADS)
            piece, size = [], 0
    if piece:
        engine.bulk_load(b"".join(piece), format=RdfFormat.N_QUADS)


@contextlib.contextmanager
def _working(folder: Path, name: str) -> Iterator[Path]:
    """A folder to write a generation in; renamed to its name when all went well, else removed."""
    with _made_aside(folder) as work:
        yield work
        final = folder / name
        if final.exists():
            shutil.rmtree(final)  # left by a build that was stopped before it pointed here
        work.rename(final)


@contextlib.contextmanager
def _made_aside(folder: Path, ending: str = "") -> Iterator[Path]:
    """An empty folder of this process in ``folder``; what is left of it is removed.  ``OutputError`` where it fails to be written."""
    work = folder / f".making-{os.getpid()}{ending}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        yield work
    except OSError as error:
        raise _cannot_be_written(folder, error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _cannot_be_written(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"The graph cannot be written in {folder}: {error.strerror or error}.",
        hint="Give another folder with -o, or free some space. What was built before is unchanged.",
    )


def _point(folder: Path, name: str) -> None:
    former = folder / POINTER
    before = former.read_text(encoding="utf-8").strip() if former.is_file() else ""
    fresh = folder / f".{POINTER}-{os.getpid()}"
    try:
        fresh.write_text(name + "\n", encoding="utf-8")
        fresh.replace(former)
    except OSError as error:
        raise OutputError(f"{former} cannot be written: {error.strerror}.") from error
    # The former generation stays for those who are reading it; older ones, and what killed builds left, go.
    for old in folder.iterdir():
        if old.name.removesuffix(BESIDE) not in (name, before, POINTER) and not _being_made(old):
            shutil.rmtree(old, ignore_errors=True)


def _being_made(path: Path) -> bool:
    """Whether a running process is still working in this folder."""
    found = re.match(r"\.making-(\d+)", path.name)  # the engine adds ".tmp" while it copies a store
    if found is None:
        return False
    process = int(found[1])
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process != os.getpid()

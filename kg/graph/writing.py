"""RDF as text whose bytes depend on nothing but the triples: engines write prefixes in an order of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import RdfFormat, Triple, parse, serialize

from kg.errors import OutputError
from kg.graph.vocabulary import PREFIXES

PIECE = 20_000  # lines that are turned into Turtle at once
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items())).encode()


def body(triples: Iterable[Triple]) -> bytes:
    """Turtle without the prefixes of ``HEAD``.  Triples of one subject have to stand together."""
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert written is not None  # bytes come back when no file is given
    while written.startswith(b"@prefix "):
        written = written.split(b"\n", 1)[1]
    return written


def bodies(lines: Iterable[str]) -> Iterator[bytes]:
    """Sorted N-Triples lines as Turtle without prefixes, in pieces: memory is that of one piece."""
    piece: list[str] = []
    subject = ""
    for line in lines:
        if len(piece) > PIECE and not line.startswith(subject):
            yield body(parsed(piece))
            piece = []
        piece.append(line)
        subject = line.split(" ", 1)[0] + " "
    if piece:
        yield body(parsed(piece))


def write_graphs(graphs: Iterable[tuple[str, Iterable[bytes]]], trig: BinaryIO, turtle: BinaryIO) -> None:
    """Named graphs, each with its Turtle body in pieces, as TriG with their names and as Turtle without."""
    trig.write(HEAD)
    turtle.write(HEAD)
    for name, pieces in graphs:
        trig.write(f"<{name}> {{\n".encode())
        for piece in pieces:
            trig.write(piece)
            turtle.write(piece)
        trig.write(b"}\n")


def write_dataset(folder: Path, graphs: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """``learning.trig`` and ``learning.ttl``, each put in place whole by a rename."""
    trig, turtle = folder / ".learning.trig", folder / ".learning.ttl"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with trig.open("wb") as with_graphs, turtle.open("wb") as without:
            write_graphs(graphs, with_graphs, without)
        trig.replace(folder / "learning.trig")
        turtle.replace(folder / "learning.ttl")
    except OSError as error:
        raise OutputError(
            f"The dataset cannot be written in {folder}: {error.strerror or error}.",
            hint="Give another folder with -o, or free some space: what was understood is kept.",
        ) from error


def parsed(lines: Iterable[str]) -> Iterator[Triple]:
    """N-Triples lines as triples."""
    for quad in parse("\n".join(lines).encode(), format=RdfFormat.N_TRIPLES):
        yield quad.triple

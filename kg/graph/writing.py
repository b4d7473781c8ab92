"""The dataset as files: TriG with its named graphs, and Turtle without them.  The same graphs give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import OutputError
from kg.graph.vocabulary import PREFIXES

Graphs = Mapping[str, list[str]]


def write_dataset(folder: Path, graphs: Graphs) -> None:
    """``learning.trig`` and ``learning.ttl``, each put in place whole by a rename."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, format_ in (("learning.trig", RdfFormat.TRIG), ("learning.ttl", RdfFormat.TURTLE)):
            fresh = folder / f".{name}"
            with fresh.open("wb") as file:
                items = _quads(graphs) if format_ is RdfFormat.TRIG else _triples(graphs)
                serialize(items, file, format=format_, prefixes=PREFIXES)
            fresh.replace(folder / name)
    except OSError as error:
        raise OutputError(
            f"{error.filename or folder} cannot be written: {error.strerror or error}.",
            hint="Give another folder with -o, or free some space.",
        ) from error


def parsed(lines: list[str]) -> Iterator[Triple]:
    """N-Triples lines as triples."""
    for quad in parse("\n".join(lines).encode(), format=RdfFormat.N_TRIPLES):
        yield quad.triple


def _quads(graphs: Graphs) -> Iterator[Quad]:
    for name, lines in sorted(graphs.items()):
        graph = NamedNode(name)
        for triple in parsed(lines):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _triples(graphs: Graphs) -> Iterator[Triple]:
    """Every triple once, subjects in order: no triple stands in two graphs."""
    everything = sorted(line for lines in graphs.values() for line in lines)
    yield from parsed(everything)

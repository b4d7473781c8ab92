"""A store's whole dataset in one of the formats of RDF, in the order of its graphs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.graph.writing import HEAD, bodies, body, parsed, write_graphs
from kg.store.protocol import Store

N_TRIPLES = "application/n-triples"
FORMATS = ("trig", "turtle", "nquads", "ntriples", "jsonld", "rdfxml")


def export(store: Store, form: str, out: BinaryIO) -> None:
    """Write all graphs of ``store`` to ``out``; ``form`` is one of ``FORMATS``.  The same graphs give the same bytes."""
    if form == "trig":
        write_graphs(_bodies(store), out, io.BytesIO())
    elif form == "turtle":
        out.write(HEAD + body(_triples(store)))
    elif form == "nquads":
        out.writelines(f"{line}\n".encode() for line in sorted(f"{quad} ." for quad in _quads(store)))
    elif form == "jsonld":
        serialize(_quads(store), out, format=RdfFormat.JSON_LD)
    else:
        serialize(
            _triples(store), out, format={"ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}[form]
        )


def _bodies(store: Store) -> Iterator[tuple[str, Iterator[bytes]]]:
    for name in store.graph_names():
        yield name, bodies(store.graph_bytes(name, N_TRIPLES).decode().splitlines())


def _quads(store: Store) -> Iterator[Quad]:
    for name in store.graph_names():
        graph = NamedNode(name)
        for triple in parsed(store.graph_bytes(name, N_TRIPLES).decode().splitlines()):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _triples(store: Store) -> Iterator[Triple]:
    lines = {
        line
        for name in store.graph_names()
        for line in store.graph_bytes(name, N_TRIPLES).decode().splitlines()
    }
    yield from parsed(sorted(lines))

"""A store's whole dataset in one of the formats of RDF, in the order of its graphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.graph.vocabulary import PREFIXES
from kg.store.protocol import Store

N_TRIPLES = "application/n-triples"
WITH_GRAPHS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
WITHOUT = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}


def export(store: Store, form: str, out: BinaryIO) -> None:
    """Write all graphs of ``store`` to ``out``; ``form`` is a key of ``WITH_GRAPHS`` or ``WITHOUT``."""
    if form in WITH_GRAPHS:
        serialize(_quads(store), out, format=WITH_GRAPHS[form], prefixes=PREFIXES)
    else:
        serialize(_triples(store), out, format=WITHOUT[form], prefixes=PREFIXES)


def _quads(store: Store) -> Iterator[Quad]:
    for name in store.graph_names():
        graph = NamedNode(name)
        for quad in parse(store.graph_bytes(name, N_TRIPLES), format=RdfFormat.N_TRIPLES):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _triples(store: Store) -> Iterator[Triple]:
    lines = {line for name in store.graph_names() for line in store.graph_bytes(name, N_TRIPLES).splitlines()}
    for quad in parse(b"\n".join(sorted(lines)), format=RdfFormat.N_TRIPLES):
        yield quad.triple

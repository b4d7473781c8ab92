"""The dataset in rdflib's memory: for libraries and notebooks that already live in rdflib."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterable

import rdflib
import rdflib.plugins.sparql
from rdflib.query import Result
from rdflib.term import Literal, Node

from kg.errors import QueryError, StoreError
from kg.store import sparql
from kg.store.table import Bindings, Iri, Table, Value
from kg.store.terms import value_of_literal

# Or a query's FROM <file:…> would read files of this machine, and FROM <http:…> the network.
rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
_RESULTS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_RDF = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}


class MemoryStore:
    """Answers SPARQL with rdflib's own engine over ``dataset`` (its default graph is the union)."""

    def __init__(self, dataset: rdflib.Dataset | None = None) -> None:
        self.dataset = dataset if dataset is not None else rdflib.Dataset(default_union=True)
        self._turn = threading.Lock()  # rdflib parses and answers one query at a time

    def select(self, query: str, bindings: Bindings | None = None) -> Table:
        with self._turn:
            return self._select(query, bindings)

    def _select(self, query: str, bindings: Bindings | None) -> Table:
        answer = self._ask(query, bindings)
        if answer.type == "ASK":
            return Table(("answer",), ((bool(answer.askAnswer),),))
        if answer.type != "SELECT":
            raise QueryError(
                "This query gives RDF, not a table.", hint="Use --format ttl, or write a SELECT."
            )
        names = tuple(str(variable) for variable in answer.vars or ())
        rows = tuple(
            tuple(_value(row.get(variable)) for variable in answer.vars or ()) for row in answer.bindings
        )
        if len(rows) == 1 and names and all(value is None for value in rows[0]):
            rows = ()  # rdflib gives one empty row for a GROUP BY over nothing; the standard gives none
        return Table(names, rows)

    def run(self, query: str, media_type: str, bindings: Bindings | None = None) -> bytes:
        answer = self._ask(query, bindings)
        form = (_RDF if answer.graph is not None else _RESULTS).get(media_type)
        if form is None:
            raise QueryError(f"This query's answer cannot be given as {media_type}.")
        buffer = io.BytesIO()
        answer.serialize(buffer, format=form)
        return buffer.getvalue()

    def _ask(self, query: str, bindings: Bindings | None) -> Result:
        sparql.form(query)
        text = sparql.bind(query, bindings)
        try:
            return self.dataset.query(text)
        except Exception as error:
            found = re.search(r"line:(\d+), col:(\d+)", str(error))
            if found is None:
                raise
            raise QueryError(f"The query does not parse, at line {found[1]}, column {found[2]}.") from error

    def graph_names(self) -> tuple[str, ...]:
        names = (str(graph.identifier) for graph in self.dataset.graphs() if len(graph))
        return tuple(sorted(name for name in names if name != str(rdflib.graph.DATASET_DEFAULT_GRAPH_ID)))

    def graph_bytes(self, name: str, media_type: str) -> bytes:
        form = _RDF.get(media_type)
        if form is None:
            raise QueryError(f"RDF cannot be given as {media_type}.")
        data = self.dataset.graph(rdflib.URIRef(name)).serialize(format=form, encoding="utf-8")
        return b"".join(sorted(data.splitlines(keepends=True))) if form == "nt" else data

    def replace_graphs(self, graphs: Iterable[tuple[str, bytes]]) -> None:
        fresh: dict[str, rdflib.Graph] = {}
        for name, triples in graphs:
            try:
                fresh[name] = rdflib.Graph().parse(data=triples, format="nt")
            except rdflib.exceptions.ParserError as error:
                raise StoreError(f"What is to become <{name}> is not N-Triples: {error}") from error
        for name, read in fresh.items():
            graph = self.dataset.graph(rdflib.URIRef(name))
            graph.remove((None, None, None))
            for triple in read:
                graph.add(triple)

    def close(self) -> None:
        self.dataset = rdflib.Dataset(default_union=True)


def _value(term: Node | None) -> Value:
    if isinstance(term, Literal):
        return value_of_literal(str(term), str(term.datatype) if term.datatype else None)
    return None if term is None else Iri(str(term))

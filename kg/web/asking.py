"""The served graph as a ``Store``: every question goes to a worker, so that pages keep the same limits as queries do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from kg.errors import StoreError
from kg.store import ordering
from kg.store.table import Bindings, Iri, Table, Value
from kg.store.terms import value_of_literal
from kg.web.workers import QueryWorkers, Question

_JSON = "application/sparql-results+json"
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


class WorkerStore:
    """Reads through ``QueryWorkers``; has no way to write."""

    def __init__(self, workers: QueryWorkers) -> None:
        self.workers = workers

    def select(self, query: str, bindings: Bindings | None = None) -> Table:
        free = ordering.taken_off(query)
        if free is not None:
            answer = json.loads(self.run(free[0], _JSON, bindings))
            names = tuple(answer["head"]["vars"])
            cells = answer["results"]["bindings"]
            keys = [name for name, _ in free[1]]
            if set(keys) <= set(names) and all(
                _sorts_anywhere(row.get(key)) for row in cells for key in keys
            ):
                ordered = ordering.in_order(names, _rows(names, cells), free[1])
                if ordered is not None:
                    return Table(names, tuple(ordered))
        answer = json.loads(self.run(query, _JSON, bindings))
        if "boolean" in answer:
            return Table(("answer",), ((bool(answer["boolean"]),),))
        names = tuple(answer["head"]["vars"])
        return Table(names, tuple(_rows(names, answer["results"]["bindings"])))

    def run(self, query: str, media_type: str, bindings: Bindings | None = None) -> bytes:
        return self.workers.run(Question(query, media_type, bindings))

    def graph_names(self) -> tuple[str, ...]:
        return self.workers.graph_names()

    def graph_bytes(self, name: str, media_type: str) -> bytes:
        question = Question("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", media_type, default_graphs=(name,))
        return self.workers.run(question)

    def replace_graphs(self, graphs: Iterable[tuple[str, bytes]]) -> None:
        raise StoreError("The served graph is only read.", hint="Rebuild it with `kg build`.")

    def close(self) -> None:
        self.workers.close()


def _rows(names: Sequence[str], cells: Iterable[Mapping[str, dict[str, str]]]) -> list[tuple[Value, ...]]:
    return [tuple(_value(row[name]) if name in row else None for name in names) for row in cells]


def _sorts_anywhere(cell: Mapping[str, str] | None) -> bool:
    if cell is None or cell["type"] == "uri":
        return True
    return cell["type"] == "literal" and cell.get("datatype", _XSD_STRING) in ordering.SORTED


def _value(term: dict[str, str]) -> Value:
    if term["type"] == "uri":
        return Iri(term["value"])
    if term["type"] == "bnode":
        return Iri(f"_:{term['value']}")
    return value_of_literal(term["value"], term.get("datatype", _XSD_STRING))

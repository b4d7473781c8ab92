"""The dataset in an Oxigraph store: on disk in generations that are never changed once published, or in memory."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    serialize,
)
from pyoxigraph import Store as Oxigraph

from kg.errors import LimitError, QueryError, StoreError
from kg.store import generations, ordering, sparql
from kg.store.table import Bindings, Iri, Table, Value
from kg.store.terms import value_of_literal

_Answer = QuerySolutions | QueryBoolean | QueryTriples


class EmbeddedStore:
    """Answers over one published generation.  ``folder`` is the ``graph/`` of a build, or None for memory only."""

    def __init__(
        self,
        engine: Oxigraph,
        folder: Path | None = None,
        prefixes: Mapping[str, str] | None = None,
        generation: str = "",
    ) -> None:
        self._engine = engine
        self.folder = folder
        self.generation = generation
        self._prefixes = dict(prefixes or {})

    def select(self, query: str, bindings: Bindings | None = None) -> Table:
        if (table := self._ordered(query, bindings)) is not None:
            return table
        answer = self._ask(query, bindings)
        if isinstance(answer, QueryBoolean):
            return Table(("answer",), ((bool(answer),),))
        if isinstance(answer, QueryTriples):
            raise QueryError(
                "This query gives RDF, not a table.", hint="Use --format ttl, or write a SELECT."
            )
        columns = tuple(variable.value for variable in answer.variables)
        rows = tuple(tuple(map(_value, solution)) for solution in answer)
        return Table(columns, rows)

    def _ordered(self, query: str, bindings: Bindings | None) -> Table | None:
        """The answer in its order, which is put in here; None where the engine has to."""
        free = ordering.taken_off(query)
        if free is None:
            return None
        answer = self._ask(free[0], bindings)
        if not isinstance(answer, QuerySolutions):
            return None
        columns = tuple(variable.value for variable in answer.variables)
        if not {name for name, _ in free[1]} <= set(columns):
            return None
        keys = [columns.index(name) for name, _ in free[1]]
        rows = []
        for solution in answer:
            if not all(_sorts_anywhere(solution[key]) for key in keys):
                return None
            rows.append(tuple(map(_value, solution)))
        ordered = ordering.in_order(columns, rows, free[1])
        return None if ordered is None else Table(columns, tuple(ordered))

    def run(self, query: str, media_type: str, bindings: Bindings | None = None) -> bytes:
        return self.run_on(query, media_type, bindings)

    def run_on(
        self,
        query: str,
        media_type: str,
        bindings: Bindings | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        answer_bytes: int | None = None,
    ) -> bytes:
        """``run`` over chosen graphs (SPARQL 1.1 Protocol, section 2.1.4) and with a bound on the answer's size.

        ``LimitError`` as soon as the answer grows beyond ``answer_bytes``: it is never cut short in silence.
        """
        answer = self._ask(query, bindings, default_graphs, named_graphs)
        out = _Bounded(answer_bytes)
        try:
            if isinstance(answer, QueryTriples):
                format_ = RdfFormat.from_media_type(media_type)
                if format_ is None:
                    raise QueryError(f"A CONSTRUCT cannot be given as {media_type}.")
                # Sorted, so that the same graph gives the same bytes; each triple once.
                serialize(sorted(set(answer), key=str), out, format=format_, prefixes=self._prefixes)
            else:
                results = QueryResultsFormat.from_media_type(media_type)
                if results is None:
                    raise QueryError(f"A SELECT or ASK cannot be given as {media_type}.")
                answer.serialize(out, format=results)
        except OSError:
            if out.full:
                raise LimitError(
                    f"The answer is larger than {answer_bytes:,} bytes.", hint="Ask for less, or add a LIMIT."
                ) from None
            raise
        return out.getvalue()

    def _ask(
        self,
        query: str,
        bindings: Bindings | None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> _Answer:
        sparql.form(query)
        text = sparql.bind(query, bindings)
        dataset: dict[str, Any] = {"use_default_graph_as_union": True}
        if default_graphs or named_graphs:
            # A dataset in the request stands in place of the union: only these graphs, merged.
            dataset = {
                "default_graph": [_name(graph) for graph in default_graphs],
                "named_graphs": [_name(graph) for graph in named_graphs],
            }
        try:
            return self._engine.query(text, **dataset)
        except SyntaxError as error:
            raise _syntax(text, error) from None
        except OSError as error:
            raise StoreError(
                f"The graph cannot be read: {error}.", hint="Build it again with `kg build`."
            ) from error

    def graph_names(self) -> tuple[str, ...]:
        return tuple(sorted(name.value for name in self._engine.named_graphs()))

    def graph_bytes(self, name: str, media_type: str) -> bytes:
        format_ = RdfFormat.from_media_type(media_type)
        if format_ is None:
            raise QueryError(f"RDF cannot be given as {media_type}.")
        quads = self._engine.quads_for_pattern(None, None, None, NamedNode(name))
        return _written(sorted((quad.triple for quad in quads), key=str), format_, self._prefixes)

    def replace_graphs(self, graphs: Iterable[tuple[str, bytes]]) -> None:
        changed = dict(graphs)
        try:
            if self.folder is None:
                quads = [quad for name, triples in changed.items() for quad in _quads(name, triples)]
                for name in changed:
                    self._engine.remove_graph(NamedNode(name))
                self._engine.bulk_extend(quads)
            else:
                self._publish(self.folder, changed)
        except SyntaxError as error:
            raise StoreError(f"What is to be put in the graph is not N-Triples: {error}") from error

    def _publish(self, folder: Path, changed: dict[str, bytes]) -> None:
        digest = hashlib.sha256(generations.current(folder).name.encode())
        for name in sorted(changed):
            digest.update(name.encode() + b"\0" + changed[name] + b"\0")
        generations.publish_changes(folder, digest.hexdigest()[:16], changed.items(), changed)
        self._engine, self.generation = generations.open_current(folder)

    def close(self) -> None:
        self._engine = Oxigraph()


class _Bounded(io.BytesIO):
    """Bytes up to a limit; a write beyond it fails and sets ``full``."""

    def __init__(self, limit: int | None) -> None:
        super().__init__()
        self.limit = limit
        self.full = False

    def write(self, data: Any, /) -> int:
        if self.limit is not None and self.tell() + len(data) > self.limit:
            self.full = True
            raise OSError("the answer is too large")
        return super().write(data)


def _name(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"Not an IRI of a graph: {iri!r}.") from error


def _quads(name: str, triples: bytes) -> Iterator[Quad]:
    graph = NamedNode(name)
    for quad in parse(triples, format=RdfFormat.N_TRIPLES):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _written(triples: list[Triple], format_: RdfFormat, prefixes: dict[str, str]) -> bytes:
    written = serialize(triples, format=format_, prefixes=prefixes)
    assert written is not None  # bytes come back when no file is given
    return written


def _sorts_anywhere(term: object) -> bool:
    if isinstance(term, Literal):
        return term.datatype.value in ordering.SORTED
    return term is None or isinstance(term, NamedNode)


def _value(term: object) -> Value:
    if isinstance(term, Literal):
        return value_of_literal(term.value, term.datatype.value)
    if isinstance(term, NamedNode):
        return Iri(term.value)
    if isinstance(term, BlankNode):
        return Iri(f"_:{term.value}")
    return None


def _syntax(text: str, error: SyntaxError) -> QueryError:
    """The engine's message with the line itself and a caret under the place."""
    message = str(error)
    found = re.search(r"at (?:line )?(\d+)(?::| column )(\d+)", message)
    if not found:
        return QueryError(f"The query does not parse: {message}")
    line, column = int(found[1]), int(found[2])
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    expected = message[found.end() :].lstrip(": ")
    if len(expected) > 120:  # a list of every token that could stand here helps nobody
        expected = "something is missing here, or does not belong"
    fault = QueryError(
        f"The query does not parse, at line {line}, column {column}: {expected}",
        hint=f"{shown}\n  {' ' * (column - 1)}^",
    )
    fault.place = (line, column)
    return fault

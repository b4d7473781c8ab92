"""What every store can do.  ``kg.store.opening.open_store`` gives one; nothing else is to be relied on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kg.store.table import Bindings, Table


class Store(Protocol):
    """A dataset of named graphs that answers SPARQL over their union.

    Questions may be asked from several threads at once while nothing is written.
    ``bindings`` are values for variables of the query: bound as terms, never pasted into its text.
    Errors: ``QueryError`` (does not parse; names line and column), ``StoreError``, ``RemoteError``, ``LimitError``.
    """

    def select(self, sparql: str, bindings: Bindings | None = None) -> Table:
        """Answer a SELECT (or an ASK, as a table of one boolean column ``answer``)."""
        ...

    def run(self, sparql: str, media_type: str, bindings: Bindings | None = None) -> bytes:
        """Answer any query form, serialised whole as ``media_type`` (SPARQL results or RDF)."""
        ...

    def graph_names(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        ...

    def graph_bytes(self, name: str, media_type: str) -> bytes:
        """One named graph, serialised; the same triples give the same bytes."""
        ...

    def replace_graphs(self, graphs: Iterable[tuple[str, bytes]]) -> None:
        """Put each (name, N-Triples) in place of the graph of that name, all of them or none."""
        ...

    def close(self) -> None: ...

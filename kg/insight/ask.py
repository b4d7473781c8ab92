"""Ask the dataset a named question."""

from __future__ import annotations

from kg.insight.queries import find, values
from kg.store.protocol import Store
from kg.store.table import Table


def ask(store: Store, name: str, **parameters: object) -> Table:
    """The rows of the named question, in its order.  Parameters are slugs, IRIs, numbers or words; absent means any.

    Errors: ``UnknownNameError`` (question, parameter or kind), ``QueryError`` (a value that does not fit).
    """
    query = find(name)
    return store.select(query.sparql, values(query, parameters))

"""Whether a review was withdrawn, and what its tombstone says."""

from __future__ import annotations

from kg.resources import internal_query
from kg.store.protocol import Store
from kg.store.table import Iri, Table


def withdrawal(store: Store, review: Iri) -> Table:
    """One row (``on``, ``by``, ``why``) for a review that was withdrawn, else none."""
    return store.select(internal_query("withdrawal.rq"), {"review": review})

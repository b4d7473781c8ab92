"""Whether a review was withdrawn, and what its tombstone says."""

from __future__ import annotations

from kg.resources import ontology_folder
from kg.store.protocol import Store
from kg.store.table import Iri, Table


def withdrawal(store: Store, review: Iri) -> Table:
    """One row (``on``, ``by``, ``why``) for a review that was withdrawn, else none."""
    query = (ontology_folder() / "queries" / "internal" / "withdrawal.rq").read_text(encoding="utf-8")
    return store.select(query, {"review": review})

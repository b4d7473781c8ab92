"""A long listing in pages: the rows of a run of reviews at a time.  One after the other they are the rows of the whole, in its order.

Which things a listing is read by (reviews, mostly), in which order and how many at a time, its header says; a question of
``ontology/queries/pages`` gives these things, and a page binds a run of them in the listing's own parameter.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import QueryError
from kg.insight.queries import NamedQuery, Paging, named_queries
from kg.resources import ontology_folder
from kg.store.protocol import Store
from kg.store.table import Bindings


@dataclass(frozen=True, slots=True)
class Page:
    """Page ``number`` of ``pages``: the things that it is read by (reviews, say) from ``first`` to ``last``, of ``total``; places count from 1."""

    number: int
    pages: int
    paging: Paging
    first: int
    last: int
    total: int
    bindings: Bindings  # the listing's parameters, with this run of things

    def __str__(self) -> str:
        said = (
            f"{self.paging.things} {self.first:,} to {self.last:,} of {self.total:,}"
            if self.total
            else "nothing"
        )
        return f"page {self.number:,} of {self.pages:,}: {said}"


def page(store: Store, query: NamedQuery, bindings: Bindings, number: int) -> Page:
    """That page of the listing.  ``QueryError`` where the question has no pages, or not that many."""
    paging = query.paging
    if paging is None:
        raise QueryError(f"{query.name} is not read in pages.", hint="Ask it without a page: it comes whole.")
    asked = named_queries(ontology_folder() / "queries" / "pages")[paging.question]
    narrowing = {parameter.name for parameter in asked.parameters}
    things = store.select(
        asked.sparql, {name: value for name, value in bindings.items() if name in narrowing}
    ).column(paging.variable)
    pages = max(1, -(-len(things) // paging.size))
    if not 1 <= number <= pages:
        there = f"Its pages are 1 to {pages:,}." if pages > 1 else "It has one page."
        raise QueryError(f"{query.name} has no page {number:,}.", hint=there)
    start = (number - 1) * paging.size
    run = things[start : start + paging.size]
    return Page(
        number,
        pages,
        paging,
        start + 1,
        start + len(run),
        len(things),
        {**bindings, paging.variable: run} if run else bindings,  # of nothing the whole is nothing too
    )

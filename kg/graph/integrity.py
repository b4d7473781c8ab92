"""Promises that shapes cannot express: every quotation is its source's own words; no triple twice; no blank node."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from kg.graph.shapes import Fault
from kg.model import Document
from kg.resources import internal_query
from kg.store.protocol import Store
from kg.store.table import Table

Find = Callable[[str], Document | None]  # from a text's SHA-256 to the document that was read


def check_integrity(store: Store, find: Find) -> Iterator[Fault]:
    """Every broken promise.  ``find`` gives the text that a hash names, or None when it is not held."""
    yield from check_quotations(store, find)
    for row in store.select(internal_query("repeated-triples.rq")).rows:
        yield Fault(
            "violation", str(row[0]), f"A triple stands in two graphs: {row[3]} and {row[4]}.", str(row[2])
        )
    for row in store.select(internal_query("blank-nodes.rq")).rows:
        yield Fault("violation", str(row[0]), "A node has no name.", str(row[2]))


def check_quotations(store: Store, find: Find) -> Iterator[Fault]:
    """Compare each quotation's words, place and page with its text, one document at a time."""
    table = store.select(internal_query("quotations.rq"))
    by_text: defaultdict[str, list[int]] = defaultdict(list)
    for place, sha256 in enumerate(table.column("sha256")):
        by_text[str(sha256)].append(place)
    for sha256, places in sorted(by_text.items()):
        document = find(sha256)
        if document is None:
            yield Fault("violation", f"text {sha256[:12]}", "The text behind its quotations is not held.")
            continue
        if document.source.sha256 != sha256:
            yield Fault("violation", f"text {sha256[:12]}", "The text that is held has another hash.")
        yield from _compare(table, places, document)


def _compare(table: Table, places: list[int], document: Document) -> Iterator[Fault]:
    for place in places:
        node, _, start, end, exact, page = table.rows[place]
        words = document.text[int(str(start)) : int(str(end))]
        if words != exact:
            yield Fault(
                "violation", str(node), f"The quotation is not its source's words: {words!r}.", str(exact)
            )
        if page != document.page_of(int(str(start))):
            yield Fault(
                "violation",
                str(node),
                f"The page is not that of its place: {document.page_of(int(str(start)))}.",
                str(page),
            )


def count_quotations(store: Store) -> int:
    return len(store.select(internal_query("quotations.rq")))

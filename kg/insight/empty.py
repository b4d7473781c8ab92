"""Why an answer is empty, as far as the graph itself can tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.insight.queries import NamedQuery
from kg.resources import internal_query
from kg.store import sparql
from kg.store.protocol import Store
from kg.store.table import Iri, Value


def explain_empty(store: Store, query: NamedQuery, bindings: Mapping[str, Value]) -> Iterator[str]:
    """Sentences: names that are nowhere in the graph, prefixes' vocabularies that it does not use, filters to drop."""
    yield "No rows."
    unused = [iri for iri in _constants(query.sparql, bindings) if not _is_there(store, iri)]
    for iri in unused:
        yield f"Nothing in the graph is, or says, <{iri}>."
    if bindings and not unused:
        yield "Every name is known, so the conditions together leave nothing."
        for name in bindings:
            without = {other: value for other, value in bindings.items() if other != name}
            rows = len(store.select(query.sparql, without))
            if rows:
                yield f"Without {name} there are {rows} rows."
    elif not unused:
        yield "Every name in it is known to the graph: its conditions together fit nothing there."


def _constants(text: str, bindings: Mapping[str, Value]) -> list[str]:
    """The IRIs that the query names in full or by prefix, its parameters' defaults left out where values are given."""
    prefixes: dict[str, str] = {}
    found: list[str] = [value for value in bindings.values() if isinstance(value, Iri)]
    listed = list(sparql.tokens(sparql.bind(text, {n: v for n, v in bindings.items() if v is not None})))
    for place, token in enumerate(listed):
        if token.is_word("PREFIX") and place + 2 < len(listed):
            prefixes[listed[place + 1].text] = listed[place + 2].text[1:-1]
        declared = place >= 2 and listed[place - 2].is_word("PREFIX")
        if token.kind == "iri" and not declared and not listed[place - 1].text.startswith("^^"):
            found.append(token.text[1:-1])
        elif token.kind == "name" and not listed[place - 1].is_word("PREFIX"):
            prefix, _, local = token.text.partition(":")
            if f"{prefix}:" in prefixes:
                found.append(prefixes[f"{prefix}:"] + local)
    return list(dict.fromkeys(found))


def _is_there(store: Store, iri: str) -> bool:
    return bool(store.select(internal_query("mentioned.rq"), {"it": Iri(iri)}).rows[0][0])

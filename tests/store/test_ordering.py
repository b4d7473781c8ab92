"""Rows sorted outside the engine stand as the engine sorts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Store as Oxigraph

from kg.insight.queries import named_queries
from kg.store import ordering
from kg.store.embedded import EmbeddedStore

P, Q = (NamedNode(f"http://example.org/{name}") for name in "pq")
TERMS = st.one_of(
    st.integers(-50, 50).map(Literal),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=3).map(Literal),
    st.sampled_from([Literal("b", language="en"), NamedNode("http://example.org/a")]),
    st.sampled_from(["1.5", "-2.25"]).map(lambda n: Literal(n, datatype=NamedNode(ordering.XSD + "decimal"))),
    st.sampled_from(["2019", "2020"]).map(lambda n: Literal(n, datatype=NamedNode(ordering.XSD + "gYear"))),
)


@given(
    st.lists(st.tuples(TERMS, st.none() | st.integers(0, 3).map(Literal)), max_size=12),
    st.sampled_from(
        ["?a ?b ?s", "DESC(?b) ?a ?s", "?b DESC( ?a ) ?s", "desc(?a) asc(?b) ?s", "STR(?a) ?b ?s"]
    ),
)
def test_as_the_engine_sorts(pairs: list[tuple[Literal | NamedNode, Literal | None]], order: str) -> None:
    engine = Oxigraph()
    for place, (one, other) in enumerate(pairs):
        subject = NamedNode(f"http://example.org/{place:02}")
        engine.add(Quad(subject, P, one))
        if other is not None:
            engine.add(Quad(subject, Q, other))
    query = f"SELECT ?a ?b ?s WHERE {{ ?s <{P.value}> ?a OPTIONAL {{ ?s <{Q.value}> ?b }} }} ORDER BY {order}"
    store = EmbeddedStore(engine)
    by_engine = store.select(query + " LIMIT 1000")  # a clause that stays with the engine
    assert store.select(query) == by_engine


@pytest.mark.parametrize(
    "tail",
    ["", " ORDER BY ?a LIMIT 3", " ORDER BY STR(?a)", ' HAVING(?a = "}") ORDER BY ?a', "# } ORDER BY ?a", " ORDER BY ?a # last"],
)  # fmt: skip
def test_what_stays_with_the_engine(tail: str) -> None:
    assert ordering.taken_off("SELECT ?a WHERE { ?a ?b ?c }" + tail) is None


def test_most_named_questions_are_sorted_here() -> None:
    free = [query for query in named_queries().values() if ordering.taken_off(query.sparql)]
    assert len(free) > 55


def test_several_sorts_of_value_in_a_column_stay_with_the_engine() -> None:
    assert ordering.in_order(("a",), [(1,), ("x",)], (("a", False),)) is None
    assert ordering.in_order(("a",), [(2,), (None,), (1,)], (("a", True),)) == [(2,), (1,), (None,)]

"""What every store does: embedded on disk, rdflib in memory, and a real SPARQL 1.1 server over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import QueryError, RemoteError, StoreError
from kg.graph.vocabulary import BASE
from kg.insight.ask import ask
from kg.store import generations
from kg.store.memory import MemoryStore
from kg.store.opening import open_store
from kg.store.protocol import Store
from kg.store.remote import RemoteStore
from kg.store.table import Iri
from tests.sparql_server import sparql_server

ONE, OTHER = "http://example.org/g/one", "http://example.org/g/other"
S = "<http://example.org/s>"
LINES = (
    f'{S} <http://example.org/p> "one" .\n{S} <http://example.org/n> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
).encode()
MORE = f'{S} <http://example.org/q> "=1+1 “quoted” \\"é\\"\\n" .\n'.encode()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An Oxigraph server in memory, on a free port of loopback."""
    with sparql_server() as address:
        yield address


@pytest.fixture(params=["embedded", "rdflib", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "embedded":
        generations.publish(tmp_path / "graph", "first", [])
        opened: Store = open_store(tmp_path)
    elif request.param == "rdflib":
        opened = MemoryStore()
    else:
        opened = RemoteStore(request.getfixturevalue("server"))
        opened.replace_graphs((name, b"") for name in opened.graph_names())
    yield opened
    opened.close()


def test_graphs_are_put_listed_read_and_replaced(store: Store) -> None:
    store.replace_graphs([(ONE, LINES), (OTHER, MORE)])
    assert store.graph_names() == (ONE, OTHER)
    assert store.graph_bytes(ONE, "application/n-triples") == b"".join(
        sorted(LINES.splitlines(keepends=True))
    )
    store.replace_graphs([(ONE, MORE)])
    assert store.graph_bytes(ONE, "application/n-triples") == MORE
    assert store.graph_bytes(OTHER, "application/n-triples") == MORE


def test_an_empty_graph_is_no_graph(store: Store) -> None:
    store.replace_graphs([(ONE, LINES), (OTHER, MORE)])
    store.replace_graphs([(OTHER, b"")])
    assert store.graph_names() == (ONE,)


def test_several_graphs_are_replaced_together_or_not_at_all(store: Store) -> None:
    store.replace_graphs([(ONE, LINES)])
    with pytest.raises((QueryError, RemoteError, SyntaxError, StoreError)):
        store.replace_graphs([(ONE, MORE), (OTHER, b"this is no triple\n")])
    assert store.graph_names() == (ONE,)
    assert store.graph_bytes(ONE, "application/n-triples") == b"".join(
        sorted(LINES.splitlines(keepends=True))
    )


def test_a_query_sees_the_union_and_keeps_types(store: Store) -> None:
    store.replace_graphs([(ONE, LINES), (OTHER, MORE)])
    table = store.select("SELECT ?p ?o WHERE { ?s ?p ?o } ORDER BY ?p")
    assert table.columns == ("p", "o")
    assert table.rows == (
        (Iri("http://example.org/n"), 7),
        (Iri("http://example.org/p"), "one"),
        (Iri("http://example.org/q"), '=1+1 “quoted” "é"\n'),
    )
    assert isinstance(table.rows[0][0], Iri)


def test_ask_is_a_table_of_one(store: Store) -> None:
    store.replace_graphs([(ONE, LINES)])
    assert store.select("ASK { ?s ?p 'one' }").rows == ((True,),)
    assert store.select("ASK { ?s ?p 'two' }").rows == ((False,),)


def test_parameters_are_terms(store: Store) -> None:
    store.replace_graphs([(ONE, LINES), (OTHER, MORE)])
    query = "SELECT ?p WHERE { VALUES ?o { 'nothing' } ?s ?p ?o }"
    assert store.select(query).rows == ()
    assert store.select(query, {"o": "one"}).rows == ((Iri("http://example.org/p"),),)
    assert store.select(query, {"o": 7}).rows == ((Iri("http://example.org/n"),),)
    assert store.select(query, {"o": "'} ?s ?p ?o . { VALUES ?x { '"}).rows == ()


def test_a_group_over_nothing_has_no_rows(store: Store) -> None:
    store.replace_graphs([(ONE, LINES)])
    table = store.select("SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s <http://example.org/none> ?o } GROUP BY ?s")
    assert table.rows == ()


def test_rdf_comes_as_asked(store: Store) -> None:
    store.replace_graphs([(ONE, LINES)])
    query = "CONSTRUCT { ?s <http://example.org/r> ?o } WHERE { ?s <http://example.org/p> ?o }"
    assert store.run(query, "application/n-triples").strip() == f'{S} <http://example.org/r> "one" .'.encode()
    with pytest.raises(QueryError):
        store.select(query)


@pytest.mark.parametrize(
    "media_type", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"]
)
def test_results_come_as_asked(store: Store, media_type: str) -> None:
    store.replace_graphs([(ONE, LINES)])
    assert b"one" in store.run("SELECT ?o WHERE { ?s <http://example.org/p> ?o }", media_type)


@pytest.mark.parametrize(
    "query", ["SELECT ?x WHERE {", "SELECT * WHERE { SERVICE <http://a> { ?s ?p ?o } }", "DROP ALL"]
)
def test_bad_queries_are_named_and_change_nothing(store: Store, query: str) -> None:
    store.replace_graphs([(ONE, LINES)])
    with pytest.raises(QueryError):
        store.select(query)
    assert store.graph_names() == (ONE,)


def test_a_named_question_gives_the_same_rows_everywhere(
    store: Store, built: Path, graphs: dict[str, bytes]
) -> None:
    store.replace_graphs(graphs.items())
    embedded = open_store(built)
    assert embedded.graph_names() == store.graph_names()
    for question in ("recurring-groups", "dates", "themes-together", "agencies-criticised-and-praised"):
        expected = ask(embedded, question)
        assert len(expected)
        assert ask(store, question) == expected


def test_every_graph_comes_back_as_it_went_in(store: Store, graphs: dict[str, bytes]) -> None:
    store.replace_graphs(graphs.items())
    for name, data in graphs.items():
        back = store.graph_bytes(name, "application/n-triples")
        assert sorted(back.splitlines()) == sorted(data.splitlines()), name.removeprefix(BASE)

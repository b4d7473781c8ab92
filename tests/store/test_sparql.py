"""SPARQL texts: what is refused, and parameters that are terms and can never be syntax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.store import sparql
from kg.store.opening import in_memory
from kg.store.table import Iri

REFUSED = [
    "SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "SELECT * WHERE { service silent ?x { ?s ?p ?o } }",
    "PREFIX a: <http://a#>\nSELECT * WHERE { ?s a:b ?o . SeRvIcE a:c { } }",
    "LOAD <http://example.org/data.ttl>",
    "SELECT * WHERE { ?s ?p ?o } ; LOAD <file:///etc/passwd>",
    "INSERT DATA { <http://a> <http://b> <http://c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
    "",
    "# only a comment SELECT",
]
ALLOWED = [
    'SELECT * WHERE { ?s ?p "SERVICE <http://example.org/>" }',
    "SELECT * WHERE { ?s <http://example.org/SERVICE> ?load }",
    "PREFIX x: <http://x#>\nSELECT * WHERE { ?s x:service x:LOAD } # SERVICE",
    "SELECT * WHERE { ?SERVICE ?p '''LOAD\n<http://a>''' }",
    "DESCRIBE <http://a>",
]


@pytest.mark.parametrize("query", REFUSED)
def test_what_reaches_out_or_changes_data_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        sparql.form(query)


@pytest.mark.parametrize("query", ALLOWED)
def test_words_in_strings_names_and_comments_are_no_keywords(query: str) -> None:
    assert sparql.form(query) in sparql.FORMS


def test_the_place_of_a_refusal_is_told() -> None:
    with pytest.raises(QueryError, match="line 2, column 3"):
        sparql.form("SELECT * WHERE {\n  SERVICE <http://a> {} }")


def test_a_parameter_takes_the_place_of_its_default_everywhere() -> None:
    query = "SELECT ?n { VALUES ?n { 1 } { SELECT ?n { VALUES ?n { 1 2 } } } } # VALUES ?n { 9 }"
    bound = sparql.bind(query, {"n": 7})
    assert bound.count("VALUES ?n { 7 }") == 2
    assert "VALUES ?n { 9 }" in bound


def test_none_takes_a_restriction_away() -> None:
    store = in_memory()
    query = "SELECT ?n ?m { VALUES ?n { 1 } VALUES ?m { 1 2 } FILTER(!BOUND(?n) || ?n = ?m) }"
    assert len(store.select(query)) == 1
    assert len(store.select(query, {"n": None})) == 2


def test_an_unknown_variable_is_an_error() -> None:
    with pytest.raises(QueryError, match=r"\?wrong"):
        sparql.bind("SELECT * WHERE { ?s ?p ?o }", {"wrong": 1})


def test_all_values_of_a_parameter_stand_in_its_block_and_are_never_syntax() -> None:
    query = "SELECT ?s WHERE { VALUES ?n { 1 } ?s ?p ?n }"
    assert 'VALUES ?n { 7 "}" }' in sparql.bind(query, {"n": (7, "}")})
    assert "{ VALUES ?s { <x:a> <x:b> }  VALUES ?n { 1 }" in sparql.bind(
        query, {"s": (Iri("x:a"), Iri("x:b"))}
    )
    assert "VALUES ?n {  }" in sparql.bind(query, {"n": ()})


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")))
def test_no_text_can_become_syntax(text: str) -> None:
    table = in_memory().select('SELECT ?x WHERE { VALUES ?x { "default" } }', {"x": text})
    assert table.rows == ((text,),)


@given(st.text())
def test_an_iri_is_an_iri_or_refused(text: str) -> None:
    try:
        bound = sparql.bind("SELECT ?x WHERE { VALUES ?x { <http://a> } }", {"x": Iri(text)})
    except QueryError:
        return
    assert [token.kind for token in sparql.tokens(bound)].count("iri") == 1


@pytest.mark.parametrize(
    ("broken", "line"), [("SELECT * WHERE {\n ?s ?p", 2), ("SELECT ?x WHERE { ?x ?y }", 1), ("SELEC * {}", 0)]
)
def test_a_broken_query_is_shown_with_its_line(broken: str, line: int) -> None:
    with pytest.raises(QueryError) as caught:
        in_memory().select(broken)
    assert (f"line {line}, column" in caught.value.what) is (line > 0)

"""Long listings in pages: one after the other they are the whole, in its order, and every page says where it stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import rdflib

from benchmarks.graphs import Generator
from kg.errors import OntologyError, QueryError
from kg.graph.dataset import assemble, lines_by_graph
from kg.graph.describe import describe
from kg.graph.schemes import schemes
from kg.insight.ask import ask
from kg.insight.paging import page
from kg.insight.queries import NamedQuery, find, named_queries, parse, values
from kg.model import Understanding
from kg.store.memory import MemoryStore
from kg.store.opening import open_store
from kg.store.protocol import Store
from kg.store.table import Value
from tests.printed_twice import printed_twice

LISTINGS = sorted(name for name, query in named_queries().items() if query.paging)
THINGS = ({}, {"area": "E08000034"}, {"since": "2019"}, {"theme": "information-sharing"}, {"kind": "finding"})


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(printed_twice(tmp_path_factory.mktemp("twice")))


@pytest.fixture(scope="module")
def in_rdflib() -> Store:
    """Three short reviews: rdflib takes its time."""
    generator, memory, tree = Generator(), MemoryStore(), schemes()
    described = [lines_by_graph(describe(shortened(generator.review(number)), tree)) for number in (1, 2, 40)]
    for name, lines in assemble(described, tree).items():
        memory.dataset.graph(rdflib.URIRef(name)).parse(data="\n".join(lines), format="nt")
    return memory


def shortened(whole: Understanding) -> Understanding:
    """Every fifth item of it."""
    reviews = tuple(replace(review, items=review.items[::5]) for review in whole.reviews)
    return replace(whole, reviews=reviews)


def in_pages_of(size: int, name: str) -> NamedQuery:
    query = find(name)
    assert query.paging is not None
    return replace(query, paging=replace(query.paging, size=size))


def read(store: Store, query: NamedQuery, given: dict[str, object]) -> list[tuple[Value, ...]]:
    """The rows of all pages, one after the other."""
    bindings, rows, number = values(query, given), [], 1
    while True:
        run = page(store, query, bindings, number)
        rows += store.select(query.sparql, run.bindings).rows
        if number == run.pages:
            assert run.last == run.total
            return rows
        number += 1


def test_the_long_listings_have_pages() -> None:
    assert len(LISTINGS) >= 20


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("name", LISTINGS)
def test_the_pages_are_the_whole_in_its_order(name: str, size: int, embedded: Store) -> None:
    query = in_pages_of(size, name)
    for given in THINGS:
        if given.keys() <= {parameter.name for parameter in query.parameters}:
            assert read(embedded, query, given) == list(ask(embedded, name, **given).rows)


@pytest.mark.parametrize("name", LISTINGS)
def test_so_they_are_in_another_engine(name: str, in_rdflib: Store) -> None:
    whole = list(ask(in_rdflib, name).rows)
    assert read(in_rdflib, in_pages_of(2, name), {}) == whole
    nothing = ("back-after-recommendation", "graph-addressees", "praised-and-criticised", "tags-to-check")
    assert whole or name in nothing


def test_a_page_says_where_it_stands(embedded: Store) -> None:
    query = in_pages_of(2, "theme-evidence")
    first, last = page(embedded, query, {}, 1), page(embedded, query, {}, 3)
    assert str(first) == "page 1 of 3: reviews 1 to 2 of 6"
    assert (last.first, last.last) == (5, 6)
    of_one = page(embedded, query, values(query, {"review": "kirklees-child-e"}), 1)
    assert (of_one.pages, of_one.total) == (1, 1)
    assert str(page(embedded, query, values(query, {"since": "2100"}), 1)) == "page 1 of 1: nothing"
    assert "agencies 1 to 2 of" in str(page(embedded, in_pages_of(2, "agencies"), {}, 1))


def test_a_page_that_is_not_there_is_an_error(embedded: Store) -> None:
    with pytest.raises(QueryError, match="no page 9"):
        page(embedded, find("theme-evidence"), {}, 9)
    with pytest.raises(QueryError, match="not read in pages"):
        page(embedded, find("recurring-themes"), {}, 1)


def test_a_listing_is_read_by_one_of_its_parameters() -> None:
    with pytest.raises(OntologyError, match="read by review"):
        parse(
            "x",
            "# title: x\n# question: x\n# audience: x\n# pages: review | reviews | 10\nSELECT * { ?review ?p ?o }",
        )


def test_every_listing_is_read_by_a_question_that_is_there() -> None:
    things = named_queries(Path("ontology/queries/pages"))
    for name in LISTINGS:
        paging = find(name).paging
        assert paging is not None
        assert paging.variable in dict(things[paging.question].columns)
        assert "page" not in {parameter.name for parameter in find(name).parameters}

"""What is computed at publishing says what the plain statements say: each question in its plain form, on two engines."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from benchmarks.graphs import Generator
from benchmarks.store import PLAIN, QUESTIONS
from kg.graph.dataset import assemble, lines_by_graph
from kg.graph.describe import describe
from kg.graph.schemes import schemes
from kg.insight.ask import ask
from kg.store import generations
from kg.store.memory import MemoryStore
from kg.store.opening import open_store
from kg.store.protocol import Store
from kg.store.table import Iri, Table, Value
from tests.printed_twice import printed_twice

AREA = Iri("https://safeguarding-learning.example/area/area-3")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve areas with three reviews each, so that learning comes back."""
    folder, tree, generator = tmp_path_factory.mktemp("generated"), schemes(), Generator()
    numbers = [number for first in (0, 150, 300) for number in range(first, first + 12)]
    described = (lines_by_graph(describe(generator.review(number), tree)) for number in numbers)
    whole = {
        name: "".join(f"{line}\n" for line in lines).encode()
        for name, lines in assemble(described, tree).items()
    }
    generations.publish(folder / "graph", "first", whole.items())
    return folder


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review in two documents, beside two others: what both print is one item and one review."""
    return printed_twice(tmp_path_factory.mktemp("twice"))


def given(name: str) -> dict[str, Value]:
    return (
        {"minimum": 1} if name == "theme-counts" else {"area": AREA} if name == "area-against-others" else {}
    )


def both(store: Store, name: str) -> tuple[list[str], list[str]]:
    """The rows of the plain form and of the question, in the plain form's columns, sorted as text."""
    parameters = given(name)
    of_plain = {key: value for key, value in parameters.items() if isinstance(value, Iri)}
    plain = store.select((PLAIN / f"{name}.rq").read_text(encoding="utf-8"), of_plain)
    quick = ask(store, name, **parameters)
    assert set(plain.columns) <= set(quick.columns)
    # The plain forms of these count what is asserted, and nothing that is only suggested.
    least = {"recurring-themes": 2, "theme-counts": 1}.get(name, 0)
    kept = [row for row in quick.dicts() if not least or int(str(row["reviews"])) >= least]
    return _told(plain), sorted(repr(tuple(row[column] for column in plain.columns)) for row in kept)


def _told(table: Table) -> list[str]:
    return sorted(map(repr, table.rows))


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_computed_form_says_what_the_plain_form_says(name: str, generated: Path) -> None:
    plain, quick = both(open_store(generated), name)
    assert quick == plain
    assert quick or name in (
        "only-good-practice",
        "questions-without-finding",
        "recommendations-without-finding",
    )


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_two_documents_print_counts_once(name: str, twice: Path) -> None:
    plain, quick = both(open_store(twice), name)
    assert quick == plain


@pytest.fixture(scope="module")
def in_rdflib(twice: Path) -> Store:
    memory, store = MemoryStore(), open_store(twice)
    for name in store.graph_names():
        data = store.graph_bytes(name, "application/n-triples")
        memory.dataset.graph(rdflib.URIRef(name)).parse(data=data, format="nt")
    return memory


@pytest.mark.parametrize("name", QUESTIONS)
def test_two_engines_agree_on_two_documents(name: str, twice: Path, in_rdflib: Store) -> None:
    assert _told(ask(in_rdflib, name)) == _told(ask(open_store(twice), name))


@pytest.mark.parametrize("name", ["recurring-themes", "recurring-groups", "theme-counts"])
def test_of_all_reviews_or_of_all_years_is_the_same(name: str, generated: Path) -> None:
    """The part of the query that counts reviews one by one, and the part that takes the totals."""
    store = open_store(generated)
    assert ask(store, name, since=1900) == ask(store, name)

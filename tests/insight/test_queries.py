"""The named questions: complete headers, the same rows from two engines, parameters that fit or are explained."""

from __future__ import annotations

import pytest
import rdflib

from kg.errors import OntologyError, QueryError, UnknownNameError
from kg.graph.dataset import assemble, lines_by_graph
from kg.graph.describe import describe
from kg.graph.register import register
from kg.graph.schemes import schemes
from kg.graph.settlement import card, settle_all, settled
from kg.insight.ask import ask
from kg.insight.empty import explain_empty
from kg.insight.naming import resolve
from kg.insight.queries import THINGS, convert, find, named_queries, parse, values
from kg.store import generations
from kg.store.memory import MemoryStore
from kg.store.opening import open_store
from kg.store.protocol import Store
from kg.store.sparql import form
from kg.store.table import Iri
from tests.gold import fictional, kirklees

NAMES = sorted(name for name, query in named_queries().items() if form(query.sparql) == "SELECT")
BASE = "https://safeguarding-learning.example/"


@pytest.fixture(scope="module")
def graphs_of_several() -> dict[str, bytes]:
    """Child E and, where the corpus is there, a fictional review that speaks of others."""
    wanted = {"harrowmere-child-f"}
    chosen = [one for one in fictional() if len(one.reviews) == 1 and one.reviews[0].identity.key in wanted]
    gold = [kirklees(), *chosen]
    hows = settle_all((card(review) for one in gold for review in one.reviews), register())
    described = [
        lines_by_graph(describe(settled(one, how), schemes(), how.known))
        for one in gold
        for how in [hows[one.document.source.sha256[:12]]]
    ]
    return {n: ("\n".join(lines) + "\n").encode() for n, lines in assemble(described, schemes()).items()}


@pytest.fixture(scope="module")
def store(graphs_of_several: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("several")
    generations.publish(folder / "graph", "first", graphs_of_several.items())
    return open_store(folder)


@pytest.fixture(scope="module")
def in_rdflib(graphs_of_several: dict[str, bytes]) -> Store:
    memory = MemoryStore()
    for name, data in graphs_of_several.items():
        memory.dataset.graph(rdflib.URIRef(name)).parse(data=data, format="nt")
    return memory


def test_there_are_the_thirty_questions_and_more() -> None:
    assert len(NAMES) >= 30


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_explained_whole(name: str, store: Store) -> None:
    query = find(name)
    assert query.question
    assert query.audience
    assert query.title
    table = ask(store, name)
    assert table.columns == tuple(column for column, _ in query.columns)


@pytest.mark.parametrize("name", NAMES)
def test_two_engines_give_the_same_rows(name: str, store: Store, in_rdflib: Store) -> None:
    ours, theirs = ask(store, name), ask(in_rdflib, name)
    assert ours.columns == theirs.columns
    # Rows that the query's own order leaves equal may come in either order.
    assert sorted(map(repr, ours.rows)) == sorted(map(repr, theirs.rows))


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_can_be_given(name: str, store: Store) -> None:
    examples = {"theme": "neglect", "agency": "west-yorkshire-police", "agency-type": "police-force", "review": "kirklees-child-e",
                "review-type": "child-review", "age-band": "under-1", "area": "E08000034", "year": "2019", "integer": "1",
                "decimal": "0.9", "kind": "finding"}  # fmt: skip
    query = find(name)
    given = {p.name: examples.get(p.type, "words") for p in query.parameters}
    assert ask(store, name, **given).columns == ask(store, name).columns


def test_a_filter_filters(store: Store) -> None:
    of_all = ask(store, "recurring-themes", minimum=1)
    of_kirklees = ask(store, "recurring-themes", minimum=1, area="E08000034")
    assert set(of_kirklees.column("of")) == {1}
    assert len(of_kirklees) <= len(of_all)
    assert ask(store, "recurring-themes", since=2100).rows == ()


def test_the_sum_by_hand(store: Store) -> None:
    rows = {row["theme"]: row for row in ask(store, "recurring-themes", minimum=1, area="E08000034").dicts()}
    gold = kirklees().reviews[0]
    stated = {
        tag.theme
        for item in gold.items
        if item.kind in ("finding", "point")
        for tag in item.themes
        if tag.tagger == "lexicon"
    }
    assert {str(t).rsplit("/", 1)[1] for t, row in rows.items() if row["reviews"]} == stated


def test_unknown_names_are_met_with_the_nearest(store: Store) -> None:
    with pytest.raises(UnknownNameError) as query:
        find("recuring-themes")
    assert "recurring-themes" in str(query.value.hint)
    with pytest.raises(UnknownNameError) as parameter:
        ask(store, "recurring-themes", theme="neglect")
    assert "minimum" in str(parameter.value.hint)
    with pytest.raises(UnknownNameError) as theme:
        resolve(store, "theme", "informaton sharing")
    assert "information sharing" in str(theme.value.hint)


@pytest.mark.parametrize("words", ["information-sharing", "Information Sharing", "theme:information-sharing"])
def test_things_are_found_by_any_of_their_names(store: Store, words: str) -> None:
    assert resolve(store, "theme", words) == Iri(f"{BASE}theme/information-sharing")
    assert resolve(store, "area", "kirklees") == Iri(f"{BASE}area/E08000034")
    assert resolve(store, "review", "child e") == Iri(f"{BASE}review/kirklees-child-e")


def test_values_that_do_not_fit_are_errors() -> None:
    query = find("recurring-themes")
    with pytest.raises(QueryError, match="number"):
        values(query, {"since": "last year"})
    with pytest.raises(UnknownNameError):
        convert("theme", "not a <theme>", "theme")
    with pytest.raises(UnknownNameError, match="kind"):
        convert("kind", "sentence", "kind")
    assert all(convert(kind, "a-b", kind) == Iri(BASE + path + "a-b") for kind, path in THINGS.items())


def test_an_empty_answer_is_explained(store: Store) -> None:
    query = find("everything-on-theme")
    bindings = values(query, {"theme": "information-sharing", "kind": "purpose"})
    told = list(explain_empty(store, query, bindings))
    assert any(line.startswith("Without kind there are") for line in told)
    unknown = values(query, {"theme": "no-such-theme"})
    assert any("no-such-theme" in line for line in explain_empty(store, query, unknown))


@pytest.mark.parametrize(
    "text",
    ["SELECT * { }", "# title: a\n# question: b\n# audience: c\n# parameter: x | integer | what\nSELECT * { }",
     "# title: a\n# question: b\n# audience: c\n# column: x\nSELECT * { }"],
)  # fmt: skip
def test_an_incomplete_header_is_an_error(text: str) -> None:
    with pytest.raises(OntologyError):
        parse("test", text)

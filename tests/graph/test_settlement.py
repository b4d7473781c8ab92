"""Two documents of one review become one; two reviews of one name do not; placeholders give way to documents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import iris
from kg.graph.dataset import assemble, lines_by_graph
from kg.graph.describe import describe
from kg.graph.register import Register
from kg.graph.schemes import schemes
from kg.graph.settlement import card, settle_all, settled
from kg.graph.shapes import check_shapes
from kg.graph.vocabulary import SLR
from kg.model import Claim, PartialDate, Span, Understanding
from kg.store.opening import in_memory
from kg.store.protocol import Store
from tests.gold import kirklees

NO_LINES = Register({})


@pytest.fixture(scope="module")
def first() -> Understanding:
    return kirklees()


def again(first: Understanding, sha256: str, **identity: object) -> Understanding:
    """The same review as another document tells it."""
    source = replace(first.document.source, sha256=sha256, name="again.txt")
    document = replace(first.document, source=source)
    reviews = tuple(
        replace(review, source=source, identity=replace(review.identity, **identity))
        for review in first.reviews
    )
    return Understanding(document, first.verdict, reviews)


def graphs_of(several: list[Understanding], register: Register = NO_LINES) -> dict[str, list[str]]:
    hows = settle_all((card(review) for one in several for review in one.reviews), register)
    described = []
    for one in several:
        how = hows[one.document.source.sha256[:12]]
        described.append(lines_by_graph(describe(settled(one, how), schemes(), how.known)))
    return assemble(described, schemes())


def stored(graphs: dict[str, list[str]]) -> Store:
    store = in_memory()
    store.replace_graphs((name, ("\n".join(lines) + "\n").encode()) for name, lines in graphs.items())
    return store


def test_a_second_document_of_a_review_adds_evidence_and_no_second_fact(first: Understanding) -> None:
    graphs = graphs_of([first, again(first, "f" * 64, document_kind="learning-briefing")])
    lines = [line for graph in graphs.values() for line in graph]
    assert len(lines) == len(set(lines))
    store = stored(graphs)
    one = len(first.reviews[0].items)
    assert len(store.select(f"SELECT DISTINCT ?i WHERE {{ ?i <{SLR['raisedIn'].value}> ?r }}")) == one
    assert len(store.select(f"SELECT ?i ?w WHERE {{ ?i <{SLR['wording'].value}> ?w }}")) == one
    evidence = f"SELECT ?q WHERE {{ <{iris.item('kirklees-child-e', 'finding-1').value}> <{SLR['evidence'].value}> ?q }}"
    assert len(store.select(evidence)) == 2
    assert not [fault for fault in check_shapes(store) if fault.severity == "violation"]


def test_the_order_of_documents_does_not_matter(first: Understanding) -> None:
    other = again(first, "f" * 64, document_kind="overview-report")
    assert graphs_of([first, other]) == graphs_of([other, first])


def test_an_item_of_the_same_number_and_other_words_is_another_item(first: Understanding) -> None:
    other = again(first, "f" * 64, document_kind="learning-briefing")
    items = tuple(
        replace(item, text="Supervision of the workers was rare and was not written down")
        if item.key == "finding-4"
        else item
        for item in other.reviews[0].items
    )
    other = replace(other, reviews=(replace(other.reviews[0], items=items),))
    store = stored(graphs_of([first, other]))
    wording = f"SELECT ?i WHERE {{ ?i <{SLR['wording'].value}> 'Supervision of the workers was rare and was not written down' }}"
    assert [row[0] for row in store.select(wording).rows] == [
        iris.item("kirklees-child-e", "finding-4-ffffff").value
    ]
    assert not [fault for fault in check_shapes(store) if fault.severity == "violation"]


def elsewhere(first: Understanding) -> Understanding:
    """Another child of the same name and area, some years before."""
    quote = first.document.quote(Span(50, 57))
    return again(first, "e" * 64, incident_date=Claim(PartialDate(2011, 3), quote, "test"))


def test_a_clash_leaves_the_later_out_and_asks_for_a_line(first: Understanding) -> None:
    both = [first, elsewhere(first)]
    hows = settle_all((card(review) for one in both for review in one.reviews), NO_LINES)
    left = [reason for how in hows.values() for reason in how.left_out.values()]
    assert len(left) == 1
    assert 'slr:settlesLabel "kirklees-child-e"' in left[0]
    assert len([how for how in hows.values() if how.left_out]) == 1


def test_the_register_tells_the_two_apart(first: Understanding) -> None:
    register = Register({("kirklees-child-e", "e" * 12): "kirklees-child-e-2011"})
    store = stored(graphs_of([first, elsewhere(first)], register))
    held = store.select(f"SELECT DISTINCT ?r WHERE {{ ?r <{SLR['document'].value}> ?d }} ORDER BY ?r")
    assert [str(row[0]).rsplit("/", 1)[1] for row in held.rows] == [
        "kirklees-child-e",
        "kirklees-child-e-2011",
    ]


def test_a_summary_without_a_date_is_no_clash(first: Understanding) -> None:
    undated = again(first, "d" * 64, incident_date=None, issued=None)
    hows = settle_all((card(review) for one in (first, undated) for review in one.reviews), NO_LINES)
    assert not [how for how in hows.values() if how.left_out]


def test_a_placeholder_gives_way_to_its_document(first: Understanding) -> None:
    placeholder = f"<{iris.review('kirklees-child-a').value}> <{SLR['placeholder'].value}>"
    alone = graphs_of([first])[iris.ENTITIES.value]
    assert [line for line in alone if line.startswith(placeholder)]
    review = first.reviews[0]
    arrived = again(first, "a" * 64, key="kirklees-child-a")
    arrived = replace(arrived, reviews=(replace(arrived.reviews[0], links=(), items=review.items[:1]),))
    both = graphs_of([first, arrived])[iris.ENTITIES.value]
    assert not [line for line in both if line.startswith(placeholder)]


def test_documents_of_one_text_only_are_untouched(first: Understanding) -> None:
    assert (
        settled(first, settle_all(map(card, first.reviews), NO_LINES)[first.document.source.sha256[:12]])
        == first
    )

"""The description of a document: exact words, names for everything, stated and suggested apart, the same bytes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import OntologyError
from kg.graph import iris
from kg.graph.dataset import assemble, lines_by_graph
from kg.graph.describe import describe
from kg.graph.schemes import schemes
from kg.graph.vocabulary import OA, RDF, SLR
from kg.model import Tagger, Understanding, Verdict
from tests.gold import kirklees


@pytest.fixture(scope="module")
def gold() -> Understanding:
    return kirklees()


@pytest.fixture(scope="module")
def quads(gold: Understanding) -> list[Quad]:
    return list(describe(gold, schemes()))


def values(quads: list[Quad], subject: NamedNode, predicate: NamedNode) -> set[str]:
    return {
        quad.object.value  # type: ignore[union-attr]
        for quad in quads
        if quad.subject == subject and quad.predicate == predicate
    }


def test_every_quotation_is_its_source(gold: Understanding, quads: list[Quad]) -> None:
    exact = {q.subject.value.split("#")[0]: q.object.value for q in quads if q.predicate == OA["exact"]}  # type: ignore[union-attr]
    assert len(exact) > 80
    for node, words in exact.items():
        start, end = map(int, node.rsplit("-", 2)[1:])
        assert gold.document.text[start:end] == words


def test_nothing_is_a_blank_node(quads: list[Quad]) -> None:
    assert not [q for q in quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]


def test_no_triple_stands_in_two_graphs(gold: Understanding, quads: list[Quad]) -> None:
    graphs = assemble([lines_by_graph(quads)], schemes())
    lines = [line for graph in graphs.values() for line in graph]
    assert len(lines) == len(set(lines))


def test_asserted_and_suggested_themes_never_mix(gold: Understanding, quads: list[Quad]) -> None:
    item = next(item for item in gold.reviews[0].items if len({tag.tagger for tag in item.themes}) == 2)
    node = iris.item("kirklees-child-e", item.key)
    asserted = {t.theme for t in item.themes if t.tagger is Tagger.LEXICON}
    suggested = {t.theme for t in item.themes if t.tagger is Tagger.MODEL} - asserted
    assert suggested
    assert values(quads, node, SLR["hasTheme"]) == {iris.concept("theme", t).value for t in asserted}
    assert values(quads, node, SLR["suggestedTheme"]) == {iris.concept("theme", t).value for t in suggested}


def test_what_both_words_and_model_find_is_asserted(gold: Understanding) -> None:
    review = gold.reviews[0]
    item = next(item for item in review.items if item.themes and item.themes[0].tagger is Tagger.LEXICON)
    both = replace(item, themes=(item.themes[0], replace(item.themes[0], tagger=Tagger.MODEL)))
    changed = replace(gold, reviews=(replace(review, items=(both,)),))
    quads = list(describe(changed, schemes()))
    node = iris.item("kirklees-child-e", item.key)
    assert values(quads, node, SLR["hasTheme"]) == {iris.concept("theme", item.themes[0].theme).value}
    assert values(quads, node, SLR["suggestedTheme"]) == set()
    assert len([q for q in quads if q.predicate == SLR["taggedItem"] and q.object == node]) == 2


def test_roles_of_agencies_are_kept_apart(quads: list[Quad]) -> None:
    review = iris.review("kirklees-child-e")
    assert iris.agency("west-yorkshire-police").value in values(quads, review, SLR["contributingAgency"])
    assert values(quads, review, SLR["commissionedBy"]) == {
        iris.agency("kirklees-safeguarding-children-board").value
    }
    credited = values(quads, iris.item("kirklees-child-e", "good-practice-3"), SLR["creditsAgency"])
    assert iris.agency("cafcass").value in credited


def test_dates_are_as_fine_as_their_source(quads: list[Quad]) -> None:
    issued = [
        q.object
        for q in quads
        if q.subject == iris.review("kirklees-child-e") and q.predicate == SLR["issued"]
    ]
    assert [(o.value, o.datatype.value.rsplit("#")[-1]) for o in issued if isinstance(o, Literal)] == [
        ("2019-10", "gYearMonth")
    ]


def test_every_fact_of_a_review_has_a_claim_with_words(quads: list[Quad]) -> None:
    claims = {q.subject for q in quads if q.predicate == RDF["type"] and q.object == SLR["Claim"]}
    with_words = {q.subject for q in quads if q.predicate == SLR["evidence"]}
    claimed = {q.object for q in quads if q.predicate == SLR["claimedProperty"]}
    assert claims <= with_words
    assert {SLR["caseLabel"], SLR["area"], SLR["reviewType"], SLR["issued"], SLR["notifiedOn"]} <= claimed


def test_the_same_understanding_gives_the_same_lines(gold: Understanding) -> None:
    items = tuple(reversed(gold.reviews[0].items))
    turned = replace(gold, reviews=(replace(gold.reviews[0], items=items),))
    assert lines_by_graph(describe(gold, schemes())) == lines_by_graph(describe(turned, schemes()))


def test_a_document_that_is_no_review_adds_nothing(gold: Understanding) -> None:
    refused = replace(gold, verdict=Verdict(False, "a yearly report", "test"))
    assert list(describe(refused, schemes())) == []


def test_a_term_that_is_not_declared_cannot_be_written() -> None:
    with pytest.raises(OntologyError, match="hasThem"):
        SLR["hasThem"]


def test_odd_letters_in_names_are_escaped_and_paths_cannot_be_left() -> None:
    assert iris.review("a/../b?c#d").value.endswith("/review/a%2F..%2Fb%3Fc%23d")
    assert iris.slug("Kirklees’ Children’s “Social” Care – Été") == "kirklees-childrens-social-care-ete"

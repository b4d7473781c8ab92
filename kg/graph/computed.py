"""Triples that follow from others, written out so that board questions are quick; all in one graph, marked computed.

Each is a short cut for a path that the data already holds; dropping the graph loses no fact.  What counts over several
documents (``kg.graph.totals``) is counted from lines about single items, so that an item that two documents print counts once.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import iris
from kg.graph.schemes import Schemes
from kg.graph.terms import facts, plain
from kg.graph.vocabulary import RDF, SLR
from kg.model import Agency, Basis, Extraction, Item, ItemKind, Tagger

BY_KIND = {
    ItemKind.FINDING: SLR["findingTheme"],
    ItemKind.POINT: SLR["findingTheme"],
    ItemKind.RECOMMENDATION: SLR["recommendationTheme"],
    ItemKind.QUESTION: SLR["questionTheme"],
    ItemKind.GOOD_PRACTICE: SLR["goodPracticeTheme"],
}
FINDINGS = (ItemKind.FINDING, ItemKind.POINT)
# Lines that are only counted, by what they point to, and stand in no graph: the property that says how many.
COUNTED = {
    "in-finding": SLR["findingItems"],
    "in-finding-group": SLR["groupFindingItems"],
    "in-finding-of-kind": SLR["findingsConcerning"],
    "in-praise-of-kind": SLR["goodPracticeConcerning"],
    "in-request-of-kind": SLR["recommendationsConcerning"],
    "concerning": SLR["itemsConcerning"],
    "named-in-findings-on": SLR["findingAgencies"],  # of agencies; all others are of items
}
BY_CONCERN = {
    ItemKind.FINDING: "in-finding-of-kind",
    ItemKind.POINT: "in-finding-of-kind",
    ItemKind.GOOD_PRACTICE: "in-praise-of-kind",
    ItemKind.RECOMMENDATION: "in-request-of-kind",
}
JOINING = (ItemKind.FINDING, ItemKind.RECOMMENDATION, ItemKind.QUESTION)
JOINS = ("stated", "judged", "none")  # the surest first


def derive(extraction: Extraction, schemes: Schemes, known: frozenset[str]) -> Iterator[Triple]:
    """The short cuts of one review: from it to its themes and their groups, from its items to broader themes."""
    review = iris.review(extraction.identity.key)
    agencies = {agency.key: agency for agency in extraction.agencies}
    asserted_in_findings: set[str] = set()
    suggested_in_findings: set[str] = set()
    for item in extraction.items:
        if f"{extraction.identity.key}--{item.key}" in known:
            continue
        asserted = {tag.theme for tag in item.themes if tag.tagger is not Tagger.MODEL}
        suggested = {tag.theme for tag in item.themes} - asserted
        if item.kind in FINDINGS:
            asserted_in_findings |= asserted
            suggested_in_findings |= suggested
        node = iris.item(extraction.identity.key, item.key)
        yield from _of_item(node, item, sorted(asserted), schemes)
        yield from _agencies(node, item, sorted(asserted), agencies)
        yield from _joins(node, item, extraction.identity.key)
        yield from _of_review(review, item, sorted(asserted), schemes)
    for theme in sorted(suggested_in_findings - asserted_in_findings):
        yield Triple(review, SLR["suggestedFindingTheme"], iris.concept("theme", theme))


def _of_item(node: NamedNode, item: Item, themes: list[str], schemes: Schemes) -> Iterator[Triple]:
    yield from facts(node, (SLR["kind"], plain(item.kind.value)))
    for above in sorted(
        {above for theme in themes for above in schemes.within(iris.concept("theme", theme).value)}
    ):
        yield Triple(node, SLR["themeWithin"], NamedNode(above))
    if item.kind in FINDINGS:
        concepts = [iris.concept("theme", theme) for theme in themes]
        for concept in concepts:
            yield Triple(node, counting("in-finding"), concept)
        for group in sorted({schemes.top(concept.value) for concept in concepts}):
            yield Triple(node, counting("in-finding-group"), NamedNode(group))


def _of_review(review: NamedNode, item: Item, themes: list[str], schemes: Schemes) -> Iterator[Triple]:
    if item.kind not in BY_KIND:  # purposes say what was asked, not what was learnt
        return
    for theme in themes:
        concept = iris.concept("theme", theme)
        top = NamedNode(schemes.top(concept.value))
        yield Triple(review, BY_KIND[item.kind], concept)
        yield Triple(review, SLR["learningTheme"], concept)
        yield Triple(review, SLR["learningGroup"], top)
        if item.kind in FINDINGS:
            yield Triple(review, SLR["findingGroup"], top)
    for one, other in combinations(themes, 2):
        pair = iris.name("pair", one, other)
        yield from facts(
            pair,
            (RDF["type"], SLR["ThemePair"]),
            (SLR["pairedTheme"], iris.concept("theme", one)),
            (SLR["pairedTheme"], iris.concept("theme", other)),
        )
        yield Triple(iris.item(review.value.rsplit("/", 1)[1], item.key), SLR["inPair"], pair)
        yield Triple(review, SLR["hasPair"], pair)


def _agencies(
    node: NamedNode, item: Item, themes: list[str], agencies: dict[str, Agency]
) -> Iterator[Triple]:
    kinds = {mention.type for mention in item.agencies if mention.type}
    kinds |= {agencies[mention.key].type for mention in item.agencies if mention.key in agencies}
    for kind in sorted(kinds):
        concept = iris.concept("agency-type", kind)
        yield Triple(node, SLR["concernsKind"], concept)
        if item.kind in BY_CONCERN:
            yield Triple(node, counting(BY_CONCERN[item.kind]), concept)
    for key in sorted({mention.key for mention in item.agencies if mention.key}):
        yield Triple(node, counting("concerning"), iris.agency(key))
        for theme in themes if item.kind in FINDINGS else ():
            yield Triple(iris.agency(key), counting("named-in-findings-on"), iris.concept("theme", theme))


def _joins(node: NamedNode, item: Item, review: str) -> Iterator[Triple]:
    """How the item joins up, and what its finding gains by it: of several states of a finding the surest is kept."""
    if item.kind not in JOINING:
        return
    state = JOINS[2]
    if item.arises_from and item.kind is not ItemKind.FINDING:
        state = JOINS[item.arises_basis is not Basis.STATED]
        yield Triple(iris.item(review, item.arises_from), SLR["joinsUp"], Literal(state))
    yield Triple(node, SLR["joinsUp"], Literal(state))


def counting(name: str) -> NamedNode:
    """The property of a line that is only counted."""
    return iris.name("counting", name)

"""Triples that follow from others, written out so that board questions are quick; all in one graph, marked computed.

Each is a short cut for a path that the data already holds; dropping the graph loses no fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pyoxigraph import NamedNode, Triple

from kg.graph import iris
from kg.graph.schemes import Schemes
from kg.graph.terms import facts, plain
from kg.graph.vocabulary import RDF, SLR
from kg.model import Agency, Extraction, Item, ItemKind, Tagger

BY_KIND = {
    ItemKind.FINDING: SLR["findingTheme"],
    ItemKind.POINT: SLR["findingTheme"],
    ItemKind.RECOMMENDATION: SLR["recommendationTheme"],
    ItemKind.QUESTION: SLR["questionTheme"],
    ItemKind.GOOD_PRACTICE: SLR["goodPracticeTheme"],
}
FINDINGS = (ItemKind.FINDING, ItemKind.POINT)


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
        yield from _of_item(iris.item(extraction.identity.key, item.key), item, sorted(asserted), schemes)
        yield from _agency_kinds(iris.item(extraction.identity.key, item.key), item, agencies)
        yield from _of_review(review, item, sorted(asserted), schemes)
    for theme in sorted(suggested_in_findings - asserted_in_findings):
        yield Triple(review, SLR["suggestedFindingTheme"], iris.concept("theme", theme))


def _of_item(node: NamedNode, item: Item, themes: list[str], schemes: Schemes) -> Iterator[Triple]:
    yield from facts(node, (SLR["kind"], plain(item.kind.value)))
    for above in sorted(
        {above for theme in themes for above in schemes.within(iris.concept("theme", theme).value)}
    ):
        yield Triple(node, SLR["themeWithin"], NamedNode(above))


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


def _agency_kinds(node: NamedNode, item: Item, agencies: dict[str, Agency]) -> Iterator[Triple]:
    kinds = {mention.type for mention in item.agencies if mention.type}
    kinds |= {agencies[mention.key].type for mention in item.agencies if mention.key in agencies}
    for kind in sorted(kinds):
        yield Triple(node, SLR["concernsKind"], iris.concept("agency-type", kind))

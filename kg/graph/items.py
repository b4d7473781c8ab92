"""Learning items as triples: what was said, of which agencies, under which themes, and on what words."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph import iris
from kg.graph.evidence import quotation
from kg.graph.terms import facts, integer, plain, share
from kg.graph.vocabulary import OA, PROV, RDF, SLR
from kg.model import (
    BackgroundTheme,
    Basis,
    Document,
    Item,
    ItemAgency,
    ItemAgencyRole,
    ItemKind,
    Strength,
    Tagger,
    ThemeTag,
)

CLASS = {
    ItemKind.FINDING: SLR["Finding"],
    ItemKind.POINT: SLR["FindingPoint"],
    ItemKind.RECOMMENDATION: SLR["Recommendation"],
    ItemKind.QUESTION: SLR["ReflectiveQuestion"],
    ItemKind.GOOD_PRACTICE: SLR["GoodPractice"],
    ItemKind.PURPOSE: SLR["PurposeStatement"],
}
ROLE = {
    ItemAgencyRole.NAMED: SLR["namesAgency"],
    ItemAgencyRole.CREDITED: SLR["creditsAgency"],
    ItemAgencyRole.ASKED: SLR["asksAgency"],
}


def describe_item(
    document: Document, review_key: str, item: Item, run: NamedNode, known: frozenset[str]
) -> Iterator[Triple]:
    """All that is said of one item.  Its IRI is the review's key and the item's own."""
    node = iris.item(review_key, item.key)
    for quote in item.quotes:
        place, described = quotation(document, quote)
        yield Triple(node, SLR["evidence"], place)
        yield from described
    if f"{review_key}--{item.key}" in known:
        return
    yield from facts(
        node,
        (RDF["type"], CLASS[item.kind]),
        (SLR["raisedIn"], iris.review(review_key)),
        (SLR["number"], plain(item.number)),
        (SLR["order"], integer(item.order)),
        (SLR["wording"], plain(item.text)),
        (SLR["section"], plain(item.section)),
        (SLR["context"], plain(item.context)),
        (SLR["rule"], plain(item.rule)),
        (SLR["polarity"], plain(item.polarity.value)),
        (SLR["pointOf"], iris.item(review_key, item.parent) if item.parent else None),
        (SLR["novelty"], iris.concept("novelty", item.novelty) if item.novelty else None),
        (PROV["wasGeneratedBy"], run),
        *((SLR["addressedTo"], plain(words)) for words in item.addressees),
    )
    if item.arises_from:
        stated = item.arises_basis is Basis.STATED
        behind = SLR["arisesFrom"] if stated else SLR["probablyArisesFrom"]
        yield Triple(node, behind, iris.item(review_key, item.arises_from))
    for mention in item.agencies:
        yield from _mention(document, node, mention)
    yield from _themes(document, node, item.themes, run)


def _mention(document: Document, item: NamedNode, mention: ItemAgency) -> Iterator[Triple]:
    """An agency's part in an item, both as a direct link and as a claim with the words it rests on."""
    who = mention.key or mention.type
    if who is None:
        return
    place, described = quotation(document, mention.quote)
    sort = () if mention.key else ("kind",)  # a body and a kind of body may have one slug
    node = iris.name("mention", item.value.rsplit("/", 1)[1], mention.role.value, *sort, who)
    agency = iris.agency(mention.key) if mention.key else None
    kind = iris.concept("agency-type", mention.type) if mention.type else None
    yield from described
    yield from facts(
        node,
        (RDF["type"], SLR["AgencyMention"]),
        (SLR["mentionedIn"], item),
        (SLR["agencyRole"], plain(mention.role.value)),
        (SLR["mentions"], agency),
        (SLR["mentionsType"], kind if agency is None else None),
        (SLR["evidence"], place),
    )
    if agency is not None:
        yield from facts(item, (ROLE[mention.role], agency), (SLR["concernsAgency"], agency))
    else:
        yield from facts(item, (SLR["concernsAgencyType"], kind))


def _themes(
    document: Document, item: NamedNode, tags: tuple[ThemeTag, ...], run: NamedNode
) -> Iterator[Triple]:
    """Every tag with its words, and the theme itself: asserted, or suggested when only the model proposes it."""
    asserted = {tag.theme for tag in tags if tag.tagger is not Tagger.MODEL}
    for theme in sorted({tag.theme for tag in tags}):
        link = SLR["hasTheme"] if theme in asserted else SLR["suggestedTheme"]
        yield Triple(item, link, iris.concept("theme", theme))
    for theme, tagger in sorted({(tag.theme, tag.tagger) for tag in tags}):
        same = [tag for tag in tags if (tag.theme, tag.tagger) == (theme, tagger)]
        yield from _tag(document, item, same, run)


def _tag(document: Document, item: NamedNode, tags: list[ThemeTag], run: NamedNode) -> Iterator[Triple]:
    """One annotation for the tags that give an item one theme by one tagger: the best score, all the words."""
    best = max(tags, key=lambda tag: (tag.strength is Strength.PRIMARY, tag.score))
    node = iris.name("tag", item.value.rsplit("/", 1)[1], best.theme, best.tagger.value)
    yield from facts(
        node,
        (RDF["type"], SLR["ThemeTag"]),
        (OA["motivatedBy"], OA["classifying"]),
        (OA["hasBody"], iris.concept("theme", best.theme)),
        (SLR["taggedItem"], item),
        (SLR["strength"], plain(best.strength.value)),
        (SLR["basis"], plain(best.basis.value)),
        (SLR["tagger"], plain(best.tagger.value)),
        (SLR["confidence"], share(best.score)),
        (SLR["reason"], plain(best.reason)),
        (PROV["wasGeneratedBy"], run),
    )
    for tag in tags:
        place, described = quotation(document, tag.quote)
        yield Triple(node, OA["hasTarget"], place)
        yield from described


def describe_background(
    document: Document, review_key: str, theme: BackgroundTheme, run: NamedNode, known: frozenset[str]
) -> Iterator[Triple]:
    """A circumstance of the case, with its words: on the review, never on an item."""
    node = iris.name("tag", review_key, "background", theme.theme)
    place, described = quotation(document, theme.quote)
    yield from described
    yield Triple(iris.review(review_key), SLR["backgroundTheme"], iris.concept("theme", theme.theme))
    yield Triple(node, OA["hasTarget"], place)
    if f"{review_key}--background--{theme.theme}" in known:
        return
    yield from facts(
        node,
        (RDF["type"], SLR["ThemeTag"]),
        (OA["motivatedBy"], OA["classifying"]),
        (OA["hasBody"], iris.concept("theme", theme.theme)),
        (SLR["taggedItem"], iris.review(review_key)),
        (SLR["basis"], plain(Basis.STATED.value)),
        (SLR["tagger"], plain(Tagger.LEXICON.value)),
        (SLR["confidence"], share(theme.score)),
        (SLR["reason"], plain(theme.reason)),
        (PROV["wasGeneratedBy"], run),
    )

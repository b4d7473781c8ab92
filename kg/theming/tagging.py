"""``tag``: themes on every item of what was understood, and the circumstances of the case beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import (
    Basis,
    Document,
    Extraction,
    Item,
    ItemKind,
    Quote,
    Span,
    Strength,
    Tagger,
    ThemeTag,
    Understanding,
)
from kg.theming.asserted import Asserted, assert_themes, read_records
from kg.theming.background import circumstances
from kg.theming.codebook import Codebook, load_codebook
from kg.theming.context import leans_on
from kg.theming.lexicon import Lexicon
from kg.theming.model import load_model
from kg.theming.suggested import Asked, Suggestion, suggest
from kg.theming.tiers import Tier, installed_tiers


def tag(understanding: Understanding, tiers: frozenset[Tier] | None = None) -> Understanding:
    """The same understanding with ``Item.themes`` and ``Extraction.background`` filled.

    ``tiers`` defaults to all that are installed (``installed_tiers``).  ``MissingExtraError`` when the suggested
    tier is asked for and its packages or its model are not there; ``OntologyError`` when the model does not fit
    the codebook.
    """
    codebook = load_codebook()
    lexicon = Lexicon(codebook)
    document = understanding.document
    wanted = installed_tiers() if tiers is None else tiers
    reviews = tuple(
        replace(
            review,
            items=_tagged(review, document, codebook, lexicon, wanted),
            background=circumstances(document, review, understanding.reviews, lexicon, codebook),
        )
        for review in understanding.reviews
    )
    return replace(understanding, reviews=reviews)


def _tagged(
    review: Extraction, document: Document, codebook: Codebook, lexicon: Lexicon, tiers: frozenset[Tier]
) -> tuple[Item, ...]:
    """Every item with its themes.  A purpose says what a review sets out to do, and so has none."""
    records = read_records()
    items = [item for item in review.items if item.kind is not ItemKind.PURPOSE]
    named = [assert_themes(item.quote.exact, lexicon, records) for item in items]
    guessed: Sequence[tuple[Suggestion, ...]] = [() for _ in items]
    if Tier.SUGGESTED in tiers:
        asked = [
            Asked(item.text, leans_on(item, review), frozenset(tag.theme for tag in tags), item.kind)
            for item, tags in zip(items, named, strict=True)
        ]
        guessed = suggest(load_model(codebook.version), asked)
    if Tier.ASSERTED not in tiers:
        named = [() for _ in items]
    themes = {
        item.key: _merged(item.quote, document, codebook, stated, inferred)
        for item, stated, inferred in zip(items, named, guessed, strict=True)
    }
    return tuple(replace(item, themes=themes.get(item.key, ())) for item in review.items)


def _merged(
    quote: Quote,
    document: Document,
    codebook: Codebook,
    stated: Sequence[Asserted],
    inferred: Sequence[Suggestion],
) -> tuple[ThemeTag, ...]:
    """Each theme once, the primary first.  One that both tiers find is stated, with both reasons; a suggestion that a
    narrower theme of the item implies is left out (coding rule 3)."""
    found = [*(tag.theme for tag in stated), *(one.theme for one in inferred)]
    implied = {parent for theme in found for parent in codebook.ancestors(theme)}
    chance = {one.theme: one for one in inferred}
    tags = [_stated(tag, chance.get(tag.theme), quote, document) for tag in stated]
    have = {tag.theme for tag in tags}
    tags += [_inferred(one, quote, document) for one in inferred if one.theme not in have | implied]
    order = [one.theme for one in inferred] or _by_rule(tags, codebook)
    tags.sort(key=lambda tag: (order.index(tag.theme) if tag.theme in order else len(order), tag.theme))
    return tuple(
        replace(tag, strength=Strength.SECONDARY if place else Strength.PRIMARY)
        for place, tag in enumerate(tags)
    )


def _by_rule(tags: Sequence[ThemeTag], codebook: Codebook) -> list[str]:
    """Without the model: subjects before means (coding rule 2), in the order of the words."""
    return [tag.theme for tag in sorted(tags, key=lambda tag: codebook[tag.theme].means)]


def _stated(tag: Asserted, also: Suggestion | None, quote: Quote, document: Document) -> ThemeTag:
    span = tag.hits[0].span
    return ThemeTag(
        theme=tag.theme,
        strength=Strength.PRIMARY,
        basis=Basis.STATED,
        tagger=Tagger.LEXICON,
        score=tag.score,
        reason=f"{tag.reason} {also.reason}" if also else tag.reason,
        quote=document.quote(Span(quote.span.start + span.start, quote.span.start + span.end)),
    )


def _inferred(one: Suggestion, quote: Quote, document: Document) -> ThemeTag:
    return ThemeTag(
        theme=one.theme,
        strength=Strength.PRIMARY,
        basis=Basis.INFERRED,
        tagger=Tagger.MODEL,
        score=one.chance,
        reason=one.reason,
        quote=document.quote(_stretch(one, quote)),
    )


def _stretch(one: Suggestion, quote: Quote) -> Span:
    """From the first to the last telling word as they stand in the quotation; the whole of it when they do not."""
    if one.telling:
        first, last = one.telling[0].first.printed, one.telling[-1].last.printed
        start = quote.exact.find(first)
        end = quote.exact.find(last, start)
        if 0 <= start <= end:
            return Span(quote.span.start + start, quote.span.start + end + len(last))
    return quote.span

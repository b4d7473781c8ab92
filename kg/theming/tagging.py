"""``tag``: themes on every item of what was understood, and the circumstances of the case beside them."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Basis, Document, Item, Quote, Span, Strength, Tagger, ThemeTag, Understanding
from kg.theming.asserted import Asserted, assert_themes, read_records
from kg.theming.background import circumstances
from kg.theming.codebook import Codebook, load_codebook
from kg.theming.lexicon import Lexicon
from kg.theming.tiers import Tier


def tag(understanding: Understanding, tiers: frozenset[Tier] | None = None) -> Understanding:
    """The same understanding with ``Item.themes`` and ``Extraction.background`` filled.

    ``tiers`` defaults to all that are installed (``installed_tiers``).  ``MissingExtraError`` when the suggested
    tier is asked for and its packages or its model are not there; ``OntologyError`` when the model does not fit
    the codebook.
    """
    codebook = load_codebook()
    lexicon = Lexicon(codebook)
    document = understanding.document
    reviews = tuple(
        replace(
            review,
            items=tuple(_tagged(item, document, codebook, lexicon) for item in review.items),
            background=circumstances(document, review, understanding.reviews, lexicon, codebook),
        )
        for review in understanding.reviews
    )
    return replace(understanding, reviews=reviews)


def _tagged(item: Item, document: Document, codebook: Codebook, lexicon: Lexicon) -> Item:
    found = assert_themes(item.quote.exact, lexicon, read_records())
    lead = next(
        (tag.theme for tag in found if not codebook[tag.theme].means), found[0].theme if found else None
    )
    return replace(item, themes=tuple(_stated(tag, item.quote, document, tag.theme == lead) for tag in found))


def _stated(tag: Asserted, quote: Quote, document: Document, lead: bool) -> ThemeTag:
    span = tag.hits[0].span
    return ThemeTag(
        theme=tag.theme,
        strength=Strength.PRIMARY if lead else Strength.SECONDARY,
        basis=Basis.STATED,
        tagger=Tagger.LEXICON,
        score=tag.score,
        reason=tag.reason,
        quote=document.quote(Span(quote.span.start + span.start, quote.span.start + span.end)),
    )

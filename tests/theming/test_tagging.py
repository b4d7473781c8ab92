"""``tag`` fills items and circumstances, and every quotation is the document's own words."""

from __future__ import annotations

from kg.model import (
    Basis,
    Block,
    BlockKind,
    Document,
    Extraction,
    Identity,
    Item,
    ItemKind,
    Source,
    Span,
    Tagger,
    Understanding,
    Verdict,
)
from kg.theming import Tier, tag

HEADING = "The family"
NARRATIVE = "Her mother had postnatal depression. There was no history of self-harm."
FINDING = "The pre-birth assessment began late"


def understanding() -> Understanding:
    text = f"{HEADING}\n{NARRATIVE}\n{FINDING}"
    start = len(HEADING) + 1
    heading, *spans = (
        Span(0, len(HEADING)),
        Span(start, start + len(NARRATIVE)),
        Span(start + len(NARRATIVE) + 1, len(text)),
    )
    document = Document(
        source=Source("a.txt", "0" * 64, "text/plain", len(text)),
        text=text,
        blocks=(
            Block(BlockKind.HEADING, heading, level=1),
            *(Block(BlockKind.PARAGRAPH, span) for span in spans),
        ),
    )
    item = Item("finding-1", ItemKind.FINDING, FINDING, (document.quote(spans[1]),), 1, "test")
    review = Extraction(document.source, Identity("area-case", "A review"), items=(item,))
    return Understanding(document, Verdict(True, "a test", "test"), (review,))


def test_an_asserted_theme_rests_on_the_documents_words() -> None:
    tagged = tag(understanding(), frozenset({Tier.ASSERTED}))
    (theme,) = tagged.reviews[0].items[0].themes
    assert (theme.theme, theme.basis, theme.tagger) == ("pre-birth-assessment", Basis.STATED, Tagger.LEXICON)
    assert theme.quote.exact == "pre-birth assessment"
    assert tagged.document.words(theme.quote.span) == theme.quote.exact


def test_circumstances_stand_apart_and_denied_ones_are_absent() -> None:
    tagged = tag(understanding(), frozenset({Tier.ASSERTED}))
    background = tagged.reviews[0].background
    assert [theme.theme for theme in background] == ["perinatal-mental-health"]
    assert background[0].quote.exact == "postnatal depression"


def test_the_same_understanding_gives_the_same_tags() -> None:
    only = frozenset({Tier.ASSERTED})
    assert tag(understanding(), only) == tag(understanding(), only)

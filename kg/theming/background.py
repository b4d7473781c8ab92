"""The circumstances of the case: themes of the narrative, kept apart from findings about practice."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.outline import outline
from kg.extraction.partition import partition
from kg.extraction.sections import section_at
from kg.model import BackgroundTheme, BlockKind, Document, Extraction, Span
from kg.theming.codebook import Codebook
from kg.theming.lexicon import Lexicon

FACETS = frozenset(
    {"harms", "circumstances"}
)  # what happened to people; practice and systems are for findings
# Roles of sections that tell the case: slugs of ontology/cues/sections.ttl; None where a heading tells nothing.
NARRATIVE = frozenset({"introduction", "chronology", "family", "summary", None})


def circumstances(
    document: Document,
    review: Extraction,
    reviews: tuple[Extraction, ...],
    lexicon: Lexicon,
    codebook: Codebook,
) -> tuple[BackgroundTheme, ...]:
    """Each harm or circumstance that the review's narrative names, once, where it is first named.

    The narrative is what stands before the review's first item, in sections that tell the case.
    """
    found: dict[str, BackgroundTheme] = {}
    for span in _narrative(document, review, reviews):
        for hit in lexicon.find(document.words(span)):
            if hit.denied or hit.theme in found or codebook[hit.theme].facet not in FACETS:
                continue
            place = Span(span.start + hit.span.start, span.start + hit.span.end)
            reason = f"The account of the case says “{document.words(place)}”: a circumstance, not a finding."
            found[hit.theme] = BackgroundTheme(hit.theme, document.quote(place), 0.9, reason)
    return tuple(sorted(found.values(), key=lambda theme: (theme.quote.span, theme.theme)))


def _narrative(document: Document, review: Extraction, reviews: tuple[Extraction, ...]) -> Iterator[Span]:
    parts = partition(document, outline(document))
    if len(parts) != len(reviews):
        return
    part = parts[reviews.index(review)]
    sections = outline(part)
    first = min((q.span.start for item in review.items for q in item.quotes), default=len(document.text))
    for index, block in enumerate(part.blocks):
        if block.span.end > first or block.kind in (BlockKind.HEADING, BlockKind.FOOTNOTE):
            continue
        if section_at(sections, index).role in NARRATIVE:
            yield block.span

"""Findings that a line above their group links to the other reviews, or sets apart from them: a reading, so inferred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.links.named import Other
from kg.extraction.sentences import sentences
from kg.extraction.vocabulary import cues
from kg.model import Basis, Document, Identity, Item, ItemKind, ReviewLink, Span

_TYPES = {"linked-to-other-reviews": "mirrors", "additional-to-other-reviews": "differs-from"}
_CONFIDENCE = 0.7  # which finding matches which review is not said


def from_novelty(
    document: Document, identity: Identity, items: Sequence[Item], others: Sequence[Other]
) -> Iterator[ReviewLink]:
    """A link from each such finding to each review of the same board that the document names."""
    own = identity.area.value if identity.area else None
    for item in items:
        if item.kind is not ItemKind.FINDING or item.novelty not in _TYPES:
            continue
        words = _lead_in(document, item)
        for other in others if words else ():
            yield ReviewLink(
                type=_TYPES[item.novelty],
                label=other.label,
                target=other.key(own),
                quote=document.quote(words or item.quote.span),
                basis=Basis.INFERRED,
                confidence=_CONFIDENCE,
                rule="link/novelty",
                source=item.key,
                area=own,
                year=other.year,
            )


def _lead_in(document: Document, item: Item) -> Span | None:
    """The nearest sentence above a finding that says what the group's novelty is."""
    patterns = [cue.pattern for cue in cues("novelty").values() if cue.signals == item.novelty]
    for block in reversed([b for b in document.blocks if b.span.end <= item.quote.span.start]):
        for sentence in sentences(document, block.span):
            if any(pattern.search(document.words(sentence)) for pattern in patterns):
                return sentence
    return None

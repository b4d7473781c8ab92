"""``understand``: the ordered list of steps from a Document to what it says."""

from __future__ import annotations

from kg.extraction.agencies.assign import assign_agencies
from kg.extraction.agencies.find import find_agencies
from kg.extraction.identity.identify import identify
from kg.extraction.items.doubts import doubts
from kg.extraction.items.find import find_items
from kg.extraction.links.find import find_links
from kg.extraction.outline import outline
from kg.extraction.partition import partition
from kg.extraction.verdict import judge
from kg.model import Document, Extraction, Understanding


def understand(document: Document) -> Understanding:
    """What a document says: whether it holds a review, and each review in it.

    Never raises on odd text: doubt becomes a ``Problem`` with a place.  The steps, in order:
    outline, verdict, partition, and for each part: outline, identity, items, agencies, links.
    """
    sections = outline(document)
    verdict = judge(document, sections)
    if not verdict.is_review:
        return Understanding(document, verdict)
    return Understanding(document, verdict, tuple(_review(part) for part in partition(document, sections)))


def _review(part: Document) -> Extraction:
    """One review.  ``part`` has the whole text and only the blocks of this review: read it through its blocks."""
    sections = outline(part)
    identity = identify(part, sections)
    items = find_items(part, sections)
    agencies = find_agencies(part, sections, identity)
    items = assign_agencies(part, items, agencies)
    links = find_links(part, sections, identity, items)
    return Extraction(
        source=part.source,
        identity=identity,
        items=items,
        agencies=agencies,
        links=links,
        problems=(*part.problems, *doubts(items)),
        pages=len(part.pages) or None,
    )

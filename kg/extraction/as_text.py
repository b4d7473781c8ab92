"""What was understood of a document as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Extraction, Item, ItemKind, Understanding

_HEADINGS = {
    ItemKind.PURPOSE: "Purpose",
    ItemKind.FINDING: "Findings",
    ItemKind.RECOMMENDATION: "Recommendations",
    ItemKind.QUESTION: "Reflective questions",
    ItemKind.GOOD_PRACTICE: "Good practice",
}


def as_text(understanding: Understanding) -> Iterator[str]:
    """Lines: what each review is, its agencies, its items with their pages, its links, and the doubts."""
    document = understanding.document
    yield f"{document.source.name} ({document.source.media_type}, {len(document.pages) or 'no'} pages)"
    yield f"{'A review' if understanding.verdict.is_review else 'Not a review'}: {understanding.verdict.reason}"
    for extraction in understanding.reviews:
        yield ""
        yield from _review(extraction)
    for problem in document.problems:
        yield f"! {problem.message}" + (f" (page {problem.page})" if problem.page else "")


def _review(extraction: Extraction) -> Iterator[str]:
    identity = extraction.identity
    yield identity.title
    facts = {
        "Case": identity.case_label.value if identity.case_label else None,
        "Type": identity.type.value.replace("-", " ") if identity.type else None,
        "Publisher": identity.publisher.value if identity.publisher else None,
        "Published": identity.issued.value.iso() if identity.issued else None,
        "Incident": identity.incident_date.value.iso() if identity.incident_date else None,
        "Author": identity.author.value if identity.author else None,
    }
    for name, value in facts.items():
        yield f"  {name + ':':11} {value or 'not stated'}"
    if extraction.agencies:
        yield f"  Agencies ({len(extraction.agencies)})"
    for agency in extraction.agencies:
        yield f"    {agency.name} ({agency.role.value})"
    for kind, heading in _HEADINGS.items():
        items = [item for item in extraction.items if item.kind is kind]
        yield f"  {heading} ({len(items)})"
        for item in items:
            yield from _item(item, extraction.items)
    if extraction.links:
        yield f"  Links to other reviews ({len(extraction.links)})"
    for link in extraction.links:
        yield f"    {link.type}: {link.label} ({link.basis.value})"


def _item(item: Item, items: tuple[Item, ...]) -> Iterator[str]:
    number = f"{item.number}. " if item.number else "- "
    page = f"  [p. {item.quote.page}]" if item.quote.page else ""
    asked = f"  -> {'; '.join(item.addressees)}" if item.addressees else ""
    yield f"    {number}{item.text}{page}{asked}"
    for point in items:
        if point.parent == item.key:
            yield f"        · {point.text}"
    if item.arises_from:
        basis = item.arises_basis.value if item.arises_basis else "inferred"
        yield f"        from {item.arises_from} ({basis})"

"""What was understood of a document as plain JSON values: the output of ``kg extract FILE --format json``."""

from __future__ import annotations

from kg.model import (
    Agency,
    Claim,
    Document,
    Extraction,
    Identity,
    Item,
    PartialDate,
    Problem,
    Quote,
    ReviewLink,
    ThemeTag,
    Understanding,
)

Json = dict[str, object]


def as_json(understanding: Understanding) -> Json:
    """One object for one review; ``{"reviews": [...]}`` for several; source and problems alone for none."""
    document = understanding.document
    if not understanding.verdict.is_review:
        refusal = Problem("not-a-review", understanding.verdict.reason)
        problems = [_problem(problem) for problem in (refusal, *document.problems)]
        return {"source": _source(document), "review": None, "problems": problems}
    reviews = [_review(document, extraction) for extraction in understanding.reviews]
    return reviews[0] if len(reviews) == 1 else {"source": _source(document), "reviews": reviews}


def _source(document: Document) -> Json:
    source = document.source
    return {
        "name": source.name,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "pages": len(document.pages) or None,
    }


def _review(document: Document, extraction: Extraction) -> Json:
    return {
        "source": _source(document),
        "review": _identity(extraction.identity),
        "agencies": [_agency(agency) for agency in extraction.agencies],
        "items": [_item(item) for item in extraction.items],
        "links": [_link(link) for link in extraction.links],
        "problems": [_problem(problem) for problem in extraction.problems],
    }


def _identity(identity: Identity) -> Json:
    return {
        "title": identity.title,
        "case_label": _value(identity.case_label),
        "type": _value(identity.type),
        "publisher": _value(identity.publisher),
        "area": _value(identity.area),
        "issued": _date(identity.issued),
        "incident_date": _date(identity.incident_date),
        "author": _value(identity.author),
        "id": identity.key,
        "document_kind": identity.document_kind,
        "method": _value(identity.method),
        "keywords": list(identity.keywords),
    }


def _value(claim: Claim[str] | None) -> str | None:
    return claim.value if claim else None


def _date(claim: Claim[PartialDate] | None) -> str | None:
    return claim.value.iso() if claim else None


def _quote(quote: Quote) -> Json:
    return {"start": quote.span.start, "end": quote.span.end, "page": quote.page, "exact": quote.exact}


def _agency(agency: Agency) -> Json:
    return {
        "name": agency.name,
        "acronym": agency.acronym,
        "type": agency.type,
        "role": agency.role.value,
        "quote": _quote(agency.quote),
    }


def _item(item: Item) -> Json:
    return {
        "id": item.key,
        "kind": item.kind.value,
        "number": item.number,
        "parent": item.parent,
        "text": item.text,
        "quote": _quote(item.quote),
        "also": [_quote(quote) for quote in item.quotes[1:]],
        "arises_from": item.arises_from,
        "arises_basis": item.arises_basis.value if item.arises_basis else None,
        "addressees": list(item.addressees),
        "agencies": [{"name": a.name, "type": a.type, "role": a.role.value} for a in item.agencies],
        "themes": [_theme(tag) for tag in item.themes],
    }


def _theme(tag: ThemeTag) -> Json:
    return {
        "theme": tag.theme,
        "strength": tag.strength.value,
        "basis": tag.basis.value,
        "tagger": tag.tagger.value,
        "score": round(tag.score, 3),
        "reason": tag.reason,
        "quote": _quote(tag.quote),
    }


def _link(link: ReviewLink) -> Json:
    return {
        "from": link.source,
        "to": link.label,
        "type": link.type,
        "basis": link.basis.value,
        "quote": _quote(link.quote),
    }


def _problem(problem: Problem) -> Json:
    return {"code": problem.code, "message": problem.message, "page": problem.page}

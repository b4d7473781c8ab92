"""Of what type a review is, what it calls itself, what kind of document this is, and by which method it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.identity.ages import ages_in
from kg.extraction.identity.cover import Line
from kg.extraction.vocabulary import Cue, any_pattern, concepts
from kg.model import Basis, Claim, Document, PartialDate, Span

THEMATIC = "thematic-review"
_OTHER = "other-review"
_GROWN = 18 * 12  # months
_LAST_YEAR = 2019  # serious case reviews were made until September 2019 (review-schemes.ttl)
_SELF = re.compile(r"\b(?:this|our|present)\s+$", re.IGNORECASE)
_BODY = re.compile(
    r"\s+(?:Panel|Group|Sub-?[Gg]roup|Committee)\b"
)  # "the Child Safeguarding Practice Review Panel"
_THEMATIC = re.compile(r"\bthematic\s+$", re.IGNORECASE)
_OTHERS = re.compile(
    r"^\s*(?:of|on|into|in respect of|concerning|regarding)\s+(?:the\s+)?[A-Z]|^\s*\(?[A-Z]?[\w ]{0,20},? (?:19|20)\d\d"
)


def review_type(document: Document, lines: Sequence[Line]) -> Claim[str] | None:
    """The type as a slug of review-schemes.ttl: named first on the cover, else in "this … review", else most often."""
    on_cover = [found for line in lines for found in mentions(document.text, line.span)]
    if on_cover:
        slug, span = min(on_cover, key=lambda found: found[1])
        if _THEMATIC.search(document.text, max(0, span.start - 12), span.start):
            slug = THEMATIC
        return Claim(slug, document.quote(span), "type/cover")
    everywhere = [found for block in document.blocks for found in mentions(document.text, block.span)]
    own = [f for f in everywhere if _SELF.search(document.text, max(0, f[1].start - 9), f[1].start)]
    if own:
        return Claim(own[0][0], document.quote(own[0][1]), "type/this-review")
    if not everywhere:
        return None
    slugs = [slug for slug, _ in everywhere]
    best = max(dict.fromkeys(slugs), key=slugs.count)
    return Claim(
        best, document.quote(next(span for slug, span in everywhere if slug == best)), "type/most-named"
    )


def type_by_time(
    document: Document, label: Claim[str] | None, issued: PartialDate | None, heading: Span
) -> Claim[str] | None:
    """Where a page of abstracts names no type: a child's review of the years in which there was but one type; inferred."""
    child = any(
        age.months < _GROWN
        for block in document.blocks[:3]
        for age in ages_in(document.text, block.span.start, block.span.end)
    )
    named = label is not None and re.match(
        r"(?:Child|Children|Baby|Babies|Young Person|Family|Sibling)", label.value
    )
    if issued is None or issued.year > _LAST_YEAR or not (child or named):
        return None
    return Claim("serious-case-review", document.quote(heading), "type/time", Basis.INFERRED)


def unnamed_type(document: Document, heading: Span) -> Claim[str] | None:
    """A page of "case reviews" that does not say of what type each is; inferred."""
    other = concepts("review-schemes", "review-type")[_OTHER]
    titles = [value for key, value in document.metadata if key == "title"]
    said = any(other.pattern.search(re.sub(r"(?i)reviews\b", "review", title)) for title in titles)
    return Claim(_OTHER, document.quote(heading), "type/page", Basis.INFERRED) if said else None


def terms_used(document: Document, lines: Sequence[Line]) -> tuple[Claim[str], ...]:
    """What the document calls itself, verbatim, each term once; terms that belong to another review are left out."""
    spans = [line.span for line in lines] + [block.span for block in document.blocks]
    terms: dict[str, Claim[str]] = {}
    for span in spans:
        for slug, place in mentions(document.text, span):
            if _OTHERS.search(document.text[place.end : place.end + 40]) or re.search(
                r"\d\s+$", document.text[max(0, place.start - 3) : place.start]
            ):
                continue
            words = " ".join(document.words(place).split())
            terms.setdefault(slug, Claim(words, document.quote(place), "term"))
    return tuple(terms.values())


def mentions(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    """The review types named in a stretch of text, the longest reading of each."""
    if not _any_type().search(text, span.start, span.end):
        return
    found = [
        (slug, Span(*m.span()))
        for slug, cue in _types()
        for m in cue.pattern.finditer(text, span.start, span.end)
    ]
    found += [
        (slug, Span(*m.span()))
        for slug, cue in _types()
        if cue.hidden
        for m in cue.hidden.finditer(text, span.start, span.end)
        if m.group().rstrip("s").isupper()
    ]
    found.sort(key=lambda f: (f[1].start, -f[1].end))
    end = -1
    for slug, place in found:
        if place.start >= end:
            end = place.end
            if not _BODY.match(text, place.end):
                yield slug, place


def document_kind(document: Document, lines: Sequence[Line]) -> str:
    """The slug of the document's kind; an overview report where the cover does not say."""
    kinds = concepts("review-schemes", "document-kind")
    for slug in ("executive-summary", "learning-briefing", "overview-report"):
        if any(kinds[slug].pattern.search(document.words(line.span)) for line in lines):
            return slug
    return "overview-report"


def method(document: Document) -> Claim[str] | None:
    """The method as a slug: a named model before a way of working, and of two that overlap the longer."""
    found: list[tuple[int, int, int, str, Span]] = []
    methods = concepts("review-schemes", "method")
    any_method = any_pattern(methods.values())
    naming = [b for b in document.blocks if any_method.search(document.text, b.span.start, b.span.end)]
    for slug, cue in methods.items():
        for block in naming:
            match = cue.pattern.search(document.text, block.span.start, block.span.end)
            if match is None and cue.hidden:
                match = cue.hidden.search(document.text, block.span.start, block.span.end)
            if match:
                span = Span(*match.span())
                found.append((_GENERAL.get(slug, 0), span.start, -len(span), slug, span))
                break
    if not found:
        return None
    _, _, _, slug, span = min(found)
    return Claim(slug, document.quote(span), "method")


# Ways of working that any model may use stand behind the models with a name of their own.
_GENERAL = {"records-based-review": 1, "hybrid-systems": 2, "overview-report-with-imrs": 3}


@cache
def _types() -> list[tuple[str, Cue]]:
    """The leaves of the scheme: "adult review" as such is no type of review."""
    every = concepts("review-schemes", "review-type")
    inner = {cue.broader for cue in every.values()}
    return [(slug, cue) for slug, cue in every.items() if slug not in inner]


@cache
def _any_type() -> re.Pattern[str]:
    return any_pattern(cue for _, cue in _types())

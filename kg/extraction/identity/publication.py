"""When a review was published: of the dates on the cover, the one whose label says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.dates import agrees, find_dates
from kg.extraction.identity.cover import Line, labelled
from kg.extraction.vocabulary import cues
from kg.model import Claim, Document, PartialDate, Span

_BARE = 0.6  # a date without a label: surer than an edition's, less sure than one of publication
_SHORT = 12  # words of a line on which a date needs no label
_RANKED = ("published", "edition", "completed", "agreed", "updated")


@dataclass(frozen=True, slots=True)
class Issued:
    """The date of publication and, where the cover prints one, the version."""

    date: Claim[PartialDate] | None
    version: Claim[str] | None


def issued(document: Document, lines: Sequence[Line]) -> Issued:
    """Publication beats a bare date, an edition, completion, sign-off and updates, in this order; then the first wins."""
    if not any(cues("identity")["published"].pattern.search(line.label) for line in lines):
        lines = [
            *lines,
            *(
                other
                for other in labelled(document)
                if cues("identity")["published"].pattern.search(other.label)
            ),
        ]
    candidates: list[tuple[float, int, PartialDate, Span, str]] = []
    for line in lines:
        dates = find_dates(document.text, line.span.start, line.span.end)
        place = line.span.start
        for number, dated in enumerate(dates):
            label = (line.label + " " if not number else "") + document.text[place : dated.span.start]
            alone = number + 1 == len(dates)
            behind = document.text[dated.span.end : line.span.end] if alone else ""
            weight, slug = _weigh(label if label.strip() else behind)
            if slug == "bare" and _is_prose(document.words(line.span)):
                continue  # a sentence, not a line of a cover
            candidates.append((-weight, dated.span.start, dated.date, Span(place, dated.span.end), slug))
            place = dated.span.end
    chosen = min((c for c in candidates if c[0] < 0), default=None)
    for other in candidates:
        if chosen and other[0] == chosen[0] and agrees(chosen[2], other[2]) and other[2] != chosen[2]:
            chosen = other  # the same date, said finer: "Medi 2019 / September 2019"
    if chosen is None:
        return Issued(None, None)
    _, _, date, span, slug = chosen
    claim = Claim(date, document.quote(_tight(document, span)), f"issued/{slug}")
    return Issued(claim, _version(document, lines))


def _is_prose(words: str) -> bool:
    return len(words.split()) > _SHORT or (words.rstrip().endswith(".") and len(words.split()) > 3)


def _weigh(label: str) -> tuple[float, str]:
    known = cues("identity")
    if known["published"].pattern.search(label) and not known["never"].pattern.search(label):
        return known["published"].weight, "published"
    if known["never"].pattern.search(label):
        return 0.0, "never"
    found = [slug for slug in _RANKED if known[slug].pattern.search(label)]
    return max(((known[slug].weight, slug) for slug in found), default=(_BARE, "bare"))


def _version(document: Document, lines: Sequence[Line]) -> Claim[str] | None:
    for line in lines:
        if match := re.search(
            r"\b(?:version|v)\.?\s*\d+(?:\.\d+)*\b", document.words(line.span), re.IGNORECASE
        ):
            span = Span(line.span.start + match.start(), line.span.start + match.end())
            return Claim(" ".join(match.group().split()), document.quote(span), "version")
    return None


def _tight(document: Document, span: Span) -> Span:
    words = document.words(span)
    return Span(span.start + len(words) - len(words.lstrip(" \n,;:(|")), span.end)

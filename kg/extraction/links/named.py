"""Other reviews named in a document: "the review of Rowan, published by Kestrel Vale in 2016", "Child A (Harrowmere, 2015)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extraction.agencies.grammar import fold
from kg.extraction.identity.keys import review_key
from kg.extraction.identity.label import CASE_NUMBER, labels_in, titled
from kg.extraction.links.forms import candidates, claims, joined
from kg.extraction.links.proper_names import AND, KIND, NAME, nouns
from kg.extraction.links.whose import BRACKETED, PLACED, elsewhere, own_names, whence
from kg.extraction.vocabulary import cues
from kg.model import Document, Identity, Span

_DATED = re.compile(r",\s+(?:in\s+)?(?:19|20)\d\d\b")
_OWN = re.compile(r"(?:\b(?:this|the|our|present)|^)\s+$|^$", re.IGNORECASE)
_OF = re.compile(
    r",?\s+(?:[\w ]{0,12}\s)?(?:of|on|into|about|concerning|regarding|for|from|to|by)\s+(?:[\w’']+\s+){0,3}",
    re.IGNORECASE,
)
_TO = re.compile(r"\W*(?:(?:the|that|those|learning|findings?|lessons?|of|from|in)\W+)*")

_LETTERED = re.compile(r"\s[‘“'\"]?(?:[A-Z]{1,3}\d{0,2}|\d{1,3})[’”'\"]?$")
_FRONT = re.compile(rf"\b(?:by|from|at|to|with|of)\s+(?!{KIND}\b|Review\b){NAME}\s+$")
_ABOUT = re.compile(r"\b(?:about|after|following|since|from|of)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Other:
    """Another review as one place names it."""

    label: str
    span: Span
    area: str | None
    year: int | None
    sure: bool  # the words around it say that it is a review

    def key(self, own: str | None) -> str:
        return review_key(self.area or own, self.label, self.label)


def others_in(document: Document, sentence: Span, identity: Identity, *, likely: bool) -> list[Other]:
    """The other reviews that a sentence names.  ``likely``: the place is one where other reviews are spoken of."""
    text = document.text
    named = list(candidates(text, sentence))
    named = [*joined(text, sentence, named), *named]
    own = own_names(identity) if named else set()
    found: list[Other] = []
    for span, sure in named:
        words = tidy(text[span.start : span.end])
        label = words if CASE_NUMBER.search(words) else titled(words)
        own_label = fold(label) in own or all(fold(one) in own for one in AND.split(label))
        if (
            own_label
            or _ends_a_name(text, sentence, span)
            or any(span.overlaps(other.span) for other in found)
        ):
            continue
        bracket = BRACKETED.match(text, span.end, sentence.end) or PLACED.match(text, span.end, sentence.end)
        dated = bracket is not None or _DATED.match(text, span.end, sentence.end) is not None
        lettered = bool(labels_in(text, span.start, span.end))
        told = (
            sure
            or _is_set_out(text, sentence, span)
            or (
                lettered and (dated or _is_reviewed(text, sentence, span) or _is_boards(text, sentence, span))
            )
        )
        told = told or (dated and likely and _is_told_of(text, sentence))
        told = told or (likely and lettered and _is_placed_death(text, sentence, span, identity))
        told = told or (likely and _is_object(text, sentence, span))
        if not told and not likely:
            continue
        area, year = whence(text, span, sentence, identity)
        found.append(Other(label, span, area, year, told))
    return sorted(found, key=lambda other: other.span)


def _ends_a_name(text: str, sentence: Span, span: Span) -> bool:
    """ "Keystone Student Living" is a body, for "Student Living" is called so by no letter."""
    label = text[span.start : span.end]
    if len(label.split()) != 2 or CASE_NUMBER.search(label) or fold(label.split()[0]) not in nouns():
        return False
    return (
        _LETTERED.search(label) is None
        and _FRONT.search(text, max(sentence.start, span.start - 40), span.start) is not None
    )


def _is_placed_death(text: str, sentence: Span, span: Span, identity: Identity) -> bool:
    """ "The death of Mr F in Great Welby": elsewhere, where a relation is claimed and no year tells of a review."""
    before = text[sentence.start : span.start]
    return (
        cues("links")["death"].pattern.search(before) is not None
        and elsewhere(text, span, sentence, identity) is not None
        and claims(text, sentence)
    )


def _is_set_out(text: str, sentence: Span, span: Span) -> bool:
    """Who reviewed it, right behind a label: "Miss Pargeter, reviewed by this Board in 2019"."""
    return _set_out_behind().match(text, span.end, sentence.end) is not None


@cache
def _set_out_behind() -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:{cues('links')['set-out-by'].pattern.pattern})")


def _is_boards(text: str, sentence: Span, span: Span) -> bool:
    """What a board did about somebody whom it reviewed: "what the Board was told in 2018 about Miss Q"."""
    before = text[sentence.start : span.start]
    return _ABOUT.search(before) is not None and _board_did().search(before) is not None


@cache
def _board_did() -> re.Pattern[str]:
    board, did = (cues("links")[slug].pattern.pattern for slug in ("board", "board-did"))
    told = rf"(?i:{board})\s+(?:[a-z]+\s+){{0,2}}(?i:{did})"
    return re.compile(rf"{told}\b[^.;,]{{0,40}}(?:19|20)\d\d|(?:19|20)\d\d,?\s+(?:[a-z]+\s+){{0,1}}{told}")


def _is_object(text: str, sentence: Span, span: Span) -> bool:
    """A label right behind the words of a relation: "Complements: Family 22", "should be read with Mr Prosser"."""
    before = text[max(sentence.start, span.start - 60) : span.start]
    return any(
        _TO.fullmatch(before, match.end())
        for slug in ("complements", "repeats", "mirrors", "follows-up")
        for match in cues("links")[slug].pattern.finditer(before)
    )


def _is_told_of(text: str, sentence: Span) -> bool:
    """A relation is claimed, or at least no national report or research is what the sentence speaks of."""
    words = text[sentence.start : sentence.end]
    return claims(text, sentence) or cues("links")["national"].pattern.search(words) is None


def _is_reviewed(text: str, sentence: Span, span: Span) -> bool:
    """A word for a review close to the label: "the Child A review", "Lesson 3 of Child A", "the SCR about Graham".

    "The review considers agencies' contact with Dawn and Adult S" speaks of this one, unless a relation is claimed.
    """
    start = max(sentence.start, span.start - 60)
    around = text[start : min(sentence.end, span.end + 12)]
    known = cues("links")["review"]
    found = list(known.pattern.finditer(around))
    found += [m for m in known.hidden.finditer(around) if m.group().isupper()] if known.hidden else []
    claimed = claims(text, sentence)
    whole = len(text[span.start : span.end].split()) > 2 and not re.search(
        r"\band\b|\s[A-Z]?\d*$", text[span.start : span.end]
    )
    for match in found:
        gap = around[match.end() : span.start - start]
        if whole and not _OF.fullmatch(gap):
            continue  # "Chair of the Review Panel: Mrs Hazel Oduya": a whole name is as often that of an officer
        if (
            match.start() >= span.end - start
            or _OF.fullmatch(gap)
            or claimed
            or not _OWN.search(text[sentence.start : start + match.start()])
        ):
            return True
    return False


def tidy(words: str) -> str:
    return " ".join(words.split()).strip("‘’“”\"' ")


def settled(others: Sequence[Other]) -> dict[str, Other]:
    """For each label the fullest account that any place of the document gives of it."""
    best: dict[str, Other] = {}
    for other in others:
        known = best.setdefault(fold(other.label), other)
        best[fold(other.label)] = replace(known, area=known.area or other.area, year=known.year or other.year)
    return {name: _in_full(other, best.values()) for name, other in best.items()}


def _in_full(other: Other, others: Iterable[Other]) -> Other:
    """ "Mr Pell" where "Marcus Pell" is known too."""
    words = other.label.split()
    if len(words) != 2 or fold(words[0]) not in nouns():
        return other
    whole = [o for o in others if o.label.split()[-1] == words[1] and len(o.label.split()) > 1 and o != other]
    given = [o for o in whole if fold(o.label.split()[0]) not in nouns()]
    return given[0] if len(given) == 1 else other

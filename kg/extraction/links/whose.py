"""Whose another review is, and of which year: a bracket, an owner, or a place near its name."""

from __future__ import annotations

import re
from functools import cache

from kg.extraction.agencies.grammar import fold, heads, names_in
from kg.extraction.dates import find_dates
from kg.extraction.identity.label import common_words
from kg.extraction.identity.publisher import area_of
from kg.extraction.links.proper_names import BRACKET, KIND, NAME, NAME_BARE, NEAR, PLACE
from kg.extraction.vocabulary import cues
from kg.model import Identity, Span

BRACKETED = re.compile(BRACKET)
# "Baby N in Orford Bay (2021)"
PLACED = re.compile(
    rf",?\s+(?:in|from|of|by)\s+(?P<place>{PLACE}),?\s*(?:\(|in\s+)(?P<year>(?:19|20)\d\d)\b\)?"
)
# "what was found by Wexcliffe in its review of Jamal"
_IN_ITS = re.compile(rf"(?P<place>{PLACE})(?:\s+[a-z]+){{0,4}}\s+in\s+(?:its|their)\b[^.;,]*$")
# A place has no number: "a repeat of Lesson 3 of Child A" names none.
_BY = re.compile(
    rf"\b(?:by|[Ii]n|of|from|at)\s+(?P<place>{PLACE})(?:\s+(?:LSCB|LSCP|SCB|SCP|SAB|CSP))?(?!\w|\s+\d{{1,3}}\b)"
)
_IN_FRONT = rf"(?P<place>(?!{KIND}\b){NAME}(?:\s+(?!{KIND}\b){NAME}){{0,2}})\s+"
_BEFORE = re.compile(rf"\b(?:[Tt]he|[Bb]y|[Aa])\s+{_IN_FRONT}(?:(?i:{KIND})\s+)*$")
# "Ardale thematic review (2019)", where nothing stands in front, as in a cell
_ALONE = re.compile(_IN_FRONT)
_IN = re.compile(rf",?\s+(?:in|at)\s+(?P<place>{PLACE})(?![’'\w])")
_THEMATIC_WORD = re.compile(r"thematic", re.IGNORECASE)
_OWNER = re.compile(
    rf"\b(?P<place>{NAME}(?:\s+(?:(?:and|of|on|the)\s+){{0,2}}{NAME_BARE}){{0,3}})[’'](?:s\b)?\s+(?=(?:[\w-]+\s+){{0,3}}$)"
)
NATIONAL_REVIEW = re.compile(
    r"(?<!\ba )\b(?P<name>national (?:review|analysis|study)(?:\s+(?:of|into|on)\s+[a-zA-Z][\w -]{2,30}?(?=\s+(?:in|of|which|has|had|is|was)\b|[,.;(])"
    r"|[,:]?\s+[‘“\"']?[A-Z][a-z]+(?:\s+(?:(?:of|the|and|in|to|for)\s+)*[A-Z][a-z]+)+[’”\"']?)?)",
)
NATIONAL = "National"


def whence(text: str, span: Span, sentence: Span, identity: Identity) -> tuple[str | None, int | None]:
    """The other review's area (None for the document's own) and year."""
    if NATIONAL_REVIEW.match(text, span.start, sentence.end):
        dates = find_dates(text, span.end, min(sentence.end, span.end + NEAR))
        return NATIONAL, dates[0].date.year if dates else None
    if bracket := BRACKETED.match(text, span.end, sentence.end) or PLACED.match(text, span.end, sentence.end):
        inside = bracket.groupdict()
        place = (
            inside["place"]
            or inside.get("behind")
            or _place_near(text, Span(span.start, span.end), sentence, identity, behind=False)
        )
        place = (area_of(place) or place) if place and heads(place, 0, len(place)) else place
        place = re.sub(r"[’']s?$", "", place) if place else None
        return _others(place, identity), int(bracket.group("year"))
    behind = Span(span.end, min(sentence.end, span.end + NEAR))
    if cited := re.compile(rf",\s+(?P<body>{NAME}(?:\s+{NAME}){{0,6}}),\s+(?P<year>(?:19|20)\d\d)").match(
        text, span.end, sentence.end
    ):
        return _area_in(cited.group("body"), identity), int(cited.group("year"))
    dates = find_dates(text, behind.start, behind.end)
    year = dates[0].date.year if dates else _year_before(text, span, sentence)
    return _place_near(text, span, sentence, identity), year


def elsewhere(text: str, span: Span, sentence: Span, identity: Identity) -> str | None:
    """The place right behind a name, if it is not this review's own: "in Great Welby"."""
    match = _IN.match(text, span.end, sentence.end)
    known = match and _is_place(match.group("place"), identity)
    return _others(match.group("place"), identity) if match and known else None


def _year_before(text: str, span: Span, sentence: Span) -> int | None:
    """ "In 2018 the Board's review of Ms K"; "had been told in 2006, by the review of Child B"."""
    dates = find_dates(text, max(sentence.start, span.start - NEAR), span.start)
    return dates[-1].date.year if dates else None


def _owner(text: str, span: Span, sentence: Span, identity: Identity) -> str | None:
    """ "Northwold's review of" in front of a label: whose review it is."""
    before = text[max(sentence.start, span.start - NEAR) : span.start]
    if (match := _IN_ITS.search(before)) and _is_place(match.group("place"), identity):
        return match.group("place")
    known = cues("links")["named-review"]
    patterns = (known.pattern, known.hidden, cues("links")["case"].pattern)
    end = max((m.start() for p in patterns if p for m in p.finditer(before)), default=0)
    thematic = _THEMATIC_WORD.match(text, span.start) is not None
    front = before[:end] if end else before if thematic else ""
    match = next(iter(_OWNER.finditer(before[:end])), None) or _BEFORE.search(front)
    if match is None and thematic and span.start - sentence.start < NEAR:
        match = _ALONE.fullmatch(before)
    return match.group("place") if match and _is_place(match.group("place"), identity) else None


def _is_place(words: str, identity: Identity) -> bool:
    return (
        fold(words.split()[0]) not in common_words()
        and words not in _own_words(identity)
        and not heads(words, 0, len(words))
    )


def _place_near(
    text: str, span: Span, sentence: Span, identity: Identity, *, behind: bool = True
) -> str | None:
    """The place whose review it is: its owner's, or one named behind or in front ("in Yewbridge in its review of")."""
    if place := _owner(text, span, sentence, identity):
        return _others(place, identity)
    after, before = (
        (span.end, min(sentence.end, span.end + NEAR)),
        (max(sentence.start, span.start - NEAR), span.start),
    )
    for start, end in (after, before) if behind else (before,):
        for board in names_in(text, start, end):
            if place := _area_in(text[board.start : board.end], identity):
                return place
        for match in _BY.finditer(text, start, end):
            place = re.sub(r"[’']s?$", "", match.group("place"))
            if _is_place(place, identity):
                return _others(place, identity)
    for match in _peer().finditer(text, sentence.start, span.start):
        if _is_place(match.group("place"), identity):
            return _others(match.group("place"), identity)
    return None


@cache
def _peer() -> re.Pattern[str]:
    """ "My colleague in Fell Vale reported …": however far in front of the name."""
    return re.compile(
        rf"(?i:{cues('links')['peer'].pattern.pattern})\s+(?:in|for|at|of)\s+(?P<place>{PLACE})"
    )


def _area_in(words: str, identity: Identity) -> str | None:
    place = area_of(words)
    return _others(place, identity) if place and re.match(r"[A-Z]", place) else None


def _others(place: str | None, identity: Identity) -> str | None:
    """A place, unless it is the document's own or the first of those that its board serves ("Pen" of "Pen and the Isles")."""
    area = _area(identity)
    own = area and place and re.match(rf"{re.escape(place)}(?:,| and\b|$)", area)
    return None if own else place


def _area(identity: Identity) -> str | None:
    return identity.area.value if identity.area else None


def own_names(identity: Identity) -> set[str]:
    names = {name for s in identity.subjects if (name := s.pseudonym)}
    if identity.case_label:
        for label in identity.case_label.value.split("; "):  # "Mr Ambrose Tull" is called Mr Tull
            names |= (
                {f"{label.split()[0]} {label.split()[-1]}", label.split()[-1]}
                if len(label.split()) > 2
                else set()
            )
        names |= {identity.case_label.value, *identity.case_label.value.split("; ")}
        noun, _, rest = identity.case_label.value.partition(" ")
        single = {"Children": "Child", "Babies": "Baby", "Adults": "Adult"}.get(noun, noun)
        names |= {f"{single} {part}" for part in re.split(r"\s*(?:,|\+|&|\band\b)\s*", rest) if part}
    return {fold(name) for name in names}


def _own_words(identity: Identity) -> set[str]:
    return {word for name in own_names(identity) for word in (name, name.title())}

"""Other reviews named in a document: "the review of Rowan, published by Kestrel Vale in 2016", "Child A (Harrowmere, 2015)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extraction.agencies.grammar import fold, heads, names_in
from kg.extraction.dates import find_dates
from kg.extraction.identity.keys import review_key
from kg.extraction.identity.label import CASE_NUMBER, common_words, labels_in, titled
from kg.extraction.identity.publisher import area_of
from kg.extraction.vocabulary import any_pattern, cues, phrase_pattern, words_pattern
from kg.model import Document, Identity, Span

_NAME = r"[A-ZÀ-ÞŴŶ][a-zà-ÿŵŷ’'-]+(?![\w])"
_NAME_BARE = r"[A-ZÀ-ÞŴŶ][a-zà-ÿŵŷ-]+"
_PLACE = rf"{_NAME}(?:\s+(?:(?:and|of|the)\s+)*{_NAME}){{0,3}}"
_BRACKET = re.compile(
    rf"\s*\(\s*(?:[a-z ]{{0,24}}\breview,\s+)?(?:(?P<place>{_PLACE})\s*(?:LSCB|SCP|SAB|CSP)?\s*,\s*)?(?P<year>(?:19|20)\d\d)\s*\)"
)
# "Baby N in Orford Bay (2021)"
_PLACED = re.compile(
    rf",?\s+(?:in|from|of|by)\s+(?P<place>{_PLACE}),?\s*(?:\(|in\s+)(?P<year>(?:19|20)\d\d)\b\)?"
)
_A_YEAR = re.compile(r"(?:19|20)\d\d")
# "what was found by Wexcliffe in its review of Jamal"
_IN_ITS = re.compile(rf"(?P<place>{_PLACE})(?:\s+[a-z]+){{0,4}}\s+in\s+(?:its|their)\b[^.;,]*$")
# "Rowan (Kestrel Vale, 2016)"
_BRACKETED = re.compile(rf"(?<![\w’'])(?<!\bby )(?<!\bin ){_NAME}(?=\s*\((?:{_PLACE},\s*)?(?:19|20)\d\d\))")
_DATED = re.compile(r",\s+(?:in\s+)?(?:19|20)\d\d\b")
_REVIEWED = re.compile(
    rf"(?P<name>{_NAME}),?\s+(?:reviewed by|in (?:the|our|this|{_NAME}(?:\s+{_NAME}){{0,2}})\s+[\w’' ]{{0,30}}?review of\s+(?:19|20)\d\d"
    rf"|in (?:the|a) (?:[a-z]+ ){{0,3}}review (?:that|which) {_PLACE}(?: [A-Z]{{2,5}})? published)"
)
_CITED = re.compile(
    rf"(?P<name>{_NAME}),\s+(?P<body>{_NAME}(?:\s+{_NAME}){{0,6}}),\s+(?P<year>(?:19|20)\d\d)"
)
# A place has no number: "a repeat of Lesson 3 of Child A" names none.
_BY = re.compile(
    rf"\b(?:by|in|of|from|at)\s+(?P<place>{_PLACE})(?:\s+(?:LSCB|LSCP|SCB|SCP|SAB|CSP))?(?!\w|\s+\d{{1,3}}\b)"
)
# "The Holme Valley thematic review"; words that open a sentence or tell the kind of review are no place.
_KIND = r"(?:Extended|Concise|Serious|Significant|Case|Management|Local|Child|Practice|Safeguarding|Adults?|Domestic|Homicide|Rapid|Learning|Independent)"
# "the Holme Lodge review of 2020": a home or house of two words, whose review it is
_HOUSE = re.compile(
    rf"\bthe (?P<name>(?!{_KIND}\b){_NAME}\s+(?!{_KIND}\b){_NAME}) review of\s+(?:19|20)\d\d\b"
)
_BEFORE = re.compile(
    rf"\b(?:[Tt]he|[Bb]y|[Aa])\s+(?P<place>(?!{_KIND}\b){_NAME}(?:\s+(?!{_KIND}\b){_NAME}){{0,2}})\s+(?:(?i:{_KIND})\s+)*$"
)
_THEMATIC_WORD = re.compile(r"thematic", re.IGNORECASE)
_OWNER = re.compile(
    rf"\b(?P<place>{_NAME}(?:\s+(?:(?:and|of|on|the)\s+){{0,2}}{_NAME_BARE}){{0,3}})[’'](?:s\b)?\s+(?=(?:[\w-]+\s+){{0,3}}$)"
)
_YEAR = re.compile(
    r"\s*,?\s*(?:in|of|completed in|published in|published by .{3,30} in)?\s*,?\s*((?:19|20)\d\d)\b"
)
# A thematic review has no subject to go by: the year or the board behind it names it.
_THEMATIC = re.compile(
    rf"(?<!\bthis )(?<!\bpresent )(?<!\bour )\b(?P<name>thematic (?:review|paper|report)(?: (?:of|on) (?!(?:19|20)\d\d)[a-z][\w ]{{2,40}}?)?)(?=(?: of| in|,)?"
    rf"(?:,? published)?(?: by (?:the |this )?{_NAME}(?:\s+{_NAME}){{0,4}},?)?(?: in)?\s+\(?(?:{_NAME}(?:\s+{_NAME}){{0,3}},?\s+(?:in\s+)?|(?-i:{_PLACE})\s+\()?(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_DATED_THEMATIC = re.compile(r"\b(?:19|20)\d\d\s+(?P<name>thematic review)\b", re.IGNORECASE)
# "the thematic review 'Three infants' (2021)": a title in quotation marks
_TITLED = re.compile(
    r"(?<!national )\breview,?\s+[“‘\"](?P<name>[A-Z][^”’\"]{2,60})[”’\"](?=,?\s+(?:in\s+)?\(?(?:19|20)\d\d)",
    re.IGNORECASE,
)
# "the review of Hazel House (2018)", "of the Maltings children's home, in 2016": a body or household, dated
_DATED_NAME = rf"(?P<name>{_NAME}(?:\s+{_NAME}){{0,3}}(?:\s+(?:children|brothers|sisters|siblings|family))?)"
_BODY = rf"\s+(?:the\s+)?{_DATED_NAME}(?:\s+[a-z][\w’' ]{{2,25}})?(?=,?\s+(?:(?:published|completed)\s+)?(?:in\s+|of\s+)?\(?(?:19|20)\d\d\b|,\s+(?:by|of which)\b)"
# "a report after the death of Mary Pell": a coroner's, told by the year or by who sent it
_REPORTED = re.compile(
    rf"\breport\b[^.;]{{0,60}}?\b(?:after|following|into|concerning|about|on)\s+the\s+death\s+of\s+(?P<name>(?:M(?:r|rs|s|iss)\s+)?{_NAME}(?:[\s-]+{_NAME}){{0,2}})"
)
# "our first DHR, Lena (2015)": the kind of review right before the name
_INTRODUCED = re.compile(
    rf"\b(?:review|[A-Z]*(?:SCR|SAR|DHR|CSPR|CPR|APR)),\s+(?P<name>{_NAME})(?=\s*\((?:19|20)\d\d\))"
)
# "the Eskerdale DHR (Shanice, 2019)"
_WITH_KIND = re.compile(
    rf"\b(?:review|[A-Z]*(?:SCR|SAR|DHR|CSPR|CPR|APR))\s+\((?P<name>{_NAME}),\s+(?=(?:19|20)\d\d\))"
)
# "its Carers Review of 2017": named by what it was about, and not by its board
_TOPICAL = re.compile(
    rf"\b(?:its|their|our)\s+(?P<name>(?!{_KIND}\b){_NAME}(?:\s+(?!{_KIND}\b){_NAME})?\s+Review)\s+(?:of|in|\()\s*(?=(?:19|20)\d\d\b)"
)
# "the Aberwen Extended Review, 03/2018": a number alone, behind the words for a review.
_NUMBERED = re.compile(
    r"\b(?i:review|reviews)\b,?\s+(?:(?i:no|number|ref|reference)\.?\s+)?\(?(?P<name>\d{1,3}/(?:19|20)\d\d)\b"
)
_NATIONAL = re.compile(
    r"(?<!\ba )\b(?P<name>national (?:review|analysis|study)(?:\s+(?:of|into|on)\s+[a-zA-Z][\w -]{2,30}?(?=\s+(?:in|of|which|has|had|is|was)\b|[,.;(])"
    r"|[,:]?\s+[‘“\"']?[A-Z][a-z]+(?:\s+(?:(?:of|the|and|in|to|for)\s+)*[A-Z][a-z]+)+[’”\"']?)?)",
)
NATIONAL = "National"
# Between "review" and whom it was of: "that was made in Tarn", "for Tarn Community Safety Partnership"
_WHOSE = rf"(?:(?:\s+(?:that|which)\s+was\s+[a-z]+)?\s+(?:for|by|from|in)\s+(?:the\s+)?{_PLACE}(?:\s+[A-Z]{{2,5}})?)"
_DATED_FORMS = (_HOUSE, _THEMATIC, _DATED_THEMATIC, _NUMBERED, _TITLED, _INTRODUCED, _WITH_KIND, _TOPICAL)
_OWN = re.compile(r"(?:\b(?:this|the|our|present)|^)\s+$|^$", re.IGNORECASE)
_OF = re.compile(
    r",?\s+(?:[\w ]{0,12}\s)?(?:of|on|into|about|concerning|regarding|for|from|to|by)\s+(?:[\w’']+\s+){0,3}",
    re.IGNORECASE,
)
_TO = re.compile(r"\W*(?:(?:the|that|those|learning|findings?|lessons?|of|from|in)\W+)*")
# "In Jaden's review, in 2020, we said"; "Amari's review in Kingsmere": whose it is about, for no "of" follows.
_POSSESSED = re.compile(
    rf"(?<![\w’'])(?P<name>{_NAME_BARE})[’']s\s+(?:(?i:{_KIND})\s+)*(?:review|story)(?=,?\s+(?:in\s+)?\(?(?:{_PLACE}\b|(?:19|20)\d\d))"
)
_TOLD = 3  # words
_AND = re.compile(r"\s+and\s+")
_OTHER_HALF = re.compile(rf"\b(?:of|on|in|into|about)\s+(?P<name>{_NAME_BARE})\s+and\s+$")
_OF_ONE = re.compile(r"\b(?:of|on|in|into|about|concerning)\s+(?:the\s+)?$")
_SEVERAL = re.compile(r"\b(?:reviews|cases|reports|[A-Z]+s)\b(?=[^.;]*$)")
_NEAR = 70  # characters behind a label in which its board and year stand


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
    named = list(_candidates(text, sentence))
    named = [*_joint(text, sentence, named), *named]
    own = _own_names(identity) if named else set()
    found: list[Other] = []
    for span, sure in named:
        words = tidy(text[span.start : span.end])
        label = words if CASE_NUMBER.search(words) else titled(words)
        own_label = fold(label) in own or all(fold(one) in own for one in _AND.split(label))
        if own_label or any(span.overlaps(other.span) for other in found):
            continue
        bracket = _BRACKET.match(text, span.end, sentence.end) or _PLACED.match(text, span.end, sentence.end)
        dated = bracket is not None or _DATED.match(text, span.end, sentence.end) is not None
        lettered = bool(labels_in(text, span.start, span.end))
        told = (
            sure
            or _is_set_out(text, sentence, span)
            or (lettered and (dated or _is_reviewed(text, sentence, span)))
        )
        told = told or (dated and likely and _is_told_of(text, sentence))
        told = told or (likely and _is_object(text, sentence, span))
        if not told and not likely:
            continue
        area, year = _whence(text, span, sentence, identity)
        found.append(Other(label, span, area, year, told))
    return sorted(found, key=lambda other: other.span)


def _joint(text: str, sentence: Span, named: Sequence[tuple[Span, bool]]) -> Iterator[tuple[Span, bool]]:
    """One review of two: "the review of Child C and Child F", "in Joyce and Brian (2021)"; "the reviews of …" are two."""
    for span, sure in named:
        before = text[sentence.start : span.start]
        first = next((s for s, _ in named if _AND.fullmatch(text, s.end, span.start)), None)
        if first is None and (match := _OTHER_HALF.search(before)):
            first = Span(sentence.start + match.start("name"), sentence.start + match.end("name"))
            if fold(match.group("name")) in common_words() | _nouns():
                continue
        if first is None or first.start >= span.start:
            continue
        front = text[max(sentence.start, first.start - _NEAR) : first.start]
        if not _SEVERAL.search(front) and _OF_ONE.search(front):
            yield Span(first.start, span.end), sure


def _is_set_out(text: str, sentence: Span, span: Span) -> bool:
    """Who reviewed it, right behind a label: "Miss Pargeter, reviewed by this Board in 2019"."""
    return _set_out_behind().match(text, span.end, sentence.end) is not None


@cache
def _set_out_behind() -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:{cues('links')['set-out-by'].pattern.pattern})")


@cache
def _set_out() -> re.Pattern[str]:
    """ "Edwin, published by the Vale of Cray Board", "what this Partnership found in Peter in 2018"."""
    known = cues("links")
    return re.compile(
        rf"(?<![\w’'])(?:(?<![A-Z] )(?P<name>{_NAME}),\s+(?:{known['set-out-by'].pattern.pattern})"
        rf"|(?i:{known['found-in'].pattern.pattern})\s+(?P<found>{_NAME})(?=,?\s+in\s+(?:19|20)\d\d\b))"
    )


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
    return _claims(text, sentence) or cues("links")["national"].pattern.search(words) is None


def _claims(text: str, sentence: Span) -> bool:
    return _any_claim().search(text, sentence.start, sentence.end) is not None


@cache
def _any_claim() -> re.Pattern[str]:
    return phrase_pattern(p for cue in cues("links").values() if cue.weight >= 3.0 for p in cue.phrases)


@cache
def _any_review() -> re.Pattern[str]:
    return any_pattern([cues("links")["named-review"]])


@cache
def _nouns() -> frozenset[str]:
    return frozenset(fold(noun) for noun in cues("identity")["person"].phrases)


def _candidates(text: str, sentence: Span) -> Iterator[tuple[Span, bool]]:
    """Labels, case numbers and pseudonyms, and whether their own words already say "review"."""
    told = (
        len(text[sentence.start : sentence.end].split()) > _TOLD
    )  # "Reference: RR/24/06" is this review's own
    for match in CASE_NUMBER.finditer(text, sentence.start, sentence.end) if told else ():
        yield _with_name(text, match), True
    for match in _POSSESSED.finditer(text, sentence.start, sentence.end):
        if fold(match.group("name")) not in common_words() | _nouns():
            yield Span(*match.span("name")), True
    # What cannot match is not tried: most sentences have no word for a review and no year.
    reviewed = _any_review().search(text, sentence.start, sentence.end) is not None
    dated = _A_YEAR.search(text, sentence.start, sentence.end) is not None
    reviews_of = []
    for match in _review_of().finditer(text, sentence.start, sentence.end) if reviewed else ():
        reviews_of.append(Span(*match.span()))
        if (
            fold(match.group("name")) not in common_words() | _nouns()
            and not _is_month(text, Span(*match.span("name")))
            and not heads(text, match.start("name"), match.end("name"))
        ):
            yield Span(*match.span("name")), True
    for span in labels_in(text, sentence.start, sentence.end):
        yield span, False
    for match in _REVIEWED.finditer(text, sentence.start, sentence.end):
        if fold(match.group("name")) not in common_words():
            yield Span(*match.span("name")), True
    for pattern in _DATED_FORMS if dated else ():
        for match in pattern.finditer(text, sentence.start, sentence.end):
            yield Span(*match.span("name")), True
    if dated and _claims(text, sentence):
        for pattern in (_set_out(), _code_named()):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                name = Span(*match.span(match.lastgroup or "name"))
                if fold(text[name.start : name.end]) not in common_words() | _nouns():
                    yield name, True
    for match in _REPORTED.finditer(text, sentence.start, sentence.end):
        if find_dates(text, sentence.start, sentence.end):
            yield Span(*match.span("name")), True
    for match in _review_of_body().finditer(text, sentence.start, sentence.end) if reviewed else ():
        known = fold(match.group("name")) in common_words() | _nouns()
        # A board is whose review it is, where somebody follows whom it was of.
        known = known or any(whole.overlaps(Span(*match.span("name"))) for whole in reviews_of)
        if not known and not _is_month(text, Span(*match.span("name"))):
            yield Span(*match.span("name")), True
    for match in _NATIONAL.finditer(text, sentence.start, sentence.end):
        if _claims(text, sentence):
            yield Span(*match.span("name")), True
    for match in _BRACKETED.finditer(text, sentence.start, sentence.end) if dated else ():
        inside = re.search(
            r"[A-Z][\w’'-]*\s+(?:of\s+)?$", text[max(sentence.start, match.start() - 30) : match.start()]
        )
        if fold(match.group()) not in common_words() and not inside:
            yield Span(*match.span()), False
    for match in _CITED.finditer(text, sentence.start, sentence.end) if dated else ():
        yield Span(*match.span("name")), True


@cache
def _code_named() -> re.Pattern[str]:
    """ "the review that followed Operation Lantern (2015)"."""
    return re.compile(
        rf"\b(?P<name>(?:{cues('links')['code-name'].pattern.pattern})\s+{_NAME})(?=,?\s+(?:in\s+)?\(?(?:19|20)\d\d)"
    )


def _is_month(text: str, name: Span) -> bool:
    """ "The review of June 2020" is one of that month."""
    dates = find_dates(text, name.start, min(len(text), name.end + 6))
    return any(dated.span.start == name.start for dated in dates)


def _with_name(text: str, number: re.Match[str]) -> Span:
    """A case number in brackets behind a name goes with it: "Ffion (CESB 1/2018)"."""
    name = re.search(rf"{_NAME}\s+\($", text[max(0, number.start() - 40) : number.start()])
    closed = text[number.end() : number.end() + 1] == ")"
    return (
        Span(number.start() - len(name.group()), number.end() + 1)
        if name and closed
        else Span(*number.span())
    )


@cache
def _review_of() -> re.Pattern[str]:
    """ "review of Rowan", "Safeguarding Adults Review in respect of Rosemary", "review for Tarn Partnership about Ann"."""
    known = cues("links")
    of = known["of"].pattern.pattern
    reviewed = known["named-review"].pattern.pattern
    hidden = words_pattern(known["named-review"].hidden_phrases)
    return re.compile(
        rf"(?:(?:(?i:{reviewed})|{hidden}){_WHOSE}?,?\s+(?i:{of})\s+|(?:{hidden})\s+(?=[A-Z][a-z]))(?P<name>{_NAME})(?<![’']s)(?=[\s,.;:()]|$)(?!\s+(?:{_NAME}|of\b))"
    )


@cache
def _review_of_body() -> re.Pattern[str]:
    known = cues("links")
    hidden = words_pattern(known["named-review"].hidden_phrases)
    return re.compile(
        rf"(?:(?i:{known['named-review'].pattern.pattern})|{hidden}),?\s+(?i:{known['of'].pattern.pattern}){_BODY}"
    )


def _is_reviewed(text: str, sentence: Span, span: Span) -> bool:
    """A word for a review close to the label: "the Child A review", "Lesson 3 of Child A", "the SCR about Graham".

    "The review considers agencies' contact with Dawn and Adult S" speaks of this one, unless a relation is claimed.
    """
    start = max(sentence.start, span.start - 60)
    around = text[start : min(sentence.end, span.end + 12)]
    known = cues("links")["review"]
    found = list(known.pattern.finditer(around))
    found += [m for m in known.hidden.finditer(around) if m.group().isupper()] if known.hidden else []
    claimed = _claims(text, sentence)
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


def _whence(text: str, span: Span, sentence: Span, identity: Identity) -> tuple[str | None, int | None]:
    """The other review's area (None for the document's own) and year."""
    if _NATIONAL.match(text, span.start, sentence.end):
        dates = find_dates(text, span.end, min(sentence.end, span.end + _NEAR))
        return NATIONAL, dates[0].date.year if dates else None
    if bracket := _BRACKET.match(text, span.end, sentence.end) or _PLACED.match(text, span.end, sentence.end):
        place = bracket.group("place") or _place_near(
            text, Span(span.start, span.end), sentence, identity, behind=False
        )
        place = re.sub(r"[’']s?$", "", place) if place else None
        return (place if place and place != _area(identity) else None), int(bracket.group("year"))
    behind = Span(span.end, min(sentence.end, span.end + _NEAR))
    if cited := re.compile(rf",\s+(?P<body>{_NAME}(?:\s+{_NAME}){{0,6}}),\s+(?P<year>(?:19|20)\d\d)").match(
        text, span.end, sentence.end
    ):
        return _area_in(cited.group("body"), identity), int(cited.group("year"))
    dates = find_dates(text, behind.start, behind.end)
    year = dates[0].date.year if dates else _year_before(text, span, sentence)
    return _place_near(text, span, sentence, identity), year


def _year_before(text: str, span: Span, sentence: Span) -> int | None:
    """ "In 2018 the Board's review of Ms K"; "had been told in 2006, by the review of Child B"."""
    dates = find_dates(text, max(sentence.start, span.start - _NEAR), span.start)
    return dates[-1].date.year if dates else None


def _owner(text: str, span: Span, sentence: Span, identity: Identity) -> str | None:
    """ "Northwold's review of" in front of a label: whose review it is."""
    before = text[max(sentence.start, span.start - _NEAR) : span.start]
    if (match := _IN_ITS.search(before)) and _is_place(match.group("place"), identity):
        return match.group("place")
    known = cues("links")["named-review"]
    patterns = (known.pattern, known.hidden, cues("links")["case"].pattern)
    end = max((m.start() for p in patterns if p for m in p.finditer(before)), default=0)
    front = before[:end] if end else before if _THEMATIC_WORD.match(text, span.start) else ""
    match = next(iter(_OWNER.finditer(before[:end])), None) or _BEFORE.search(front)
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
        return place if place != _area(identity) else None
    after, before = (
        (span.end, min(sentence.end, span.end + _NEAR)),
        (max(sentence.start, span.start - _NEAR), span.start),
    )
    for start, end in (after, before) if behind else (before,):
        for board in names_in(text, start, end):
            if place := _area_in(text[board.start : board.end], identity):
                return place
        for match in _BY.finditer(text, start, end):
            place = match.group("place")
            if _is_place(place, identity):
                return place if place != _area(identity) else None
    return None


def _area_in(words: str, identity: Identity) -> str | None:
    place = area_of(words)
    return place if place and place != _area(identity) and re.match(r"[A-Z]", place) else None


def _area(identity: Identity) -> str | None:
    return identity.area.value if identity.area else None


def _own_names(identity: Identity) -> set[str]:
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
    return {word for name in _own_names(identity) for word in (name, name.title())}


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
    if len(words) != 2 or fold(words[0]) not in _nouns():
        return other
    whole = [o for o in others if o.label.split()[-1] == words[1] and len(o.label.split()) > 1 and o != other]
    given = [o for o in whole if fold(o.label.split()[0]) not in _nouns()]
    return given[0] if len(given) == 1 else other

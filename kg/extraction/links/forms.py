"""The forms in which another review is named: "the review of Rowan", "the Eskerdale DHR (Shanice, 2019)", "a 2021 thematic review"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.agencies.grammar import fold, heads
from kg.extraction.dates import find_dates
from kg.extraction.identity.label import CASE_NUMBER, common_words, labels_in
from kg.extraction.links.proper_names import AND, BRACKET, KIND, NAME, NAME_BARE, NEAR, PLACE, nouns
from kg.extraction.links.whose import NATIONAL_REVIEW
from kg.extraction.vocabulary import any_pattern, cues, phrase_pattern, words_pattern
from kg.model import Span

_A_YEAR = re.compile(r"(?:19|20)\d\d")
# "Rowan (Kestrel Vale, 2016)"
_BRACKETED = re.compile(rf"(?<![\w’'])(?<!\bby )(?<!\bin ){NAME}(?={BRACKET})")
_REVIEWED = re.compile(
    rf"(?P<name>{NAME}),?\s+(?:reviewed by|in (?:the|our|this|{NAME}(?:\s+{NAME}){{0,2}})\s+[\w’' ]{{0,30}}?review of\s+(?:19|20)\d\d"
    rf"|in (?:the|a) (?:[a-z]+ ){{0,3}}review (?:that|which) {PLACE}(?: [A-Z]{{2,5}})? published)"
)
_CITED = re.compile(rf"(?P<name>{NAME}),\s+(?P<body>{NAME}(?:\s+{NAME}){{0,6}}),\s+(?P<year>(?:19|20)\d\d)")
# "the Holme Lodge review of 2020": a home or house of two words, whose review it is
_HOUSE = re.compile(rf"\bthe (?P<name>(?!{KIND}\b){NAME}\s+(?!{KIND}\b){NAME}) review of\s+(?:19|20)\d\d\b")
# A thematic review has no subject to go by: the year or the board behind it names it.
_THEMATIC = re.compile(
    rf"(?<!\bthis )(?<!\bpresent )(?<!\bour )\b(?P<name>thematic (?:review|paper|report)(?: (?:of|on) (?!(?:19|20)\d\d)[a-z][\w ]{{2,40}}?)?)(?=(?: of| in|,)?"
    rf"(?:,? published)?(?: by (?:the |this )?{NAME}(?:\s+{NAME}){{0,4}},?)?(?: in)?\s+\(?(?:{NAME}(?:\s+{NAME}){{0,3}},?\s+(?:in\s+)?|(?-i:{PLACE})\s+\()?(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_DATED_THEMATIC = re.compile(r"\b(?:19|20)\d\d\s+(?P<name>thematic review)\b", re.IGNORECASE)
# "the thematic review 'Three infants' (2021)": a title in quotation marks
_TITLED = re.compile(
    r"(?<!national )\breview,?\s+[“‘\"](?P<name>[A-Z][^”’\"]{2,60})[”’\"](?=,?\s+(?:in\s+)?\(?(?:19|20)\d\d)",
    re.IGNORECASE,
)
# In front of a bracketed name that is the end of a longer one, or of a board's: "by Saint Aldhelm’s and"
_WITHIN = re.compile(
    rf"[A-Z][\w’'-]*\s+(?:of\s+)?$|\bby\s+(?:the\s+)?{NAME}(?:\s+{NAME})*\s+(?:and|of)\s+(?:the\s+)?$"
)
# "the review of Hazel House (2018)", "of the Maltings children's home, in 2016": a body or household, dated
_DATED_NAME = rf"(?P<name>{NAME}(?:\s+{NAME}){{0,3}}(?:\s+(?:children|brothers|sisters|siblings|family|(?P<letter>[A-Z]\d{{0,2}}|\d{{1,3}})))?)"
_BODY = rf"\s+(?:the\s+)?{_DATED_NAME}(?:\s+[a-z][\w’' ]{{2,25}})?(?=,?\s+(?:(?:published|completed)\s+)?(?:by\s+(?:an?|the|our)\s[a-z][\w’ -]{{2,40}}?\s+)?(?:in\s+|of\s+)?\(?(?:19|20)\d\d\b|,\s+(?:by|of which)\b)"
# "a report after the death of Mary Pell": a coroner's, told by the year or by who sent it
_REPORTED = re.compile(
    rf"\breport(?P<did>ed)?\b[^.;]{{0,100}}?\b(?:after|following|into|concerning|about|on)\s+the\s+death\s+of\s+(?P<name>(?:M(?:r|rs|s|iss)\s+)?{NAME}(?:[\s-]+{NAME}){{0,2}})"
)
# "a review … of the death of a man called Elroy"
_CALLED = re.compile(
    rf"\breview\b[^.;]{{0,100}}?\b(?:called|known as)\s+[‘“]?(?P<name>{NAME_BARE})(?![\w’'])"
)
# "Carl, a review which we published in 2017", "Dina, our review of 2020": what it is, right behind the name
_APPOSED = re.compile(
    rf"(?<![\w’'-])(?<![A-Z] )(?P<name>{NAME}),\s+(?:an?|our|the|this\s+{NAME}[’']s)\s+(?:[\w’-]+\s+){{0,4}}?(?i:review|inquiry)\b(?=[^.;,]{{0,50}}?\b(?:19|20)\d\d)"
)
# "our first DHR, Lena (2015)": the kind of review right before the name
_INTRODUCED = re.compile(
    rf"\b(?:review|[A-Z]*(?:SCR|SAR|DHR|CSPR|CPR|APR)),\s+(?P<name>{NAME})(?=\s*\((?:19|20)\d\d\))"
)
# "the Eskerdale DHR (Shanice, 2019)"
_WITH_KIND = re.compile(
    rf"\b(?:review|[A-Z]*(?:SCR|SAR|DHR|CSPR|CPR|APR))\s+\((?P<name>{NAME}),\s+(?=(?:19|20)\d\d\))"
)
# "its Carers Review of 2017": named by what it was about, and not by its board
_TOPICAL = re.compile(
    rf"\b(?:its|their|our)\s+(?P<name>(?!{KIND}\b){NAME}(?:\s+(?!{KIND}\b){NAME})?\s+Review)\s+(?:of|in|\()\s*(?=(?:19|20)\d\d\b)"
)
# "the Aberwen Extended Review, 03/2018": a number alone, behind the words for a review.
_NUMBERED = re.compile(
    r"\b(?i:review|reviews)\b,?\s+(?:(?i:no|number|ref|reference)\.?\s+)?\(?(?P<name>\d{1,3}/(?:19|20)\d\d)\b"
)
# Between "review" and whom it was of: "that was made in Tarn", "for Tarn Community Safety Partnership", "held in Tarn, which was"
_WHOSE = rf"(?:(?:\s+(?:carried\s+out|held|made|done|published)(?:\s+here|\s+(?:for|by|in)\s+(?:the\s+)?{PLACE}(?:\s+[A-Z]{{2,5}})?)?)?,\s+(?:which|that)\s+was|(?:\s+(?:that|which)\s+was\s+[a-z]+)?\s+(?:for|by|from|in)\s+(?:the\s+)?{PLACE}(?:\s+[A-Z]{{2,5}})?)"
_DATED_FORMS = (
    _HOUSE,
    _THEMATIC,
    _DATED_THEMATIC,
    _NUMBERED,
    _TITLED,
    _INTRODUCED,
    _WITH_KIND,
    _TOPICAL,
    _APPOSED,
)
# "In Jaden's review, in 2020, we said"; "Amari's review in Kingsmere": whose it is about, for no "of" follows.
_POSSESSED = re.compile(
    rf"(?<![\w’'])(?P<name>{NAME_BARE})[’']s\s+(?:(?i:{KIND})\s+)*(?:review|story)(?=,?\s+(?:in\s+)?\(?(?:{PLACE}\b|(?:19|20)\d\d))"
)
_TOLD = 3  # words
_OTHER_HALF = re.compile(rf"\b(?:of|on|in|into|about)\s+(?P<name>{NAME_BARE})\s+and\s+$")
_OF_ONE = re.compile(r"\b(?:of|on|in|into|about|concerning)\s+(?:the\s+)?$")
_SEVERAL = re.compile(r"\b(?:reviews|cases|reports|[A-Z]+s)\b(?=[^.;]*$)")


def joined(text: str, sentence: Span, named: Sequence[tuple[Span, bool]]) -> Iterator[tuple[Span, bool]]:
    """One review of two: "the review of Child C and Child F", "in Joyce and Brian (2021)"; "the reviews of …" are two."""
    for span, sure in named:
        before = text[sentence.start : span.start]
        first = next((s for s, _ in named if AND.fullmatch(text, s.end, span.start)), None)
        if first is None and (match := _OTHER_HALF.search(before)):
            first = Span(sentence.start + match.start("name"), sentence.start + match.end("name"))
            if fold(match.group("name")) in common_words() | nouns():
                continue
        if first is None or first.start >= span.start:
            continue
        front = text[max(sentence.start, first.start - NEAR) : first.start]
        if not _SEVERAL.search(front) and _OF_ONE.search(front):
            yield Span(first.start, span.end), sure


@cache
def _set_out() -> re.Pattern[str]:
    """ "Edwin, published by the Vale of Cray Board", "what this Partnership found in Peter in 2018"."""
    known = cues("links")
    return re.compile(
        rf"(?<![\w’'])(?:(?<![A-Z] )(?P<name>{NAME}),\s+(?:{known['set-out-by'].pattern.pattern})"
        rf"|(?i:{known['found-in'].pattern.pattern})\s+(?P<found>{NAME})(?=,?\s+in\s+(?:19|20)\d\d\b))"
    )


def claims(text: str, sentence: Span) -> bool:
    return _any_claim().search(text, sentence.start, sentence.end) is not None


@cache
def _any_claim() -> re.Pattern[str]:
    return phrase_pattern(p for cue in cues("links").values() if cue.weight >= 3.0 for p in cue.phrases)


@cache
def _any_review() -> re.Pattern[str]:
    return any_pattern([cues("links")["named-review"]])


def candidates(text: str, sentence: Span) -> Iterator[tuple[Span, bool]]:
    """Labels, case numbers and pseudonyms, and whether their own words already say "review"."""
    told = (
        len(text[sentence.start : sentence.end].split()) > _TOLD
    )  # "Reference: RR/24/06" is this review's own
    for match in CASE_NUMBER.finditer(text, sentence.start, sentence.end) if told else ():
        yield _with_name(text, match), True
    for match in _POSSESSED.finditer(text, sentence.start, sentence.end):
        if fold(match.group("name")) not in common_words() | nouns():
            yield Span(*match.span("name")), True
    for match in _CALLED.finditer(text, sentence.start, sentence.end):
        yield Span(*match.span("name")), True
    # What cannot match is not tried: most sentences have no word for a review and no year.
    reviewed = _any_review().search(text, sentence.start, sentence.end) is not None
    dated = _A_YEAR.search(text, sentence.start, sentence.end) is not None
    reviews_of = []
    for match in _review_of().finditer(text, sentence.start, sentence.end) if reviewed else ():
        reviews_of.append(Span(*match.span()))
        if (
            fold(match.group("name")) not in common_words() | nouns()
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
    if dated and claims(text, sentence):
        national = cues("links")["national"].pattern.search(text, sentence.start, sentence.end) is not None
        for pattern in (_set_out(), _code_named(), _followed()):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                name = Span(*match.span(match.lastgroup or "name"))
                if fold(text[name.start : name.end]) not in common_words() | nouns():
                    yield name, True
        for match in _report_on().finditer(text, sentence.start, sentence.end) if not national else ():
            if match.group("letter") or not heads(text, match.start("name"), match.end("name")):
                yield Span(*match.span("name")), True
    for match in _REPORTED.finditer(text, sentence.start, sentence.end):
        if find_dates(text, sentence.start, sentence.end) and (
            not match.group("did") or claims(text, sentence)
        ):
            yield Span(*match.span("name")), True
    for match in _review_of_body().finditer(text, sentence.start, sentence.end) if reviewed else ():
        known = fold(match.group("name")) in common_words() | nouns()
        # A board is whose review it is, where somebody follows whom it was of.
        known = known or any(whole.overlaps(Span(*match.span("name"))) for whole in reviews_of)
        if not known and not _is_month(text, Span(*match.span("name"))):
            yield Span(*match.span("name")), True
    for match in NATIONAL_REVIEW.finditer(text, sentence.start, sentence.end):
        if claims(text, sentence):
            yield Span(*match.span("name")), True
    for match in _BRACKETED.finditer(text, sentence.start, sentence.end) if dated else ():
        inside = _WITHIN.search(text, max(sentence.start, match.start() - 40), match.start())
        if fold(match.group()) not in common_words() and not inside:
            yield Span(*match.span()), False
    for match in _CITED.finditer(text, sentence.start, sentence.end) if dated else ():
        yield Span(*match.span("name")), True


@cache
def _report_on() -> re.Pattern[str]:
    """ "the report on Sibling Group 3 (2021)": with a bracket behind, for reports are on much else."""
    return re.compile(
        rf"(?i:{cues('links')['named-report'].pattern.pattern})\s+(?:the\s+)?{_DATED_NAME}(?={BRACKET})"
    )


@cache
def _followed() -> re.Pattern[str]:
    """ "After Arnold (2021) the Board undertook to", "as we were told after Lily in 2019": what a board did about somebody."""
    known = cues("links")
    board, did = known["board"].pattern.pattern, known["board-did"].pattern.pattern
    about = rf"\b(?:[Aa]bout|[Aa]fter|[Ff]ollowing|[Ss]ince)\s+(?P<%s>{NAME})(?=,?\s+(?:in\s+)?\(?(?:19|20)\d\d\b)"
    return re.compile(
        rf"{about % 'front'}[^.;]{{0,12}}?\s(?:[a-z]+\s)?(?i:{board})\s+(?:[a-z]+\s+){{0,2}}(?i:{did})"
        rf"|(?i:{board})\s+(?:[a-z]+\s+){{0,2}}(?i:{did})\b[^.;]{{0,60}}?{about % 'behind'}"
    )


@cache
def _code_named() -> re.Pattern[str]:
    """ "the review that followed Operation Lantern (2015)"."""
    return re.compile(
        rf"\b(?P<name>(?:{cues('links')['code-name'].pattern.pattern})\s+{NAME})(?=,?\s+(?:in\s+)?\(?(?:19|20)\d\d)"
    )


def _is_month(text: str, name: Span) -> bool:
    """ "The review of June 2020" is one of that month."""
    dates = find_dates(text, name.start, min(len(text), name.end + 6))
    return any(dated.span.start == name.start for dated in dates)


def _with_name(text: str, number: re.Match[str]) -> Span:
    """A case number in brackets behind a name goes with it: "Ffion (CESB 1/2018)", "Mr R (CESB 2/2018)"."""
    name = re.search(rf"{NAME}(?:\s+[A-Z]\d?)?\s+\($", text[max(0, number.start() - 40) : number.start()])
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
        rf"(?:(?:(?i:{reviewed})|{hidden}){_WHOSE}?,?\s+(?i:{of})\s+|(?:{hidden})\s+(?=[‘“]?[A-Z][a-z]))[‘“'\"]?(?P<name>{NAME})(?<![’']s)(?=[\s,.;:()”’'\"]|$)(?!\s+(?:{NAME}|of\b))"
    )


@cache
def _review_of_body() -> re.Pattern[str]:
    known = cues("links")
    hidden = words_pattern(known["named-review"].hidden_phrases)
    return re.compile(
        rf"(?:(?i:{known['named-review'].pattern.pattern})|{hidden}),?\s+(?i:{known['of'].pattern.pattern}){_BODY}"
    )

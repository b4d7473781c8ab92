"""The dated sentences that may tell the incident, each with a score: its cue, its subject, an age, its place, against words of process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from kg.extraction.dates import Dated, common, find_dates, without_year
from kg.extraction.identity.ages import COUNT, ages_in, number
from kg.extraction.identity.cover import Line
from kg.extraction.sections import Section, section_at
from kg.extraction.sentences import sentences
from kg.extraction.vocabulary import Cue, cues
from kg.model import BlockKind, Claim, Document, PartialDate, Span

_LETTER = 2  # characters of "F", "K2": no name by itself
_WHEN_WEIGHT = 2.2  # of "who was nine when, in March 2021, …"
_WHEN_IN_YEAR = 1.6
_RANGE = re.compile(r"\s*(?:and|to|until|[-–—])\s*", re.IGNORECASE)
_FROM = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_IN = re.compile(r"(?:in|on)\s+(?=[\dA-Z])")
_WHEN = re.compile(r"[^.;]{0,60}\bwhen,?\s+(?:[\w’']+\s+){0,3}$")  # between an age and its date
_AGED = re.compile(rf"\b(?:aged|ages)\s{_WHEN.pattern}")  # "aged between two and nine when, in 2014, …"
_LATER = re.compile(
    rf"\b(?:{COUNT}\s+days?\s+(?:later|afterwards)|the\s+(?:next|following)\s+(?:day|morning))\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\([^()]{0,60}$")  # a year in brackets: "the Aldmere review (2021)"
_CARRIED = 400  # characters over which a date holds on, within a paragraph
_PROSE = 30  # words of a block that no list of contents holds
_LINE = 12  # words of a line of a cover that is no prose
_EARLY = 80  # sentences of the body that can tell the incident
ELSEWHERE = frozenset(
    (
        "contents",
        "glossary",
        "references",
        "recommendations",
        "questions",
        "terms-of-reference",
        "method",
    )
)


@dataclass(frozen=True, slots=True)
class Told:
    """A dated sentence that tells an incident: how surely, of which date, in whose words."""

    score: float
    order: int
    sentence: Span
    dated: Dated
    cue: Cue


def told(
    document: Document, sections: Sequence[Section], lines: Sequence[Line], label: Claim[str] | None
) -> list[Told]:
    """Every telling of the cover and of the first sentences, the surest first."""
    found = list(_told(document, sections, lines, label))
    return sorted(found, key=lambda each: (-each.score, each.order))


def early(document: Document, sections: Sequence[Section]) -> Iterator[Span]:
    """The first sentences of the body, in sections that can tell the story."""
    count = 0
    for place, block in enumerate(document.blocks):
        role = section_at(sections, place).role
        prose = role == "contents" and len(document.words(block.span).split()) > _PROSE
        if block.kind is BlockKind.HEADING or (role in ELSEWHERE and not prose):
            continue
        if role == "chronology" and block.cell:
            continue
        for sentence in sentences(document, block.span):
            count += 1
            if count > _EARLY:
                return
            yield sentence


def of_events(text: str, dates: Sequence[Dated]) -> list[Dated]:
    """Dates without those of statutes, births and works, a range being what its ends share, or no date.

    "between December 2020 and October 2021" and "deaths in Marsh, 2019 to 2021" are ranges.
    """
    kept: list[Dated] = []
    for dated in dates:
        if _is_no_event(text, dated):
            continue
        last = kept[-1] if kept else None
        if last and _RANGE.fullmatch(text, last.span.end, dated.span.start) and _is_range(text, last, dated):
            kept.pop()
            if shared := common([last.date, dated.date]):
                kept.append(Dated(Span(last.span.start, dated.span.end), shared))
        else:
            kept.append(dated)
    return kept


def days_told(document: Document, span: Span, near: PartialDate) -> Iterator[tuple[Span, list[Dated]]]:
    """Each sentence with the days that it tells: with a year, without one, or counted from the last day of the paragraph."""
    last: list[Dated] = []
    beside = False  # whether the sentence before has told it
    for sentence in sentences(document, span):
        stated = find_dates(document.text, sentence.start, sentence.end)
        stated += without_year(document.text, sentence.start, sentence.end, near)
        days = [each for each in stated if each.date.day is not None]
        later = _LATER.search(document.text, sentence.start, sentence.end)
        if later and last and not stated:
            days = [_counted(later, last[-1])]
        yield sentence, days or (last if beside and not stated else [])
        beside, last = bool(days), days or last


def _counted(later: re.Match[str], before: Dated) -> Dated:
    """ "He died two days later", "on the next day"."""
    day = before.date.first_day() + timedelta(number(later["count"]) if later["count"] else 1)
    return Dated(Span(*later.span()), PartialDate(day.year, day.month, day.day))


def distance(one: Span, other: Span) -> int:
    return max(0, max(one.start, other.start) - min(one.end, other.end))


def nearer_to(cue: Cue, dated: Dated, event: Span, sentence: Span, document: Document) -> bool:
    """Whether a date stands nearer to the words of a cue than to an event."""
    away = distance(dated.span, event)
    return any(
        distance(dated.span, Span(*match.span())) <= away
        for match in cue.pattern.finditer(document.text, sentence.start, sentence.end)
    )


def _told(
    document: Document, sections: Sequence[Section], lines: Sequence[Line], label: Claim[str] | None
) -> Iterator[Told]:
    subjects = _subjects(label)
    last: list[Dated] = []  # of the sentence, or the one before, that has a date
    for order, sentence in _in_order(document, sections, lines):
        stated = find_dates(document.text, sentence.start, sentence.end)
        dates = of_events(document.text, stated)
        dates += _in_the_year(stated[-1:] or last[-1:], document, sentence)
        if not stated and not dates:
            dates = _carried(last[-1:], document, sentence)
        last = stated or last
        if not dates:
            continue
        words = document.words(sentence)
        person = (0.5 if subjects and subjects.search(words) else 0) + (0.4 if any(ages_in(words)) else 0)
        yield from _told_in(document, sentence, order, person, dates)
        for dated in dates:
            if _is_when_aged(document, sentence, dated):
                weight = _WHEN_WEIGHT if dated.date.month else _WHEN_IN_YEAR
                yield Told(weight + person - 0.02 * order, order, sentence, dated, _heaviest(words))


def _told_in(
    document: Document, sentence: Span, order: int, person: float, dates: Sequence[Dated]
) -> Iterator[Told]:
    """One telling for each phrase of a cue in a sentence: of the date nearest to it."""
    known = cues("identity")
    process = 1.5 if known["process"].pattern.search(document.words(sentence)) else 0
    for cue in cues("incidents").values():
        for match in cue.pattern.finditer(document.text, sentence.start, sentence.end):
            event = Span(*match.span())
            dated = _nearest(dates, event, known["notified"], document)
            if dated is None:
                continue
            score = cue.weight + person - process - 0.02 * order - 0.004 * distance(dated.span, event)
            # The words of a court or of a step stand nearer: the date is the conviction's, and not the deed's.
            if any(nearer_to(known[slug], dated, event, sentence, document) for slug in ("court", "step")):
                score -= 3.0
            if _of_relative().search(document.text[sentence.start : event.start]):
                score -= 2.0
            yield Told(score, order, sentence, dated, cue)


@cache
def _of_relative() -> re.Pattern[str]:
    """ "In 2019 her father had an accident": somebody else's."""
    relative = cues("identity")["relative"].pattern.pattern
    return re.compile(
        rf"\b(?:her|his|their|[’']s)\s+(?:\w+\s+)?(?:{relative})\s+[^.;,]{{0,60}}$", re.IGNORECASE
    )


def _is_when_aged(document: Document, sentence: Span, dated: Dated) -> bool:
    """ "a girl who was nine when, in March 2021, she was …": how an author comes to the event, whatever it was."""
    if _AGED.search(document.text, sentence.start, dated.span.start):
        return True
    return any(
        _WHEN.fullmatch(document.text, age.span.end, dated.span.start)
        for age in ages_in(document.text, sentence.start, dated.span.start)
    )


def _heaviest(words: str) -> Cue:
    """The surest cue in a sentence, or the one for things that came to light."""
    known = cues("incidents")
    found = [cue for cue in known.values() if cue.pattern.search(words)]
    return max(found, key=lambda cue: cue.weight, default=known["found"])


def _subjects(label: Claim[str] | None) -> re.Pattern[str] | None:
    """The names of those it is about: "Child Ash" is Ash, too."""
    if label is None:
        return None
    names = label.value.split("; ")
    names += [last for name in names if (last := name.split()[-1]).istitle() and len(last) > _LETTER]
    return re.compile("|".join(map(re.escape, names)), re.IGNORECASE)


def _in_order(
    document: Document, sections: Sequence[Section], lines: Sequence[Line]
) -> Iterator[tuple[int, Span]]:
    """The lines of the cover, those that are prose by their sentences, and then the first sentences of the body."""
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        # One that goes on in the next ("into the death of Amara / in October 2020") has it with it.
        goes_on = following is not None and _IN.match(document.words(following.span))
        span = Span(line.span.start, following.span.end) if goes_on and following else line.span
        parts = sentences(document, span) if len(document.words(span).split()) > _LINE else [span]
        yield from ((place, part) for part in parts)
    for place, sentence in enumerate(early(document, sections), len(lines)):
        yield place, sentence


def _is_no_event(text: str, dated: Dated) -> bool:
    """The year of an Act, a day of birth, or the year of a work in brackets."""
    opening = text[max(0, dated.span.start - 30) : dated.span.start].rstrip(" (,")
    for slug in ("statute", "other-day"):
        if any(match.end() == len(opening) for match in cues("identity")[slug].pattern.finditer(opening)):
            return True
    before = text[max(0, dated.span.start - 60) : dated.span.start]
    bracketed = text[dated.span.end : dated.span.end + 1] == ")" and _REFERENCE.search(before) is not None
    return dated.date.month is None and bracketed


def _is_range(text: str, first: Dated, last: Dated) -> bool:
    """Behind "between" or "from"; bare years need neither, unless "and" is between them."""
    years = first.date.month is None and last.date.month is None and first.date.year < last.date.year
    joint = text[first.span.end : last.span.start].strip().casefold()
    return _FROM.search(text[: first.span.start]) is not None or (years and joint != "and")


def _in_the_year(before: Sequence[Dated], document: Document, sentence: Span) -> list[Dated]:
    """ "He died on 17 January": the days told without a year, near the last date of the paragraph."""
    if not before or not _is_near(before[0], document, sentence):
        return []
    days = without_year(document.text, sentence.start, sentence.end, before[0].date)
    return [day for day in days if not _RANGE.match(document.text, day.span.end)]


def _carried(before: Sequence[Dated], document: Document, sentence: Span) -> list[Dated]:
    """The date of the sentence before, no finer than its month, for one that says "three days later"."""
    later = cues("identity")["days-later"].pattern
    if not before or not later.search(document.text, sentence.start, sentence.end):
        return []
    date = before[0].date
    near = _is_near(before[0], document, sentence)
    return [Dated(before[0].span, PartialDate(date.year, date.month))] if near else []


def _is_near(before: Dated, document: Document, sentence: Span) -> bool:
    between = document.text[before.span.end : sentence.start]
    return len(between) <= _CARRIED and "\n\n" not in between


def _nearest(dates: Sequence[Dated], event: Span, notified: Cue, document: Document) -> Dated | None:
    """The date nearest to an event, unless it stands nearer to the words of a notification."""
    told_of = [
        Span(*m.span())
        for m in notified.pattern.finditer(document.text, max(0, event.start - 200), event.end + 200)
    ]
    free = [
        d for d in dates if all(distance(d.span, t) > distance(d.span, event) for t in told_of) or not told_of
    ]
    return min(free, key=lambda d: distance(d.span, event), default=None)

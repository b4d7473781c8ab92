"""What happened to the child or adult, and when: read off the first sentences of the story, never off the process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.dates import Dated, agrees, common, find_dates
from kg.extraction.identity.cover import Line
from kg.extraction.identity.told import (
    ELSEWHERE,
    Told,
    days_told,
    distance,
    early,
    nearer_to,
    of_events,
    told,
)
from kg.extraction.sections import Section, section_at
from kg.extraction.vocabulary import Cue, concepts, cues
from kg.model import Basis, BlockKind, Claim, Document, PartialDate, Span

_FEWEST = 8  # words of a sentence that tells a story
_ROW = 160  # characters of a row of a chronology
_HALF = 0.4  # of the best score that a finer date must have
_SURE = 2.5  # the weight of a cue that tells a death
_TELLING = 2.0  # the weight of a cue that tells what was done or suffered
_DOUBTFUL = 0.3  # a score below which no cue has told the incident
_FIRST = 40  # sentences of the body that say of what kind the incident was


def incident_date(
    document: Document, sections: Sequence[Section], lines: Sequence[Line], label: Claim[str] | None
) -> Claim[PartialDate] | None:
    """The date of the incident; of two incidents of two subjects, what their dates share."""
    if stated := _by_label(document, lines):
        return stated
    tellings = told(document, sections, lines, label)
    if not tellings or tellings[0].score < _DOUBTFUL:
        return _first_dated(document, sections, lines)
    best = tellings[0]
    on_cover = [
        t
        for t in tellings
        if t.order < len(lines) and t.cue.weight >= _SURE and agrees(t.dated.date, best.dated.date)
    ]
    best = _finest(document, sections, on_cover[0] if on_cover else best, tellings)
    names = label.value.split("; ") if label else []
    date = best.dated.date
    if len(names) > 1 or (label and re.match(r"(?:Children|Babies|Adults|Siblings)\b", label.value)):
        date = common([date, *_others(tellings, 0.75)]) or date
    return _claim(document, best, date)


def shared_incident_date(
    document: Document, sections: Sequence[Section], lines: Sequence[Line], label: Claim[str] | None
) -> Claim[PartialDate] | None:
    """Of a review of several cases: the date of the one event of them all, or what their dates share; else none."""
    tellings = told(document, sections, lines, label)
    if not tellings or tellings[0].score < _DOUBTFUL or tellings[0].cue.weight < _TELLING:
        return None
    best = _finest(document, sections, tellings[0], tellings)
    date = common([best.dated.date, *_others(tellings, 0.4)])
    return _claim(document, best, date) if date else None


def _others(tellings: Sequence[Told], share: float) -> Iterator[PartialDate]:
    """The dates of further incidents: those told at a share of the best score; where somebody died, of deaths."""
    least = _SURE if tellings[0].cue.weight >= _SURE else _TELLING
    told_so = [t for t in tellings[1:] if t.score > share * tellings[0].score]
    return (t.dated.date for t in told_so if t.cue.weight >= least)


def _claim(document: Document, best: Told, date: PartialDate) -> Claim[PartialDate]:
    words = Span(min(best.dated.span.start, best.sentence.start), best.dated.span.end)
    return Claim(
        date, document.quote(words if len(words) < 200 else best.dated.span), f"incident-date/{best.cue.slug}"
    )


def _finest(document: Document, sections: Sequence[Section], best: Told, tellings: Sequence[Told]) -> Told:
    """The telling of the same date that gives the day; failing that, one further on."""
    for other in tellings:
        finer = agrees(best.dated.date, other.dated.date) and other.dated.date != best.dated.date
        if finer and other.score > _HALF * best.score:
            best = other
    return _told_finer(document, sections, best) or best


def _told_finer(document: Document, sections: Sequence[Section], best: Told) -> Told | None:
    """The day, where only the month was told at first: further on the same event is told with its date."""
    if best.dated.date.day is not None or best.dated.date.month is None:
        return None
    alike = [cue for cue in cues("incidents").values() if min(cue.weight, best.cue.weight) >= _SURE]
    for same in ([best.cue], alike):
        found = [
            replace(best, sentence=sentence, dated=day)
            for sentence, days in _days(document, sections, best.dated.date)
            for cue in same
            for day in _of_cue(document, sentence, days, cue)
        ]
        if len({each.dated.date for each in found}) == 1:
            return found[0]
    return _of_row(document, sections, best)


def _days(
    document: Document, sections: Sequence[Section], month: PartialDate
) -> Iterator[tuple[Span, list[Dated]]]:
    """Each sentence of the story with the days of a month in it, or, where it has no date, in the sentence before."""
    for place, block in enumerate(document.blocks):
        if section_at(sections, place).role in ELSEWHERE or block.kind is BlockKind.HEADING:
            continue
        for sentence, days in days_told(document, block.span, month):
            yield sentence, [day for day in days if agrees(month, day.date)]


def _of_cue(document: Document, sentence: Span, days: Sequence[Dated], cue: Cue) -> Iterator[Dated]:
    """The day nearest to each phrase of a cue, unless it is the day of a court or of a step that followed."""
    known = cues("identity")
    for match in cue.pattern.finditer(document.text, sentence.start, sentence.end) if days else ():
        event = Span(*match.span())
        day = min(days, key=lambda d: distance(d.span, event))
        if not any(
            nearer_to(known[slug], day, event, sentence, document) for slug in ("court", "step", "process")
        ):
            yield day


def _of_row(document: Document, sections: Sequence[Section], best: Told) -> Told | None:
    """The row of a chronology, of the month that was told, that tells an incident: "12 Feb 2022 | Death of Baby Rowan"."""
    found: list[tuple[float, Told]] = []
    blocks = document.blocks
    for place, block in enumerate(blocks):
        dates = find_dates(document.text, block.span.start, block.span.end)
        if (
            not dates
            or dates[0].span.start != block.span.start
            or section_at(sections, place).role in ELSEWHERE
        ):
            continue
        day = dates[0]
        alone = len(day.span) == len(block.span)
        following = blocks[place + 1].span if place + 1 < len(blocks) else block.span
        row = following if alone else Span(day.span.end, block.span.end)
        if day.date.day is None or not agrees(best.dated.date, day.date) or len(row) > _ROW:
            continue
        named = [c for c in cues("incidents").values() if c.pattern.search(document.text, row.start, row.end)]
        if named:
            heaviest = max(cue.weight + (cue == best.cue) for cue in named)
            found.append((heaviest, replace(best, sentence=Span(day.span.start, row.end), dated=day)))
    top = [row for weight, row in found if weight == max(weight for weight, _ in found)]
    return top[0] if len({row.dated.date for row in top}) == 1 else None


def _by_label(document: Document, lines: Sequence[Line]) -> Claim[PartialDate] | None:
    """ "Date of incident: 17 August 2024" on a form."""
    for line in lines:
        dates = find_dates(document.text, line.span.start, line.span.end)
        if (
            dates
            and dates[0].span.start == line.span.start
            and cues("identity")["incident-label"].pattern.match(line.label)
        ):
            return Claim(dates[0].date, document.quote(dates[0].span), "incident-date/label")
    return None


def incident_types(
    document: Document, sections: Sequence[Section], lines: Sequence[Line]
) -> tuple[Claim[str], ...]:
    """The kinds of incident that the first sentences name, the surest first; a general one only when no narrower stands."""
    found: dict[str, tuple[float, int, Span]] = {}
    spans = [line.span for line in lines] + list(early(document, sections))[:_FIRST]
    for order, sentence in enumerate(spans):
        for cue in cues("incidents").values():
            if cue.signals and (match := cue.pattern.search(document.text, sentence.start, sentence.end)):
                found.setdefault(cue.signals, (-cue.weight + order * 0.05, order, Span(*match.span())))
    ordered = sorted(found.items(), key=lambda item: item[1])
    kinds = concepts("review-schemes", "incident-type")
    if any(slug == "death" or kinds[slug].broader == "death" for slug, _ in ordered):
        ordered = [item for item in ordered if item[0] == "death" or kinds[item[0]].broader == "death"]
    if len(ordered) > 1 and any(slug not in _GENERAL for slug, _ in ordered[:2]):
        ordered = [item for item in ordered if item[0] not in _GENERAL]
    return tuple(Claim(slug, document.quote(span), "incident-type") for slug, (_, _, span) in ordered[:2])


def _first_dated(
    document: Document, sections: Sequence[Section], lines: Sequence[Line]
) -> Claim[PartialDate] | None:
    """Failing all cues: the first dated sentence of the story that tells of no process; inferred."""
    process = cues("identity")["process"].pattern
    short = [line for line in lines if line.label or len(document.words(line.span).split()) < _FEWEST]
    for sentence in list(early(document, sections))[:_FIRST]:
        if len(document.words(sentence).split()) < _FEWEST or any(
            line.span.overlaps(sentence) for line in short
        ):
            continue
        found = find_dates(document.text, sentence.start, sentence.end)
        dates = [d for d in of_events(document.text, found) if d.date.month]
        if dates and not process.search(document.words(sentence)):
            return Claim(
                dates[0].date, document.quote(dates[0].span), "incident-date/first-dated", Basis.INFERRED
            )
    return None


_GENERAL = frozenset(("death", "serious-harm"))


def notified_on(document: Document, sections: Sequence[Section]) -> Claim[PartialDate] | None:
    """When the board was told: the date beside "were informed of the death"."""
    notified = cues("identity")["notified"].pattern
    for sentence in early(document, sections):
        match = notified.search(document.text, sentence.start, sentence.end)
        dates = find_dates(document.text, sentence.start, sentence.end) if match else []
        if match and dates:
            near = min(dates, key=lambda d: distance(d.span, Span(*match.span())))
            if distance(near.span, Span(*match.span())) < 60:
                return Claim(
                    near.date,
                    document.quote(
                        Span(min(near.span.start, match.start()), max(near.span.end, match.end()))
                    ),
                    "notified",
                )
    return None

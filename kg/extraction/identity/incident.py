"""What happened to the child or adult, and when: read off the first sentences of the story, never off the process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.dates import Dated, agrees, common, find_dates
from kg.extraction.identity.ages import ages_in
from kg.extraction.identity.cover import Line
from kg.extraction.sections import Section, section_at
from kg.extraction.sentences import sentences
from kg.extraction.vocabulary import Cue, concepts, cues
from kg.model import Basis, BlockKind, Claim, Document, PartialDate, Span

_FEWEST = 8  # words of a sentence that tells a story
_LETTER = 2  # characters of "F", "K2": no name by itself
_ROW = 160  # characters of a row of a chronology
_HALF = 0.4  # of the best score that a finer date must have
_SURE = 2.5  # the weight of a cue that tells a death
_DOUBTFUL = 0.3  # a score below which no cue has told the incident
_RANGE = re.compile(r"\s*(?:and|to|until|[-–—])\s*", re.IGNORECASE)
_FROM = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_IN = re.compile(r"(?:in|on)\s+(?=[\dA-Z])")
_CARRIED = 400  # characters over which a date holds on, within a paragraph
_PROSE = 30  # words of a block that no list of contents holds
_EARLY = 80  # sentences of the body that can tell the incident
_ELSEWHERE = frozenset(
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


def incident_date(
    document: Document, sections: Sequence[Section], lines: Sequence[Line], label: Claim[str] | None
) -> Claim[PartialDate] | None:
    """The date of the incident; of two incidents of two subjects, what their dates share."""
    if stated := _by_label(document, lines):
        return stated
    told = sorted(_told(document, sections, lines, label), key=lambda t: (-t.score, t.order))
    if not told or told[0].score < _DOUBTFUL:
        return _first_dated(document, sections, lines)
    best = told[0]
    on_cover = [
        t
        for t in told
        if t.order < len(lines) and t.cue.weight >= _SURE and agrees(t.dated.date, best.dated.date)
    ]
    if on_cover:
        # A board that prints no more than the month on the cover chose to: the cover's precision holds.
        best = on_cover[0]
    for other in [] if on_cover else told[1:]:
        finer = agrees(best.dated.date, other.dated.date) and other.dated.date != best.dated.date
        if finer and other.score > _HALF * best.score:
            best = other
    if not on_cover:
        best = _told_finer(document, sections, best) or best
    names = label.value.split("; ") if label else []
    date = best.dated.date
    if len(names) > 1 or (label and re.match(r"(?:Children|Babies|Adults|Siblings)\b", label.value)):
        date = (
            common(
                [
                    date,
                    *(t.dated.date for t in told[1:] if t.score > 0.75 * told[0].score and t.cue.weight >= 2),
                ]
            )
            or date
        )
    words = Span(min(best.dated.span.start, best.sentence.start), best.dated.span.end)
    return Claim(
        date, document.quote(words if len(words) < 200 else best.dated.span), f"incident-date/{best.cue.slug}"
    )


def _told_finer(document: Document, sections: Sequence[Section], best: Told) -> Told | None:
    """The day, where only the month was told at first: further on the same event is told with its date."""
    if best.dated.date.day is not None or best.dated.date.month is None:
        return None
    process, court = cues("identity")["process"].pattern, cues("identity")["court"].pattern
    found: list[Told] = []
    for place, block in enumerate(document.blocks):
        if section_at(sections, place).role in _ELSEWHERE or block.kind is BlockKind.HEADING:
            continue
        for sentence in sentences(document, block.span):
            words = document.words(sentence)
            days = [
                d
                for d in find_dates(document.text, sentence.start, sentence.end)
                if d.date.day is not None and agrees(best.dated.date, d.date)
            ]
            told = best.cue.pattern.search(words)
            if days and told and not process.search(words) and not court.search(words):
                found.append(Told(best.score, best.order, sentence, days[0], best.cue))
    days_told = {each.dated.date for each in found}
    return found[0] if len(days_told) == 1 else _of_row(document, sections, best)


def _of_row(document: Document, sections: Sequence[Section], best: Told) -> Told | None:
    """The row of a chronology, of the month that was told, that tells an incident: "12 Feb 2022 | Death of Baby Rowan"."""
    found: list[tuple[float, Told]] = []
    blocks = document.blocks
    for place, block in enumerate(blocks):
        dates = find_dates(document.text, block.span.start, block.span.end)
        if (
            not dates
            or dates[0].span.start != block.span.start
            or section_at(sections, place).role in _ELSEWHERE
        ):
            continue
        day = dates[0]
        alone = len(day.span) == len(block.span)
        following = blocks[place + 1].span if place + 1 < len(blocks) else block.span
        row = following if alone else Span(day.span.end, block.span.end)
        if day.date.day is None or not agrees(best.dated.date, day.date) or len(row) > _ROW:
            continue
        told = [c for c in cues("incidents").values() if c.pattern.search(document.text, row.start, row.end)]
        if told:
            heaviest = max(cue.weight + (cue == best.cue) for cue in told)
            found.append(
                (heaviest, Told(best.score, best.order, Span(day.span.start, row.end), day, best.cue))
            )
    top = [told for weight, told in found if weight == max(weight for weight, _ in found)]
    return top[0] if len({told.dated.date for told in top}) == 1 else None


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
    spans = [line.span for line in lines] + list(_early(document, sections))[: _EARLY // 2]
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
    for sentence in list(_early(document, sections))[: _EARLY // 2]:
        if len(document.words(sentence).split()) < _FEWEST or any(
            line.span.overlaps(sentence) for line in short
        ):
            continue
        found = find_dates(document.text, sentence.start, sentence.end)
        dates = [d for d in _of_events(document.text, found) if d.date.month]
        if dates and not process.search(document.words(sentence)):
            return Claim(
                dates[0].date, document.quote(dates[0].span), "incident-date/first-dated", Basis.INFERRED
            )
    return None


_GENERAL = frozenset(("death", "serious-harm"))


def notified_on(document: Document, sections: Sequence[Section]) -> Claim[PartialDate] | None:
    """When the board was told: the date beside "were informed of the death"."""
    notified = cues("identity")["notified"].pattern
    for sentence in _early(document, sections):
        match = notified.search(document.text, sentence.start, sentence.end)
        dates = find_dates(document.text, sentence.start, sentence.end) if match else []
        if match and dates:
            near = min(dates, key=lambda d: _distance(d.span, Span(*match.span())))
            if _distance(near.span, Span(*match.span())) < 60:
                return Claim(
                    near.date,
                    document.quote(
                        Span(min(near.span.start, match.start()), max(near.span.end, match.end()))
                    ),
                    "notified",
                )
    return None


def _told(
    document: Document, sections: Sequence[Section], lines: Sequence[Line], label: Claim[str] | None
) -> Iterator[Told]:
    known = cues("identity")
    subjects = _subjects(label)
    spans = [*_cover_lines(document, lines), *_early(document, sections)]
    # "In 2019 her father had an accident": somebody else's.
    relatives = re.compile(
        rf"\b(?:her|his|their|[’']s)\s+(?:\w+\s+)?(?:{known['relative'].pattern.pattern})\s+[^.;,]{{0,30}}$",
        re.IGNORECASE,
    )
    last: list[Dated] = []  # of the sentence, or the one before, that has a date
    for order, sentence in enumerate(spans):
        stated = find_dates(document.text, sentence.start, sentence.end)
        dates = _of_events(document.text, stated)
        if not stated:
            dates = _carried(last[-1:], known["days-later"], document, sentence)
        last = stated or last
        if not dates:
            continue
        words = document.words(sentence)
        for cue in cues("incidents").values():
            for match in cue.pattern.finditer(document.text, sentence.start, sentence.end):
                dated = _nearest(dates, Span(*match.span()), known["notified"], document)
                if dated is None:
                    continue
                score = (
                    cue.weight
                    + (0.5 if subjects and subjects.search(words) else 0)
                    + (0.4 if any(ages_in(words)) else 0)
                )
                score -= 0.02 * order + (1.5 if known["process"].pattern.search(words) else 0)
                score -= _at_court(known["court"], sentence, dated, match, document)
                score -= 1.0 if relatives.search(document.text[sentence.start : match.start()]) else 0
                score -= 0.004 * _distance(dated.span, Span(*match.span()))
                yield Told(score, order, sentence, dated, cue)


def _subjects(label: Claim[str] | None) -> re.Pattern[str] | None:
    """The names of those it is about: "Child Ash" is Ash, too."""
    if label is None:
        return None
    names = label.value.split("; ")
    names += [last for name in names if (last := name.split()[-1]).istitle() and len(last) > _LETTER]
    return re.compile("|".join(map(re.escape, names)), re.IGNORECASE)


def _cover_lines(document: Document, lines: Sequence[Line]) -> Iterator[Span]:
    """The lines, one that goes on in the next ("into the death of Amara / in October 2020") with it."""
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        goes_on = following is not None and _IN.match(document.words(following.span))
        yield Span(line.span.start, following.span.end) if goes_on and following else line.span


def _at_court(court: Cue, sentence: Span, dated: Dated, event: re.Match[str], document: Document) -> float:
    """What a date loses that is the conviction's and not the deed's: the words of a court stand nearer to it."""
    away = _distance(dated.span, Span(*event.span()))
    near = any(
        _distance(dated.span, Span(*m.span())) <= away
        for m in court.pattern.finditer(document.text, sentence.start, sentence.end)
    )
    return 3.0 if near else 0.0


def _of_events(text: str, dates: Sequence[Dated]) -> list[Dated]:
    """Dates without those of statutes, a range ("between December 2020 and October 2021") being what its ends share, or no date."""
    kept: list[Dated] = []
    statute = cues("identity")["statute"].pattern
    for dated in dates:
        opening = text[max(0, dated.span.start - 30) : dated.span.start].rstrip(" (,")
        if any(m.end() == len(opening) for m in statute.finditer(opening)):
            continue
        last = kept[-1] if kept else None
        if (
            last
            and _RANGE.fullmatch(text, last.span.end, dated.span.start)
            and _FROM.search(text[: last.span.start])
        ):
            kept.pop()
            if shared := common([last.date, dated.date]):
                kept.append(Dated(Span(last.span.start, dated.span.end), shared))
        else:
            kept.append(dated)
    return kept


def _carried(before: Sequence[Dated], later: Cue, document: Document, sentence: Span) -> list[Dated]:
    """The date of the sentence before, no finer than its month, for one that says "three days later"."""
    if not before or not later.pattern.search(document.text, sentence.start, sentence.end):
        return []
    between = document.text[before[0].span.end : sentence.start]
    if len(between) > _CARRIED or "\n\n" in between:
        return []
    date = before[0].date
    return [Dated(before[0].span, PartialDate(date.year, date.month))]


def _nearest(dates: Sequence[Dated], event: Span, notified: Cue, document: Document) -> Dated | None:
    """The date nearest to an event, unless it stands nearer to the words of a notification."""
    told = [
        Span(*m.span())
        for m in notified.pattern.finditer(document.text, max(0, event.start - 200), event.end + 200)
    ]
    free = [
        d for d in dates if all(_distance(d.span, t) > _distance(d.span, event) for t in told) or not told
    ]
    return min(free, key=lambda d: _distance(d.span, event), default=None)


def _distance(one: Span, other: Span) -> int:
    return max(0, max(one.start, other.start) - min(one.end, other.end))


def _early(document: Document, sections: Sequence[Section]) -> Iterator[Span]:
    """The first sentences of the body, in sections that can tell the story."""
    count = 0
    for place, block in enumerate(document.blocks):
        role = section_at(sections, place).role
        prose = role == "contents" and len(document.words(block.span).split()) > _PROSE
        if block.kind is BlockKind.HEADING or (role in _ELSEWHERE and not prose):
            continue
        if role == "chronology" and block.cell:
            continue
        for sentence in sentences(document, block.span):
            count += 1
            if count > _EARLY:
                return
            yield sentence

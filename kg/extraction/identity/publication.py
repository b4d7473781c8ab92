"""When a review was published: of the dates on the cover, the one whose label says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.dates import Dated, agrees, find_dates
from kg.extraction.identity.cover import Line, labelled
from kg.extraction.vocabulary import cues
from kg.model import Basis, Claim, Document, PartialDate, Span

_BARE = 0.6  # a date without a label: surer than an edition's, less sure than one of publication
_SHORT = 12  # words of a line on which a date needs no label
_STEP = 0.1  # what a label of publication loses that is one of approval, too
_FIRST = 15  # blocks that can say when the review was published
_PUBLISHED_ON = re.compile(r"\bpublished\s+(?:it\s+|this\s+report\s+)?on\s+$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:[-–—]|to)\s*(?=(?:19|20)\d\d\b)", re.IGNORECASE)
_CLOCK = re.compile(r"\s*,?\s*(?:at\s+)?\d{1,2}[:.]\d\d\b")  # a mail's own date
_NOT_PUBLISHED = ("completed", "agreed", "updated")  # near the day of publication, and not said to be it
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
                if cues("identity")["published"].pattern.search(other.label) and _opens(document, other)
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
            if slug == "bare" and (status := _status(document, line, dated)):
                weight, slug = status
            if slug == "bare" and _is_period_or_mail(document.text, dates, number):
                continue
            if (
                slug == "bare"
                and _is_prose(document.words(line.span))
                and not _is_alone(document.text, dated)
            ):
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
    if slug not in _NOT_PUBLISHED and date.day is None and (day := _day(document, date)):
        date, span = day.date, day.span
    basis = Basis.INFERRED if slug in _NOT_PUBLISHED else Basis.STATED
    claim = Claim(date, document.quote(_tight(document, span)), f"issued/{slug}", basis)
    return Issued(claim, _version(document, lines))


def _status(document: Document, line: Line, dated: Dated) -> tuple[float, str] | None:
    """What a table of versions says of a date: "v9 | 21.02.17 | Published"."""
    cell = document.blocks[line.block].cell
    if cell is None or line.label or len(dated.span) < len(line.span):
        return None
    row = [
        block
        for block in document.blocks
        if block.cell and (block.cell.table, block.cell.row) == (cell.table, cell.row) and block.cell != cell
    ]
    weight, slug = _weigh(" ".join(document.words(block.span) for block in row))
    return None if slug == "bare" else (weight, slug)


def _is_alone(text: str, dated: Dated) -> bool:
    """A date between two full stops: "Marsh Partnership. November 2023. Seven minutes to read."."""
    before, behind = text[: dated.span.start].rstrip(" "), text[dated.span.end : dated.span.end + 1]
    return behind == "." and before[-1:] in (".", "\n", "")


def _day(document: Document, month: PartialDate) -> Dated | None:
    """The day, where the cover has the month and the first pages say "published on 22 November 2023"."""
    for block in document.blocks[:_FIRST]:
        for dated in find_dates(document.text, block.span.start, block.span.end):
            before = document.text[block.span.start : dated.span.start]
            if dated.date.day and agrees(month, dated.date) and _PUBLISHED_ON.search(before):
                return dated
    return None


def _opens(document: Document, line: Line) -> bool:
    """A label with a colon, or at the start of its block: "published by … in 2015" inside one may be another review's."""
    opening = document.blocks[line.block].span
    words = " ".join(document.text[opening.start : opening.start + len(line.label) + 20].split())
    return line.label.endswith(":") or words.startswith(line.label) or line.span.start == opening.start


def _is_period_or_mail(text: str, dates: Sequence[Dated], number: int) -> bool:
    """ "2019 – 2021" is what a review covers; a date with the time of day is when a message was sent."""
    this = dates[number]
    if _CLOCK.match(text, this.span.end):
        return True
    before, after = dates[number - 1 : number] if number else [], dates[number + 1 : number + 2]
    for one, other in [(d, this) for d in before] + [(this, d) for d in after]:
        joint = _RANGE.match(text, one.span.end)
        if joint and joint.end() == other.span.start and one.date.month is None:
            return True
    return False


def _is_prose(words: str) -> bool:
    return len(words.split()) > _SHORT or (words.rstrip().endswith(".") and len(words.split()) > 3)


def _weigh(label: str) -> tuple[float, str]:
    known = cues("identity")
    if known["published"].pattern.search(label) and not known["never"].pattern.search(label):
        # "Approved for publication by the Home Office" is a step on the way to it.
        step = known["agreed"].pattern.search(label) is not None
        return known["published"].weight - (_STEP if step else 0), "published"
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

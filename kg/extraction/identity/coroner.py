"""A coroner's report to prevent future deaths: who made it, for which area, and who died.

Source of the form: the Chief Coroner's template for reports under regulation 28 ("I am …, Senior Coroner, for the area of …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extraction.dates import Dated, find_dates
from kg.extraction.identity.told import days_told
from kg.extraction.sections import Section, section_at
from kg.extraction.sentences import sentences
from kg.extraction.vocabulary import cues
from kg.model import Claim, Document, PartialDate, Span

TYPE = "prevention-of-future-deaths-report"
_NAME = r"[A-ZÀ-ÞŴŶ][\w’'-]+(?:\s+(?:[A-Z]\.|[A-ZÀ-ÞŴŶ][\w’'-]+)){1,4}"
_CROWN = r"(?:HM|H\.M\.|(?:His|Her)\s+Majesty[’']s)"
_RANK = r"(?:Senior|Assistant|Area|Acting|Deputy)"
_AREA = r"[A-ZÀ-ÞŴŶ][\w’'-]*(?:\s+(?:(?:and|of|the|upon|on)\s+)*[A-ZÀ-ÞŴŶ(][\w’')-]*)*"
_OFFICE = re.compile(
    rf"(?:I am\s+(?P<name>{_NAME}),?\s+(?:(?:the\s+)?{_RANK}\s+Coroner,\s+(?={_CROWN}))?)?"
    rf"(?P<office>(?:{_CROWN}\s+)?(?:{_RANK}\s+)*Coroner,?\s+for\s+(?:the\s+)?(?:(?:coroner\s+)?area\s+of\s+)?(?P<area>{_AREA}))"
)
# Over the form: "North Marsh Coroner Area", "HIS MAJESTY’S CORONER / NORTH MARSH"; below it: "HM Coroner for North Marsh".
_AREA_OFFICE = re.compile(rf"(?P<office>(?P<area>{_AREA})\s+Coroner(?:[’']s)?\s+(?:Area|Service|Office))")
_CROWN_ALONE = re.compile(
    rf"(?:THE\s+OFFICE\s+OF\s+)?(?P<office>{_CROWN}\s+(?:{_RANK}\s+)?CORONER)", re.IGNORECASE
)
_CROWN_OFFICE = re.compile(
    rf"(?P<office>{_CROWN}\s+(?:{_RANK}\s+)*Coroner\s+for\s+(?:the\s+)?(?P<area>{_AREA}))"
)
_DIED = re.compile(rf"\bdeath of\s+(?P<name>{_NAME})")

_HEAD = 6  # blocks in which the office can stand over the form
_WEEKS = 12  # between a death and the opening of its investigation


@dataclass(frozen=True, slots=True)
class Coroner:
    """What the coroner's own words give."""

    office: Claim[str] | None = None
    area: Claim[str] | None = None
    author: Claim[str] | None = None
    label: Claim[str] | None = None
    signed: Claim[PartialDate] | None = None  # the date of the report, which stands at its end


def coroner(document: Document) -> Coroner:
    """Read off the numbered boxes of the form; the fullest statement of the office wins."""
    office = next(_first(document, _OFFICE, "name"), None) or next(_first(document, _OFFICE, "office"), None)
    area = _claim(document, office, "area", "area/coroner")
    died = next(_first(document, _DIED, "name"), None)
    return Coroner(
        office=_letterhead(document, area.value if area else "")
        or _of_crown(document)
        or _claim(document, office, "office", "publisher/coroner"),
        area=area,
        author=_claim(document, office, "name", "author/coroner"),
        label=_claim(document, died, "name", "label/coroner"),
        signed=_signed(document),
    )


def _letterhead(document: Document, area: str) -> Claim[str] | None:
    """The office as it stands over the form, in one line or in two."""
    for block, below in pairwise(document.blocks[:_HEAD]):
        if whole := _AREA_OFFICE.fullmatch(document.text, block.span.start, block.span.end):
            return _claim(document, whole, "office", "publisher/coroner")
        crown = _CROWN_ALONE.fullmatch(document.text, block.span.start, block.span.end)
        place = " ".join(document.words(below.span).split()).casefold()
        if crown and area and place.removeprefix("for ") == area.casefold():
            head = " ".join(crown["office"].split())
            words = head.title().replace("’S", "’s").replace("'S", "'s").replace("Hm", "HM")
            quote = document.quote(Span(block.span.start, below.span.end))
            return Claim(f"{words} for {area}", quote, "publisher/coroner")
    return None


def _of_crown(document: Document) -> Claim[str] | None:
    """A line that opens with the office in full, as below the signature."""
    for block in document.blocks:
        if match := _CROWN_OFFICE.match(document.text, block.span.start, block.span.end):
            return _claim(document, match, "office", "publisher/coroner")
    return None


def died(document: Document, sections: Sequence[Section]) -> Claim[PartialDate] | None:
    """The day of death, which the form has no box for: the last day told before the investigation was opened.

    Of the days that the circumstances tell, one beside the words of a death before any other.  Most have no year.
    """
    opening = _opening(document)
    if opening is None:
        return None
    place, opened = opening
    days = [
        (_tells_death(document, sentence), day)
        for sentence, told in _circumstances(document, sections, place, opened)
        for day in told
        if 0 < (opened.first_day() - day.date.first_day()).days <= _WEEKS * 7
    ]
    if not days:
        return None
    _, last = max(days, key=lambda each: (each[0], each[1].date.iso()))
    return Claim(last.date, document.quote(last.span), "incident-date/coroner")


def _opening(document: Document) -> tuple[int, PartialDate] | None:
    """Where and when the coroner opened the investigation."""
    opened = cues("identity")["opened"].pattern
    for place, block in enumerate(document.blocks):
        for sentence in sentences(document, block.span):
            dates = find_dates(document.text, sentence.start, sentence.end)
            if dates and dates[0].date.day and opened.search(document.text, sentence.start, sentence.end):
                return place, dates[0].date
    return None


def _circumstances(
    document: Document, sections: Sequence[Section], place: int, opened: PartialDate
) -> Iterator[tuple[Span, list[Dated]]]:
    """Each sentence up to the concerns, with the days that it tells."""
    for number, block in enumerate(document.blocks[place:], place):
        if section_at(sections, number).role == "concerns":
            return
        yield from days_told(document, block.span, opened)


def _tells_death(document: Document, sentence: Span) -> bool:
    known = cues("incidents")
    return any(
        known[slug].pattern.search(document.text, sentence.start, sentence.end) for slug in ("died", "found")
    )


def _signed(document: Document) -> Claim[PartialDate] | None:
    """The last date that has a line or cell to itself."""
    for block in reversed(document.blocks):
        for dated in find_dates(document.text, block.span.start, block.span.end):
            if len(dated.span) > 0.7 * len(block.span):
                return Claim(dated.date, document.quote(dated.span), "issued/coroner")
    return None


def _first(document: Document, pattern: re.Pattern[str], group: str) -> Iterator[re.Match[str]]:
    for block in document.blocks:
        match = pattern.search(document.text, block.span.start, block.span.end)
        if match and match.group(group):
            yield match


def _claim(document: Document, match: re.Match[str] | None, group: str, rule: str) -> Claim[str] | None:
    if match is None or match.group(group) is None:
        return None
    span = Span(*match.span(group))
    return Claim(" ".join(document.words(span).split()), document.quote(span), rule)

"""Dates in running English, never finer than the words: a small grammar, no clock and no locale.

``23rd August 2018``, ``15 th July 2007``, ``30.05.17``, ``16/07/06``, ``mid-November 2019``, ``early summer of 2014``, ``2019``.
Day comes before month in figures, as everywhere in the United Kingdom.  A date whose year is missing is no date here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from kg.model import PartialDate, Span

# The calendar is the language of dates, not knowledge of the field: it stays in code.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FEASTS = {  # days with a name that is their date
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "bonfire night": (11, 5),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
_FEAST = "|".join(name.replace("'", "[’']").replace(" ", r"\s+") for name in _FEASTS)
_NAMED_MONTH = re.sub(r"\?P<month>", "?:", _MONTH)
A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A footnote's digit may stick to the year ("April 20191"), and nothing else may.
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d\d|[\d.,/-]\d)"
_ORDINAL = r"(?P<day>[0-3]?\d)\s?(?:st|nd|rd|th)?"
_GAP = r"[\s,]+(?:of\s+)?"
_FORMS = (
    # Two months of one year: neither is the date.
    rf"\b{_NAMED_MONTH}\s*(?:and|to|until|[-–—])\s*{_NAMED_MONTH}{_GAP}{_YEAR}",
    rf"(?<![\d./]){_ORDINAL}{_GAP}{_MONTH}[\s,]+{_YEAR}",
    rf"\b{_MONTH}\s+{_ORDINAL},?\s+{_YEAR}",
    rf"\b{_MONTH}{_GAP}{_YEAR}",
    r"(?<![\d./-])(?P<year>(?:19|20)\d\d)-(?P<figure>[01]\d)-(?P<day>[0-3]\d)(?![\d-])",
    r"(?<![\d./-])(?P<day>[0-3]?\d)\s?(?P<dot>[./-])\s?(?P<figure>[01]?\d)\s?(?P=dot)\s?(?P<year>(?:(?:19|20)\d\d|\d\d))(?![\d/-]|\.\d)",
    rf"\b{_MONTH}[-–’'](?P<year>\d\d)\b",
    rf"\b(?P<feast>{_FEAST})(?:[\s,]+(?:of\s+)?|[\s,]+(?:in|during)\s+){_YEAR}",
    r"\b(?:spring|summer|autumn|winter)\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)(?!\d)",
    r"(?<![\w./-])(?P<year>(?:19|20)\d\d)(?![\w/-]|[.,]\d)",
)
# "He died on 17 January": a day of a year that is told elsewhere.
_DAY_OF_MONTH = re.compile(
    rf"(?<![\d./]){_ORDINAL}{_GAP}{_MONTH}(?![\s,]+(?:of\s+)?(?:19|20)\d\d)(?!\w)", re.IGNORECASE
)
_DATE = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
# "Version 1 October 2019" is a version and a month: a bare number belongs to such a noun in front of it.
_NUMBERED = re.compile(r"\b(?:version|draft|issue|edition|v|vol|part|page|section|no)\.?\s+$", re.IGNORECASE)
_FIGURES = re.compile(r"\d\d")
_PIVOT = 70  # two figures: 70–99 are the last century's, 00–69 this one's


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and the words that give it."""

    span: Span
    date: PartialDate


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[Dated]:
    """Every date in ``text[start:end]``, in order, the longest reading of each.  Impossible days are no dates."""
    stop = len(text) if end is None else end
    found: list[Dated] = []
    if not _FIGURES.search(text, start, stop):
        return found  # every form has a year in figures
    for form in _DATE:  # from the fullest form to the barest
        for match in form.finditer(text, start, stop):
            span, date = Span(*match.span()), _read(match)
            if date is not None and _numbers_a_noun(match, text):
                span, date = Span(match.start("month"), match.end()), PartialDate(date.year, date.month)
            if date is not None and not any(span.overlaps(other.span) for other in found):
                found.append(Dated(span, date))
    return sorted(found, key=lambda dated: dated.span)


def without_year(text: str, start: int, end: int, near: PartialDate) -> list[Dated]:
    """The days told without a year ("He died on 17 January"), in the year that brings them nearest to ``near``."""
    found = []
    for match in _DAY_OF_MONTH.finditer(text, start, end):
        month, day = _month(match.groupdict()), int(match.group("day"))
        away = (month or 0) - (near.month or 6)
        year = near.year + (1 if away < -6 else -1 if away > 6 else 0)
        if month and 1 <= day <= monthrange(year, month)[1]:
            found.append(Dated(Span(*match.span()), PartialDate(year, month, day)))
    return found


def common(dates: list[PartialDate]) -> PartialDate | None:
    """The finest date that holds for all of them: their shared year, or year and month, or day."""
    if not dates or len({date.year for date in dates}) > 1:
        return None
    year, months, days = dates[0].year, {date.month for date in dates}, {date.day for date in dates}
    if len(months) > 1 or None in months:
        return PartialDate(year)
    return PartialDate(year, dates[0].month, dates[0].day if len(days) == 1 else None)


def agrees(coarse: PartialDate, fine: PartialDate) -> bool:
    """Whether ``fine`` says the same as ``coarse``, and perhaps more."""
    return fine.iso().startswith(coarse.iso())


def _read(match: re.Match[str]) -> PartialDate | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if year < 100:
        year += 1900 if year >= _PIVOT else 2000
    if feast := parts.get("feast"):
        return PartialDate(year, *_FEASTS[" ".join(feast.casefold().replace("’", "'").split())])
    month = _month(parts)
    if parts.get("day") is None or month is None:
        return PartialDate(year, month) if month is None or 1 <= month <= 12 else None
    day = int(parts["day"])
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return PartialDate(year, month, day)


def _numbers_a_noun(match: re.Match[str], text: str) -> bool:
    parts = match.groupdict()
    if parts.get("month") is None or parts.get("day") is None or match.start() != match.start("day"):
        return False
    bare = text[match.end("day") : match.start("month")].isspace()
    return bare and _NUMBERED.search(text, max(0, match.start() - 12), match.start()) is not None


def _month(parts: dict[str, str | None]) -> int | None:
    if name := parts.get("month"):
        return _MONTHS.index(name[:3].lower()) + 1
    if figure := parts.get("figure"):
        return int(figure)
    return None

"""Cells as values: dates as fine as they are given, whole numbers, concepts of the schemes by slug or by label."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from kg.graph.schemes import schemes
from kg.graph.vocabulary import BASE, SKOS
from kg.model import PartialDate

# What a column is -> the scheme its values are concepts of.
SCHEMES = {
    "type": "review-type",
    "incident-type": "incident-type",
    "method": "method",
    "theme": "theme",
    "age-band": "age-band",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TRUTH = {
    "yes": "true",
    "y": "true",
    "true": "true",
    "1": "true",
    "no": "false",
    "n": "false",
    "false": "false",
    "0": "false",
}


def convert(to: str, words: str) -> str:
    """The value as it is kept: a slug, an ISO date, a number, or the words.  ``ValueError`` says why it does not fit."""
    if to in SCHEMES:
        return _concept(SCHEMES[to], words)
    if to in ("issued", "incident-date", "date"):
        return partial_date(words).iso()
    if to == "integer":
        if not re.fullmatch(r"[+-]?\d{1,18}", words.replace(",", "")):
            raise ValueError(f"{words!r} is no whole number")
        return str(int(words.replace(",", "")))
    if to == "number":
        return _number(words)
    if to == "boolean":
        if words.casefold() not in _TRUTH:
            raise ValueError(f"{words!r} is neither yes nor no")
        return _TRUTH[words.casefold()]
    if to == "link" and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", words):
        raise ValueError(f"{words!r} is no web address")
    return words


def _number(words: str) -> str:
    try:
        value = Decimal(words.replace(",", ""))
    except InvalidOperation:
        raise ValueError(f"{words!r} is no number") from None
    if not value.is_finite() or abs(value.adjusted()) > 30:
        raise ValueError(f"{words!r} is no number of a usual size")
    return format(value.normalize(), "f")


def partial_date(words: str) -> PartialDate:
    """2019, 2019-10, 2019-10-03, 03/10/2019 (day first), 3 October 2019 or October 2019."""
    text = words.strip()
    if found := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]00:00(?::00)?)?", text):
        return _checked(words, found[1], found[2], found[3])
    if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text):
        return _checked(words, found[3], found[2], found[1])
    if found := re.fullmatch(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([A-Za-z]{3,9})\.? (\d{4})", text):
        month = found[2].lower()[:3]
        if month in _MONTHS:
            return _checked(words, found[3], str(_MONTHS.index(month) + 1), found[1])
    raise ValueError(f"{words!r} is no date; write 2019, 2019-10, 2019-10-03 or 03/10/2019 (day first)")


def _checked(words: str, year: str, month: str | None, day: str | None) -> PartialDate:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"{words!r} is no day of the calendar") from None
    if not 1945 <= int(year) <= 2100:
        raise ValueError(f"the year of {words!r} is not between 1945 and 2100")
    return PartialDate(int(year), int(month) if month else None, int(day) if day else None)


def _concept(scheme: str, words: str) -> str:
    found = _names(scheme).get(words.casefold(), ())
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"{words!r} can be {' or '.join(found)}: give it a line under values in the mapping")
    import difflib

    near = difflib.get_close_matches(words.casefold(), _names(scheme), n=2)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise ValueError(f"there is no {scheme.replace('-', ' ')} {words!r}{hint}")


@cache
def _names(scheme: str) -> Mapping[str, tuple[str, ...]]:
    """Slug, name or other name -> slugs; a concept's own slug and name come before another's other name."""
    first: defaultdict[str, set[str]] = defaultdict(set)
    other: defaultdict[str, set[str]] = defaultdict(set)
    start = f"{BASE}{scheme}/"
    for triple in schemes().triples:
        subject = str(getattr(triple.subject, "value", ""))
        if not subject.startswith(start):
            continue
        slug, words = subject.removeprefix(start), str(getattr(triple.object, "value", "")).casefold()
        if triple.predicate == SKOS["prefLabel"]:
            first[words].add(slug)
            first[slug].add(slug)
        elif triple.predicate in (SKOS["altLabel"], SKOS["hiddenLabel"]):
            other[words].add(slug)
    return {words: tuple(sorted(slugs)) for words, slugs in {**other, **first}.items()}

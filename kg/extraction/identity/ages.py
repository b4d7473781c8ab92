"""Ages as stated ("4 month old baby", "aged fifteen months", "who was 38") and their bands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import Graph, URIRef

from kg.extraction.vocabulary import SLR, slug
from kg.model import Span
from kg.resources import ontology_folder

_NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORD = "|".join(
    sorted(
        (*_NUMBERS, *(f"{t}-{n}" for t in _TENS[2:] for n in _NUMBERS[1:10]), *_TENS[2:]),
        key=lambda w: (-len(w), w),
    )
)
_FIRST = "".join(sorted({word[0] for word in _WORD.split("|")}))  # no other letter is worth a try
COUNT = rf"(?=[\d{_FIRST}])(?P<count>\d{{1,3}}|{_WORD})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_AGES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{COUNT}[-\s]+{_UNIT}[-\s]+old\b(?:\s+(?:baby|infant|child|boy|girl|man|woman|male|female|twin|twins))?",
        rf"\baged?\s+(?:age\s+|of\s+)?(?:just\s+|only\s+)?{COUNT}(?:\s+{_UNIT})?(?![\w/])",
        rf"\b(?:was|were|is|being|then|turned)\s+(?:just\s+|only\s+)?{COUNT}(?:\s+{_UNIT})?(?:\s+of age)?(?=\s*(?:[.,;)]|when\b|and\b|at\b|on\b|in\s+[A-Z]|years old\b))",
    )
)
_DAYS = {"day": 1 / 30, "week": 7 / 30.4, "month": 1, "year": 12}


@dataclass(frozen=True, slots=True)
class Age:
    """An age and its words; in months."""

    span: Span
    months: float


def ages_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Age]:
    """The ages stated in ``text[start:end]``, the clearest forms first."""
    for form in _AGES:
        for match in form.finditer(text, start, len(text) if end is None else end):
            unit = (match.group("unit") or "year").lower()
            months = number(match.group("count")) * _DAYS[unit]
            if months <= 110 * 12:
                yield Age(Span(*match.span()), months)


def band(months: float | None) -> str:
    """The slug of the age band (review-schemes.ttl) that holds an age in months; "not-stated" is a band."""
    if months is None:
        return "not-stated"
    return next((name for name, low, high in _bands() if low <= months < high), "not-stated")


@cache
def _bands() -> tuple[tuple[str, float, float], ...]:
    graph = Graph().parse(ontology_folder() / "review-schemes.ttl", format="turtle")
    lows = {s: float(str(o)) for s, o in graph.subject_objects(SLR.fromMonths) if isinstance(s, URIRef)}
    highs = {s: float(str(o)) for s, o in graph.subject_objects(SLR.belowMonths) if isinstance(s, URIRef)}
    return tuple(sorted((slug(s), low, highs.get(s, float("inf"))) for s, low in lows.items()))


def number(word: str) -> int:
    """The number that ``COUNT`` found, in figures or words."""
    if word.isdigit():
        return int(word)
    word = word.lower()
    if word in _NUMBERS:
        return _NUMBERS.index(word)
    tens, _, ones = word.partition("-")
    return 10 * _TENS.index(tens) + (_NUMBERS.index(ones) if ones else 0)

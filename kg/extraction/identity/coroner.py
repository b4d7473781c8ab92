"""A coroner's report to prevent future deaths: who made it, for which area, and who died.

Source of the form: the Chief Coroner's template for reports under regulation 28 ("I am …, Senior Coroner, for the area of …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.dates import find_dates
from kg.model import Claim, Document, PartialDate, Span

TYPE = "prevention-of-future-deaths-report"
_NAME = r"[A-ZÀ-ÞŴŶ][\w’'-]+(?:\s+(?:[A-Z]\.|[A-ZÀ-ÞŴŶ][\w’'-]+)){1,4}"
_OFFICE = re.compile(
    rf"(?:I am\s+(?P<name>{_NAME}),?\s+)?(?P<office>(?:(?:HM|His Majesty’s|Her Majesty’s)\s+)?(?:(?:Senior|Assistant|Area|Acting|Deputy)\s+)*Coroner,?\s+for\s+(?:the\s+)?(?:(?:coroner\s+)?area\s+of\s+)?(?P<area>[A-ZÀ-ÞŴŶ][\w’'-]*(?:\s+(?:(?:and|of|the|upon|on)\s+)*[A-ZÀ-ÞŴŶ(][\w’')-]*)*))"
)
_DIED = re.compile(rf"\bdeath of\s+(?P<name>{_NAME})")


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
    died = next(_first(document, _DIED, "name"), None)
    return Coroner(
        office=_claim(document, office, "office", "publisher/coroner"),
        area=_claim(document, office, "area", "area/coroner"),
        author=_claim(document, office, "name", "author/coroner"),
        label=_claim(document, died, "name", "label/coroner"),
        signed=_signed(document),
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

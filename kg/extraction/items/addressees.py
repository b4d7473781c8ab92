"""Who is asked, where a line over a group, a heading or a bold lead names them (the wording; names come later)."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.items.draft import Draft
from kg.extraction.items.layout import Layout, Region
from kg.extraction.kinds import recommends
from kg.extraction.sentences import trimmed
from kg.model import BlockKind, Span

_TO = re.compile(r"(?:recommendations?\s+)?(?:to|for)\s+(?=(?:the\s+|all\s+)?[A-Z])", re.IGNORECASE)
_LINE_WORDS = 15
_LEAD_WORDS = 8
_LEAD = re.compile(r"[A-Z][^:.;]{1,70}?\s*[:–]\s+(?=\S)")


def group_line(layout: Layout, index: int) -> bool:
    """A line over a group: "To the Community Safety Partnership:", "For NHS England", "Health:"."""
    words = layout.text(index)
    if len(words.split()) > _LINE_WORDS or words.endswith((".", "?", ";")):
        return False
    if _TO.match(words) and (words.endswith(":") or layout.block(index).kind is not BlockKind.LIST_ITEM):
        return True
    return words.endswith(":") and not recommends(words)


def addressee_over(layout: Layout, region: Region, block: int) -> str | None:
    """The words that name the addressee of the group in which a block stands, without "To", "For" and a colon."""
    section = layout.section(block)
    for index in range(block - 1, section.body - 1, -1):
        if group_line(layout, index):
            return _named(layout.text(index))
    top = layout.sections[region.sections[0]].first
    if section.first == top or not section.inherited or section.title is None:
        return None
    return _named(section.heading(layout.document))


def led_addressee(layout: Layout, item: Draft) -> Draft:
    """The item without a lead such as "Hospital:", which becomes its addressee."""
    span, block = item.spans[0], layout.block(item.block)
    match = _LEAD.match(layout.document.words(span))
    end = span.start + match.end() if match else None
    if block.lead is not None and layout.words(block.lead).endswith(":"):
        end = block.lead.end
    if end is None or end >= span.end:
        return item
    lead = layout.words(Span(span.start, end)).rstrip(" :–")
    rest = trimmed(layout.document.text, end, span.end)
    asks = recommends(layout.words(rest)[:1].upper() + layout.words(rest)[1:])
    if len(lead.split()) > _LEAD_WORDS or recommends(lead) or not (asks or block.lead is not None):
        return item
    return replace(item, spans=(rest,), text=layout.words(rest), addressees=(lead,))


def _named(words: str) -> str:
    return _TO.sub("", words.rstrip(" :"), count=1)

"""Who is asked, where a line over a group, a heading or a bold lead names them (the wording; names come later)."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.agencies.grammar import names_in
from kg.extraction.items.draft import Draft
from kg.extraction.items.headlines import capitalised
from kg.extraction.items.layout import Layout, Region
from kg.extraction.kinds import calls_for, recommends
from kg.extraction.sentences import trimmed
from kg.extraction.vocabulary import cues
from kg.model import BlockKind, Span

_TO = re.compile(r"(?:recommendations?\s+)?(?:to|for)\s+(?=(?:the\s+|all\s+)?[A-Z])", re.IGNORECASE)
_SHOULD = re.compile(
    r"\s+(?:should|must|will|is to|are to|needs? to|is asked to|are asked to)\s*:?$", re.IGNORECASE
)
_LINE_WORDS = 15
_WHOLE = 0.8  # of a line that the name in it fills
_LEAD_WORDS = 8
_TRAILING = re.compile(r"\s+(?:—|–|-)\s+([A-Z][^.;:—–]{1,80})$")
_IN_BRACKETS = re.compile(r"(?<![A-Z]{2})\s+\((?P<whom>[A-Z][^()]{2,120})\)\.?$")
_JOINING = re.compile(r"[,;&/]|\b(?:and|with|of|the|for|in|to)\b")
_FOR = re.compile(
    r"(?:for|to|lead|owner|who|responsible|addressed to|action by|lead agency)\s*:\s*(.{2,120})$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"[A-Z][^:.;]{1,70}?\s*[:–]\s+(?=\S)")


def group_line(layout: Layout, index: int) -> bool:
    """A line over a group: "To the Community Safety Partnership:", "For NHS England", "Health:"."""
    words = layout.text(index)
    if _FOR.match(words):
        return True
    if len(words.split()) > _LINE_WORDS or words.endswith((".", "?", ";")):
        return False
    if _TO.match(words) and (words.endswith(":") or layout.block(index).kind is not BlockKind.LIST_ITEM):
        return True
    return words.endswith(":") and not calls_for(words)


def names_a_body(layout: Layout, index: int) -> bool:
    """A line or cell that is the name of a body and no more: "Harbourside Drug Treatment Service"."""
    words = layout.text(index).strip(" .:")
    if not words or len(words.split()) > _LINE_WORDS or recommends(words):
        return False
    return any(len(name) > _WHOLE * len(words) for name in names_in(words, 0, len(words)))


def heads_a_group(layout: Layout, index: int) -> bool:
    """A line of capitalised words over what is asked of somebody: "The Partnership", "Marsh Children’s Services and Cafcass"."""
    words = layout.text(index)
    if layout.is_list(index) or len(words.split()) > _LINE_WORDS or words.endswith((".", "?", ";", ",")):
        return False
    if not capitalised(words) or recommends(words):
        return False
    named = next(names_in(words, 0, len(words)), None) is not None
    return named or cues("addressees")["somebody"].pattern.search(words) is not None


def addressed(layout: Layout, region: Region, item: Draft) -> Draft:
    """The item with whoever it names: in front ("Hospital: …"), behind ("… — Home Office", "… (Home Office)"), below ("For: …") or over it."""
    for way in (led_addressee, _trailing, _bracketed, _line_below):
        found = item if item.addressees else way(layout, item)
        if found.addressees:
            return found
    over = addressee_over(layout, region, item.block)
    number = item.number or _number_above(layout, item.block)
    return replace(item, addressees=(over,) if over else (), number=number)


def _trailing(layout: Layout, item: Draft) -> Draft:
    if len(item.spans) > 1:
        return item
    span = item.spans[0]
    match = _TRAILING.search(layout.document.words(span))
    if match is None or len(match.group(1).split()) > _LEAD_WORDS or recommends(match.group(1)):
        return item
    kept = Span(span.start, span.start + match.start())
    return replace(item, spans=(kept,), text=layout.words(kept), addressees=(match.group(1).strip(),))


def _bracketed(layout: Layout, item: Draft) -> Draft:
    """The item without a bracket at its end that holds names only, one of them of a body: "(Police and Housing Service)"."""
    if len(item.spans) > 1:
        return item
    span = item.spans[0]
    words = layout.document.words(span)
    match = _IN_BRACKETS.search(words)
    if match is None or recommends(match["whom"]):
        return item
    whom = " ".join(match["whom"].split())
    named = [word[:1].isupper() for word in _JOINING.sub(" ", whom).split()]
    # An acronym explains the words before it, and long words an acronym: neither tells who is asked.
    if whom.isupper() or not all(named) or next(names_in(whom, 0, len(whom)), None) is None:
        return item
    kept = Span(span.start, span.start + match.start())
    return replace(item, spans=(kept,), text=layout.words(kept), addressees=(whom,))


def _line_below(layout: Layout, item: Draft) -> Draft:
    below = next((i for i in range(item.block + 1, len(layout.labels)) if not layout.is_list(i)), None)
    match = _FOR.match(layout.text(below)) if below is not None else None
    number = item.number or _number_above(layout, item.block)
    return replace(item, addressees=(match.group(1),), number=number) if match else item


def _number_above(layout: Layout, block: int) -> str | None:
    """A number that stands alone on the line above."""
    words = layout.text(block - 1) if block else ""
    return words if words.isdigit() and len(words) <= 2 else None


def addressee_over(layout: Layout, region: Region, block: int) -> str | None:
    """The words that name the addressee of the group in which a block stands, without "To", "For" and a colon."""
    section = layout.section(block)
    for index in range(block - 1, section.body - 1, -1):
        asks = _SHOULD.search(layout.text(index)) and layout.text(index).endswith(":")
        alone = not layout.is_list(index) and (names_a_body(layout, index) or heads_a_group(layout, index))
        if (asks or alone or group_line(layout, index)) and not _FOR.match(layout.text(index)):
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
    return _SHOULD.sub("", _TO.sub("", words.rstrip(" :"), count=1))

"""Recommendations without labels, in a section for them: lists, paragraphs, or infinitives after "are asked"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.items.draft import Draft, claimed, draft, joined
from kg.extraction.items.kinds import recommends
from kg.extraction.items.layout import Layout, Region, body_blocks, regions
from kg.extraction.items.numbers import counted, runs_through
from kg.extraction.items.sublists import sublist
from kg.extraction.sentences import sentences, trimmed
from kg.model import BlockKind, ItemKind, Span

_INFINITIVES = re.compile(
    r"\b(?:asked|recommended|invited|urged|requested|required|should)\s*:?\s+(?=to\s)", re.IGNORECASE
)
_ADDRESSEE_WORDS = 15


def unlabelled_recommendations(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """In each region without labelled recommendations: its list items, else its sentences that ask for something."""
    for region in regions(layout, "recommendations", "action-plan"):
        blocks = body_blocks(layout, region)
        inside = {each.block for each in drafts if each.kind is ItemKind.RECOMMENDATION}
        if inside & _all_blocks(layout, region):
            continue
        yield from _with_addressees(layout, region, _items(layout, region, blocks, claimed(drafts)))


def _all_blocks(layout: Layout, region: Region) -> set[int]:
    return {
        i
        for place in region.sections
        for i in range(layout.sections[place].first, layout.sections[place].end)
    }


def _items(layout: Layout, region: Region, blocks: list[int], taken: set[int]) -> Iterator[Draft]:
    used: set[int] = set()
    lists = [index for index in blocks if layout.is_list(index) and not _is_addressee(layout, index)]
    through = bool(lists) and runs_through(layout, lists)
    loose = [
        i
        for i in blocks
        if not layout.is_list(i) and recommends(layout.text(i)) and not layout.text(i).endswith(":")
    ]
    for index in blocks:
        if index in used or index in taken or _is_addressee(layout, index):
            continue
        words = layout.text(index)
        in_list = layout.is_list(index) and not through
        if words.endswith(":") and (in_list or loose) and recommends(words):
            below = list(sublist(layout, index))
            used.update(below)
            yield joined(layout, _whole(layout, index, lists), below)
        elif (in_list and not region.mixed) or (in_list and recommends(words)):
            yield _whole(layout, index, lists)
        elif _INFINITIVES.search(words) and ";" in words:
            yield from _clauses(layout, index)
        elif not lists or through or region.mixed:
            yield from _prose(layout, index, region)


def _whole(layout: Layout, index: int, lists: Sequence[int]) -> Draft:
    number = counted(layout, index, lists)
    return draft(
        layout, ItemKind.RECOMMENDATION, layout.block(index).span, index, "recommendation/list", number=number
    )


def _clauses(layout: Layout, index: int) -> Iterator[Draft]:
    """ "The partners are asked to a; to b; and to c": one recommendation a clause, without "and" and full stop."""
    text, span = layout.document.text, layout.block(index).span
    match = _INFINITIVES.search(text, span.start, span.end)
    if match is None:
        return
    asked = re.sub(r"\s+(?:is|are|should be|were|was)$", "", layout.words(Span(span.start, match.start())))
    sentence_end = next((s.end for s in sentences(layout.document, span) if s.end > match.end()), span.end)
    for start, end in clauses(text, match.end(), sentence_end):
        yield draft(
            layout,
            ItemKind.RECOMMENDATION,
            Span(start, end),
            index,
            "recommendation/infinitive",
            addressees=(asked,),
        )


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between semicolons, without a leading "and" and a final full stop."""
    for match in re.finditer(r"[^;]+", text[start:end]):
        span = trimmed(text, start + match.start(), start + match.end())
        opening = re.match(r"(?:and|or)\s+", text[span.start : span.end], re.IGNORECASE)
        begin = span.start + (opening.end() if opening else 0)
        stop = span.end - 1 if text[begin : span.end].endswith(".") else span.end
        if stop > begin:
            yield begin, stop


def _prose(layout: Layout, index: int, region: Region) -> Iterator[Draft]:
    """A paragraph that asks for something: whole when it is one sentence or every sentence goes on about it."""
    spans = sentences(layout.document, layout.block(index).span)
    asking = [span for span in spans if recommends(layout.words(span))]
    if not asking:
        return
    if region.mixed and not _is_own_paragraph(layout, spans):
        return
    span = (
        Span(asking[0].start, spans[-1].end)
        if len(asking) < len(spans)
        else Span(spans[0].start, spans[-1].end)
    )
    if asking[0] != spans[0]:
        span = Span(asking[0].start, asking[-1].end)
    yield draft(layout, ItemKind.RECOMMENDATION, span, index, "recommendation/sentence")


def _is_own_paragraph(layout: Layout, spans: Sequence[Span]) -> bool:
    return len(spans) <= 2 and recommends(layout.words(spans[0]))


def _is_addressee(layout: Layout, index: int) -> bool:
    """A line over a group: "To the Community Safety Partnership:", "For NHS England"."""
    words = layout.text(index)
    if len(words.split()) > _ADDRESSEE_WORDS or recommends(words.rstrip(":") + " x"):
        return False
    return words.endswith(":") or (
        layout.block(index).kind is not BlockKind.LIST_ITEM
        and bool(re.match(r"(?:to|for)\s+(?:the\s+)?[A-Z]", words, re.I))
        and not words.endswith(".")
    )


def _with_addressees(layout: Layout, region: Region, items: Iterator[Draft]) -> Iterator[Draft]:
    """Each item with the heading or the line over its group, when that names somebody."""
    for item in items:
        over = None if item.addressees else addressee_over(layout, region, item.block)
        yield replace(item, addressees=(over,)) if over else item


def addressee_over(layout: Layout, region: Region, block: int) -> str | None:
    """The words that name the addressee of the group in which a block stands, without "To", "For" and a colon."""
    section = layout.section(block)
    for index in range(block - 1, section.first, -1):
        if _is_addressee(layout, index):
            return _named(layout.text(index))
    first = layout.sections[region.sections[0]].first
    if section.first == first or not section.inherited or section.title is None:
        return None
    return _named(section.heading(layout.document))


def _named(words: str) -> str:
    bare = re.sub(r"^(?:recommendations?\s+)?(?:to|for)\s+", "", words.rstrip(" :"), flags=re.IGNORECASE)
    return bare if bare != words.rstrip(" :") else words.rstrip(" :")

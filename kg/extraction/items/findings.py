"""Findings without labels, in a section for them: sub-headings, bold leads, lists or paragraphs, whichever it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extraction.items.draft import Draft, draft
from kg.extraction.items.kinds import asks, is_meta, praises, recommends
from kg.extraction.items.layout import Layout, Region, body_blocks, regions
from kg.extraction.items.numbers import counted, runs_through
from kg.extraction.items.sublists import marker_style
from kg.extraction.sentences import sentences
from kg.model import ItemKind, Span


def unlabelled_findings(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """One way of setting out is chosen for each region, the outermost that it has; none where findings carry labels."""
    if any(each.kind is ItemKind.FINDING and each.label for each in drafts):
        return
    for region in regions(layout, "findings", "concerns"):
        if region.role == "concerns":
            yield from _whole_blocks(layout, region)
            continue
        for way in (_sub_headings, _bold_leads, _list_items, _paragraphs):
            found = list(way(layout, region))
            if found:
                yield from found
                break


def _sub_headings(layout: Layout, region: Region) -> Iterator[Draft]:
    """Headings below the region's own that neither recur (a template's) nor only gather a list of findings."""
    places = [place for place in region.sections if layout.sections[place].inherited]
    titles = Counter(layout.sections[place].heading(layout.document).lower() for place in places)
    chosen = [
        place
        for place in places
        if titles[layout.sections[place].heading(layout.document).lower()] == 1
        and not is_meta(layout.sections[place].heading(layout.document))
    ]
    if not chosen:
        return
    top = min(layout.sections[place].level for place in chosen)
    chosen = [place for place in chosen if layout.sections[place].level == top]
    if _only_gather(layout, chosen):
        return
    for place in chosen:
        section = layout.sections[place]
        if section.title is not None:
            yield draft(
                layout,
                ItemKind.FINDING,
                section.title,
                section.first,
                "finding/heading",
                context=_prose(layout, place),
            )


def _only_gather(layout: Layout, places: list[int]) -> bool:
    """Short headings over lists: the list items are the findings."""
    lists = [
        any(layout.is_list(i) for i in range(layout.sections[p].body, layout.sections[p].end)) for p in places
    ]
    words = [len(layout.sections[p].heading(layout.document).split()) for p in places]
    return sum(lists) * 2 > len(places) and sum(words) <= 5 * len(places)


def _prose(layout: Layout, place: int) -> tuple[Span, ...]:
    section = layout.sections[place]
    return tuple(layout.block(i).span for i in range(section.body, section.end) if not layout.in_grid(i))


def _bold_leads(layout: Layout, region: Region) -> Iterator[Draft]:
    """Paragraphs or bullets that open in bold, or bold lines with prose below them."""
    blocks = body_blocks(layout, region)
    for place, index in enumerate(blocks):
        block = layout.block(index)
        plain = [b for b in blocks[place + 1 :] if not layout.block(b).style.bold]
        if block.lead is not None and len(layout.words(block.lead).split()) > 2:
            rest = Span(block.lead.end, block.span.end)
            yield draft(
                layout,
                ItemKind.FINDING,
                block.lead,
                index,
                "finding/bold-lead",
                context=(rest,),
                number=counted(layout, index, blocks),
            )
        elif block.style.bold and plain and not layout.text(index).endswith(":"):
            yield draft(
                layout,
                ItemKind.FINDING,
                block.span,
                index,
                "finding/bold-line",
                context=_until_bold(layout, blocks[place + 1 :]),
            )


def _until_bold(layout: Layout, blocks: Sequence[int]) -> tuple[Span, ...]:
    spans = []
    for index in blocks:
        if layout.block(index).style.bold:
            break
        spans.append(layout.block(index).span)
    return tuple(spans)


def _list_items(layout: Layout, region: Region) -> Iterator[Draft]:
    """The outermost list, unless its numbers run through the whole document: then they number paragraphs."""
    blocks = body_blocks(layout, region)
    items = [index for index in blocks if layout.is_list(index)]
    if not items or runs_through(layout, items):
        return
    style, level = marker_style(layout, items[0]), layout.block(items[0]).level or 0
    for index in items:
        outer = (layout.block(index).level or 0) <= level and marker_style(layout, index) == style
        if outer and not _says_other(layout.text(index)):
            yield draft(
                layout,
                ItemKind.FINDING,
                layout.block(index).span,
                index,
                "finding/list",
                number=counted(layout, index, items),
            )


def _paragraphs(layout: Layout, region: Region) -> Iterator[Draft]:
    """Each paragraph: its first sentence is the headline, the others explain it."""
    for index in body_blocks(layout, region):
        spans = sentences(layout.document, layout.block(index).span)
        if not spans or _says_other(layout.words(spans[0])) or layout.text(index).endswith(":"):
            continue
        yield draft(layout, ItemKind.FINDING, spans[0], index, "finding/paragraph", context=spans[1:])


def _whole_blocks(layout: Layout, region: Region) -> Iterator[Draft]:
    """A coroner's matters of concern: each paragraph or list item is one concern as a whole."""
    blocks = body_blocks(layout, region)
    items = [index for index in blocks if layout.is_list(index)] or blocks
    for index in items:
        if not is_meta(layout.text(index)) and not layout.text(index).endswith(":"):
            yield draft(
                layout,
                ItemKind.FINDING,
                layout.block(index).span,
                index,
                "finding/concern",
                number=counted(layout, index, items),
            )


def _says_other(words: str) -> bool:
    """It belongs to another kind: a question, praise, a recommendation, or talk about the report."""
    return (
        is_meta(words) or asks(words) or (praises(words) and "not" not in words.split()) or recommends(words)
    )

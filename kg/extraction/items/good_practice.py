"""Good practice: in sections for it, and where a sentence elsewhere says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.items.draft import Draft, claimed, draft
from kg.extraction.items.layout import Layout, body_blocks, regions
from kg.extraction.items.numbers import counted, runs_through
from kg.extraction.kinds import asks, fails, is_meta, praises, praising, recommends, score, ways
from kg.extraction.labels import label_in
from kg.extraction.sentences import sentences
from kg.extraction.vocabulary import cues
from kg.model import BlockKind, ItemKind, Span

# Sections in which praise is not of practice, or is found by another rule.
_CLOSED = frozenset(
    [
        "contents",
        "cover",
        "terms-of-reference",
        "methodology",
        "glossary",
        "references",
        "statement",
        "legal",
        "panel",
        "response",
        "earlier-recommendations",
        "actions-taken",
        "recommendations",
        "action-plan",
        "questions",
        "good-practice",
        "concerns",
    ]
)
_TELLING = 1.75
_SHORT_VERDICT = 7  # words: a short verdict at the end of a sentence stays with it


def section_good_practice(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """In a section for good practice: every list item; without a list, every sentence about what somebody did."""
    taken = claimed(drafts)
    for region in regions(layout, "good-practice"):
        blocks = [index for index in body_blocks(layout, region) if index not in taken]
        items = [index for index in blocks if layout.is_item(index)]
        tabled = any(layout.section_of[index] in region.sections for index in taken)
        if items and runs_through(layout, items):
            items = []
        for index in blocks:
            if index in items:
                number = counted(layout, index, items)
                yield draft(
                    layout,
                    ItemKind.GOOD_PRACTICE,
                    layout.block(index).span,
                    index,
                    "good-practice/list",
                    number=number,
                )
            elif not items and not tabled and layout.block(index).kind is not BlockKind.HEADING:
                yield from _sentences(layout, index)
        boxed = [
            index for index in blocks if layout.block(index).box is not None and items and index not in items
        ]
        for index in boxed:
            yield from _sentences(layout, index)


def _sentences(layout: Layout, index: int) -> Iterator[Draft]:
    for span in sentences(layout.document, layout.block(index).span):
        words = layout.words(span)
        if not is_meta(words) and not words.endswith(":") and not asks(words) and not recommends(words):
            yield draft(layout, ItemKind.GOOD_PRACTICE, span, index, "good-practice/sentence")


def prose_good_practice(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Elsewhere: a paragraph that opens by announcing good practice, or a sentence that praises what was done."""
    taken = claimed(drafts)
    told = any(each.kind is ItemKind.GOOD_PRACTICE for each in drafts)
    for index in range(len(layout.labels)):
        section, block = layout.section(index), layout.block(index)
        if index in taken or section.role in _CLOSED or block.kind in (BlockKind.HEADING, BlockKind.FOOTNOTE):
            continue
        if layout.in_grid(index):
            continue
        spans = sentences(layout.document, block.span)
        if spans and _announces(layout.words(spans[0])):
            for span in spans[1:]:
                if not fails(layout.words(span)) or praises(layout.words(span)):
                    yield draft(layout, ItemKind.GOOD_PRACTICE, span, index, "good-practice/announced")
            continue
        yield from _praised(layout, index, spans, told)


def _announces(words: str) -> bool:
    return is_meta(words) and score("praise", words) > 0


def _praised(layout: Layout, index: int, spans: Sequence[Span], told: bool) -> Iterator[Draft]:
    """Sentences that praise what was done.  ``told``: the document has a section for it, so that only open praise counts."""
    for place, span in enumerate(spans):
        words = layout.words(span)
        label = label_in(layout.document, span)
        named = label is not None and label.kind == ItemKind.GOOD_PRACTICE.value and len(label.rest) > 0
        if not named and (is_meta(words) or asks(words) or recommends(words) or not _good(words, told)):
            continue
        act = _without_verdict(layout, label.rest if label is not None and named else span)
        if act is None and place > 0:
            act = Span(spans[place - 1].start, span.end)
        if act is not None:
            yield draft(layout, ItemKind.GOOD_PRACTICE, act, index, "good-practice/praised")


def _good(words: str, told: bool) -> bool:
    openly = ways("praise", words) >= {"praise-word"} and "praise-denied" not in ways("praise", words)
    return openly if told else openly or praising(words) >= _TELLING


def _without_verdict(layout: Layout, span: Span) -> Span | None:
    """The part of the sentence that says what was done: not ", which was good practice"; None for the verdict alone."""
    words = layout.document.words(span)
    verdict = cues("verdicts")["tail"].pattern.search(words)
    if verdict and len(words[verdict.start() :].split()) > _SHORT_VERDICT:
        return Span(span.start, span.start + len(words[: verdict.start()].rstrip(" ,;–-")))
    return None if cues("verdicts")["alone"].pattern.match(words) else span

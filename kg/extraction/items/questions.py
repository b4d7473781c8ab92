"""Reflective questions: in sections for them, in lists after a lead-in, and asked of the reader in passing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.items.draft import Draft, claimed, draft
from kg.extraction.items.kinds import asks, score
from kg.extraction.items.layout import Layout, body_blocks, regions
from kg.extraction.items.numbers import counted
from kg.extraction.sentences import sentences
from kg.model import BlockKind, ItemKind

_LEAD = 1.0
_STORIES = frozenset({"chronology", "introduction", "family", "cover", "analysis"})


def section_questions(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """In a section for questions: every list item, else every sentence that asks."""
    taken = claimed(drafts)
    for region in regions(layout, "questions"):
        blocks = [index for index in body_blocks(layout, region) if index not in taken]
        items = [index for index in blocks if layout.is_list(index) and not _is_lead_in(layout, index)]
        items = items if any(asks(layout.text(index)) for index in items) else []
        for index in blocks:
            if index in items:
                yield _item(layout, index, counted(layout, index, items), "question/list")
            elif not layout.is_list(index) or not items:
                yield from _asking(layout, index, "question/sentence")


def _item(layout: Layout, index: int, number: str | None, rule: str) -> Draft:
    finding = layout.finding_above(index)
    return draft(
        layout, ItemKind.QUESTION, layout.block(index).span, index, rule, number=number, finding=finding
    )


def _is_lead_in(layout: Layout, index: int) -> bool:
    return layout.text(index).endswith((":", "."))


def _asking(layout: Layout, index: int, rule: str) -> Iterator[Draft]:
    whole = sentences(layout.document, layout.block(index).span)
    for span in whole:
        words = layout.words(span)
        if words.endswith("?") or (len(whole) == 1 and asks(words) and len(words.split()) > 3):
            yield draft(layout, ItemKind.QUESTION, span, index, rule, finding=layout.finding_above(index))


def led_questions(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Outside such sections: a list of questions under a line that announces them, or one asked after a colon."""
    taken = claimed(drafts)
    for index in range(len(layout.labels)):
        if index in taken or (layout.is_decoy(index) and layout.section(index).role != "methodology"):
            continue
        if layout.section(index).role in (*_STORIES, "questions") or layout.in_grid(index):
            continue
        words = layout.text(index)
        if score("question-lead", words) < _LEAD or layout.block(index).kind is BlockKind.HEADING:
            continue
        yield from _after_colon(layout, index)
        if words.endswith((":", ".")):
            yield from _list_below(layout, index, taken)


def _after_colon(layout: Layout, index: int) -> Iterator[Draft]:
    for span in sentences(layout.document, layout.block(index).span):
        words = layout.document.words(span)
        colon = words.rfind(": ")
        if words.endswith("?") and colon > 0 and score("question-lead", words[:colon]) >= _LEAD:
            start = span.start + colon + 2
            while layout.document.text[start].isspace():
                start += 1
            asked = type(span)(start, span.end)
            yield draft(
                layout,
                ItemKind.QUESTION,
                asked,
                index,
                "question/after-colon",
                finding=layout.finding_above(index),
            )


def _list_below(layout: Layout, index: int, taken: set[int]) -> Iterator[Draft]:
    items = []
    for below in range(index + 1, len(layout.labels)):
        if not layout.is_list(below) or below in taken or layout.in_grid(below):
            break
        items.append(below)
    asking = sum(asks(layout.text(item)) for item in items)
    if asking * 3 >= len(items) * 2 and asking:
        for item in items:
            yield _item(layout, item, counted(layout, item, items), "question/led-list")

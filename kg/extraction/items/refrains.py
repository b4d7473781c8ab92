"""A line that comes again in every chapter and ends in a colon announces what stands below it, whatever its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.items.draft import Draft, claimed, draft
from kg.extraction.items.headlines import headline, quality, read_as_findings
from kg.extraction.items.layout import Layout
from kg.extraction.kinds import asks, recommends
from kg.extraction.roles import roles_of
from kg.extraction.sentences import sentences
from kg.model import BlockKind, ItemKind

_CHAPTERS = 3
_LINE_WORDS = 12
_GOOD = 0.5  # mean quality of what is announced
_MOST = 0.6


def refrain_items(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """What stands below "The panel agreed to say:" in chapter after chapter: findings, or what all of it asks."""
    taken = claimed(drafts)
    lines: dict[str, list[int]] = {}
    for index in range(len(layout.labels)):
        if _is_line(layout, index):
            lines.setdefault(layout.text(index).lower(), []).append(index)
    for places in lines.values():
        if len({layout.section_of[index] for index in places}) < _CHAPTERS:
            continue
        below = [index for place in places for index in _below(layout, place, lines) if index not in taken]
        kind = _kind(layout, below) if len(below) >= _CHAPTERS else None
        found = any(each.kind is ItemKind.FINDING for each in drafts) or _under_statements(layout, places)
        if kind is None or (kind is ItemKind.FINDING and found):
            continue  # under findings it announces their points
        for index in below:
            yield _item(layout, index, kind)


def _is_line(layout: Layout, index: int) -> bool:
    words = layout.text(index)
    return (
        words.endswith(":")
        and len(words.split()) <= _LINE_WORDS
        and layout.block(index).kind is BlockKind.PARAGRAPH
        and layout.labels[index] is None
        and not layout.in_grid(index)
        and not layout.is_decoy(index)
        and not roles_of(words)  # a heading that lost its print
    )


def _below(layout: Layout, line: int, lines: dict[str, list[int]]) -> Iterator[int]:
    """The blocks of one sentence behind the line, to the end of its section; if the first says more, that one."""
    others = {index for places in lines.values() for index in places}
    for index in range(line + 1, layout.section(line).end):
        single = len(sentences(layout.document, layout.block(index).span)) == 1
        if index in others or layout.in_grid(index) or not (single or index == line + 1):
            return
        yield index
        if not single:
            return


def _kind(layout: Layout, blocks: Sequence[int]) -> ItemKind | None:
    firsts = [layout.words(sentences(layout.document, layout.block(index).span)[0]) for index in blocks]
    if all(map(asks, firsts)):
        return ItemKind.QUESTION
    if sum(map(recommends, firsts)) >= _MOST * len(firsts):
        return ItemKind.RECOMMENDATION
    return ItemKind.FINDING if sum(map(quality, firsts)) >= _GOOD * len(firsts) else None


def _under_statements(layout: Layout, lines: Sequence[int]) -> bool:
    """Each line stands under a heading of its own that reads like a finding itself: "This mattered because:"."""
    over = {layout.section(index).first: layout.section(index).heading(layout.document) for index in lines}
    apart = len(over) == len(lines) == len(set(over.values()))
    return apart and read_as_findings(over.values())


def _item(layout: Layout, index: int, kind: ItemKind) -> Draft:
    rule = f"{kind.value}/refrain"
    if kind is ItemKind.FINDING:
        return replace(headline(layout, index, rule, None), label="refrain")
    return draft(layout, kind, layout.block(index).span, index, rule)

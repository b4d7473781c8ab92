"""Findings under a heading that comes again in chapter after chapter ("Learning", "What stays with us"): panels of learning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.items.draft import Draft, claimed, draft
from kg.extraction.items.finding_ways import says_other
from kg.extraction.items.headlines import headline, quality
from kg.extraction.items.layout import Layout
from kg.extraction.items.numbers import counted
from kg.extraction.items.sublists import marker_style
from kg.extraction.kinds import asks
from kg.extraction.labels import label_of
from kg.extraction.sections import Section
from kg.extraction.topics import LEAD_WORDS, bare, key_message
from kg.model import BlockKind, ItemKind

_LEAST = 2  # chapters with such a panel
_BETTER = 0.2  # by so much must the lines of the panels read better than the titles of the chapters
_MANY = 3  # chapters, where the heading tells nothing by its words
_GOOD = 0.75  # mean quality of lines under such a heading


def message_findings(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The sentence printed like a heading below that of each topic, where no label names the findings; it takes the topic's
    letter or number."""
    within = [section for section in layout.sections if section.topic]
    messages = {section.first: key_message(layout.document, section.first) for section in within}
    told = sum(message is not None for message in messages.values())
    if any(each.kind is ItemKind.FINDING for each in drafts) or told * 3 < 2 * len(within):
        return
    for topic, index in messages.items():
        if index is not None:
            label = label_of(layout.document, layout.block(topic))
            span = bare(layout.document, layout.block(index).span)
            number = label.number if label is not None else None
            below = [i for i in range(index + 1, layout.section(index).end) if not layout.in_grid(i)]
            yield draft(
                layout,
                ItemKind.FINDING,
                span,
                index,
                "finding/key-message",
                number=number,
                context=tuple(layout.block(i).span for i in below),
            )


def panel_findings(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The lines of panels of learning, where no label names the findings and the chapters are named by their topics."""
    if any(each.kind is ItemKind.FINDING and each.weight >= 1 for each in drafts):
        return
    taken = claimed(drafts)
    leads = [each for each in _leads(layout) if each.block not in taken]
    if leads:
        yield from leads
        return
    for panels in _panels(layout).values():
        found = [each for section in panels for each in _lines(layout, section) if each.block not in taken]
        if _tell(layout, panels, found):
            yield from found


def _leads(layout: Layout) -> list[Draft]:
    """The sentences in bold that open paragraphs, where most of the topics have one."""
    within = [section for section in layout.sections if section.topic]
    blocks = [
        index
        for section in within
        for index in range(section.body, section.end)
        if _is_lead(layout, index) and not layout.in_grid(index)
    ]
    most = len({layout.section_of[index] for index in blocks}) * 3 >= 2 * len(within)
    return [
        headline(layout, index, "finding/bold-lead", counted(layout, index, blocks))
        for index in blocks
        if most
    ]


def _is_lead(layout: Layout, index: int) -> bool:
    lead = layout.block(index).lead
    return lead is not None and len(layout.words(lead).split()) > LEAD_WORDS


def _panels(layout: Layout) -> dict[str, list[Section]]:
    """Sections of one heading in several chapters: one for findings, or one whose words tell nothing."""
    panels: dict[str, list[Section]] = {}
    for section in layout.sections:
        loose = section.parent is not None and not (section.labelled or section.topic)
        if loose and section.role in ("findings", "analysis", None):
            panels.setdefault(section.heading(layout.document).lower(), []).append(section)
    return {
        heading: each
        for heading, each in panels.items()
        if len({section.parent for section in each}) >= (_LEAST if _is_told(each) else _MANY)
    }


def _is_told(panels: Sequence[Section]) -> bool:
    """Their heading is one for findings by its words."""
    return all(section.role == "findings" and not section.inherited for section in panels)


def _tell(layout: Layout, panels: Sequence[Section], found: Sequence[Draft]) -> bool:
    """Each panel says something, in sentences, and they read clearly better than the titles of the chapters."""
    over = {section.parent for section in panels if section.parent is not None}
    titles = [layout.sections[place].heading(layout.document) for place in over]
    said = {layout.section_of[each.block] for each in found}
    full = [each for each in found if layout.text(each.block).endswith(".")]
    if len(said) < len(panels) or len(full) * 2 <= len(found):
        return False
    worth = sum(map(quality, titles)) / len(titles) + _BETTER
    if not _is_told(panels):
        if any(each.context for each in found):
            return False  # prose
        worth = max(worth, _GOOD)
    return sum(quality(each.text) for each in found) / len(found) >= worth


def _lines(layout: Layout, section: Section) -> list[Draft]:
    """The list of a panel, else its paragraphs; advice counts, for what asks stands under a heading of its own."""
    blocks = [
        index
        for index in range(section.body, section.end)
        if layout.block(index).kind is not BlockKind.FOOTNOTE
        and not layout.in_grid(index)
        and not layout.text(index).endswith(":")
        and not asks(layout.text(index))
        and not says_other(layout, layout.block(index).span, advice=True)
    ]
    items = [index for index in blocks if layout.is_item(index)]
    if items:
        style, level = marker_style(layout, items[0]), layout.block(items[0]).level or 0
        blocks = [
            index
            for index in items
            if marker_style(layout, index) == style and (layout.block(index).level or 0) <= level
        ]
    return [headline(layout, index, "finding/panel", counted(layout, index, blocks)) for index in blocks]

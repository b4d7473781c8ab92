"""Headings that ask what the review was to find out, each answered below in bold: the answers are the findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.extraction.items.layout import DECOYS, Layout
from kg.extraction.kinds import asks
from kg.extraction.labels import Label
from kg.extraction.sections import Section

_LEAST = 3  # questions under one heading
_LEAD_WORDS = 3  # "Yes." alone says nothing


def answered(layout: Layout) -> Layout:
    """The same layout, in which the answers carry the label of a finding and their questions none."""
    titles = Counter(section.heading(layout.document).lower() for section in layout.sections)
    under: dict[int | None, list[int]] = {}
    for place, section in enumerate(layout.sections):
        heading = section.heading(layout.document)
        if heading.endswith("?") and titles[heading.lower()] == 1 and section.role not in DECOYS:
            under.setdefault(section.parent, []).append(place)
    sections, labels = list(layout.sections), list(layout.labels)
    for places in under.values():
        told = [place for place in places if _is_answered(layout, layout.sections[place])]
        if len(told) < _LEAST or len(told) * 2 < len(places):
            continue
        for place in places:
            section = layout.sections[place]
            sections[place] = replace(section, role="findings", also=(), inherited=True, labelled=False)
            labels[section.first] = None
            if place in told:
                rest = layout.block(section.body).span
                labels[section.body] = Label("finding", "finding", section.number, rest)
    return replace(layout, sections=tuple(sections), labels=tuple(labels))


def _is_answered(layout: Layout, section: Section) -> bool:
    """Below the question stands a paragraph that opens with a statement in bold."""
    if section.body >= section.end or layout.labels[section.body] is not None:
        return False
    lead = layout.block(section.body).lead
    if lead is None or layout.in_grid(section.body):
        return False
    words = layout.words(lead)
    return len(words.split()) > _LEAD_WORDS and not asks(words)

"""The finding behind a question or recommendation: stated by its place or words, or judged (``behind.py``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.items.behind import Asked, Told, behind
from kg.extraction.items.layout import Layout
from kg.extraction.items.merge import Merged
from kg.extraction.labels import plain_number
from kg.extraction.sections import ancestors
from kg.model import Basis, ItemKind

_REFERENCE = re.compile(
    r"\b(?:findings?|themes?|lessons?|learning points?|key findings?|issues?)\s+(?P<number>\d{1,2}|[A-H]|[IVX]{1,4})\b",
    re.IGNORECASE,
)
_LEARNS = (ItemKind.RECOMMENDATION, ItemKind.QUESTION)
_CHAPTERS = 3  # with findings of their own, for the chapter to tell


def arise_from(
    layout: Layout, items: Sequence[Merged], findings: Sequence[Merged], points: Sequence[Merged]
) -> list[tuple[int | None, Basis | None]]:
    """For each item of a list, in their order: (place in ``findings``, basis).

    Stated: under the finding's own heading, in its row, or by its number.  The other
    questions and recommendations are judged together; no other kind arises from a finding.
    """
    if not all(item.draft.kind in _LEARNS for item in items):
        return [(None, None)] * len(items)
    stated = [_stated(layout, item, findings) for item in items]
    asked = [Asked(item.draft.text, known) for item, known in zip(items, stated, strict=True)]
    judged = behind(asked, [_told(layout, finding, points) for finding in findings])
    return [
        (place, None if place is None else Basis.INFERRED if known is None else Basis.STATED)
        for place, known in zip(judged, stated, strict=True)
    ]


def _stated(layout: Layout, item: Merged, findings: Sequence[Merged]) -> int | None:
    placed = item.draft.finding if item.draft.finding is not None else layout.finding_above(item.draft.block)
    for place, finding in enumerate(findings):
        if placed is not None and placed in finding.blocks:
            return place
    for section in (
        layout.section(item.draft.block),
        *ancestors(layout.sections, layout.section(item.draft.block)),
    ):
        for place, finding in enumerate(findings):
            if section.first in finding.blocks:
                return place
    for match in _REFERENCE.finditer(item.draft.text):
        number = plain_number(match.group("number"))
        for place, finding in enumerate(findings):
            if (finding.draft.number or "").lower() == number.lower():
                return place
    return _in_chapter(layout, item, findings)


def _told(layout: Layout, finding: Merged, points: Sequence[Merged]) -> Told:
    below = [point.draft.text for point in points if point.draft.finding in finding.blocks]
    around = [layout.words(span) for span in finding.draft.context]
    return Told(finding.draft.text, " ".join([finding.draft.text, *around, *below]))


def _in_chapter(layout: Layout, item: Merged, findings: Sequence[Merged]) -> int | None:
    """Where chapters have panels of learning and of questions each, the last finding before the item in its chapter."""
    heading = layout.section(item.draft.block).heading(layout.document)
    again = sum(section.heading(layout.document) == heading for section in layout.sections) > 1
    if not heading or not again:
        return None  # one list for the whole report
    chapters = [layout.section(finding.draft.block).parent for finding in findings]
    chapter = layout.section(item.draft.block).parent
    before = [
        place
        for place, finding in enumerate(findings)
        if chapters[place] == chapter and finding.draft.block < item.draft.block
    ]
    several = len({each for each in chapters if each is not None}) >= _CHAPTERS
    return before[-1] if before and chapter is not None and several else None

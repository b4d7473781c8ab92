"""The finding behind a question or recommendation: stated by its place or words, or judged (``behind.py``)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kg.extraction.items.behind import Asked, Told, behind
from kg.extraction.items.layout import Layout
from kg.extraction.items.merge import Merged
from kg.extraction.items.references import referred
from kg.extraction.sections import ancestors
from kg.model import Basis, BlockKind, ItemKind

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
    told = [_told(layout, finding, points) for finding in findings]
    stated = _nearest(items, [_stated(layout, item, findings) for item in items], told)
    asked = [Asked(item.draft.text, known) for item, known in zip(items, stated, strict=True)]
    judged = behind(asked, told)
    return [
        (place, None if place is None else Basis.INFERRED if known is None else Basis.STATED)
        for place, known in zip(judged, stated, strict=True)
    ]


def _stated(layout: Layout, item: Merged, findings: Sequence[Merged]) -> list[int]:
    """The places of the findings that its place or its words allow; none where these tell nothing."""
    placed = item.draft.finding if item.draft.finding is not None else layout.finding_above(item.draft.block)
    for place, finding in enumerate(findings):
        if placed is not None and placed in finding.blocks:
            return _together(layout, findings, place)
    for section in (
        layout.section(item.draft.block),
        *ancestors(layout.sections, layout.section(item.draft.block)),
    ):
        for place, finding in enumerate(findings):
            if section.first in finding.blocks:
                return [place]
    for numbers in referred(f"{item.draft.reference or ''} {item.draft.text}"):
        wanted = {number.casefold() for number in numbers}
        named = [
            place for place, each in enumerate(findings) if (each.draft.number or "").casefold() in wanted
        ]
        if named:
            return named
    return _in_chapter(layout, item, findings)


def _told(layout: Layout, finding: Merged, points: Sequence[Merged]) -> Told:
    below = [point.draft.text for point in points if point.draft.finding in finding.blocks]
    around = [layout.words(span) for span in finding.draft.context]
    return Told(finding.draft.text, " ".join([finding.draft.text, *around, *below]))


def _nearest(items: Sequence[Merged], allowed: Sequence[list[int]], told: Sequence[Told]) -> list[int | None]:
    """Of the findings allowed to each item the one that it is about by its words and its neighbours, else the last."""
    chosen: list[int | None] = []
    for places, group in groupby(zip(items, allowed, strict=True), key=lambda each: each[1]):
        asked = [Asked(item.draft.text) for item, _ in group]
        if len(places) < 2:
            chosen += [places[0] if places else None] * len(asked)
        else:
            best = behind(asked, [told[place] for place in places])
            chosen += [places[-1 if each is None else each] for each in best]
    return chosen


def _together(layout: Layout, findings: Sequence[Merged], last: int) -> list[int]:
    """The findings of a box that are printed one below the other before anything else is said: the last and those above it."""
    places = [last]
    while places[0] > 0 and _directly_above(
        layout, findings[places[0] - 1].draft.block, findings[places[0]].draft.block
    ):
        places.insert(0, places[0] - 1)
    return places


def _directly_above(layout: Layout, above: int, below: int) -> bool:
    paragraphs = all(layout.block(index).kind is not BlockKind.HEADING for index in (above, below))
    return paragraphs and below == above + 1 and layout.section(above).labelled


def _in_chapter(layout: Layout, item: Merged, findings: Sequence[Merged]) -> list[int]:
    """Where chapters have panels of learning and of questions each, the findings before the item in its chapter."""
    heading = layout.section(item.draft.block).heading(layout.document)
    again = sum(section.heading(layout.document) == heading for section in layout.sections) > 1
    if not heading or not again:
        return []  # one list for the whole report
    chapters = [layout.section(finding.draft.block).parent for finding in findings]
    chapter = layout.section(item.draft.block).parent
    before = [
        place
        for place, finding in enumerate(findings)
        if chapters[place] == chapter and finding.draft.block < item.draft.block
    ]
    several = len({each for each in chapters if each is not None}) >= _CHAPTERS
    return before if chapter is not None and several else []

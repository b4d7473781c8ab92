"""A document laid out for the rules: its blocks with their sections, labels, and regions of one role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.contents import contents
from kg.extraction.labels import Label, labels_of
from kg.extraction.sections import Section, ancestors
from kg.extraction.tables import in_grid, single_columns
from kg.model import Block, BlockKind, Document, Span

LEARNING = ("findings", "concerns", "recommendations", "questions", "good-practice", "summary")
# Sections whose lists and labels are not this review's learning.
DECOYS = frozenset(
    [
        "contents",
        "terms-of-reference",
        "methodology",
        "earlier-recommendations",
        "actions-taken",
        "response",
        "glossary",
        "references",
        "statement",
        "legal",
        "panel",
        "agencies",
        "cover",
    ]
)
LEAD_IN_WORDS = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """``section_of[i]`` is the index of the section of block ``i``; ``labels[i]`` its label, if it opens with one."""

    document: Document
    sections: tuple[Section, ...]
    section_of: tuple[int, ...]
    labels: tuple[Label | None, ...]
    unwrapped: frozenset[int]

    def block(self, index: int) -> Block:
        return self.document.blocks[index]

    def section(self, index: int) -> Section:
        """The section of a block."""
        return self.sections[self.section_of[index]]

    def words(self, span: Span) -> str:
        """The words of a span with white space folded."""
        return " ".join(self.document.words(span).split())

    def text(self, index: int) -> str:
        return self.words(self.block(index).span)

    def in_grid(self, index: int) -> bool:
        """The block stands in a table of several columns."""
        return in_grid(self.block(index), self.unwrapped)

    def is_decoy(self, index: int) -> bool:
        section = self.section(index)
        if self.document.text.startswith(">", self.block(index).span.start):
            return True  # quoted from an earlier message
        return section.role in DECOYS or any(
            above.role == "earlier-recommendations" for above in ancestors(self.sections, section)
        )

    def finding_above(self, index: int) -> int | None:
        """The block of the labelled finding in whose section a block stands, however deep."""
        section = self.section(index)
        while True:
            if section.labelled:
                return section.first
            if section.parent is None:
                return None
            section = self.sections[section.parent]

    def is_item(self, index: int) -> bool:
        """A list item whose marker is a bullet, letter or plain number: "5.2" numbers a paragraph."""
        return self.is_list(index) and "." not in (self.block(index).marker or "").strip(" .()")

    def is_list(self, index: int) -> bool:
        block = self.block(index)
        return block.kind is BlockKind.LIST_ITEM or (
            block.marker is not None and block.kind is BlockKind.CELL
        )


@dataclass(frozen=True, slots=True)
class Region:
    """Neighbouring sections of one role, from the heading that announces it."""

    role: str
    sections: tuple[int, ...]
    mixed: bool  # the heading announces more than one kind of learning


def lay_out(document: Document, sections: Sequence[Section]) -> Layout:
    section_of = [0] * len(document.blocks)
    for place, section in enumerate(sections):
        section_of[section.first : section.end] = [place] * (section.end - section.first)
    named = {section.first for section in sections if section.topic}
    return Layout(
        document,
        tuple(sections),
        tuple(section_of),
        tuple(
            None if index in named else label
            for index, label in enumerate(labels_of(document, contents(document)))
        ),
        single_columns(document),
    )


def regions(layout: Layout, *roles: str | None) -> Iterator[Region]:
    """The regions whose role, own or inherited or further, is one of ``roles``, in reading order.

    A heading of the same role opens a new region, unless it stands under the region's own or only a lead-in is before it.
    Sections of other roles below the region's own heading ("Ask yourselves" after each finding) do not end it.
    """
    current: list[int] = []
    for place, section in enumerate(layout.sections):
        further = () if section.role in DECOYS else section.also
        has = section.role in roles or any(role in roles for role in further)
        opens = (
            has and not section.inherited and not section.labelled and not _goes_on(layout, current, section)
        )
        within = current and not has and _is_under(layout, section, layout.sections[current[0]])
        if current and (opens or not has) and not within:
            yield _region(layout, current, roles)
            current = []
        if has:
            current.append(place)
    if current:
        yield _region(layout, current, roles)


def _is_under(layout: Layout, section: Section, above: Section) -> bool:
    return any(each is above for each in ancestors(layout.sections, section))


def _goes_on(layout: Layout, current: list[int], section: Section) -> bool:
    if not current or section.role != layout.sections[current[0]].role:
        return False
    if _is_under(layout, section, layout.sections[current[0]]):
        return True
    blocks = [block for place in current for block in layout.sections[place].blocks(layout.document)]
    lead_in = all(
        block.kind is BlockKind.PARAGRAPH or "." in (block.marker or "").rstrip(".") for block in blocks
    )
    return lead_in and sum(len(layout.words(block.span).split()) for block in blocks) <= LEAD_IN_WORDS


def _region(layout: Layout, places: list[int], roles: Sequence[str | None]) -> Region:
    first = layout.sections[places[0]]
    role = first.role if first.role in roles else next(role for role in first.also if role in roles)
    announced = {role for role in (first.role, *first.also) if role in LEARNING}
    return Region(role or "", tuple(places), len(announced) > 1)


def body_blocks(layout: Layout, region: Region) -> list[int]:
    """The blocks below the headings of a region, without footnotes and table cells of a grid."""
    return [
        index
        for place in region.sections
        for index in range(layout.sections[place].body, layout.sections[place].end)
        if layout.block(index).kind is not BlockKind.FOOTNOTE and not layout.in_grid(index)
    ]

"""The outline of a document as values: sections are ranges of its blocks, in reading order, each with a role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Block, Document, Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks below it, up to the next heading of any level.

    Every block of a document stands in exactly one section: ``first`` is the index (in ``Document.blocks``) of its
    first block, the heading itself where there is one; ``body`` the first block below the heading; ``end`` the index
    after its last.  The first section may have no heading: the cover, or all of a document without headings.

    ``role`` is the slug of a concept in ontology/cues/sections.ttl (``findings``, ``recommendations``, ``questions``,
    ``good-practice``, ``agencies``, ``contents``, ``cover``, ``terms-of-reference``, ``chronology`` …), None where
    nothing tells.  A section without a cue of its own takes the role of its nearest ancestor: ``inherited`` is then true.
    ``also`` are further roles of a heading such as "Findings and recommendations"; ``labelled`` is true for one
    finding's own section ("Finding 3: …"), ``topic`` for that of a label which only names what the findings in it are about.
    """

    role: str | None
    title: Span | None  # the words of the heading without their number; None for a section without a heading
    level: int  # 1 is highest; 0 for a section without a heading
    first: int
    body: int
    end: int
    parent: int | None = None  # index in the tuple of sections
    number: str | None = None  # as printed in front of the heading: "5.2", "B"
    inherited: bool = False
    also: tuple[str, ...] = ()
    labelled: bool = False
    topic: bool = False

    def blocks(self, document: Document) -> tuple[Block, ...]:
        """The blocks below the heading."""
        return document.blocks[self.body : self.end]

    def heading(self, document: Document) -> str:
        """The words of the heading with white space folded, or the empty string."""
        return " ".join(document.words(self.title).split()) if self.title is not None else ""


def section_at(sections: Sequence[Section], block: int) -> Section:
    """The section that holds the block with this index."""
    low, high = 0, len(sections)
    while low < high:
        middle = (low + high) // 2
        if sections[middle].first <= block:
            low = middle + 1
        else:
            high = middle
    return sections[low - 1]


def with_role(sections: Sequence[Section], *roles: str) -> Iterator[Section]:
    """The sections that have one of the roles, own or inherited, in reading order."""
    return (section for section in sections if section.role in roles)


def ancestors(sections: Sequence[Section], section: Section) -> Iterator[Section]:
    """The section's parent, its parent's parent, and so on up."""
    while section.parent is not None:
        section = sections[section.parent]
        yield section


def extent(sections: Sequence[Section], index: int) -> Span:
    """The range of block indexes of a section with all of its subsections, heading included."""
    level, end = sections[index].level, sections[index].end
    for later in sections[index + 1 :]:
        if later.level <= level:
            break
        end = later.end
    return Span(sections[index].first, end)

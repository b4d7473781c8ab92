"""``outline``: the sections of a document, from its headings and their cue words."""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.sections import Section
from kg.model import BlockKind, Document


def outline(document: Document) -> tuple[Section, ...]:
    """The sections of a document in reading order; empty only when it has no blocks."""
    starts = [i for i, block in enumerate(document.blocks) if block.kind is BlockKind.HEADING]
    edges = [*([] if starts[:1] == [0] or not document.blocks else [0]), *starts, len(document.blocks)]
    sections = []
    for first, end in pairwise(edges):
        block = document.blocks[first]
        heading = block.kind is BlockKind.HEADING
        sections.append(
            Section(
                role=None,
                title=block.span if heading else None,
                level=(block.level or 1) if heading else 0,
                first=first,
                body=first + heading,
                end=end,
            )
        )
    return tuple(sections)

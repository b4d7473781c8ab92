"""A text cut at every edge of evidence, so that overlapping quotations can be marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.present.site.texts import Block, Text


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A place in a text: an item's own wording, or the words that one of its themes rests on."""

    start: int
    end: int
    item: str
    kind: str
    theme: str = ""
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same evidence.  ``opens`` are items whose evidence begins here: anchors."""

    text: str
    kinds: tuple[str, ...]
    items: tuple[str, ...]
    themes: tuple[str, ...]
    suggested: bool
    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    block: Block
    pieces: tuple[Piece, ...]
    new_page: bool


def paragraphs(text: Text, evidence: Iterable[Evidence]) -> Iterator[Paragraph]:
    """The blocks in reading order, each cut into pieces; an item is anchored once, where it first appears."""
    marks = sorted(evidence)
    anchored: set[str] = set()
    page: int | None = None
    for block in sorted(text.blocks, key=lambda b: (b.start, b.end)):
        touching = [m for m in marks if m.start < block.end and m.end > block.start]
        yield Paragraph(block, tuple(_pieces(text.text, block, touching, anchored)), block.page != page)
        page = block.page


def _pieces(text: str, block: Block, marks: list[Evidence], anchored: set[str]) -> Iterator[Piece]:
    edges = {block.start, block.end}
    edges |= {edge for m in marks for edge in (m.start, m.end) if block.start < edge < block.end}
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        over = [m for m in marks if m.start <= start and end <= m.end]
        items = tuple(dict.fromkeys(m.item for m in over))
        opens = tuple(item for item in items if item not in anchored)
        anchored.update(opens)
        by_theme: dict[str, set[str]] = defaultdict(set)
        for mark in over:
            if mark.theme:
                by_theme[mark.theme].add(mark.basis)
        yield Piece(
            text[start:end],
            tuple(dict.fromkeys(m.kind for m in over)),
            items,
            tuple(by_theme),
            bool(by_theme) and all(bases == {"suggested"} for bases in by_theme.values()),
            opens,
        )

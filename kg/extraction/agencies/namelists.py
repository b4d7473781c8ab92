"""Lists and columns that are made of names of bodies: told by their entries, where no heading or lead-in tells them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.agencies.entries import Entry, entries_in, is_sure
from kg.extraction.sections import Section
from kg.extraction.tables import Row
from kg.model import Block, BlockKind, Document

_FEWEST = 3  # entries
_SHARE = 0.6  # of them that are sure names
# Where bodies are listed because they are asked, answer, sit on a panel, or did something: not as contributors.
ELSEWHERE = frozenset(
    ("recommendations", "action-plan", "response", "panel", "findings", "questions", "good-practice", "contents",
     "references", "glossary", "actions-taken", "earlier-recommendations", "chronology", "legal", "conclusion")
)  # fmt: skip


def names_listed(document: Document, section: Section) -> list[Entry]:
    """The entries of the first run of list items in a section that are, most of them, names of bodies."""
    run: list[Block] = []
    for block in (*section.blocks(document), None):
        if block is not None and block.kind is BlockKind.LIST_ITEM and block.cell is None:
            run.append(block)
            continue
        if found := _entries(document, run):
            return found
        run = []
    return []


def name_columns(document: Document, rows: Sequence[Row]) -> Iterator[int]:
    """The columns of a table in which most cells are names of bodies; all of them where that holds for the whole table."""
    every = [document.blocks[place] for row in rows for _, places in row.cells for place in places]
    if _entries(document, every):
        yield from sorted({column for row in rows for column, _ in row.cells})
        return
    for column in sorted({column for row in rows for column, _ in row.cells}):
        blocks = [document.blocks[place] for row in rows for place in row.blocks(column)]
        if _entries(document, blocks, fewest=2):
            yield column


def _entries(document: Document, blocks: Sequence[Block], fewest: int = _FEWEST) -> list[Entry]:
    lines = [b for b in blocks if len(b.span) < 200 and not document.words(b.span).rstrip().endswith(":")]
    each = [entries_in(document.text, block.span) for block in lines]
    sure = sum(any(is_sure(document.text, entry.span) for entry in entries) for entries in each)
    if sure < fewest or sure < _SHARE * len(blocks):
        return []
    return [entry for entries in each for entry in entries]

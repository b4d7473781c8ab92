"""Markdown: marks out, structure kept."""

from kg.model import BlockKind
from kg.reading import read_bytes

TEXT = b"""---
title: A review
---
# Review

**Author:** A. Person
goes on[^1].

- one
  - two
1. three

> Boxed words.

| A | B |
|---|---|
| 1 | 2 |

[^1]: A note.
"""


def test_structure_is_kept_and_marks_are_not() -> None:
    document = read_bytes(TEXT, "a.md")
    assert [(b.kind, b.level, b.marker, document.words(b.span)) for b in document.blocks] == [
        (BlockKind.HEADING, 1, None, "Review"),
        (BlockKind.PARAGRAPH, None, None, "Author: A. Person goes on."),
        (BlockKind.LIST_ITEM, 0, "•", "one"),
        (BlockKind.LIST_ITEM, 1, "•", "two"),
        (BlockKind.LIST_ITEM, 0, "1.", "three"),
        (BlockKind.PARAGRAPH, None, None, "Boxed words."),
        (BlockKind.CELL, None, None, "A"),
        (BlockKind.CELL, None, None, "B"),
        (BlockKind.CELL, None, None, "1"),
        (BlockKind.CELL, None, None, "2"),
        (BlockKind.FOOTNOTE, None, "1", "A note."),
    ]
    assert document.metadata == (("title", "A review"),)
    assert document.blocks[5].box == 0
    assert document.blocks[1].lead is not None

"""Documents made of text in the tests themselves: Markdown or plain text through the real readers."""

from __future__ import annotations

from kg.extraction.items.find import find_items
from kg.extraction.outline import outline
from kg.model import Document, Item, ItemKind
from kg.reading import read_bytes


def document(text: str, name: str = "review.md") -> Document:
    return read_bytes(text.encode("utf-8"), name)


def items(text: str, name: str = "review.md") -> tuple[Item, ...]:
    read = document(text, name)
    return find_items(read, outline(read))


def texts(text: str, kind: ItemKind, name: str = "review.md") -> list[str]:
    return [item.text for item in items(text, name) if item.kind is kind]

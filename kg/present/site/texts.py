"""The texts of the documents, from what a build keeps beside its graph (``reviews/<sha12>.json``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text to show as one heading, paragraph, list item, cell or footnote."""

    kind: str
    start: int
    end: int
    page: int | None
    level: int = 1
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text; every offset of the graph counts characters in it."""

    sha256: str
    text: str
    blocks: tuple[Block, ...]


def text_of(folder: Path, sha256: str) -> Text | None:
    """The text of one document, or None where the build did not keep it (a graph from elsewhere)."""
    path = folder / "reviews" / f"{sha256[:12]}.json"
    if not path.is_file():
        return None
    lines = path.read_text(encoding="utf-8").split("\n")
    if len(lines) < 2 or not lines[1].strip():
        return None
    document = json.loads(lines[1])["document"]
    blocks = tuple(_block(block) for block in document.get("blocks", ()))
    text: str = document["text"]
    return Text(sha256, text, blocks or (Block("paragraph", 0, len(text), None),))


def _block(data: dict[str, Any]) -> Block:
    span = data["span"]
    level, marker = data.get("level") or 1, data.get("marker") or ""
    return Block(data["kind"], span["start"], span["end"], data.get("page"), level, marker)

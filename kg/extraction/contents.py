"""Lists of contents: blocks that only repeat headings, in all the forms in which reviews print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extraction.labels import LEADER_AND_PAGE, heading_key
from kg.extraction.roles import roles_of
from kg.model import Block, Document

# The number of a page (or "Page 11", "5-10") after a gap at the end.
_PAGE = re.compile(r"\s(?:page\s+)?\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s*$", re.IGNORECASE)
_PAGE_INSIDE = re.compile(r"[a-z] \d{1,3} [A-Z][a-z]+ \w+:")  # "… in eleven months 9 Theme 7: …"
_BARE = re.compile(r"(?:page\s+)?[\d\s.,|–-]{1,40}|[ivxlc]{1,6}", re.IGNORECASE)
_ONE_LINE = re.compile(r"(?:[^\d]{3,80}?\s\d{1,3}\b[;,.]?\s*){3,}")


@lru_cache(maxsize=2)  # the outline asks, and the items after it
def contents(document: Document) -> frozenset[int]:
    """The indexes of the blocks that belong to a list of contents, its heading included."""
    keys = [heading_key(document.words(block.span)) for block in document.blocks]
    places: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        places.setdefault(key, []).append(index)
    found: set[int] = set()
    for index, block in enumerate(document.blocks):
        words = document.words(block.span)
        if LEADER_AND_PAGE.search(words):
            found.add(index)
        elif index not in found and "contents" in roles_of(_before_numbers(words)):
            found.update(_list_from(document, index, keys, places))
    return frozenset(found | set(_between(found, document.blocks)))


def _before_numbers(words: str) -> str:
    """The first words of a block that might be a heading and its whole list on one line."""
    first = re.split(r"[:\n]", words, maxsplit=1)[0]
    return first if len(first) < 40 else first[:40].rsplit(" ", 1)[0]


def _list_from(
    document: Document, start: int, keys: list[str], places: dict[str, list[int]]
) -> Iterator[int]:
    """The heading at ``start`` and the run of entries under it.

    An entry ends in a page number, is a bare number, or is printed again further on.  The first block that is printed
    a second time inside the run is the body's first heading: there the list has ended.
    """
    yield start
    if _ONE_LINE.search(document.words(document.blocks[start].span)):
        return
    seen: set[str] = set()
    for index in range(start + 1, len(document.blocks)):
        words = " ".join(document.words(document.blocks[index].span).split())
        key = keys[index]
        again = bool(key) and places[key][-1] > index
        if key and key in seen:
            return
        if _BARE.fullmatch(words) or _ONE_LINE.search(words) or LEADER_AND_PAGE.search(words):
            yield index
        elif again or (_PAGE.search(words) and len(words) < 200 and not words.endswith(".")):
            seen.add(key)
            yield index
        elif not _starts_entry(document, index, keys):
            return
        else:
            yield index


def _starts_entry(document: Document, index: int, keys: list[str]) -> bool:
    """A title that is not printed again, among others that are, or two entries that ran together: the next block is an
    entry of the list."""
    words = document.words(document.blocks[index].span)
    if (len(words) > 150 and not _PAGE_INSIDE.search(words)) or index + 1 >= len(keys):
        return False
    after = document.words(document.blocks[index + 1].span)
    if _PAGE_INSIDE.search(after):
        return True
    return bool(LEADER_AND_PAGE.search(after) or _PAGE.search(" " + after.strip())) and len(after) < 200


def _between(found: set[int], blocks: tuple[Block, ...]) -> Iterator[int]:
    """Single blocks caught between two entries: the first line of an entry that is wrapped over two."""
    for index in range(1, len(blocks) - 1):
        if index not in found and index - 1 in found and index + 1 in found:
            yield index

"""Plain text: kept exactly as it is when it has no form feeds; cleaned into pages when it has."""

from __future__ import annotations

import re

from kg.errors import LimitError
from kg.model import Block, BlockKind, Document, Source, Span, Style
from kg.reading.decoding import decode
from kg.reading.limits import Limits
from kg.reading.markers import is_glyph, marker_of

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_LINE = re.compile(r"[^\n]+")
_FINISHED = re.compile(r"[.!?:;][\"'”’)\]]*\s*$")


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read plain text."""
    text, problems = decode(data)
    if len(text) > limits.characters:
        raise LimitError(
            f"{source.name}: more than {limits.characters:,} characters of text (limit: characters).",
            hint="Split the document, or raise the limit.",
        )
    if "\f" in text:
        from kg.reading.layout_text import read_pages

        return read_pages(text, source, limits, problems)
    blocks = tuple(block for span in _paragraphs(text) for block in _blocks(text, span))
    return Document(source, text, blocks, problems=tuple(problems))


def _paragraphs(text: str) -> list[Span]:
    """Stretches between blank lines, as spans of the text as it is."""
    flat = text.replace("\r", "\n") if "\n" not in text else text.replace("\r\n", " \n")
    return [Span(found.start(), found.end()) for found in _PARAGRAPH.finditer(flat)]


def _blocks(text: str, span: Span) -> list[Block]:
    """The blocks of one stretch: a new one at each bullet, and at a number or short line that ends a sentence."""
    lines = [
        Span(span.start + f.start(), span.start + f.end())
        for f in re.finditer(r"[^\r\n]+", text[span.start : span.end])
    ]
    groups: list[list[Span]] = []
    longest = max(len(line) for line in lines)
    for line in lines:
        words = text[line.start : line.end]
        if not words.strip():
            continue
        before = text[groups[-1][-1].start : groups[-1][-1].end] if groups else ""
        head = text[groups[-1][0].start : groups[-1][0].end] if groups else ""
        if groups and not _opens(words, before, longest) and not _counts_on(head, words):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_block(text, Span(group[0].start, group[-1].end)) for group in groups]


def _opens(words: str, before: str, longest: int) -> bool:
    marker = marker_of(words)
    ended = bool(_FINISHED.search(before))
    if marker is not None and (is_glyph(marker[0]) or ended or len(before.strip()) < 0.8 * longest):
        return True
    first = words.split()[0]
    room = longest - len(before.rstrip()) > len(first) + 1 + 0.15 * longest
    return room and not words.strip()[:1].islower()


def _counts_on(head: str, words: str) -> bool:
    """The line has the number after that of the list item above it."""
    numbers = [re.match(r"\s*(\(?)(\d{1,3})([.)])\s", line) for line in (head, words)]
    if numbers[0] is None or numbers[1] is None:
        return False
    same_shape = numbers[0].group(1, 3) == numbers[1].group(1, 3)
    return same_shape and int(numbers[1].group(2)) == int(numbers[0].group(2)) + 1


def _block(text: str, span: Span) -> Block:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    found = marker_of(text[start:end])
    if found is not None:
        inner = end - len(found[1])
        return Block(BlockKind.LIST_ITEM, Span(inner, end), level=0, marker=found[0], style=_style(found[1]))
    kind = BlockKind.HEADING if _is_heading(text[start:end]) else BlockKind.PARAGRAPH
    return Block(
        kind, Span(start, end), level=1 if kind is BlockKind.HEADING else None, style=_style(text[start:end])
    )


def _style(words: str) -> Style:
    letters = [c for c in words if c.isalpha()]
    return Style(capitals=len(letters) > 1 and not any(c.islower() for c in letters))


def _is_heading(words: str) -> bool:
    """A short line by itself that does not end as a sentence does, and is no "Label: value"."""
    if "\n" in words or len(words) > 90 or re.search(r"[.;,:]\s*$", words) or not words[:1].isupper():
        return False
    label = re.match(r"([\w ’'/-]{2,40}):\s+\S", words)
    return label is None or bool(re.search(r"\d\s*$", label[1]))

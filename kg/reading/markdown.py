"""Markdown: the file's own words, with its marks for headings, lists, tables, quotations and emphasis taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from kg.model import BlockKind, Cell, Document, Source, Style
from kg.reading.decoding import decode
from kg.reading.draft import Draft, assemble
from kg.reading.limits import Limits

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_ITEM = re.compile(r"( *)([-*+•]|\d{1,3}[.)]|[a-zA-Z][.)])[ \t]+(\S.*)$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_SEPARATOR = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_NOTE = re.compile(r"\[\^([^\]]{1,40})\]:\s*(.*)$")
_BREAK = re.compile(r"(?:  |\\)$")  # a hard line break ends a block: covers are set so
_FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.S)
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[\^[^\]]{1,40}\]"), ""),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>]{0,200}>"), ""),
    (re.compile(r"(?<![\w*])\*\*\*(?=\S)(.+?)(?<=\S)\*\*\*"), r"\1"),
    (re.compile(r"(?<![\w*])\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)"), r"\1\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?!\*)|(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)"), r"\1\2"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])"), r"\1"),
)
_LEAD = re.compile(r"(?:\*\*(.+?)\*\*|__(.+?)__)")


@dataclass(slots=True)
class _Reader:
    lines: list[str]
    at: int = 0
    tables: count[int] = field(default_factory=lambda: count(0))
    boxes: count[int] = field(default_factory=lambda: count(0))

    def drafts(self, box: int | None = None) -> Iterator[Draft]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            heading, item, note = _ATX.match(line), _ITEM.match(line), _NOTE.match(line)
            if not line.strip() or _RULE.match(line) or _FENCE.match(line):
                self.at += 1
            elif heading:
                self.at += 1
                yield _block(heading[2], BlockKind.HEADING, level=len(heading[1]), box=box)
            elif line.lstrip().startswith(">"):
                yield from self._quotation()
            elif "|" in line and self.at + 1 < len(self.lines) and _SEPARATOR.match(self.lines[self.at + 1]):
                yield from self._table(box)
            elif note:
                yield _block(self._rest(note[2]), BlockKind.FOOTNOTE, marker=note[1], printed=False, box=box)
            elif item:
                depth = len(item[1]) // 2
                marker = "•" if item[2] in "-*+" else item[2]
                yield _block(self._rest(item[3]), BlockKind.LIST_ITEM, level=depth, marker=marker, box=box)
            else:
                yield self._paragraph(box)

    def _rest(self, first: str) -> str:
        """A block's first line with those that continue it."""
        words, self.at = [first], self.at + 1
        while self.at < len(self.lines) and not _BREAK.search(self.lines[self.at - 1]):
            line = self.lines[self.at]
            if (
                not line.strip()
                or _ITEM.match(line)
                or _ATX.match(line)
                or _NOTE.match(line)
                or line.lstrip().startswith((">", "|"))
            ):
                break
            words.append(line.strip())
            self.at += 1
        return " ".join(words).rstrip("\\ ")

    def _paragraph(self, box: int | None) -> Draft:
        start = self.at
        first = self.lines[start].strip()
        under = self.lines[start + 1] if start + 1 < len(self.lines) else ""
        if re.fullmatch(r" {0,3}(?:=+|-+)[ \t]*", under) and under.strip():
            self.at += 2
            return _block(first, BlockKind.HEADING, level=1 if "=" in under else 2, box=box)
        return _block(self._rest(first), BlockKind.PARAGRAPH, box=box)

    def _quotation(self) -> Iterator[Draft]:
        """A block quotation: a box of its own."""
        inner = []
        while self.at < len(self.lines) and self.lines[self.at].lstrip().startswith(">"):
            inner.append(re.sub(r"^\s*(?:> ?)+", "", self.lines[self.at]))
            self.at += 1
        if any(line.strip() for line in inner):
            yield from _Reader(inner, tables=self.tables, boxes=self.boxes).drafts(next(self.boxes))

    def _table(self, box: int | None) -> Iterator[Draft]:
        number, row = next(self.tables), 0
        while self.at < len(self.lines) and "|" in self.lines[self.at]:
            line = self.lines[self.at].strip()
            self.at += 1
            if _SEPARATOR.match(line):
                continue
            for column, words in enumerate(re.split(r"(?<!\\)\|", line.removeprefix("|").removesuffix("|"))):
                draft = _block(words, BlockKind.CELL, box=box)
                draft.cell = Cell(number, row, column, header=row == 0)
                yield draft
            row += 1


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read Markdown (CommonMark's blocks, pipe tables, footnotes); raw HTML tags are left out."""
    text, problems = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    metadata = []
    if front:
        metadata = [
            (key.strip().lower(), value.strip())
            for key, _, value in (line.partition(":") for line in front[1].split("\n"))
        ]
        text = text[front.end() :]
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    drafts = list(_Reader(text.split("\n")).drafts())
    notes = [draft for draft in drafts if draft.kind is BlockKind.FOOTNOTE]
    body = [draft for draft in drafts if draft.kind is not BlockKind.FOOTNOTE]
    return assemble(source, [*body, *notes], metadata=metadata, problems=problems, limits=limits)


def _block(
    words: str,
    kind: BlockKind,
    *,
    level: int | None = None,
    marker: str | None = None,
    printed: bool = True,
    box: int | None = None,
) -> Draft:
    found = _LEAD.match(words.strip())
    lead = inline(found[1] or found[2]) if found else None
    plain = inline(words)
    letters = [c for c in plain if c.isalpha()]
    style = Style(
        bold=lead is not None and lead.strip() == plain.strip(),
        capitals=len(letters) > 1 and not any(c.islower() for c in letters),
    )
    return Draft(
        kind,
        [(None, plain)],
        level=level,
        marker=marker,
        marker_printed=printed,
        style=style,
        box=box,
        lead=lead,
    )


def inline(words: str) -> str:
    """Words without the marks of emphasis, links and code."""
    for pattern, plain in _INLINE:
        words = pattern.sub(plain, words)
    return words

"""The cover of a document: its first lines, cut at the labels in them ("Lead reviewer:", "Published by")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extraction.sections import Section, section_at
from kg.extraction.vocabulary import concepts, cues, phrase_pattern
from kg.model import BlockKind, Document, Span

_LONGEST = 40  # blocks
_LABEL_WORDS = 5  # of a first cell that is a label with more words in it
_LONGEST_LABEL = 8  # words of a known label
_PROSE = 45  # words of a paragraph that is no longer cover
_COLON = r"\s*(?:\([^()\n]{0,20}\))?\s*[:–-]{1,2}[-–]?\s*"
_LABELS = (
    "author",
    "not-author",
    "subject",
    "published",
    "completed",
    "agreed",
    "updated",
    "publisher",
    "commissioner",
)
_NOTE = re.compile(r"\s*\([a-z][^()]{0,30}\)$")  # "REVIEWER 1 (as appropriate)"
_BREAK = re.compile(r"\s+[|•·]\s+|\n|\t")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cover, or the part of one behind a label: ``label`` is empty where there is none."""

    label: str
    span: Span
    block: int


@cache
def _label_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A label at the start of a line, which may have words around its known phrase, and one further on, which may not.

    A label is a known phrase with a colon behind it, or one that ends in "by" or "on" and has a name or figure behind it.
    """
    phrases = [phrase for slug in _LABELS for phrase in cues("identity")[slug].phrases]
    known = phrase_pattern([*phrases, "title", "type", "date"]).pattern
    told = phrase_pattern(phrase for phrase in phrases if phrase.endswith((" by", " on", " for"))).pattern
    bare = rf"(?:{known}){_COLON}|(?:{told})\s+(?=[A-Z\d])"
    around = rf"(?:(?:(?:[^\W\d][\w’'()/-]*|/) ){{0,3}})(?:{known})(?:[^\W\d]|[’'()/ -]){{0,30}}?{_COLON}"
    return re.compile(rf"{around}|{bare}", re.IGNORECASE), re.compile(bare, re.IGNORECASE)


def _labels(text: str, start: int, end: int) -> list[re.Match[str]]:
    opening, further = _label_patterns()
    first = opening.match(text, start, end)
    if first and _names_a_review(first.group()):
        return []
    rest = further.finditer(text, first.end() if first else start, end)
    return [*([first] if first else []), *rest]


def _names_a_review(label: str) -> bool:
    """ "Learning from a Rapid Review: Baby Idris" is a title, and its colon ends no label."""
    words = label.rstrip(" :–-")
    kinds = concepts("review-schemes", "review-type").values()
    return any(match.end() == len(words) for kind in kinds for match in kind.pattern.finditer(words))


def cover(document: Document, sections: Sequence[Section]) -> tuple[Line, ...]:
    """The lines of the cover: up to the contents, or the first paragraph of prose."""
    lines: list[Line] = []
    for place, block in enumerate(document.blocks[:_LONGEST]):
        words = document.words(block.span)
        if place and section_at(sections, place).role == "contents":
            break
        if place > 2 and block.kind is BlockKind.PARAGRAPH and len(words.split()) > _PROSE:
            break
        lines += _lines(document, place, block.span)
    return tuple(_labelled_by_neighbour(document, lines))


def labelled(document: Document) -> Iterator[Line]:
    """Labelled lines anywhere in the document: short blocks that open with a label."""
    short = [(i, b) for i, b in enumerate(document.blocks) if len(b.span) < 200]
    lines = [line for place, block in short for line in _lines(document, place, block.span)]
    yield from (line for line in _labelled_by_neighbour(document, lines) if line.label)


def _lines(document: Document, place: int, span: Span) -> Iterator[Line]:
    start = span.start
    for gap in [*_BREAK.finditer(document.text, span.start, span.end), None]:
        end = gap.start() if gap else span.end
        yield from _segments(document.text, place, start, end)
        start = gap.end() if gap else end


def _segments(text: str, place: int, start: int, end: int) -> Iterator[Line]:
    """A line cut in front of each label in it."""
    found = _labels(text, start, end)
    if not found or found[0].start() > start:
        yield Line("", _tight(text, start, found[0].start() if found else end), place)
    for this, following in zip(found, [*found[1:], None], strict=False):
        stop = following.start() if following else end
        yield Line(" ".join(this.group().split()), _tight(text, this.end(), stop), place)


def _labelled_by_neighbour(document: Document, lines: Sequence[Line]) -> Iterator[Line]:
    """A label alone on its line labels the line behind it; one in a cell, the next cell or the one below."""
    waiting = ""
    over: dict[tuple[int, int, int], str] = {}  # labels by table, row and column
    for line in lines:
        cell = document.blocks[line.block].cell
        alone = _label_alone(document, line)
        if not waiting and cell is not None:
            waiting = over.get((cell.table, cell.row - 1, cell.column), "")
        if waiting and not line.label and not alone and len(line.span):
            line = Line(waiting, line.span, line.block)
        if alone and cell is not None:
            over[(cell.table, cell.row, cell.column)] = alone
        waiting = alone or (line.label if line.label and not len(line.span) else "")
        yield line


def _label_alone(document: Document, line: Line) -> str:
    """The label that a line or cell is and no more, as it would stand in front of a colon; else nothing."""
    words = _NOTE.sub("", document.words(line.span))
    if line.label or not _is_label(words, document, line):
        return ""
    match = _label_patterns()[0].fullmatch(words + ":")
    return match.group() if match else ""


def _is_label(words: str, document: Document, line: Line) -> bool:
    """A line or cell that is a label and no more: "Lead reviewer"; a first cell may say more ("Name of LSCB")."""
    if len(words.split()) > _LONGEST_LABEL:
        return False
    whole = any(cues("identity")[slug].pattern.fullmatch(words) for slug in _LABELS if slug != "publisher")
    cell = document.blocks[line.block].cell
    return whole or (len(words.split()) <= _LABEL_WORDS and cell is not None and cell.column == 0)


def _tight(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    tight = words.strip(" \t\n\u00a0,;|")
    first = start + (words.find(tight) if tight else 0)
    return Span(first, first + len(tight))

"""Where a review says who took part: lists, tables and run-on sentences under such a heading or behind such a lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.agencies.entries import Entry, acceptable, entries_in
from kg.extraction.agencies.tables import Table, tables_of
from kg.extraction.sections import Section
from kg.extraction.vocabulary import cues
from kg.model import Block, BlockKind, Document, Span

_SENTENCE = re.compile(r"(?<=[a-z)\]”\"’\d][.!?])\s+(?=[A-Z“])|(?<=[A-Z]{2}[.])\s+(?=[A-Z])")
_GLYPHS = re.compile(r"^[\s•·▪●◦*¢e-]+$")
_BARE = 12  # words of a line that can be an entry without a bullet


@dataclass(frozen=True, slots=True)
class Contributor:
    """A listed name and how it was found: ``list``, ``table``, ``sentence`` or ``panel`` (only its members' employers)."""

    entry: Entry
    how: str


def contributors(document: Document, sections: Sequence[Section]) -> list[Contributor]:
    """The bodies that took part, as listed.  When no list says so, the employers of a panel's members stand in."""
    found: list[Contributor] = []
    for section in sections:
        if section.role == "contents":
            continue
        found += _in_section(document, section, _is_contributors_heading(section, document))
    listed = [c for c in found if c.how != "panel"]
    return listed or found


def _is_contributors_heading(section: Section, document: Document) -> bool:
    heading = section.heading(document)
    known = cues("contributors")
    if known["not-heading"].pattern.search(heading):
        return False
    return bool(known["heading"].pattern.search(heading)) or (
        section.role == "agencies" and not section.inherited
    )


def _in_section(document: Document, section: Section, headed: bool) -> Iterator[Contributor]:
    """Entries of one section: ``active`` while what follows is a list of those who took part."""
    active, taken = headed, False
    tables = tables_of(section.blocks(document))
    seen: set[int] = set()
    for block in section.blocks(document):
        if block.cell is not None:
            if block.cell.table not in seen:
                seen.add(block.cell.table)
                yield from _in_table(document, tables[block.cell.table], active or headed)
            continue
        words = document.words(block.span)
        if _GLYPHS.match(words):
            continue
        if active and _is_entry(block, words):
            listed = [Contributor(entry, "list") for entry in _lines(document, block)]
            taken = taken or bool(listed)
            yield from listed
        elif block.kind is not BlockKind.LIST_ITEM:
            named = list(_in_sentences(document, block))
            yield from named
            active = _opens_list(words, active and not taken)


def _is_entry(block: Block, words: str) -> bool:
    """A list item, or a line that stands alone and is no sentence."""
    if block.kind is BlockKind.LIST_ITEM:
        return True
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    lines = [line for line in words.split("\n") if line.strip()]
    short = all(len(line.split()) <= _BARE for line in lines)
    return (
        short
        and not words.rstrip().endswith((":", "?"))
        and acceptable(words, Span(0, len(words.rstrip(" .;,"))))
    )


def _lines(document: Document, block: Block) -> Iterator[Entry]:
    """The entries of a block: of each of its lines where every line is a name, else of the block as a whole."""
    words, start = document.words(block.span), block.span.start
    lines = [Span(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", words)]
    if len(lines) > 1:
        singly = [entries_in(document.text, line) for line in lines]
        if all(singly) and not any(document.words(line)[0].islower() for line in lines):
            yield from (entry for entries in singly for entry in entries)
            return
    yield from entries_in(document.text, block.span)


def _opens_list(words: str, active: bool) -> bool:
    """Whether a paragraph opens (or leaves open) a list of contributors."""
    known = cues("contributors")
    last = _SENTENCE.split(words)[-1]
    if known["not-lead-in"].pattern.search(last):
        return False
    if known["lead-in"].pattern.search(last) and last.rstrip().endswith(
        (":", ";", "–", "-", "below.", "were", "were:")
    ):
        return True
    return active and not words.rstrip().endswith((":", ";"))


def _in_sentences(document: Document, block: Block) -> Iterator[Contributor]:
    """Names that a sentence gives as those of contributors: "Reports were received from A, B and the C."."""
    known = cues("contributors")
    for sentence in _sentences(document, block.span):
        words = document.words(sentence)
        lead = known["lead-in"].pattern.search(words)
        if lead is None or known["not-lead-in"].pattern.search(words):
            continue
        start = sentence.start + max(
            m.end() for m in known["lead-in"].pattern.finditer(words) if m.end() <= lead.end() + 40
        )
        named = [
            e
            for piece in _pieces(document.text, Span(start, sentence.end))
            for e in entries_in(document.text, piece)
        ]
        if len(named) < 2:
            before = Span(sentence.start, sentence.start + lead.start())
            named = [e for piece in _pieces(document.text, before) for e in entries_in(document.text, piece)]
        if len(named) > 1:
            yield from (Contributor(entry, "sentence") for entry in named)


def _sentences(document: Document, span: Span) -> Iterator[Span]:
    place = span.start
    for gap in _SENTENCE.finditer(document.text, span.start, span.end):
        yield Span(place, gap.start())
        place = gap.end()
    yield Span(place, span.end)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A run of names cut at commas and semicolons outside brackets, and at the words behind a name that tell more of it."""
    depth, place = 0, span.start
    for offset in range(span.start, span.end):
        character = text[offset]
        depth += (character == "(") - (character == ")")
        if character in ",;:" and depth <= 0:
            yield Span(place, offset)
            place = offset + 1
    yield Span(place, span.end)


def _in_table(document: Document, table: Table, active: bool) -> Iterator[Contributor]:
    """The bodies in a table of contributors, with the acronyms of their column."""
    known = cues("contributors")
    headers = [" ".join(document.words(cell.span).split()) if cell else "" for cell in table.header]
    if any(known["other-column"].pattern.search(h) for h in headers) and not _contributes(headers):
        return
    column = next((i for i, h in enumerate(headers) if known["agency-column"].pattern.search(h)), None)
    if column is None:
        column = 0 if active and not any(known["person-column"].pattern.search(h) for h in headers) else None
    if column is None:
        return
    people = any(known["person-column"].pattern.search(h) for h in headers) and not _contributes(headers)
    short = next((i for i, h in enumerate(headers) if known["acronym-column"].pattern.search(h)), None)
    if not (active or _contributes(headers) or short is not None or people):
        return
    for row in table.rows:
        cell = row.get(column)
        if cell is None:
            continue
        for entry in entries_in(document.text, cell.span):
            acronym = (
                " ".join(document.words(row[short].span).split())
                if short is not None and short in row
                else ""
            )
            if re.fullmatch(r"[A-Z][A-Za-z&-]{1,9}", acronym):
                entry = replace(entry, acronym=acronym)
            yield Contributor(entry, "panel" if people else "table")


def _contributes(headers: Sequence[str]) -> bool:
    pattern = cues("contributors")["contribution-column"].pattern
    return any(pattern.search(header) for header in headers)

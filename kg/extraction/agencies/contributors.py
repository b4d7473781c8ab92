"""Where a review says who took part: lists, tables and run-on sentences under such a heading or behind such a lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extraction.agencies.entries import Entry, acceptable, entries_in, is_sure
from kg.extraction.agencies.grammar import heads, is_distinct, names_in
from kg.extraction.agencies.namelists import ELSEWHERE, name_columns, names_listed
from kg.extraction.agencies.runs import SENTENCE, pieces, sentences_in, stands_alone, with_branches
from kg.extraction.agencies.told import in_sentences, under_heading
from kg.extraction.sections import Section
from kg.extraction.tables import Row, single_columns, tables
from kg.extraction.vocabulary import cues
from kg.model import Block, BlockKind, Document, Span

_GLYPHS = re.compile(r"^[\s•·▪●◦*¢e-]+$")
_BARE = 12  # words of a line that can be an entry without a bullet
_YEAR = re.compile(r"\bAct (?:19|20)\d\d\b")  # an Act of Parliament
_LEARNING = ELSEWHERE - {"panel", "chronology", "legal", "conclusion", "glossary"}  # never tell who took part
_FEWEST = 3  # sure names, for doubtful ones among them to count: of sections' headings, or in one sentence
_ENUMERATED = 4  # names with a head in one sentence that no words lead in
_CAPITALS_COMMA = re.compile(r"(?:[A-Z][\w’'-]*\s)*[A-Z][\w’'-]*(?=,\s)")
_ENUMERATED_NOWHERE = _LEARNING | {"conclusion", "glossary", "contents"}
_LONG = 45  # words of a list item that is an entry with a remark, not a paragraph with a number


@dataclass(frozen=True, slots=True)
class Contributor:
    """A listed name and how it was found: ``list``, ``table``, ``sentence`` or ``panel`` (only its members' employers)."""

    entry: Entry
    how: str


def contributors(document: Document, sections: Sequence[Section]) -> list[Contributor]:
    """The bodies that took part, as listed.  When no list says so, the employers of a panel's members stand in."""
    found: list[Contributor] = []
    framed = single_columns(document)
    grids = {number: rows for number, rows in tables(document).items() if number not in framed}
    for section in sections:
        headed = _is_contributors_heading(section, document)
        if section.role == "contents" or (section.role == "glossary" and not headed):
            continue
        if section.role in _LEARNING and not headed and not _holds_heading(section, document):
            found += _explicit(document, section)
            continue
        here = list(_in_section(document, section, grids, headed))
        if not here and section.role not in ELSEWHERE:
            here = [Contributor(entry, "names") for entry in names_listed(document, section)]
        if headed and not here:
            paragraphs = [block for block in section.blocks(document) if block.cell is None]
            here = list(_of_sentences(under_heading(document, paragraphs)))
        found += here
    for surest in (("list", "table", "sentence"), ("names",)):
        if chosen := [c for c in found if c.how in surest]:
            return chosen
    # Sections that bear an agency's name each, or a sentence that names more of them; else the employers of a panel's members.
    sections_of, enumerated = _headings(document, sections), _enumerated(document, sections)
    more = enumerated if len(enumerated) > len(sections_of) else sections_of
    return more or [c for c in found if c.how == "panel"]


def _headings(document: Document, sections: Sequence[Section]) -> list[Contributor]:
    """The agencies that have a section each ("5.2 Harrow Police"), when there are several; doubtful names among them too."""
    own = [s for s in sections if s.title is not None and s.role not in _LEARNING]
    each = [
        (s, entries_in(document.text, s.title)) for s in own if s.title is not None and len(s.title) < 100
    ]
    single = [(s, entries[0]) for s, entries in each if len(entries) == 1]
    sure = [s for s, entry in single if is_sure(document.text, entry.span)]
    if len(sure) < _FEWEST:
        return []
    ranks = {(s.parent, s.level) for s in sure}
    between = range(sure[0].first, sure[-1].first + 1)
    return [
        Contributor(entry, "heading")
        for s, entry in single
        if s in sure or ((s.parent, s.level) in ranks and s.first in between and _is_named(document, entry))
    ]


def _enumerated(document: Document, sections: Sequence[Section]) -> list[Contributor]:
    """The sentence that names the most bodies one after the other, however it is led in: "These were A, B, C and D."."""
    best: list[Entry] = []
    for section in sections:
        if section.role in _ENUMERATED_NOWHERE:
            continue
        for block in section.blocks(document):
            if block.cell is not None:
                continue
            for sentence in sentences_in(document, block.span):
                if (named := _one_after_the_other(document, sentence)) and len(named) > len(best):
                    best = named
    return [Contributor(entry, "enumerated") for entry in best]


def _one_after_the_other(document: Document, sentence: Span) -> list[Entry]:
    """The names from the first of a sentence on; none unless most of what commas part there are names of bodies."""
    first = next(names_in(document.text, sentence.start, sentence.end), None)
    if first is None or cues("contributors")["not-enumerated"].pattern.search(document.words(sentence)):
        return []
    # A body without a head may open the list: "on behalf of Larkfield House, Weald Health Trust and …".
    opening = _CAPITALS_COMMA.search(document.text, sentence.start, first.start)
    start = opening.start() if opening else first.start
    each = [entries_in(document.text, p) for p in pieces(document.text, Span(start, sentence.end))]
    named = [entry for entries in each for entry in entries if stands_alone(document, entry)]
    sure = sum(is_sure(document.text, entry.span) for entry in named)
    headed = sum(bool(heads(document.text, entry.span.start, entry.span.end)) for entry in named)
    enough = sure >= _FEWEST and headed >= _ENUMERATED and headed >= len(named) / 2
    return with_branches(document, named) if enough and sum(map(bool, each)) * 2 > len(each) else []


def _is_named(document: Document, entry: Entry) -> bool:
    words = document.words(entry.span)
    return bool(heads(words, 0, len(words))) and is_distinct(words)


def _is_contributors_heading(section: Section, document: Document) -> bool:
    heading = section.heading(document)
    if cues("contributors")["not-heading"].pattern.search(heading):
        return False
    return _is_heading(heading) or (section.role == "agencies" and not section.inherited)


def _explicit(document: Document, section: Section) -> Iterator[Contributor]:
    """Among learning only a sentence that says outright who contributed counts."""
    for block in section.blocks(document):
        if cues("contributors")["explicit"].pattern.search(document.words(block.span)):
            yield from _of_sentences(in_sentences(document, block))


def _of_sentences(entries: Sequence[Entry]) -> Iterator[Contributor]:
    return (Contributor(entry, "sentence") for entry in entries)


def _holds_heading(section: Section, document: Document) -> bool:
    """A heading that the outline took for a paragraph, as in a scan."""
    lines = (document.words(block.span) for block in section.blocks(document))
    return any(len(words.split()) <= _BARE and _is_heading(words) for words in lines)


def _is_heading(words: str) -> bool:
    known = cues("contributors")
    return bool(known["heading"].pattern.search(words)) and not known["not-heading"].pattern.search(words)


def _in_section(
    document: Document, section: Section, grids: Mapping[int, Sequence[Row]], headed: bool
) -> Iterator[Contributor]:
    """Entries of one section: ``active`` while what follows is a list of those who took part."""
    active, taken = headed, False
    seen: set[int] = set()
    for block in section.blocks(document):
        if block.cell is not None and block.cell.table in grids:
            if block.cell.table not in seen:
                seen.add(block.cell.table)
                yield from _in_table(document, grids[block.cell.table], active or headed)
            if _is_prose(document, block, section):
                yield from _of_sentences(in_sentences(document, block))
            continue
        words = document.words(block.span)
        if _GLYPHS.match(words):
            continue
        if len(words.split()) <= _BARE and _is_heading(words) and block.kind is not BlockKind.LIST_ITEM:
            active, taken = True, False
            continue
        if block.kind is BlockKind.LIST_ITEM and _tells(words) and (told := in_sentences(document, block)):
            taken = True
            yield from _of_sentences(told)
        elif active and _is_entry(block, words):
            listed = [Contributor(entry, "list") for entry in _lines(document, block)]
            taken = taken or bool(listed)
            yield from listed
        elif block.kind is not BlockKind.LIST_ITEM or SENTENCE.search(words) or words.rstrip().endswith(":"):
            named = list(_of_sentences(in_sentences(document, block))) or (
                _run_on(document, block) if active and not taken else []
            )
            taken = taken or (active and bool(named))
            yield from named
            active = _opens_list(words, active and not taken)


def _is_prose(document: Document, block: Block, section: Section) -> bool:
    """A cell of a form that holds a paragraph, as in a coroner's report; not of a chronology."""
    return section.role != "chronology" and SENTENCE.search(document.words(block.span)) is not None


def _tells(words: str) -> bool:
    """A numbered paragraph that is a sentence about contributions: "Summary reports were received from A and B."."""
    return words.rstrip().endswith(".") and cues("contributors")["lead-in"].pattern.search(words) is not None


def _is_entry(block: Block, words: str) -> bool:
    """A list item, or a line that stands alone and is no sentence."""
    bare = re.sub(r"\([^)]*\)", "", words).strip()
    if bare.endswith((":", "?")) or len(bare.split()) > _LONG or _YEAR.search(bare):
        return False
    if cues("contributors")["not-lead-in"].pattern.search(re.split(r"\s[–—-]\s", bare)[0]):
        return False
    if block.kind is BlockKind.LIST_ITEM:
        return not SENTENCE.search(bare)
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.CELL):
        return False
    lines = [re.split(r"\s[–—-]\s", line)[0].strip(" ;.,") for line in bare.split("\n") if line.strip()]
    lines = [re.sub(r"[;,]?\s+and$", "", line) for line in lines]
    return all(len(line.split()) <= _BARE and acceptable(line, Span(0, len(line))) for line in lines)


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
    last = SENTENCE.split(words)[-1]
    if known["not-lead-in"].pattern.search(last):
        return False
    opens = last.rstrip().endswith((":", ";", "–", "-", "were")) or known["following"].pattern.search(last)
    if known["lead-in"].pattern.search(last) and opens:
        return True
    return active and not words.rstrip().endswith((":", ";"))


def _run_on(document: Document, block: Block) -> list[Contributor]:
    """Names behind a lead-in that ended in a colon: separated by commas, or only by lost line breaks."""
    first = next(sentences_in(document, block.span))
    separated = [e for piece in pieces(document.text, first) for e in entries_in(document.text, piece)]
    joined = [Entry(span) for span in names_in(document.text, first.start, first.end)]
    for entries in (separated, joined):
        sure = sum(is_sure(document.text, entry.span) for entry in entries)
        if sure > 2 and sure >= len(entries) / 2:
            return [Contributor(e, "sentence") for e in entries if stands_alone(document, e)]
    return []


def _in_table(document: Document, rows: Sequence[Row], active: bool) -> Iterator[Contributor]:
    """The bodies in a table of contributors, with the acronyms of their column."""
    known = cues("contributors")
    headers = _headers(document, rows[0])
    contributes = any(
        known["contribution-column"].pattern.search(h) and not known["acronym-column"].pattern.search(h)
        for h in headers.values()  # "Known in this report as" tells of no report supplied
    )
    if any(known["other-column"].pattern.search(h) for h in headers.values()) and not contributes:
        return
    people = any(known["person-column"].pattern.search(h) for h in headers.values()) and not contributes
    body = rows[1 if headers else 0 :]
    named = list(name_columns(document, body))
    column, short = _column(headers, "agency-column"), _column(headers, "acronym-column")
    if column is not None:
        columns = [column] if active or contributes or short is not None or people or column in named else []
    else:
        columns = (named or [0]) if active and not people else []
    for row in body:
        acronym = _cell(document, row, short) if short is not None else ""
        for place in [place for column in columns for place in row.blocks(column)]:
            for entry in entries_in(document.text, document.blocks[place].span):
                printed = re.fullmatch(r"[A-Z][A-Za-z&-]{1,9}", acronym)
                yield Contributor(
                    replace(entry, acronym=acronym) if printed else entry, "panel" if people else "table"
                )


def _headers(document: Document, row: Row) -> dict[int, str]:
    """The header cells by column; a first row counts as one when a cell of it reads like one."""
    cells = {column: _cell(document, row, column) for column, _ in row.cells}
    known = cues("contributors")
    named = any(known["agency-column"].pattern.fullmatch(words) for words in cells.values())
    return cells if row.header or (named and len(cells) > 1) else {}


def _column(headers: Mapping[int, str], cue: str) -> int | None:
    return next(
        (place for place, words in headers.items() if cues("contributors")[cue].pattern.search(words)), None
    )


def _cell(document: Document, row: Row, column: int) -> str:
    return " ".join(
        " ".join(document.words(document.blocks[place].span).split()) for place in row.blocks(column)
    )

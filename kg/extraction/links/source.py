"""Which finding of this review a sentence about another review belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extraction.items.behind import Told, single
from kg.extraction.sections import Section, extent, section_at
from kg.extraction.tables import tables
from kg.extraction.vocabulary import cues
from kg.model import Document, Item, ItemKind, Span

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_NUMBER = rf"(?-i:\d+(?:\.\d+)?|[A-Z]\d?|[IVX]+|[A-Z][a-z]+)|{'|'.join(_WORDS)}"


# "Learning point 2", "Findings B and C", "those in 4.4", "as we report in A1"; "Findings 3 and 4 of" are another review's
_NUMBERED = re.compile(
    rf"\b(?:(?:finding|theme|lesson|issue|point|learning)s?|number)\s+(?:at\s+)?\(?(?P<number>{_NUMBER})\b(?!(?:\s+and\s+\w+)?\s+(?:of|in|from)\b)"
    r"|\b(?:those|that|what we say|say|said|report)\s+(?:in|at|under)\s+\(?(?P<place>(?-i:\d+\.\d+|[A-Z]\d))\b",
    re.IGNORECASE,
)

# "This review should be read with …" speaks of no one finding.
_WHOLE = re.compile(r"\W*(?:this|the present|our) (?:review|report|case)\b", re.IGNORECASE)


def finding_behind(
    document: Document,
    sections: Sequence[Section],
    items: Sequence[Item],
    block: int,
    sentence: Span,
    *,
    bare: bool,
    before: str | None = None,
) -> str | None:
    """The key of the finding that the sentence names by number, whose table row it stands in, or under which it stands.

    Failing these, and where it stands below the last finding, the one whose words the sentence shares, or that was named
    ``before`` in the same breath: unless it speaks of the whole review, or only names the other one (``bare``).
    """
    findings = [item for item in items if item.kind is ItemKind.FINDING]
    words = document.words(sentence)
    if key := named_finding(document, sections, items, words) or _of_row(document, findings, block):
        return key
    placed, sure = _above(document, sections, findings, block, sentence)
    aims = section_at(sections, block).role == "terms-of-reference"  # set before there were findings
    if (placed is not None and sure) or aims or bare or _WHOLE.match(words):
        return placed
    place = single(words, [_told(item, items) for item in findings])
    return (placed or before) if place is None else findings[place].key


def named_finding(
    document: Document, sections: Sequence[Section], items: Sequence[Item], words: str
) -> str | None:
    """The key of the finding that words name by its number or letter, or count to."""
    findings = [item for item in items if item.kind is ItemKind.FINDING]
    for match in _NUMBERED.finditer(words):
        within = _of_topic(document, sections, findings, match.group())
        if within:
            place = single(words, [_told(item, items) for item in within])
            return within[place or 0].key
        if key := _by_number(findings, match.group("number") or match.group("place")):
            return key
    return _by_count(findings, words)


def _told(finding: Item, items: Sequence[Item]) -> Told:
    points = [item.text for item in items if item.parent == finding.key]
    return Told(finding.text, " ".join([finding.text, finding.context or "", *points]))


def _of_topic(
    document: Document, sections: Sequence[Section], findings: Sequence[Item], printed: str
) -> list[Item]:
    """The findings of the chapter that is called so: "Theme 3", whose lessons are the fourth and fifth."""
    for place, section in enumerate(sections):
        heading = " ".join(document.words(document.blocks[section.first].span).split())
        if section.topic and re.match(rf"{re.escape(printed)}(?!\w)", heading, re.IGNORECASE):
            blocks = extent(sections, place)
            start, end = document.blocks[blocks.start].span.start, document.blocks[blocks.end - 1].span.end
            return [item for item in findings if any(start <= q.span.start < end for q in item.quotes)]
    return []


def _by_number(findings: Sequence[Item], printed: str) -> str | None:
    wanted = {printed.casefold()}
    for names in (_WORDS, _ROMAN):
        if printed.casefold() in names:
            wanted.add(str(names.index(printed.casefold()) + 1))
    return next((item.key for item in findings if (item.number or "").casefold() in wanted), None)


@cache
def _counted() -> re.Pattern[str]:
    """ "our fifth conclusion", "the first of our statements", "the second learning point above", "what I say at (b)"."""
    known = cues("links")
    nth = rf"(?P<%s>{'|'.join(_ORDINALS)})"
    learning, own = known["own-learning"].pattern.pattern, known["own"].pattern.pattern
    here = known["in-this-report"].pattern.pattern
    return re.compile(
        rf"(?:{own})\s+{nth % 'ours'}\s+(?:{learning})|{nth % 'of_ours'}\s+of\s+(?:{own})\s+(?:{learning})"
        rf"|{nth % 'here'}\s+(?:{learning})\s+(?:{here})|\b(?:at|to|under)\s+\((?P<letter>[a-z]|\d{{1,2}})\)",
        re.IGNORECASE,
    )


def _by_count(findings: Sequence[Item], words: str) -> str | None:
    """The finding that a sentence counts to, or names by its letter in brackets."""
    for match in _counted().finditer(words):
        if letter := match.group("letter"):
            if key := _by_number(findings, letter):
                return key
            continue
        nth = next(value for name, value in match.groupdict().items() if value and name != "letter")
        place = _ORDINALS.index(nth.casefold())
        if key := _by_number(findings, str(place + 1)):
            return key
        if place < len(findings):
            return findings[place].key
    return None


def _of_row(document: Document, findings: Sequence[Item], block: int) -> str | None:
    """ "1 (bruising)" in the first cell of the sentence's row names the finding."""
    cell = document.blocks[block].cell
    if cell is None:
        return None
    row = next((r for r in tables(document).get(cell.table, ()) if r.number == cell.row), None)
    first = row.blocks(row.cells[0][0]) if row else ()
    words = document.words(document.blocks[first[0]].span) if first else ""
    match = re.match(r"(?:finding\s+)?(\d+|[A-Z])\b", words, re.IGNORECASE)
    return _by_number(findings, match.group(1)) if match else None


def _above(
    document: Document, sections: Sequence[Section], findings: Sequence[Item], block: int, sentence: Span
) -> tuple[str | None, bool]:
    """The finding whose explanation the sentence is, and whether its own words are.

    Else the nearest above it, with nothing but findings' sections between.
    """
    words = " ".join(document.words(sentence).split())
    for item in findings:
        if any(q.span.covers(sentence) for q in item.quotes) or words in " ".join(
            (item.context or "").split()
        ):
            return item.key, True
    above = [
        (q.span.start, item.key) for item in findings for q in item.quotes if q.span.end <= sentence.start
    ]
    near = _below(document, sections, findings, block, sentence)
    if near and (not above or max(above)[1] not in near):
        return near[0], True
    if not above:
        return None, False
    start, key = max(above)
    first = next(i for i, b in enumerate(document.blocks) if b.span.end > start)
    between = [s for s in sections if s.first <= block and s.end > first]
    under = all(s.role == "findings" or s.inherited for s in between)
    last = all(quote.span.start < sentence.start for item in findings for quote in item.quotes)
    return (key, not last) if under else (None, False)


def _below(
    document: Document, sections: Sequence[Section], findings: Sequence[Item], block: int, sentence: Span
) -> list[str]:
    """The findings of the sentence's own chapter where chapters end in their learning; the likeliest in front."""
    section = section_at(sections, block)
    if section.role == "findings" and not section.topic:
        return []  # what stands in front of a group of findings speaks of them all
    blocks = extent(sections, sections.index(section))
    start, end = document.blocks[blocks.start].span.start, document.blocks[blocks.end - 1].span.end
    within = [item for item in findings if any(start <= q.span.start < end for q in item.quotes)]
    if not within or len(within) == len(findings):
        return []
    best = single(document.words(sentence), [_told(item, findings) for item in within]) or 0
    return [within[best].key, *(item.key for item in within)]

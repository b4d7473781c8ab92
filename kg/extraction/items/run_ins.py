"""Run-in headings: "What we concluded. …", "Good practice: …", "Done well. …" in front of a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extraction.items.draft import Draft, claimed, draft
from kg.extraction.items.layout import Layout
from kg.extraction.kinds import asks, behind, is_meta, recommends, score
from kg.extraction.roles import roles_of
from kg.extraction.sentences import sentences, trimmed
from kg.model import BlockKind, ItemKind, Span

_PREFIX = re.compile(r"[A-Z][^.:?!]{2,50}[.:]\s+(?=\S)")
_WORDS = 6  # a longer lead is a headline and no heading
_RECURS = 3  # "Our conclusion:" in front of a paragraph of each chapter; once it only closes what was argued
_KINDS = {
    "findings": ItemKind.FINDING,
    "conclusion": ItemKind.FINDING,
    "recommendations": ItemKind.RECOMMENDATION,
    "questions": ItemKind.QUESTION,
    "good-practice": ItemKind.GOOD_PRACTICE,
}


@dataclass(frozen=True, slots=True)
class _RunIn:
    block: int
    heading: str
    role: str
    rest: Span
    bold: bool

    @property
    def kind(self) -> ItemKind:
        return _KINDS[self.role]


def run_in_items(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The words behind a run-in heading that names a kind: bold, or printed the same way more than once."""
    taken = claimed(drafts)
    found = [each for i in range(len(layout.labels)) if i not in taken for each in _run_in(layout, i)]
    often = Counter(each.heading.lower() for each in found)
    for each in found:
        times = often[each.heading.lower()]
        # "Barriers." once may name a topic of an analysis.
        topical = each.kind is ItemKind.FINDING and len(each.heading.split()) == 1 and times == 1
        doubtful = each.role == "conclusion" or topical
        if times >= _RECURS or (not doubtful and (each.bold or times > 1)):
            yield from _items(layout, each)


def _run_in(layout: Layout, index: int) -> Iterator[_RunIn]:
    block = layout.block(index)
    if (
        block.kind is BlockKind.HEADING
        or layout.labels[index]
        or layout.in_grid(index)
        or layout.is_decoy(index)
    ):
        return
    match = _PREFIX.match(layout.document.words(block.span))
    lead = block.lead
    end = lead.end if lead is not None else block.span.start + match.end() if match else None
    yield from _further_in(layout, index)
    if end is None or end >= block.span.end or layout.section(index).first == index:
        return
    heading = layout.words(Span(block.span.start, end)).rstrip(" .:–-")
    role = next((role for role in roles_of(heading)[:1] if role in _KINDS), None)
    if role is not None and len(heading.split()) <= _WORDS:
        yield _RunIn(
            index, heading, role, trimmed(layout.document.text, end, block.span.end), lead is not None
        )


def _further_in(layout: Layout, index: int) -> Iterator[_RunIn]:
    """ "Learning: …" where a paragraph that tells what happened comes to what it shows."""
    for span in sentences(layout.document, layout.block(index).span)[1:]:
        match = _PREFIX.match(layout.document.words(span))
        if match is None or ":" not in match.group():
            continue
        heading = match.group().rstrip(" :")
        if roles_of(heading)[:1] == ("findings",) and len(heading.split()) <= _WORDS:
            rest = trimmed(layout.document.text, span.start + match.end(), span.end)
            yield _RunIn(index, heading, "findings", rest, False)


def _items(layout: Layout, found: _RunIn) -> Iterator[Draft]:
    rule = f"{found.kind.value}/run-in"
    spans = sentences(layout.document, found.rest)
    above = layout.finding_above(found.block)
    if found.kind is ItemKind.FINDING and above is None:
        # "We conclude also that …" behind the first is a finding of its own.
        also = [span for span in spans[1:] if behind("further-finding", layout.document.words(span))]
        context = tuple(span for span in spans[1:] if span not in also)
        first = draft(layout, found.kind, spans[0], found.block, rule, context=context)
        yield replace(first, label="run-in")
        for span in also:
            said = behind("further-finding", layout.document.words(span))
            rest = trimmed(layout.document.text, span.start + said, span.end)
            yield replace(draft(layout, found.kind, rest, found.block, rule), label="run-in")
    for span in spans if found.kind is not ItemKind.FINDING else ():
        words = layout.words(span)
        wanted = {
            ItemKind.QUESTION: asks(words),
            ItemKind.RECOMMENDATION: recommends(words),
            ItemKind.GOOD_PRACTICE: not is_meta(words) and score("comment", words) <= 0,
        }
        if wanted[found.kind]:
            yield draft(layout, found.kind, span, found.block, rule, finding=above)

"""Reflective questions: in sections for them, under a line that announces them, and asked of the reader in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extraction.items.draft import Draft, claimed, draft
from kg.extraction.items.layout import Layout, body_blocks, regions
from kg.extraction.items.numbers import counted, runs_through
from kg.extraction.items.sublists import marker_style
from kg.extraction.kinds import asks, behind, score
from kg.extraction.sentences import sentences, trimmed
from kg.model import BlockKind, ItemKind, Span

_LEAD = 1.0
_TEMPLATE = 3  # times
_STORIES = frozenset({"chronology", "introduction", "family", "cover", "links"})
_READERS = re.compile(
    r"\b(?:you|your|yours|yourself|yourselves|practitioners|teams|readers|staff)\b", re.IGNORECASE
)
_OURS = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_FRONT = re.compile(r"[^:?]+:\s+(?P<asked>[A-Z].*)", re.DOTALL)
_INDIRECT = re.compile(
    r"(?:^|[,:;]\s+(?:and\s+)?|\b(?:and|about|upon|on|asks?|asked|consider|wonder)\s+(?:themselves\s+|itself\s+)?)"
    r"(?=(?:what|who|whom|whose|how|why|where|when|which|whether)\b)",
    re.IGNORECASE,
)


def section_questions(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """In a section for questions: every list item, else every sentence that asks."""
    taken = claimed(drafts)
    for region in regions(layout, "questions"):
        heading = layout.sections[region.sections[0]].heading(layout.document)
        if score("question-lead", heading) < 0:
            continue  # the standing questions of every briefing
        blocks = [index for index in body_blocks(layout, region) if index not in taken]
        if blocks and score("question-lead", layout.text(blocks[0])) < 0:
            continue  # "The team was asked to explore: …"
        items = [index for index in blocks if layout.is_item(index)]
        if items and runs_through(layout, items):
            items = []
        items = [index for index in items if not _gathers(layout, index)]
        style = marker_style(layout, items[0]) if items else ""
        items = [i for i in items if marker_style(layout, i) == style or asks(layout.text(i))]
        for index in blocks:
            if index in items:
                yield _item(layout, index, counted(layout, index, items), "question/list")
            elif not layout.is_list(index) or not items:
                yield from _asking(layout, index, "question/sentence")


def _gathers(layout: Layout, index: int) -> bool:
    """A list item that is only the title of the deeper items below it, or ends in a colon."""
    words, below = layout.text(index), index + 1
    deeper = (
        below < len(layout.labels)
        and layout.is_list(below)
        and (layout.block(below).level or 0) > (layout.block(index).level or 0)
    )
    return words.endswith(":") or (deeper and not words.endswith("?"))


def _item(layout: Layout, index: int, number: str | None, rule: str) -> Draft:
    finding = layout.finding_above(index)
    span = _asked(layout, layout.block(index).span)
    return draft(layout, ItemKind.QUESTION, span, index, rule, number=number, finding=finding)


def _asked(layout: Layout, span: Span) -> Span:
    """The question itself, without what it is about or who asks it in front: "Handovers: Who reads the note?"."""
    match = _FRONT.match(layout.document.words(span))
    if match is None or not layout.words(span).endswith("?") or not asks(match["asked"]):
        return span
    return Span(span.start + match.start("asked"), span.end)


def _asking(layout: Layout, index: int, rule: str) -> Iterator[Draft]:
    whole = sentences(layout.document, layout.block(index).span)
    for span in whole:
        words = layout.words(span)
        if words.endswith("?") or (len(whole) == 1 and asks(words) and len(words.split()) > 3):
            asked = _asked(layout, span)
            yield draft(layout, ItemKind.QUESTION, asked, index, rule, finding=layout.finding_above(index))


def led_questions(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Outside such sections: questions under a line that announces them, or in the sentence that does.

    Those before the findings that are not put to a reader are the ones that the review was to answer.
    """
    findings = claimed(drafts, ItemKind.FINDING)
    first = min(findings, default=0)
    told = {span for each in drafts for span in each.spans}
    for each in _led(layout, claimed(drafts), findings):
        early = each.block < first or layout.is_decoy(each.block)
        # "We began with: What did professionals see?" is put to nobody.
        put = _READERS.search(layout.text(each.block)) or _OURS.search(each.text)
        if (put or not early) and told.isdisjoint(each.spans):
            yield each


def _led(layout: Layout, taken: set[int], findings: set[int]) -> Iterator[Draft]:
    for index in range(len(layout.labels)):
        words = layout.text(index)
        if score("question-lead", words) < 0:
            continue  # what the review was asked
        if index in findings:
            yield from _framed(layout, index)  # in what follows the headline
        if not _may_lead(layout, index, taken):
            continue
        announces = score("question-lead", words) >= _LEAD
        if announces or score("question-clause", words) >= _LEAD:
            yield from _in_the_sentence(layout, index)
        if announces:
            yield from _behind_the_sentence(layout, index)
        in_finding = words.endswith(":") and layout.section(index).role in ("findings", "questions")
        if (announces and words.endswith((":", "."))) or in_finding:
            yield from _below(layout, index, taken)


def _framed(layout: Layout, index: int) -> Iterator[Draft]:
    """ "We have asked ourselves: How would …?", "The question for us is which …?": the question without its frame."""
    for span in sentences(layout.document, layout.block(index).span)[1:]:
        words = layout.document.words(span)
        if words.endswith("?") and (said := behind("question-frame", words)):
            asked = trimmed(layout.document.text, span.start + said, span.end)
            yield draft(layout, ItemKind.QUESTION, asked, index, "question/framed", finding=index)


def _may_lead(layout: Layout, index: int, taken: set[int]) -> bool:
    section = layout.section(index)
    if index in taken or layout.in_grid(index) or layout.block(index).kind is BlockKind.HEADING:
        return False
    if layout.is_decoy(index) and section.role != "methodology":
        return False
    return section.role not in _STORIES


def _in_the_sentence(layout: Layout, index: int) -> Iterator[Draft]:
    """ "They asked that practitioners consider: In which language …?", or clauses such as "what it would take to …"."""
    finding = layout.finding_above(index)
    for span in sentences(layout.document, layout.block(index).span):
        words = layout.document.words(span)
        colon = words.find(": ")
        if words.endswith("?") and colon > 0 and score("question-lead", words[:colon]) >= _LEAD:
            asked = trimmed(layout.document.text, span.start + colon + 1, span.end)
            yield draft(layout, ItemKind.QUESTION, asked, index, "question/after-colon", finding=finding)
        elif score("question-clause", words) >= _LEAD:
            for clause in _clauses(layout, span):
                yield draft(layout, ItemKind.QUESTION, clause, index, "question/clause", finding=finding)


def _behind_the_sentence(layout: Layout, index: int) -> Iterator[Draft]:
    """ "I would be glad if you asked yourself three things. What …? When …?": the questions that follow in one paragraph."""
    announced = False
    for span in sentences(layout.document, layout.block(index).span):
        words = layout.words(span)
        asked = words.endswith("?")
        if asked and announced and ": " not in words:
            finding = layout.finding_above(index)
            yield draft(layout, ItemKind.QUESTION, span, index, "question/behind", finding=finding)
        announced = (announced and asked) or (not asked and score("question-lead", words) >= _LEAD)


def _clauses(layout: Layout, span: Span) -> Iterator[Span]:
    """The indirect questions of a sentence, without what joins them and the full stop."""
    words = layout.document.words(span)
    starts = [match.end() for match in _INDIRECT.finditer(words)]
    for start, end in pairwise([*starts, len(words)]):
        clause = re.sub(r"[\s,;:.]*(?:\band)?[\s,;:]*$", "", words[start:end])
        if len(clause.split()) > 3:
            yield Span(span.start + start, span.start + start + len(clause))


def _below(layout: Layout, index: int, taken: set[int]) -> Iterator[Draft]:
    items = []
    for below in range(index + 1, len(layout.labels)):
        asked = layout.text(below).endswith("?")
        if below in taken or layout.in_grid(below) or not (layout.is_list(below) or asked):
            break
        if layout.block(below).kind is BlockKind.HEADING:
            break
        items.append(below)
    if items and _recurs(layout, items[0]):
        return
    asking = sum(asks(layout.text(item)) for item in items)
    if asking and asking * 3 >= len(items) * 2:
        for item in items:
            yield _item(layout, item, counted(layout, item, items), "question/led-list")


def _recurs(layout: Layout, index: int) -> bool:
    """A line that is printed the same way again and again is the heading of a template, whatever it asks."""
    words = layout.text(index)
    return sum(layout.text(other) == words for other in range(len(layout.labels))) >= _TEMPLATE

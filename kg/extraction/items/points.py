"""Points under a finding: its bullets or boxed learning points, else the sentences that say what went wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log

from kg.extraction.items.draft import Draft, claimed, draft
from kg.extraction.items.layout import Layout
from kg.extraction.items.numbers import runs_through
from kg.extraction.items.references import compares
from kg.extraction.items.sublists import marker_style, sublist
from kg.extraction.kinds import asks, failing, is_meta, recommends
from kg.extraction.sentence_model import likelihood
from kg.extraction.sentences import sentences
from kg.model import BlockKind, ItemKind, Span

_MOST = 2  # sentences of prose taken as points of one finding
_TELLING = 0.5
_TELLING_TOO = 1.0  # the second must say it more clearly
_SURE, _CLEAR = 6.0, 2.0  # beyond them the sentence model, and the failing phrases, tell no more
_SAYS_LITTLE = 8  # words
_DENIED = re.compile(r"\b(?:not|no|nobody|never|nothing|without|neither|nor|none)\b", re.IGNORECASE)
_SHORT = 4  # words: a shorter sentence says too little by itself
# A concern is its own point; a sentence that closes its topic has its reasons above it.
_CLOSING = frozenset({"finding/concern", "finding/single-sentence", "finding/topic-verdict"})
_OWN_ROLES = ("findings", "concerns", "analysis", None)


def points(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """For each finding the list below it, up to the next finding or heading of another role; else its prose."""
    found = [each for each in drafts if each.kind is ItemKind.FINDING]
    told = [each for each in found if each.weight >= 1]  # a table beside them sums up
    findings = sorted(told or found, key=lambda each: each.block)
    taken = claimed(drafts)
    other = [span for each in drafts if each.kind is not ItemKind.FINDING for span in each.spans]
    pointed = {each.finding for each in drafts if each.kind is ItemKind.POINT}
    for place, finding in enumerate(findings):
        end = findings[place + 1].block if place + 1 < len(findings) else len(layout.labels)
        if finding.block in pointed:
            continue
        if layout.in_grid(finding.block):
            yield from _prose(layout, finding, (), other)
            continue
        if finding.rule in _CLOSING:  # its reasons are evidence, its points only what it lists itself
            yield from _own_list(layout, finding)
            continue
        below = [
            i for i in _below(layout, finding, end) if i not in taken and not _finishes(layout, i, other)
        ]
        listed = list(_listed(layout, finding, below))
        yield from listed or _prose(layout, finding, below, other)


def _finishes(layout: Layout, index: int, spans: Sequence[Span]) -> bool:
    """A list item that another item has read on: what a recommendation asks for under "The Trust should offer:"."""
    return layout.is_list(index) and any(span == layout.block(index).span for span in spans)


def _own_list(layout: Layout, finding: Draft) -> Iterator[Draft]:
    """The list that finishes a finding which ends in a colon."""
    if layout.words(finding.spans[-1]).endswith(":"):
        for index in sublist(layout, finding.block):
            span = layout.block(index).span
            yield draft(layout, ItemKind.POINT, span, index, "point/list", finding=finding.block)


def _below(layout: Layout, finding: Draft, end: int) -> Iterator[int]:
    home = layout.section(finding.block)
    headline = finding.spans[-1].end
    for index in range(finding.block, end):
        section, block = layout.section(index), layout.block(index)
        if section.first > finding.block and section is not home:
            if section.level <= home.level and not _continues(layout, finding, section.first):
                return
            if section.role not in _OWN_ROLES:
                continue
        if (
            block.kind in (BlockKind.HEADING, BlockKind.FOOTNOTE)
            or block.span.end <= headline
            or layout.in_grid(index)
        ):
            continue
        yield index


def _continues(layout: Layout, finding: Draft, first: int) -> bool:
    # A finding that is a paragraph or a bullet has no section of its own to end.
    return not layout.section(finding.block).labelled and layout.section(first).inherited


def _listed(layout: Layout, finding: Draft, below: Sequence[int]) -> Iterator[Draft]:
    lists = [i for i in below if layout.is_list(i) and i != finding.block and not asks(layout.text(i))]
    if layout.is_list(finding.block) and not layout.labels[finding.block]:
        style, level = marker_style(layout, finding.block), layout.block(finding.block).level or 0
        lists = [i for i in lists if marker_style(layout, i) != style or (layout.block(i).level or 0) > level]
    lists = [i for i in lists if not _numbers_paragraphs(layout, i) and not layout.text(i).endswith(":")]
    numbered = [i for i in lists if any(sign.isdigit() for sign in layout.block(i).marker or "")]
    if (len(numbered) < len(lists) or len(lists) == 1) and runs_through(layout, numbered):
        lists = [i for i in lists if i not in numbered]  # they number paragraphs
    for index in lists:
        yield draft(
            layout, ItemKind.POINT, layout.block(index).span, index, "point/list", finding=finding.block
        )


def _numbers_paragraphs(layout: Layout, index: int) -> bool:
    """A marker such as "5.2", or a running number before several sentences, belongs to a paragraph of prose."""
    marker = layout.block(index).marker or ""
    several = len(sentences(layout.document, layout.block(index).span)) > 2
    return marker.strip("().").count(".") >= 1 or (any(c.isdigit() for c in marker) and several)


def _prose(layout: Layout, finding: Draft, below: Sequence[int], taken: Sequence[Span]) -> Iterator[Draft]:
    spans: list[tuple[int, Span]] = [
        (finding.block, span) for span in finding.context if span.end > span.start
    ]
    spans = [(block, sentence) for block, span in spans for sentence in sentences(layout.document, span)] or [
        (i, sentence) for i in below for sentence in sentences(layout.document, layout.block(i).span)
    ]
    told = [
        (_worth(layout.words(span), place / max(1, len(spans) - 1)), block, span)
        for place, (block, span) in enumerate(spans)
        if _tells(layout.words(span)) and not any(span.overlaps(other) for other in taken)
    ]
    ranked = sorted(told, key=lambda each: (-each[0], each[2].start))[:_MOST]
    best = [each for place, each in enumerate(ranked) if each[0] >= (_TELLING_TOO if place else _TELLING)]
    for _, block, span in sorted(best, key=lambda each: each[2].start):
        yield draft(layout, ItemKind.POINT, span, block, "point/sentence", finding=finding.block)


def _worth(words: str, place: float) -> float:
    """How much a sentence at this place (0 the first, 1 the last) says what went wrong: weights by trial on ``tests/cases``, the reviews and 211–222."""
    chance = likelihood("finding", words)
    like = max(-_SURE, min(_SURE, log((chance + 1e-9) / (1 - chance + 1e-9))))
    denied = _DENIED.search(words) is not None
    long = len(words.split()) >= _SAYS_LITTLE
    return 0.5 * (like + min(_CLEAR, max(0.0, failing(words))) + denied - place) - (0.0 if long else 0.5)


def _tells(words: str) -> bool:
    other = is_meta(words) or asks(words) or recommends(words) or compares(words)
    return len(words.split()) > _SHORT and not other

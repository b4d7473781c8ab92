"""Good practice: in sections for it, and where a sentence elsewhere says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.items.deeds import deed
from kg.extraction.items.draft import Draft, claimed, draft
from kg.extraction.items.layout import Layout, body_blocks, regions
from kg.extraction.items.numbers import counted, runs_through
from kg.extraction.items.praise_in_passing import candidates, threshold, verdict_on_what_precedes
from kg.extraction.kinds import asks, fails, is_meta, praises, recommends, score, ways
from kg.extraction.labels import label_in
from kg.extraction.sentence_model import likelihood
from kg.extraction.sentences import sentences
from kg.model import BlockKind, ItemKind, Span

# Sections in which praise is not of practice, or is found by another rule.
_CLOSED = frozenset(
    [
        "contents",
        "cover",
        "terms-of-reference",
        "methodology",
        "glossary",
        "references",
        "statement",
        "legal",
        "panel",
        "response",
        "earlier-recommendations",
        "actions-taken",
        "recommendations",
        "action-plan",
        "questions",
        "good-practice",
        "concerns",
    ]
)
# A coroner's whole form may stand under its legal title: there only what is announced counts.
_FORMAL = frozenset({"legal"})
_LIKE = (
    0.15  # chance of being good practice that the model must give to a sentence in prose of a section for it
)
_WITHIN = "finding/topic-verdict"  # one sentence of a paragraph; the others may praise
_KIND_WORDS = {"praise-word", "praise-manner"}
_LEAD_WORDS = 25


def section_good_practice(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """In a section for good practice: every list item; without a list, the sentences that tell what somebody did."""
    taken = claimed(drafts)
    for region in regions(layout, "good-practice"):
        tabled = any(layout.section_of[index] in region.sections for index in taken)
        for place in region.sections:
            own = [i for i in body_blocks(layout, region) if layout.section_of[i] == place and i not in taken]
            yield from _in_section(layout, own, tabled)


def _in_section(layout: Layout, blocks: Sequence[int], tabled: bool) -> Iterator[Draft]:
    items = [i for i in blocks if layout.is_item(i) and not layout.text(i).endswith("?")]
    if items and runs_through(layout, items):
        items = []
    for index in blocks:
        block = layout.block(index)
        if index in items:
            number = counted(layout, index, items)
            yield draft(
                layout, ItemKind.GOOD_PRACTICE, block.span, index, "good-practice/list", number=number
            )
        elif block.kind is not BlockKind.HEADING and (block.box is not None if items else not tabled):
            yield from _sentences(layout, index)


def _sentences(layout: Layout, index: int) -> Iterator[Draft]:
    for span in sentences(layout.document, layout.block(index).span):
        act = deed(layout, span)
        words = layout.words(act)
        otherwise = is_meta(words) or asks(words) or recommends(words) or score("comment", words) > 0
        if not otherwise and likelihood("good-practice", words) >= _LIKE and not words.endswith(":"):
            yield draft(layout, ItemKind.GOOD_PRACTICE, act, index, "good-practice/sentence")


def prose_good_practice(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Elsewhere: what a label names or a paragraph announces as good practice, and what is told of it in passing."""
    announced, paragraphs = prose(layout, drafts)
    yield from announced
    for each in candidates(layout, paragraphs):
        if each.chance >= threshold():
            yield each.draft


def prose(layout: Layout, drafts: Sequence[Draft]) -> tuple[list[Draft], list[tuple[int, tuple[Span, ...]]]]:
    """What is labelled or announced as good practice, and the other paragraphs."""
    within = [each for each in drafts if each.rule == _WITHIN]
    taken = claimed([each for each in drafts if each.rule != _WITHIN])
    announced: list[Draft] = []
    paragraphs: list[tuple[int, tuple[Span, ...]]] = []
    for index in range(len(layout.labels)):
        section, block = layout.section(index), layout.block(index)
        formal = section.role in _FORMAL
        closed = section.role in _CLOSED and not formal
        if index in taken or closed or block.kind in (BlockKind.HEADING, BlockKind.FOOTNOTE):
            continue
        if layout.in_grid(index):
            continue
        spans = tuple(sentences(layout.document, block.span))
        if spans and _announces(layout.words(spans[0])):
            announced.extend(_announced(layout, index, spans, taken))
            continue
        if formal:
            continue
        named = list(_named(layout, index, spans))
        announced.extend(named)
        others = [each for each in within if each.block == index]
        used = {span for each in (*named, *others) for span in spans if span.covers(each.spans[0])}
        paragraphs.append((index, tuple(span for span in spans if span not in used)))
    return announced, paragraphs


def _announced(layout: Layout, index: int, spans: Sequence[Span], taken: set[int]) -> Iterator[Draft]:
    if len(spans) == 1 and layout.text(index).endswith(":"):
        yield from _listed_below(layout, index, taken)
    for span in spans[1:]:
        if not fails(layout.words(span)) or praises(layout.words(span)):
            yield draft(layout, ItemKind.GOOD_PRACTICE, span, index, "good-practice/announced")


def _named(layout: Layout, index: int, spans: Sequence[Span]) -> Iterator[Draft]:
    """What stands behind a label of its own ("Good practice: the midwife rang twice."), or before a verdict on it ("This was
    good practice.")."""
    for place, span in enumerate(spans):
        label = label_in(layout.document, span)
        if label is not None and label.kind == ItemKind.GOOD_PRACTICE.value and len(label.rest) > 0:
            named = label.rest
        elif place and verdict_on_what_precedes(layout.words(span)):
            named = spans[place - 1]
        else:
            continue
        yield draft(layout, ItemKind.GOOD_PRACTICE, deed(layout, named), index, "good-practice/praised")


def _listed_below(layout: Layout, index: int, taken: set[int]) -> Iterator[Draft]:
    """The list under a line that announces good practice."""
    for below in range(index + 1, len(layout.labels)):
        if below in taken or not layout.is_item(below) or layout.in_grid(below):
            return
        yield draft(
            layout, ItemKind.GOOD_PRACTICE, layout.block(below).span, below, "good-practice/announced"
        )


def _announces(words: str) -> bool:
    kindly = score("praise", words) > 0 or (words.endswith(":") and ways("praise", words) & _KIND_WORDS)
    return is_meta(words) and bool(kindly) and len(words.split()) <= _LEAD_WORDS

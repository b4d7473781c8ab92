"""Good practice: in sections for it, and where a sentence elsewhere says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.items.deeds import deed, points_back
from kg.extraction.items.draft import Draft, claimed, draft
from kg.extraction.items.layout import Layout, body_blocks, regions
from kg.extraction.items.numbers import counted, runs_through
from kg.extraction.kinds import asks, fails, is_meta, praises, praising, recommends, score, ways
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
# Chance of being good practice that the model must give to a sentence: in prose of a section for it, and elsewhere with
# open praise ("The records were of a high standard" tells no deed).
_LIKE, _LIKE_ELSEWHERE = 0.15, 0.03
_KIND_WORDS = {"praise-word", "praise-manner"}
_LEAD_WORDS = 25
_TOLD_WORDS = 7
_CLEAR = 3.0  # weight of a deed told without praise that counts wherever it stands
_TELLING = 2.4  # and, where nothing sets out good practice, of one that counts among the best of the document
_FEW = 2
_NEIGHBOURS = 0.6  # what the sentences beside it add


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
    """Elsewhere: what a paragraph announces as good practice, what a sentence openly praises, and what reads like it.

    Deeds told without praise count where they are clear.  Where no section or label sets out good practice the few that
    read most like it count too, for hardly a review has none.
    """
    taken = claimed(drafts)
    told = any(each.kind is ItemKind.GOOD_PRACTICE for each in drafts)
    praised = 0
    doubtful: list[tuple[float, Draft]] = []
    for index in range(len(layout.labels)):
        section, block = layout.section(index), layout.block(index)
        if index in taken or section.role in _CLOSED or block.kind in (BlockKind.HEADING, BlockKind.FOOTNOTE):
            continue
        if layout.in_grid(index):
            continue
        spans = sentences(layout.document, block.span)
        if spans and _announces(layout.words(spans[0])):
            if len(spans) == 1 and layout.text(index).endswith(":"):
                yield from _listed_below(layout, index, taken)
            for span in spans[1:]:
                if not fails(layout.words(span)) or praises(layout.words(span)):
                    yield draft(layout, ItemKind.GOOD_PRACTICE, span, index, "good-practice/announced")
            continue
        openly = list(_praised(layout, index, spans))
        praised += len(openly)
        yield from openly
        doubtful.extend(_told(layout, index, spans))
    ranked = sorted(doubtful, key=lambda each: (-each[0], each[1].spans[0].start))
    for place, (weight, each) in enumerate(ranked):
        among_the_few = not told and place + praised < _FEW and weight >= _TELLING
        if among_the_few or weight >= _CLEAR:
            yield each


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


def _praised(layout: Layout, index: int, spans: Sequence[Span]) -> Iterator[Draft]:
    """The deeds of sentences with a label or open praise."""
    for place, span in enumerate(spans):
        words = layout.words(span)
        label = label_in(layout.document, span)
        named = label is not None and label.kind == ItemKind.GOOD_PRACTICE.value and len(label.rest) > 0
        if not named and (is_meta(words) or asks(words) or not _openly(words)):
            continue
        act = label.rest if label is not None and named else span
        if not named and points_back(words):
            if place == 0:
                continue
            act = spans[place - 1]
        told = deed(layout, act)
        if named or likelihood("good-practice", layout.words(told)) >= _LIKE_ELSEWHERE:
            yield draft(layout, ItemKind.GOOD_PRACTICE, told, index, "good-practice/praised")


def _told(layout: Layout, index: int, spans: Sequence[Span]) -> Iterator[tuple[float, Draft]]:
    """Deeds without open praise, weighed; good practice stands beside good practice."""
    chances = [0.0, *(likelihood("good-practice", layout.words(span)) for span in spans), 0.0]
    for place, span in enumerate(spans):
        if _openly(layout.words(span)):
            continue
        act = deed(layout, span)
        words = layout.words(act)
        if is_meta(words) or asks(words) or recommends(words) or score("comment", words) > 0:
            continue
        if len(words.split()) < _TOLD_WORDS:
            continue
        weight = praising(words) + _NEIGHBOURS * (chances[place] + chances[place + 2])
        yield weight, draft(layout, ItemKind.GOOD_PRACTICE, act, index, "good-practice/told")


def _openly(words: str) -> bool:
    return ways("praise", words) >= {"praise-word"} and "praise-denied" not in ways("praise", words)

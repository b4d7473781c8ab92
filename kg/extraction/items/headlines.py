"""The headline of a finding, and how much a line reads like one."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.extraction.items.draft import Draft, draft
from kg.extraction.items.layout import Layout
from kg.extraction.kinds import asks, is_meta, recommends, score
from kg.extraction.labels import plain_number
from kg.extraction.sentence_model import against_narrative
from kg.extraction.sentences import sentences
from kg.model import ItemKind, Span

_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|may|might|must|should|would|will|meant|took|led|"
    r"became|made|saw|knew|held|kept|left|felt|gave|fell|stood|went|came|told|said|shut|relied|\w{3,}ed|\w{3,}(?:ise|ize)s?)\b"
)
_DATED = re.compile(
    r"^\W*(?:(?:on|in|by|from|between|during|until)\s+)?(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|early|late|mid)\b",
    re.IGNORECASE,
)
_TOPIC_WORDS = 4
_SMALL = 3  # letters: "of", "and", "the" have no capitals in a name
_SECOND_MARKER = re.compile(
    r"\(?([IVX]{1,4}|\d{1,2}|[A-Za-z])\)\s+"
)  # "(III)" behind the number of a paragraph
# Mean quality of titles: those that are findings themselves read at .66 and above, in all of 150 documents.
STATED = 0.6


def headline(layout: Layout, index: int, rule: str, number: str | None) -> Draft:
    """A finding from a paragraph or list item: its bold lead or first sentence; the others are its context."""
    block = layout.block(index)
    first, *others = sentences(layout.document, block.span) or (block.span,)
    if block.lead is not None and len(layout.words(block.lead).split()) > 2:
        first, others = block.lead, [Span(block.lead.end, block.span.end)]
    marker = _SECOND_MARKER.match(layout.document.words(first))
    if marker:
        first, number = Span(first.start + marker.end(), first.end), plain_number(marker.group(1))
    return draft(layout, ItemKind.FINDING, first, index, rule, number=number, context=tuple(others))


def is_topic(words: str) -> bool:
    """A few words without a verb: they name a subject and say nothing about it."""
    return len(words.split()) <= _TOPIC_WORDS and not _VERB.search(words) and score("failing", words) <= 0


def is_name(words: str) -> bool:
    """All of its long words have capitals: a body, a service or a place, and no sentence."""
    return capitalised(words) > 1 and score("failing", words) <= 0


def capitalised(words: str) -> int:
    """How many long words there are if all of them have capitals, else none."""
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > _SMALL]
    return len(long) if all(word[0].isupper() for word in long) else 0


def read_as_findings(lines: Collection[str]) -> bool:
    """Whether headings read like findings themselves, on the mean."""
    return sum(map(quality, lines)) >= STATED * len(lines)


def quality(words: str) -> float:
    """Between 0 and 1: how much a line reads like the headline of a finding."""
    value = 0.2
    value += 0.3 if len(words.split()) >= 5 else 0.0
    value += 0.3 if _VERB.search(words) else 0.0
    value += 0.3 if score("failing", words) > 0 else 0.0
    value -= 0.6 if is_meta(words) or asks(words) else 0.0
    value -= 0.3 if recommends(words) else 0.0
    value -= 0.4 if _DATED.match(words) else 0.0
    return 0.5 * max(0.0, min(1.0, value)) + 0.5 * against_narrative("finding", words)

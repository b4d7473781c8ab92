"""Labels that only name topics: "Theme 2: Children who are not brought" over the lessons of that theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.extraction.items.headlines import STATED, quality
from kg.extraction.labels import Label
from kg.extraction.roles import roles_of
from kg.extraction.tables import in_grid, single_columns
from kg.model import BlockKind, Document, Span

_BETTER = 0.2  # by so much what is announced inside must read better
_MOST = 2 / 3  # of the topics announce something inside
_TITLE_WORDS = 12
LEAD_WORDS = 4


def topics(document: Document, labels: Sequence[Label | None], contents: frozenset[int]) -> frozenset[int]:
    """The blocks whose label names only what the findings below it are about.

    They share one label and read like titles, and most of them have further labels for findings, headings for them ("Learning") or
    lines in bold below, which read better.
    """
    loose = single_columns(document)
    found: dict[str, list[int]] = {}
    for index, label in enumerate(labels):
        if (
            index not in contents
            and _opens(document, index, label)
            and not in_grid(document.blocks[index], loose)
        ):
            found.setdefault(label.slug if label else "", []).append(index)
    return frozenset(
        place for places in found.values() if _only_name(document, labels, places) for place in places
    )


def _opens(document: Document, index: int, label: Label | None) -> bool:
    """A label with words behind it that stands over something: numbered, or in a heading."""
    heading = document.blocks[index].kind is BlockKind.HEADING
    return (
        label is not None
        and label.kind == "finding"
        and len(label.rest) > 0
        and (heading or label.number is not None)
    )


def _only_name(document: Document, labels: Sequence[Label | None], places: Sequence[int]) -> bool:
    titles = {
        _folded(document, labels, place): place for place in places
    }  # what is printed twice counts once
    worth = sum(map(quality, titles)) / len(titles)
    if len(titles) < 2 or worth >= STATED or all(_is_number(document, place) for place in places):
        return False
    ends = {place: _end(document, places, place) for place in places}
    again = _recurring(document, ends)
    told: dict[str, list[str]] = {}
    for place in places:
        told.setdefault(_folded(document, labels, place), []).extend(
            _announced(document, labels, place, ends[place], again)
        )
    lines = [line for each in told.values() for line in each]
    if sum(map(bool, told.values())) < _MOST * len(titles):
        return False
    return sum(map(quality, lines)) / len(lines) >= worth + _BETTER


def key_message(document: Document, place: int) -> int | None:
    """The block right below a topic's heading, where that is one sentence printed like a heading: what the topic shows."""
    below = place + 1
    if below >= len(document.blocks):
        return None
    block, words = document.blocks[below], document.words(bare(document, document.blocks[below].span))
    printed = block.kind is BlockKind.HEADING or (block.style.bold and block.cell is None)
    says = words.endswith(".") and len(words.split()) > LEAD_WORDS and block.lead is None
    return below if printed and says else None


def bare(document: Document, span: Span) -> Span:
    """Without the signs for emphasis that some programs leave around a line: "__A birthday ended it all.__"."""
    words = document.words(span)
    start, end = len(words) - len(words.lstrip("_* ")), len(words.rstrip("_* "))
    return Span(span.start + start, span.start + max(start, end))


def _is_number(document: Document, place: int) -> bool:
    """Its one finding stands in bold right below: then the label is the finding's own."""
    below = document.blocks[place + 1 : place + 2]
    after = document.blocks[place + 2 : place + 3]
    return any(block.lead is not None for block in below) and not any(
        block.lead is not None for block in after
    )


def _folded(document: Document, labels: Sequence[Label | None], place: int) -> str:
    label = labels[place]
    return " ".join(document.words(label.rest if label else document.blocks[place].span).split())


def _words(document: Document, index: int) -> str:
    return " ".join(document.words(document.blocks[index].span).split())


def _end(document: Document, places: Sequence[int], place: int) -> int:
    """Where a topic ends: with the next, or with a heading as high as its own."""
    block = document.blocks[place]
    for index in range(place + 1, len(document.blocks)):
        other = document.blocks[index]
        high = other.kind is BlockKind.HEADING and (other.level or 1) <= (block.level or 1)
        if index in places or (block.kind is BlockKind.HEADING and high):
            return index
    return len(document.blocks)


def _recurring(document: Document, ends: Mapping[int, int]) -> frozenset[str]:
    """Headings that come in most of the topics and tell no role: whatever word they use, they announce something."""
    times = Counter(
        heading
        for place, end in ends.items()
        for heading in {
            _words(document, index)
            for index in range(place + 1, end)
            if document.blocks[index].kind is BlockKind.HEADING
        }
    )
    most = _MOST * len(ends)
    return frozenset(words for words, count in times.items() if count >= most and not roles_of(words))


def _announced(
    document: Document,
    labels: Sequence[Label | None],
    place: int,
    end: int,
    again: frozenset[str],
) -> Iterator[str]:
    """What is set out below a topic as findings: behind another label, under a heading for them, or in bold."""
    own = labels[place]
    under = False
    message = key_message(document, place)
    if message is not None:
        yield document.words(bare(document, document.blocks[message].span))
    for index in range(place + 1, end):
        block, label = document.blocks[index], labels[index]
        words = _words(document, index)
        short = len(words.split()) <= _TITLE_WORDS
        if block.kind is BlockKind.HEADING or (block.style.bold and short):
            under = words in again or roles_of(words)[:1] == ("findings",)
        if label is not None and own is not None and label.kind == "finding" and label.slug != own.slug:
            if len(label.rest):
                yield " ".join(document.words(label.rest).split())
            else:
                under = True
        elif under and block.kind is not BlockKind.HEADING and words.endswith("."):
            yield words  # what is no sentence is a point of the topic
        elif block.lead is not None and len(document.words(block.lead).split()) > LEAD_WORDS:
            yield " ".join(document.words(block.lead).split())

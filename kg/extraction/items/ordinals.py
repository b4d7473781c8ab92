"""Items told in prose and counted in words: "My first finding is that …", "Second, the Trust should …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extraction.items.layout import Layout
from kg.extraction.labels import counting_words
from kg.extraction.sentences import sentences, trimmed
from kg.model import Span

_LEAST = 3  # counted in words, two things are often only two turns of a story
_FRAME = re.compile(r"(?:[^.;:?!]{0,90}?\b(?:is|was)\s+that\s+|\s*[,:–]\s*(?:that\s+)?|\s+that\s+)")


@dataclass(frozen=True, slots=True)
class Counted:
    """One of a series: ``first`` is its opening sentence without the frame that counts it, ``rest`` what follows it.

    ``framed`` is false where the opening says no more than that it comes ("My third is for the police.").
    """

    block: int
    number: str
    first: Span
    rest: tuple[Span, ...]
    framed: bool


@cache
def _opening() -> re.Pattern[str]:
    """A counting word with at most three words before it: "And the fifth", "I recommend, first,", "third and last"."""
    words = "|".join(re.escape(phrase) for phrase in sorted(counting_words(), reverse=True))
    return re.compile(
        rf"\W*(?:[\w’']+,?\s+){{0,3}}?(?P<ordinal>{words})(?:\s+and\s+(?:last|lastly|final|finally))?\b",
        re.IGNORECASE,
    )


def counted_in_words(layout: Layout, blocks: Sequence[int]) -> tuple[Counted, ...]:
    """The series of paragraphs that open with first, second, third …; none where it breaks off, or has only two."""
    series: list[Counted] = []
    for index in blocks:
        spans = sentences(layout.document, layout.block(index).span)
        words = layout.document.words(spans[0]) if spans else ""
        opening = _opening().match(words)
        if opening is None or counting_words()[opening["ordinal"].lower()] != len(series) + 1:
            continue
        frame = _FRAME.match(words, opening.end())
        start = spans[0].start + (frame.end() if frame else 0)
        first = trimmed(layout.document.text, start, spans[0].end)
        series.append(Counted(index, str(len(series) + 1), first, tuple(spans[1:]), frame is not None))
    framed = sum(each.framed for each in series)
    return tuple(series) if len(series) >= _LEAST and framed * 2 > len(series) else ()

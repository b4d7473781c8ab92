"""The finding behind a question or recommendation: stated by its place or words, or judged from its wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

from kg.extraction.items.layout import Layout
from kg.extraction.items.merge import Merged
from kg.extraction.labels import plain_number
from kg.extraction.sections import ancestors
from kg.extraction.vocabulary import cues
from kg.model import Basis, ItemKind

_REFERENCE = re.compile(
    r"\b(?:findings?|themes?|lessons?|learning points?|key findings?|issues?)\s+(?P<number>\d{1,2}|[A-H]|[IVX]{1,4})\b",
    re.IGNORECASE,
)
_LEAST = 0.05  # cosine of weighted stems below which no finding is proposed
_CHAPTERS = 3  # with findings of their own, for the chapter to tell
_AHEAD = 1.05  # the best must be ahead of the second by this factor


def arises_from(layout: Layout, item: Merged, findings: Sequence[Merged]) -> tuple[int | None, Basis | None]:
    """(place in ``findings``, basis).  Stated: under the finding's own heading, in its row, or by its number."""
    if item.draft.kind not in (ItemKind.QUESTION, ItemKind.RECOMMENDATION) or not findings:
        return None, None
    placed = item.draft.finding if item.draft.finding is not None else layout.finding_above(item.draft.block)
    for place, finding in enumerate(findings):
        if placed is not None and placed in finding.blocks:
            return place, Basis.STATED
    for section in (
        layout.section(item.draft.block),
        *ancestors(layout.sections, layout.section(item.draft.block)),
    ):
        for place, finding in enumerate(findings):
            if section.first in finding.blocks:
                return place, Basis.STATED
    for match in _REFERENCE.finditer(item.draft.text):
        number = plain_number(match.group("number"))
        for place, finding in enumerate(findings):
            if (finding.draft.number or "").lower() == number.lower():
                return place, Basis.STATED
    if (beside := _in_chapter(layout, item, findings)) is not None:
        return beside, Basis.STATED
    judged = by_wording(item.draft.text, [_whole(layout, finding) for finding in findings])
    return judged, Basis.INFERRED if judged is not None else None


def _in_chapter(layout: Layout, item: Merged, findings: Sequence[Merged]) -> int | None:
    """Where chapters have panels of learning and of questions each, the last finding before the item in its chapter."""
    heading = layout.section(item.draft.block).heading(layout.document)
    again = sum(section.heading(layout.document) == heading for section in layout.sections) > 1
    if not heading or not again:
        return None  # one list for the whole report
    chapters = [layout.section(finding.draft.block).parent for finding in findings]
    chapter = layout.section(item.draft.block).parent
    before = [
        place
        for place, finding in enumerate(findings)
        if chapters[place] == chapter and finding.draft.block < item.draft.block
    ]
    several = len({each for each in chapters if each is not None}) >= _CHAPTERS
    return before[-1] if before and chapter is not None and several else None


def _whole(layout: Layout, finding: Merged) -> str:
    return " ".join([finding.draft.text, *(layout.words(span) for span in finding.draft.context)])


def by_wording(words: str, findings: Sequence[str]) -> int | None:
    """The finding that shares most of the telling stems, if it is clearly ahead of the others."""
    texts = [_stems(words), *(_stems(finding) for finding in findings)]
    known = [set(text) for text in texts[1:]]
    weights = {
        stem: log((1 + len(known)) / (1 + sum(stem in each for each in known))) + 0.3
        for text in texts
        for stem in text
    }
    scores = [_cosine(set(texts[0]), each, weights) for each in known]
    ranked = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    best = ranked[0]
    second = scores[ranked[1]] if len(ranked) > 1 else 0.0
    return best if scores[best] >= _LEAST and scores[best] >= _AHEAD * second else None


def _cosine(one: set[str], other: set[str], weights: dict[str, float]) -> float:
    shared = sum(weights[stem] ** 2 for stem in sorted(one & other))
    lengths = [sum(weights[stem] ** 2 for stem in sorted(each)) ** 0.5 for each in (one, other)]
    return shared / (lengths[0] * lengths[1]) if all(lengths) else 0.0


def _stems(text: str) -> list[str]:
    stop = cues("stopwords")["stopword"].phrases
    words = re.findall(r"[a-z]+", text.lower().replace("’", "'"))
    return [
        re.sub(r"(?:ings?|ed|es|s|ly|ment)$", "", word)[:7]
        for word in words
        if len(word) > 2 and word not in stop
    ]

"""References to findings by number: within the words of an item, or appended to them ("Who knew? (Learning 1)")."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.extraction.dates import A_YEAR
from kg.extraction.items.draft import Draft
from kg.extraction.items.layout import Layout
from kg.extraction.kinds import score
from kg.extraction.labels import plain_number
from kg.extraction.vocabulary import cues, words_pattern
from kg.model import ItemKind, Span

_ASKS = (ItemKind.QUESTION, ItemKind.RECOMMENDATION)
_NUMBER = r"(?-i:\d{1,2}(?:\.\d{1,2})?[a-z]?\b|[A-H]\b|[IVX]{2,4}\b|[VX]\b|I(?=\W*$|[).,;:?\]]))"
_LEADING = r"(?:(?:see|from|re|cf|links?|linked|relates?|related|refers|about|arising|arises)\b[\s.:]*(?:to|from|with|back to)?\s*)?"


def appended(layout: Layout, draft: Draft) -> Draft:
    """A question or recommendation without the reference behind it, which it remembers."""
    if draft.kind not in _ASKS or not draft.spans:
        return draft
    match = _appended().search(layout.document.words(draft.spans[-1]))
    if match is None or match.start() == 0:
        return draft
    last = draft.spans[-1]
    spans = (*draft.spans[:-1], Span(last.start, last.start + match.start()))
    reference = " ".join(match.group().split())
    return replace(draft, spans=spans, text=draft.text.removesuffix(reference).rstrip(), reference=reference)


def is_reference(words: str) -> bool:
    """Nothing but a reference: "Finding 2", "see Themes A and C"."""
    return re.fullmatch(rf"\W*{_LEADING}{_referring().pattern}\W*", words, re.IGNORECASE) is not None


def referred(words: str) -> list[list[str]]:
    """The numbers that each reference in the words names, in order."""
    return [
        [plain_number(number) for number in re.findall(_NUMBER, match.group("numbers"), re.IGNORECASE)]
        for match in _referring().finditer(words)
    ]


def compares(words: str) -> bool:
    """The sentence sets the review beside another: it names a finding by number, or another review with its year."""
    return bool(referred(words)) or (A_YEAR.search(words) is not None and score("other-review", words) > 0)


@cache
def _referring() -> re.Pattern[str]:
    found = [cue for cue in cues("labels").values() if cue.signals == "finding"]
    names = words_pattern(phrase for cue in found for phrase in cue.phrases).replace(r"(?![\w])", "s?(?!\\w)")
    short = "|".join(phrase for cue in found for phrase in cue.hidden_phrases)
    numbers = rf"(?P<numbers>{_NUMBER}(?:\s*(?:,|&|and|or)\s*{_NUMBER})*)"
    return re.compile(
        rf"\b(?:(?:{names})\s+(?:(?:no\.?|number)\s*)?|(?-i:{short})\s?(?=\d)){numbers}", re.IGNORECASE
    )


@cache
def _appended() -> re.Pattern[str]:
    """In brackets at the end, or behind a dash or the mark that ends the sentence."""
    said = rf"{_LEADING}{re.sub('numbers', 'said', _referring().pattern)}"
    bare = rf"{_LEADING}{re.sub('numbers', 'bare', _referring().pattern)}"
    return re.compile(
        rf"\s*(?:[(\[]\s*{said}[^()\[\]]{{0,40}}[)\]]|(?<=[?.])\s*[–—-]?\s*{bare})\.?$", re.IGNORECASE
    )

"""The deed in a sentence of praise: without the words that report it, the verdict, or what became of it."""

from __future__ import annotations

import re

from kg.extraction.items.layout import Layout
from kg.extraction.kinds import is_meta, score
from kg.extraction.sentences import trimmed
from kg.extraction.vocabulary import cues
from kg.model import Span

_WENT_ON = re.compile(r", which\b.*, and\b")  # an aside within the sentence: the deed goes on behind it
_SHORT_VERDICT = 7  # words: a short verdict at the end of a sentence stays with it
_LEAST_DEED = 5  # words
_MOST_BACK = 12  # words: a longer sentence that opens with "It" tells something of its own


def deed(layout: Layout, span: Span) -> Span:
    """What somebody did: no "We heard that" or "The panel wishes to commend the crew:", no long verdict, no ", although nobody read it"."""
    words = layout.document.words(span)
    start, end = 0, len(words)
    if frame := cues("verdicts")["frame"].pattern.match(words):
        start = frame.end()
    colon = words.find(": ", start)
    if colon > 0 and is_meta(words[start:colon]):
        start = colon + 2
    verdict = cues("verdicts")["tail"].pattern.search(words)
    if verdict and len(words[verdict.start() :].split()) > _SHORT_VERDICT:
        end = verdict.start()
    for turn in cues("verdicts")["turn"].pattern.finditer(words, start, end):
        if len(words[start : turn.start()].split()) >= _LEAST_DEED and not _adds(words[turn.start() : end]):
            end = turn.start()
            break
    kept = words[start:end]
    if end < len(words):
        kept = kept.rstrip(" ,;–-")
    whole = trimmed(layout.document.text, span.start + start, span.start + start + len(kept))
    return whole if len(layout.words(whole).split()) >= _LEAST_DEED else span


def _adds(tail: str) -> bool:
    """What follows the turn heightens the deed ("although it was not required of her"), or takes nothing away."""
    if cues("verdicts")["despite"].pattern.search(tail) or _WENT_ON.match(tail):
        return True
    if cues("verdicts")["aside"].pattern.search(tail):
        return False
    return score("praise", tail) > 0 or score("failing", tail) <= 0


def points_back(words: str) -> bool:
    """A verdict on the sentence before it: "This was good practice."."""
    if len(words.split()) > _MOST_BACK or cues("verdicts")["tells"].pattern.match(words):
        return False
    return bool(cues("verdicts")["back"].pattern.match(words))

"""What kind of thing a sentence is: sums of the weights in ontology/cues/sentences.ttl."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.extraction.sentence_model import against_narrative, likelihood
from kg.extraction.vocabulary import Cue, any_pattern, cues
from kg.model import ItemKind, Polarity

RECOMMENDS = 1.5  # a sentence at or above this asks somebody to do something
FAILS = 1.5
PRAISES = 2.0
_SURELY = 0.6
_INTERROGATIVE = re.compile(
    r"\W*(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|can|could|should|would|will|"
    r"has|have|had|might|may|must|if|in which|in what|to what|at what|by whom|for whom|with whom)\b",
    re.IGNORECASE,
)

# "The Health Board to put in place …", "All agencies to include …": whoever is to act, and no verb before "to".
_INFINITIVE = re.compile(
    r"(?P<who>(?:(?:The|All|Each|Every|Both|Any)\s(?:[\w’'&,–-]+\s){1,12}?|[A-Z][\w’'&,–-]+\s(?:[\w’'&,–-]+\s){0,12}?))to\s(?!(?:the|a|an|their|his|her|its|our|this|that|these|those|which|be\s(?:a|the))\b)[a-z]+"
)
_VERB_LIKE = re.compile(
    r"\b(?:is|are|was|were|had|has|have|did|do|does|should|must|will|would|could|can|may|might|\w{3,}ed|went|came|"
    r"need|failure|response|access|referral|attention|opportunit\w+|abilit\w+|reluctance|decision|right|duty|how|what|who|why|when|if)\b",
    re.IGNORECASE,
)


def score(kind: str, words: str) -> float:
    """How much a sentence speaks for a kind: recommendation, failing, praise, meta or question-lead."""
    return sum(cue.weight for cue in _found(kind, words))


def ways(kind: str, words: str) -> frozenset[str]:
    """The slugs of the ways of saying for a kind that a sentence uses."""
    return frozenset(cue.slug for cue in _found(kind, words))


@lru_cache(maxsize=8192)  # several rules weigh the same sentences
def _found(kind: str, words: str) -> tuple[Cue, ...]:
    if not _any(kind).search(words):
        return ()
    return tuple(cue for cue in _ways(kind) if cue.pattern.search(words))


@cache
def _any(kind: str) -> re.Pattern[str]:
    return any_pattern(_ways(kind))


@cache
def _ways(kind: str) -> tuple[Cue, ...]:
    return tuple(cue for cue in cues("sentences").values() if cue.signals == kind)


def behind(kind: str, words: str) -> int:
    """Where a sentence goes on behind the way of saying that opens it ("It follows that"); 0 when none of the kind does."""
    matches = (cue.pattern.match(words) for cue in _ways(kind))
    return max((match.end() for match in matches if match), default=0)


def recommends(words: str) -> bool:
    return score("recommendation", words) >= RECOMMENDS


def reads_as_asked(words: str) -> bool:
    """It asks by a cue phrase, or the model is sure of it: "Limit each meeting to the cases that can be read"."""
    return recommends(words) or is_to(words) or likelihood("recommendation", words) >= _SURELY


def is_to(words: str) -> bool:
    """It asks without a verb of asking: "The Trust to audit its letters"."""
    told = _INFINITIVE.match(words)
    return told is not None and not _VERB_LIKE.search(told.group("who"))


def calls_for(words: str) -> bool:
    """It recommends, with a verb of asking or without one."""
    return recommends(words) or is_to(words)


def fails(words: str) -> bool:
    return score("failing", words) >= FAILS


def praises(words: str) -> bool:
    return score("praise", words) >= PRAISES


def failing(words: str) -> float:
    """How much a sentence says that practice was wanting: cue phrases and the model together; 0.7 and more is telling."""
    return 0.25 * score("failing", words) + against_narrative("finding", words)


def is_meta(words: str) -> bool:
    """It speaks of the report and not of practice."""
    return score("meta", words) > 0


def asks(words: str) -> bool:
    """It is a question, or has lost its question mark."""
    return words.rstrip(" \"'”’)").endswith("?") or bool(
        _INTERROGATIVE.match(words) and not words.rstrip().endswith((".", ":", ";"))
    )


def polarity(kind: ItemKind, words: str) -> Polarity:
    """Good practice is good; a finding or point is wanting or good by its words; the others are neither."""
    if kind is ItemKind.GOOD_PRACTICE:
        return Polarity.GOOD
    if kind not in (ItemKind.FINDING, ItemKind.POINT):
        return Polarity.NEUTRAL
    if score("failing", words) > 0:
        return Polarity.WANTING
    return Polarity.GOOD if praises(words) else Polarity.NEUTRAL

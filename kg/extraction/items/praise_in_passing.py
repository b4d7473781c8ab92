"""Good practice told in passing: each sentence that may tell some, the signs for and against it, and the chance that it does.

Logistic regression over a few dozen signs: what the sentence model makes of the sentence and its neighbours, the ways of praising and of
denying praise, who acts, and where it stands.  The weights (``ontology/good-practice.json``) come from
``benchmarks/train_good_practice.py``, which leaves whole documents out and gives the threshold with the best F1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from typing import Any

from kg.extraction.items.deeds import deed, points_back
from kg.extraction.items.draft import Draft, draft
from kg.extraction.items.layout import Layout
from kg.extraction.kinds import asks, is_meta, recommends, score, ways
from kg.extraction.learned import learned
from kg.extraction.sentence_model import likelihood, practitioner
from kg.model import ItemKind, Span

_LEAST_WORDS = 6
_LONG = 40  # words
_OPENING = 8  # words in which the one who acts is named
_SURE = 6.0  # log odds; beyond them the sentence model tells no more
_PRONOUN = re.compile(r"(?:she|he|they|it|her|his|their|its|both|one|another)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|no|nobody|never|nothing|without|neither|nor|none)\b", re.IGNORECASE)
_FAILING = 3.0  # weight of the failing phrases, beyond which more tell no more


@dataclass(frozen=True, slots=True)
class Candidate:
    """A deed that may be good practice, with its signs."""

    draft: Draft
    signs: dict[str, float]

    @property
    def chance(self) -> float:
        """Between 0 and 1: that an annotator would call it good practice."""
        weights = _weights()
        odds = weights.bias + sum(weights.of.get(sign, 0.0) * value for sign, value in self.signs.items())
        return 1 / (1 + exp(-odds))


@dataclass(frozen=True, slots=True)
class Weights:
    bias: float
    of: dict[str, float]
    threshold: float


def threshold() -> float:
    """The chance from which a candidate is good practice."""
    return _weights().threshold


def candidates(layout: Layout, paragraphs: Sequence[tuple[int, Sequence[Span]]]) -> list[Candidate]:
    """The candidates among the sentences of paragraphs, each given by its block."""
    found = [each for index, spans in paragraphs for each in _in_paragraph(layout, index, spans)]
    likeliest = sorted(found, key=lambda each: (-each.signs["like"], each.draft.spans[0].start))
    rank = {id(each): place for place, each in enumerate(likeliest)}
    return [Candidate(each.draft, {**each.signs, "best": 1 / (1 + rank[id(each)])}) for each in found]


def _in_paragraph(layout: Layout, index: int, spans: Sequence[Span]) -> Iterator[Candidate]:
    words = [layout.words(span) for span in spans]
    chances = [0.0, *(likelihood("good-practice", each) for each in words), 0.0]
    for place, span in enumerate(spans):
        openly = "praise-word" in ways("praise", words[place])
        if (
            (is_meta(words[place]) and not openly)
            or asks(words[place])
            or (place and verdict_on_what_precedes(words[place]))
        ):
            continue  # of the report; but "The Panel commends the worker who …"
        rule = "good-practice/praised" if openly else "good-practice/told"
        act = deed(layout, span)
        own = layout.words(act)
        if len(own.split()) < _LEAST_WORDS:
            continue
        beside = chances[place] + chances[place + 2]
        signs = _signs(own, words[place], layout.section(index).role or "untold")
        signs |= {"beside": beside, "first": float(place == 0)}
        yield Candidate(draft(layout, ItemKind.GOOD_PRACTICE, act, index, rule), signs)


def verdict_on_what_precedes(words: str) -> bool:
    """ "This was good practice.": open praise of the deed in the sentence before."""
    said = ways("praise", words)
    return points_back(words) and "praise-word" in said and "praise-denied" not in said


def _signs(own: str, whole: str, role: str) -> dict[str, float]:
    """What speaks for and against a deed: its ``own`` words, and those of the ``whole`` sentence that it stands in."""
    opening = " ".join(own.split()[:_OPENING])
    long = len(own.split())
    signs = {
        "like": _log_odds(likelihood("good-practice", own)),
        "whole": _log_odds(likelihood("good-practice", whole)),
        "finding": _log_odds(likelihood("finding", own)),
        "failing": min(_FAILING, max(0.0, score("failing", own))),
        "asking": float(recommends(own)),
        "comment": float(score("comment", own) > 0),
        "meta": float(is_meta(whole)),
        "cut": float(len(own) < len(whole)),
        "long": float(long > _LONG),
        "words": log(long),
        "someone": float(practitioner().search(opening) is not None),
        "pronoun": float(_PRONOUN.match(own) is not None),
        "denied": float(_DENIED.search(own) is not None),
        f"in:{role}": 1.0,
    }
    return signs | {f"says:{way}": 1.0 for way in sorted(ways("praise", whole))}


def _log_odds(chance: float) -> float:
    return max(-_SURE, min(_SURE, log((chance + 1e-9) / (1 - chance + 1e-9))))


@cache
def _weights() -> Weights:
    return learned("good-practice.json", "train_good_practice", _parsed)


def _parsed(data: Mapping[str, Any]) -> Weights:
    of = {sign: float(weight) for sign, weight in data["weights"].items()}
    return Weights(float(data["bias"]), of, float(data["threshold"]))

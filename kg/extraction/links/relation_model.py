"""Which relation a sentence claims to another review, where cue phrases are silent or at odds: a small linear model.

Multinomial logistic regression over the cues of the sentence (the weightiest apart), whose review it is, and its words and
word pairs, names alike.  The weights (``ontology/relations.json``) come from ``benchmarks/train_relations.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp, sqrt
from typing import Any

from kg.extraction.learned import learned
from kg.extraction.vocabulary import cues

LEAST_WEIGHT = 1.5  # lighter cues only name reviews
_WORDS = 1.5  # what all the words of a sentence count for, beside one cue
_NAMES = re.compile(r"(?<=[\w,;’'] )[A-ZÀ-Þ][\w’'-]*(?:\s+[A-ZÀ-Þ][\w’'-]*)*")
_NAME = "<name>"


def features(words: str, *, own_board: bool) -> dict[str, float]:
    """What a sentence says, each thing with what it counts for."""
    whose = "own" if own_board else "other"
    found = {whose: 1.0}
    said = []
    for cue in cues("links").values():
        if cue.weight > LEAST_WEIGHT and (match := cue.pattern.search(words)):
            found[f"cue {cue.slug}"] = found[f"cue {cue.slug} {whose}"] = 1.0
            said.append((cue.weight, -match.start(), cue.slug))
    best = max(said)[2] if said else "none"
    found[f"first {best}"] = found[f"first {best} {whose}"] = 1.0
    plain = _NAMES.sub(_NAME, " ".join(words.split())).lower().replace("’", "'")
    tokens = ["#" if t.isdigit() else t for t in re.findall(rf"{_NAME}|[a-z']+|\d+|[;:?]", plain)]
    pairs = {f"{one} {two}" for one, two in pairwise(tokens)}
    terms = {*tokens, *pairs}
    share = _WORDS / sqrt(len(terms) or 1)
    return found | {f"word {term}": share for term in terms}


@dataclass(frozen=True, slots=True)
class Likely:
    """The likeliest relation and its chance."""

    type: str
    chance: float


def likely(words: str, *, own_board: bool) -> Likely:
    """The relation that a sentence most likely claims."""
    model = _model()
    sums = list(model.bias)
    for feature, value in sorted(features(words, own_board=own_board).items()):
        for place, weight in enumerate(model.weights.get(feature, ())):
            sums[place] += weight * value
    powers = [exp(value - max(sums)) for value in sums]
    best = max(range(len(sums)), key=lambda place: (sums[place], -place))
    return Likely(model.kinds[best], powers[best] / sum(powers))


@dataclass(frozen=True, slots=True)
class _Model:
    kinds: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]


@cache
def _model() -> _Model:
    return learned("relations.json", "train_relations", _parsed)


def _parsed(data: Mapping[str, Any]) -> _Model:
    weights = {feature: tuple(values) for feature, values in data["weights"].items()}
    return _Model(tuple(data["kinds"]), tuple(data["bias"]), weights)

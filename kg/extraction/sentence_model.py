"""A small linear model of what a sentence is: finding, recommendation, question, good practice or narrative.

Multinomial logistic regression on the presence of words, word pairs and what a practitioner does, each sentence scaled to
unit length.  The weights (``ontology/sentence-kinds.json``) come from ``benchmarks/train_sentence_kinds.py``: the bank of
labelled passages, and as narrative the sentences of the invented cases that their gold leaves out, with a list of everyday
ones.  It adds to the cue phrases where those are silent; it never decides alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from math import exp, sqrt
from typing import Any

from kg.extraction.learned import learned
from kg.extraction.vocabulary import cues

_ANYONE = "<anyone>"
KINDS = ("finding", "recommendation", "question", "good-practice", "narrative")


def features(words: str) -> frozenset[str]:
    """The words of a sentence, its pairs and pairs around one word, edges included; numbers are alike.

    Beside them the pairs with any practitioner or service in the place of the one that is named: a deed tells more
    than whose it was.
    """
    folded = words.lower().replace("’", "'")
    tokens = ["#" if token.isdigit() else token for token in re.findall(r"[a-z']+|\d+|[?:;]", folded)]
    around = (f"{one} _ {two}" for one, two in zip(["^", *tokens], [*tokens[1:], "$"], strict=False))
    anyone = re.findall(rf"{_ANYONE}|[a-z']+|\d+", practitioner().sub(_ANYONE, folded))
    deeds = (pair for pair in _pairs(anyone) if _ANYONE in pair)
    return frozenset([*tokens, *_pairs(tokens), *around, *deeds])


def _pairs(tokens: list[str]) -> Iterator[str]:
    return (f"{one} {two}" for one, two in zip(["^", *tokens], [*tokens, "$"], strict=True))


@cache
def practitioner() -> re.Pattern[str]:
    """Any practitioner or service, whichever is named."""
    return next(iter(cues("practitioners").values())).pattern


_Model = tuple[dict[str, tuple[float, ...]], tuple[float, ...], frozenset[str]]
_stand_in: list[_Model] = []


@contextmanager
def instead(data: Mapping[str, Any]) -> Iterator[None]:
    """For as long as it lasts another model, in the form of the file: training judges documents by models that have not seen them."""
    _stand_in.append(_parsed(data))
    likelihoods.cache_clear()
    try:
        yield
    finally:
        _stand_in.pop()
        likelihoods.cache_clear()


@lru_cache(maxsize=20_000)
def likelihoods(words: str) -> tuple[float, ...]:
    """The probabilities of the kinds, in the order of ``KINDS``; they sum to 1."""
    weights, bias, known = _model()
    present = sorted(features(words) & known)  # in one order, as sums of floats depend on it
    length = sqrt(len(present)) or 1.0
    sums = list(bias)
    for place, column in enumerate(zip(*(weights[feature] for feature in present), strict=True)):
        for weight in column:
            sums[place] += weight / length
    top = max(sums)
    powers = [exp(value - top) for value in sums]
    whole = sum(powers)
    return tuple(power / whole for power in powers)


def likelihood(kind: str, words: str) -> float:
    return likelihoods(words)[KINDS.index(kind)]


def against_narrative(kind: str, words: str) -> float:
    """The chance of a kind when only it and narrative are in question."""
    own = likelihood(kind, words)
    return own / (own + likelihood("narrative", words))


def _model() -> _Model:
    return _stand_in[-1] if _stand_in else _shipped()


@cache
def _shipped() -> _Model:
    return learned("sentence-kinds.json", "train_sentence_kinds", _parsed)


def _parsed(data: Mapping[str, Any]) -> _Model:
    if tuple(data["kinds"]) != KINDS:
        raise ValueError(f"its kinds are {data['kinds']}")
    weights = {feature: tuple(values) for feature, values in data["weights"].items()}
    return weights, tuple(data["bias"]), frozenset(weights)

"""A small linear model of what a sentence is: finding, recommendation, question, good practice or narrative.

Multinomial logistic regression on the presence of words and word pairs, each sentence scaled to unit length.  The weights
(``ontology/sentence-kinds.json``) come from ``benchmarks/train_sentence_kinds.py``: the bank of labelled passages, and as
narrative the sentences of the invented cases that their gold leaves out.  It adds to the cue phrases where those are
silent; it never decides alone.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from math import exp, sqrt

from kg.errors import OntologyError
from kg.resources import ontology_folder

KINDS = ("finding", "recommendation", "question", "good-practice", "narrative")


def features(words: str) -> frozenset[str]:
    """The words and word pairs of a sentence, edges included; numbers are alike."""
    folded = words.lower().replace("’", "'")
    tokens = ["#" if token.isdigit() else token for token in re.findall(r"[a-z']+|\d+|[?:;]", folded)]
    pairs = (f"{one} {two}" for one, two in zip(["^", *tokens], [*tokens, "$"], strict=True))
    return frozenset([*tokens, *pairs])


@lru_cache(maxsize=20_000)
def likelihoods(words: str) -> tuple[float, ...]:
    """The probabilities of the kinds, in the order of ``KINDS``; they sum to 1."""
    weights, bias, known = _model()
    present = sorted(feature for feature in features(words) if feature in known)
    length = sqrt(len(present)) or 1.0
    sums = list(bias)
    for feature in present:
        for place, weight in enumerate(weights.get(feature, ())):
            sums[place] += weight / length
    top = max(sums)
    powers = [exp(value - top) for value in sums]
    return tuple(power / sum(powers) for power in powers)


def likelihood(kind: str, words: str) -> float:
    return likelihoods(words)[KINDS.index(kind)]


def against_narrative(kind: str, words: str) -> float:
    """The chance of a kind when only it and narrative are in question."""
    own = likelihood(kind, words)
    return own / (own + likelihood("narrative", words))


@cache
def _model() -> tuple[dict[str, tuple[float, ...]], tuple[float, ...], frozenset[str]]:
    path = ontology_folder() / "sentence-kinds.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        weights = {feature: tuple(values) for feature, values in data["weights"].items()}
        if tuple(data["kinds"]) != KINDS:
            raise ValueError(f"its kinds are {data['kinds']}")
    except (OSError, ValueError, KeyError) as error:
        raise OntologyError(
            f"{path.name} cannot be used: {error}.", hint="Run benchmarks/train_sentence_kinds.py."
        ) from error
    return weights, tuple(data["bias"]), frozenset(weights)

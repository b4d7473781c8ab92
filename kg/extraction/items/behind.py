"""The finding that words are about, where neither place nor number tells: judged by words, by sense, and by the row of its fellows.

A log-linear choice among the findings (``ontology/finding-behind.json``, made by ``benchmarks/train_finding_behind.py``).
Questions of one list are judged together: seldom do two ask about one finding, and they mostly keep to the findings' order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log, sqrt
from typing import Any

from kg.extraction.learned import learned
from kg.extraction.senses import about, nearness, rarity, stems

_KEPT = 30  # ways of judging a list that are followed at once
_MOST_SHARED = 2.0
BY_WORDS = ("words", "telling", "sense", "sense of headline")
BY_ROW = ("as before", "next", "earlier than before", "taken", "out of step")


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as it is told: its headline, and that with what explains it and its points."""

    headline: str
    whole: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that are about one of the findings.  ``known``: the place of the finding, where that is stated."""

    words: str
    known: int | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of judging the first of a list: the choices so far, and how likely they are together."""

    chance: float  # its logarithm
    chosen: tuple[int, ...] = ()


def behind(asked: Sequence[Asked], findings: Sequence[Told]) -> list[int | None]:
    """For each of a list of questions, in their order, the place of the finding that it is most likely about.

    None where no finding is likelier than the others together.
    """
    if not findings:
        return [None] * len(asked)
    ways = [_Way(0.0)]
    for place, each in enumerate(asked):
        words = wording(each.words, findings) if each.known is None else []
        ways = sorted(
            (way for old in ways for way in _next(old, each, words, len(findings), place, len(asked))),
            key=lambda way: (-way.chance, way.chosen),
        )[:_KEPT]
    total = sum(exp(way.chance - ways[0].chance) for way in ways)
    best: list[int | None] = []
    for place, choice in enumerate(ways[0].chosen):
        agree = sum(exp(way.chance - ways[0].chance) for way in ways if way.chosen[place] == choice)
        best.append(choice if agree / total >= _model().least else None)
    return best


def single(words: str, findings: Sequence[Told]) -> int | None:
    """The place of the finding that words alone are most likely about."""
    return behind([Asked(words)], findings)[0] if findings else None


def wording(words: str, findings: Sequence[Told]) -> list[tuple[float, ...]]:
    """For each finding what words and their senses say for it, in the order of ``BY_WORDS``."""
    own, sense = stems(words), about(words)
    wholes = [stems(each.whole) for each in findings]
    known = Counter(stem for whole in wholes for stem in whole)
    weight = {
        stem: log((1 + len(wholes)) / (1 + known[stem])) + 0.3
        for stem in own.union(*wholes, *(stems(each.headline) for each in findings))
    }
    rows: list[tuple[float, ...]] = []
    for each, whole in zip(findings, wholes, strict=True):
        shared = sum(weight[stem] * rarity(stem) for stem in sorted(own & whole)) / 5
        rows.append(
            (
                _overlap(own, stems(each.headline), weight),
                min(_MOST_SHARED, shared),
                nearness(sense, about(each.whole)),
                nearness(sense, about(each.headline)),
            )
        )
    return rows


def row(chosen: Sequence[int], finding: int, findings: int, place: int, asked: int) -> tuple[float, ...]:
    """What the questions before say for a finding, in the order of ``BY_ROW``."""
    last = chosen[-1] if chosen else None
    step = abs((place + 0.5) / asked - (finding + 0.5) / findings)
    return (
        float(finding == last),
        float(last is not None and finding == last + 1),
        float(last is not None and finding < last),
        float(finding in chosen),
        step,
    )


def _next(
    old: _Way, each: Asked, words: Sequence[tuple[float, ...]], findings: int, place: int, asked: int
) -> list[_Way]:
    if each.known is not None:
        return [_Way(old.chance, (*old.chosen, each.known))]
    model = _model()
    sums = []
    for finding in range(findings):
        around = row(old.chosen, finding, findings, place, asked) if asked > 1 else (0.0,) * len(BY_ROW)
        features = (*words[finding], *around)
        sums.append(sum(value * weight for value, weight in zip(features, model.weights, strict=True)))
    top = max(sums)
    total = top + log(sum(exp(each - top) for each in sums))
    return [_Way(old.chance + value - total, (*old.chosen, place)) for place, value in enumerate(sums)]


def _overlap(one: frozenset[str], other: frozenset[str], weight: Mapping[str, float]) -> float:
    shared = sum(weight[stem] ** 2 for stem in sorted(one & other))
    lengths = [sqrt(sum(weight[stem] ** 2 for stem in sorted(each))) for each in (one, other)]
    return shared / (lengths[0] * lengths[1]) if all(lengths) else 0.0


@dataclass(frozen=True, slots=True)
class _Model:
    weights: tuple[float, ...]  # of BY_WORDS and BY_ROW
    least: float  # chance at which a finding is named


@cache
def _model() -> _Model:
    return learned("finding-behind.json", "train_finding_behind", _parsed)


def _parsed(data: Mapping[str, Any]) -> _Model:
    return _Model(tuple(data["weights"][name] for name in (*BY_WORDS, *BY_ROW)), data["least"])

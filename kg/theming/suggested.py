"""The suggested tier: themes that the learned model proposes for an item, with what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.model import ItemKind
from kg.theming.decision import Texts
from kg.theming.model import Matrix, Model
from kg.theming.wordmodel import Term

MOST = 3  # themes suggested for one item
TELLING = 3  # words named in a reason
NEAR = 0.45  # cosine from which an example is near enough to be named
EXCERPT = 90  # characters of an example in a reason


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme, the calibrated chance that a coder would give it, the words that tell, and a reason."""

    theme: str
    chance: float
    telling: tuple[Term, ...]  # places in the item's own text
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the model: an item's own text, what it leans on, the themes that its words name, and its kind."""

    text: str
    context: str
    named: frozenset[str]
    kind: ItemKind

    @property
    def whole(self) -> str:
        return f"{self.text} {self.context}" if self.context else self.text


def suggest(model: Model, asked: Sequence[Asked]) -> tuple[tuple[Suggestion, ...], ...]:
    """For each item its themes, the likeliest first: the first if it is likely at all, others above the bar."""
    if not asked:
        return ()
    texts = [one.whole for one in asked]
    vectors = model.encoder.encode(texts)
    chances = chances_of(model, asked, vectors)
    return tuple(
        tuple(
            _suggestion(model, one, vector, column, float(chance[column]))
            for column in _columns(model, one, chance)
        )
        for one, vector, chance in zip(asked, vectors, chances, strict=True)
    )


def chances_of(model: Model, asked: Sequence[Asked], vectors: Matrix) -> Matrix:
    """The calibrated chance of each theme for each item: shape (items, themes).  ``vectors`` are those of ``Asked.whole``."""
    named = _named(model, asked)
    known = Texts([one.kind for one in asked], [len(one.text.split()) for one in asked], named)
    return model.chances(model.shares(vectors, [one.whole for one in asked], named), known)


def _named(model: Model, asked: Sequence[Asked]) -> Matrix:
    named = np.zeros((len(asked), len(model.slugs)), np.float32)
    for row, one in enumerate(asked):
        named[row, [model.slugs.index(theme) for theme in sorted(one.named)]] = 1
    return named


def _columns(model: Model, one: Asked, chance: Matrix) -> list[int]:
    """The likeliest themes; where words name none, the first is kept even under the bar."""
    order = [int(column) for column in np.argsort(-chance, kind="stable")[:MOST]]
    first, *others = order
    kept = [first] if chance[first] >= (model.decision.bar if one.named else model.decision.floor) else []
    return kept + [column for column in others if chance[column] >= model.decision.bar]


def _suggestion(model: Model, one: Asked, vector: Matrix, column: int, chance: float) -> Suggestion:
    theme = model.slugs[column]
    telling = model.word_model.telling(one.text, column, TELLING)
    return Suggestion(theme, round(chance, 3), telling, _reason(model, one, vector, theme, telling, chance))


def _reason(
    model: Model, one: Asked, vector: Matrix, theme: str, telling: tuple[Term, ...], chance: float
) -> str:
    parts = [f"Coders would give this theme in about {round(chance * 100)} of 100 such passages."]
    if telling:
        words = ", ".join(f"“{one.text[term.first.start : term.last.end]}”" for term in telling)
        parts.append(f"Words that speak for it: {words}.")
    own = [row for row, prototype in enumerate(model.prototypes) if theme in prototype.themes]
    if own:
        near = model.prototype_vectors[own] @ vector
        best = int(np.argmax(near))
        if near[best] >= NEAR:
            parts.append(f"The nearest example coded so: “{_excerpt(model.prototypes[own[best]].text)}”")
    return " ".join(parts)


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"

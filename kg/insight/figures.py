"""A number that knows where it comes from: the named question it answers, and the records behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.insight.columns import objects
from kg.insight.evidence import Evidence, Item, Link, Part, Review, Tag
from kg.insight.statistics import Interval, wilson

Parameters = tuple[tuple[str, str | int], ...]
Record = Review | Item | Tag | Part | Link


@dataclass(frozen=True, slots=True)
class Trace:
    """How anybody gets the same number: the distinct values of ``column`` in the answer to ``query``.

    ``less`` are the parameters of a second asking of the same query, whose values are taken away.
    """

    query: str
    parameters: Parameters
    column: str
    less: Parameters | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, what it is out of (``None`` where it is out of nothing), its trace and its records."""

    value: int
    of: int | None
    trace: Trace
    records: tuple[Record, ...] = ()

    @property
    def interval(self) -> Interval:
        """The 95% Wilson interval of the share."""
        return wilson(self.value, self.of or 0)


@dataclass(frozen=True, slots=True)
class Tally:
    """One count in its two tiers, which never share a figure: there is no sum of the two.

    ``stated`` counts the units that say so in words (or by a person's decision); ``suggested`` the further ones that
    only the model proposes.  Both are out of the same number.
    """

    stated: Figure
    suggested: Figure

    @property
    def none(self) -> bool:
        """Whether there is nothing in either tier."""
        return not (self.stated.value or self.suggested.value)


def tally(
    evidence: Evidence, tags: Iterable[Tag], of: int | None, parameters: Parameters, column: str = "review"
) -> Tally:
    """Count the distinct reviews, items or units behind ``tags``, the two tiers apart.

    ``column`` is ``review``, ``item``, ``unit`` (a finding together with its points) or ``tagging`` (an item with a
    theme).
    """
    held, items = tuple(tags), evidence.item
    if column == "review":
        places = [items[tag.item].review for tag in held]
    elif column == "item":
        places = [tag.item for tag in held]
    elif column == "tagging":
        places = [f"{tag.item} {tag.theme}" for tag in held]
    else:
        places = [items[tag.item].parent or tag.item for tag in held]
    known: dict[str, int] = {}
    numbers = np.array([known.setdefault(place, len(known)) for place in places], np.int64)
    stated = np.array([tag.stated for tag in held], np.bool_)
    return tally_of(evidence, objects(held), stated, numbers, of, parameters, column)


def tally_of(
    evidence: Evidence,
    tags: npt.NDArray[np.object_],
    stated: npt.NDArray[np.bool_],
    places: npt.NDArray[np.int64],
    of: int | None,
    parameters: Parameters,
    column: str = "review",
) -> Tally:
    """Count the distinct places of tags, each with its own number; ``column`` says what a place is."""
    said = np.zeros(places.max(initial=-1) + 1, np.bool_)
    said[places[stated]] = True
    rest = ~stated & ~said[places]
    told = np.zeros_like(said)
    told[places[rest]] = True
    base = parameters + evidence.scope
    in_words, by_model = (("tier", "stated"), *base), (("tier", "suggested"), *base)
    query = "theme-evidence"
    return Tally(
        stated=Figure(int(said.sum()), of, Trace(query, in_words, column), tuple(tags[stated].tolist())),
        suggested=Figure(
            int(told.sum()),
            of,
            Trace(query, by_model, column, less=in_words),
            tuple(tags[rest].tolist()),
        ),
    )

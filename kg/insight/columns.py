"""The tags as columns of numbers: what counts over all of them at once, instead of one after another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.insight.evidence import FINDINGS, LEARNING, Evidence
from kg.model import ItemKind, Polarity

Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

_KINDS = {kind: number for number, kind in enumerate(ItemKind)}
UNDATED = 0  # the year of a review that states none


@dataclass(frozen=True, slots=True)
class Columns:
    """Some tags of the evidence in its order, an entry of each column for each."""

    tags: npt.NDArray[np.object_]
    stated: Truths
    theme: Numbers  # place in ``evidence.themes``, or behind them
    item: Numbers  # place in ``evidence.items``
    unit: Numbers  # a number for the item, a point having that of its finding
    review: Numbers  # place in ``evidence.reviews``
    year: Numbers  # of the review
    kind: Numbers
    praise: Truths  # of an item that tells of good practice

    def only(self, which: Truths | Numbers | slice) -> Columns:
        return Columns(*(getattr(self, column.name)[which] for column in fields(self)))

    def of_kinds(self, kinds: Collection[ItemKind]) -> Truths:
        """Which tags stand on items of these kinds."""
        wanted = np.zeros(len(_KINDS), np.bool_)
        wanted[[_KINDS[kind] for kind in kinds]] = True
        return wanted[self.kind]

    @property
    def learning(self) -> Truths:
        return self.of_kinds(LEARNING)

    @property
    def lack(self) -> Truths:
        """Which stand on findings that are no praise."""
        return self.of_kinds(FINDINGS) & ~self.praise

    def split(self, keys: Numbers) -> dict[int, Columns]:
        """The tags of each key, in their order."""
        order, starts, ends = _runs(keys)
        parts = self.only(order)
        return {
            int(keys[order[start]]): parts.only(slice(start, end))
            for start, end in zip(starts, ends, strict=True)
        }


def columns(evidence: Evidence) -> Columns:
    """Of all tags of the evidence; ``evidence.columns`` keeps them."""
    places = {item.iri: place for place, item in enumerate(evidence.items)}
    units = dict(places)  # a finding that is named but not held has a number of its own
    reviews = {review.iri: place for place, review in enumerate(evidence.reviews)}
    themes = {theme.slug: place for place, theme in enumerate(evidence.themes)}
    item = np.array([places[tag.item] for tag in evidence.tags], np.int64)
    unit = np.array([units.setdefault(one.parent or one.iri, len(units)) for one in evidence.items], np.int64)
    review = np.array([reviews[one.review] for one in evidence.items], np.int64)
    year = np.array([one.year or UNDATED for one in evidence.reviews], np.int64)
    kind = np.array([_KINDS[one.kind] for one in evidence.items], np.int64)
    praise = np.array([one.polarity is Polarity.GOOD for one in evidence.items], np.bool_)
    return Columns(
        tags=objects(evidence.tags),
        stated=np.array([tag.stated for tag in evidence.tags], np.bool_),
        theme=np.array([themes.setdefault(tag.theme, len(themes)) for tag in evidence.tags], np.int64),
        item=item,
        unit=unit[item],
        review=review[item],
        year=year[review[item]],
        kind=kind[item],
        praise=praise[item],
    )


def objects(things: Sequence[object]) -> npt.NDArray[np.object_]:
    """The things as an array of one dimension, whatever they are."""
    found = np.empty(len(things), np.object_)
    found[:] = things
    return found


def in_groups(keys: Numbers, *columns: npt.NDArray[Any]) -> Iterator[tuple[Any, ...]]:
    """Each key, smallest first, with what stands beside it in every column: a tuple for each, in order."""
    order, starts, ends = _runs(keys)
    held = [column[order].tolist() for column in columns]
    for key, start, end in zip(keys[order][starts].tolist(), starts, ends, strict=True):
        yield key, *(tuple(column[start:end]) for column in held)


def _runs(keys: Numbers) -> tuple[Numbers, list[int], list[int]]:
    """The order that puts like keys together, and where each key begins and ends in it."""
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(np.diff(keys[order], prepend=-1)).tolist()
    return order, starts, [*starts[1:], len(keys)][: len(starts)]

"""The state of the corpus in figures, for the site's first page and lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.insight.ask import ask
from kg.present.viewer.gathering import outline, short
from kg.present.viewer.learning import ITEM_KINDS, Learning, Node
from kg.present.viewer.pictures.recurring_themes import FINDINGS, theme_tallies
from kg.resources import internal_query
from kg.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Counted:
    """A theme and in how many reviews a finding raises it: on the text's words, or only by suggestion."""

    node: Node
    group: str
    stated: int
    suggested: int


@dataclass(frozen=True)
class State:
    held: tuple[Node, ...]
    named: tuple[Node, ...]  # reviews known only from other documents
    items: tuple[tuple[str, int], ...]  # by kind
    themes: tuple[Counted, ...]  # the most raised first
    years: tuple[int, int] | None

    @cached_property
    def counted(self) -> dict[str, Counted]:
        """The same themes by id."""
        return {row.node.id: row for row in self.themes}


def state_of(learning: Learning) -> State:
    """The state of a corpus that is there whole."""
    tallies = theme_tallies(learning, FINDINGS)
    counts = {}
    for theme, tally in tallies.items():
        stated = {review for review, _, _ in tally.rows("stated")}
        counts[theme] = len(stated), tally.reviews - len(stated)
    return _state(learning, Counter(node.kind for node in learning.nodes), counts)


def state_in(store: Store) -> State:
    """The same by a few questions, as the first page must not wait until all that the texts say is loaded."""
    kinds = {
        str(kind): int(str(items)) for kind, items in store.select(internal_query("count-kinds.rq")).rows
    }
    counts = {
        short(row["theme"]): (int(str(row["reviews"])), int(str(row["suggested"])))
        for row in ask(store, "recurring-themes", minimum=1).dicts()
    }
    return _state(outline(store), kinds, counts)


def _state(learning: Learning, kinds: Mapping[str, int], counts: Mapping[str, tuple[int, int]]) -> State:
    reviews = learning.of_kind("review")
    held = tuple(node for node in reviews if not node.placeholder)
    years = [node.year for node in held if node.year is not None]
    return State(
        held=tuple(sorted(held, key=lambda n: (-(n.year or 0), n.label, n.id))),
        named=tuple(node for node in reviews if node.placeholder),
        items=tuple((kind, kinds[kind]) for kind in ITEM_KINDS if kinds.get(kind)),
        themes=_themes(learning, counts),
        years=(min(years), max(years)) if years else None,
    )


def _themes(learning: Learning, counts: Mapping[str, tuple[int, int]]) -> tuple[Counted, ...]:
    groups = {node.group: node.label for node in learning.of_kind("theme") if not node.parent}
    counted = [
        Counted(node, groups.get(node.group, ""), *counts.get(node.id, (0, 0)))
        for node in learning.of_kind("theme")
    ]
    return tuple(sorted(counted, key=lambda c: (-c.stated, -c.suggested, c.node.label, c.node.id)))

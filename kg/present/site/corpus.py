"""The state of the corpus in figures, for the site's first page and lists."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from kg.present.viewer.learning import ITEM_KINDS, Learning, Node
from kg.present.viewer.picture import Tally
from kg.present.viewer.pictures.recurring_themes import FINDINGS, theme_tallies


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
    reviews = learning.of_kind("review")
    held = tuple(node for node in reviews if not node.placeholder)
    years = [node.year for node in held if node.year is not None]
    kinds = Counter(node.kind for node in learning.nodes)
    return State(
        held=tuple(sorted(held, key=lambda n: (-(n.year or 0), n.label, n.id))),
        named=tuple(node for node in reviews if node.placeholder),
        items=tuple((kind, kinds[kind]) for kind in ITEM_KINDS if kinds[kind]),
        themes=_themes(learning),
        years=(min(years), max(years)) if years else None,
    )


def _themes(learning: Learning) -> tuple[Counted, ...]:
    groups = {node.group: node.label for node in learning.of_kind("theme") if not node.parent}
    tallies = theme_tallies(learning, FINDINGS)
    nothing = Tally()
    counted = []
    for node in learning.of_kind("theme"):
        tally = tallies.get(node.id, nothing)
        stated = {review for review, _, _ in tally.rows("stated")}
        counted.append(Counted(node, groups.get(node.group, ""), len(stated), tally.reviews - len(stated)))
    return tuple(sorted(counted, key=lambda c: (-c.stated, -c.suggested, c.node.label, c.node.id)))

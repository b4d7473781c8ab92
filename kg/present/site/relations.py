"""What stands beside a thing on its page: its neighbours by relation, in the page's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.present.viewer.learning import ITEM_KINDS, Edge, Learning, Node
from kg.present.viewer.payload import kinds, words


@dataclass(frozen=True, slots=True)
class Row:
    node: Node
    edge: Edge
    review: Node | None  # of a learning item


@dataclass(frozen=True, slots=True)
class Group:
    relation: str
    title: str
    rows: tuple[Row, ...]


class Surroundings:
    """The edges of a graph from both ends.  ``likenesses`` says why those between findings are not among them."""

    def __init__(self, learning: Learning, likenesses: str = "") -> None:
        self.learning = learning
        self.likenesses = likenesses

    @cached_property
    def _children(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for node in self.learning.nodes:
            if node.kind in ("theme", "review"):
                found[node.parent].append(node)
        return found

    def children(self, node: Node) -> list[Node]:
        """A theme's narrower themes, an area's reviews."""
        return self._children.get(node.id, [])

    def speaking(self, node: Node) -> list[str]:
        """The ids of the other reviews at the other ends of its edges, or whose items are: the latest first."""
        there = self.learning.by_id
        ends = {end for edge in self.learning.edges_at(node.id) for end in (edge.source, edge.target)}
        reviews = {self.learning.review_of(there[end]) for end in ends} & there.keys()
        return latest_first({name: there[name].year for name in reviews - {self.learning.review_of(node)}})

    def groups(self, node: Node, among: Collection[str] | None = None) -> list[Group]:
        """Neighbours grouped by relation and direction: stated before suggested, then by kind and name.

        Where reviews are given, only those ``among`` them and their items; "" stands for what belongs to no review.
        """
        found: dict[tuple[str, int], list[Row]] = defaultdict(list)
        for edge in self.learning.edges_at(node.id):
            review = self._review(edge.target if edge.source == node.id else edge.source)
            if among is not None and review not in among:
                continue
            if edge.source == node.id:
                found[edge.relation, 0].append(self._row(edge.target, edge))
            if edge.target == node.id:
                found[edge.relation, 1].append(self._row(edge.source, edge))
        return [
            Group(relation, _title(relation, way), tuple(sorted(found[relation, way], key=_order)))
            for relation, way in sorted(found, key=lambda key: (_place(key[0]), key))
        ]

    def items(self, review: Node) -> list[Node]:
        """A review's learning items, by kind and in the order of the document."""
        found = [
            self.learning.by_id[e.source]
            for e in self.learning.edges_at(review.id)
            if e.relation == "raised-in"
        ]
        return sorted(found, key=lambda n: (ITEM_KINDS.index(n.kind), _number(n.number), n.id))

    def _review(self, name: str) -> str:
        return self.learning.review_of(self.learning.by_id[name])

    def _row(self, other: str, edge: Edge) -> Row:
        node = self.learning.by_id[other]
        review = self.learning.by_id.get(node.parent) if node.kind in ITEM_KINDS else None
        return Row(node, edge, review)


def latest_first(years: Mapping[str, int | None]) -> list[str]:
    """Reviews by their years, and by id."""
    return sorted(years, key=lambda name: (-(years[name] or 0), name))


def _title(relation: str, way: int) -> str:
    """The page's word for a relation; a link type that the codebook has and the page does not goes by its own name."""
    title: str = words()["relations"].get(relation, [relation.replace("-", " ")] * 2)[way]
    return title


def _place(relation: str) -> int:
    order = list(words()["relations"])
    return order.index(relation) if relation in order else len(order)


def _order(row: Row) -> tuple[bool, int, str, str]:
    return (row.edge.basis != "stated", kinds().index(row.node.kind), row.node.label, row.node.id)


def _number(printed: str) -> tuple[int, str]:
    digits = "".join(sign for sign in printed if sign.isdigit())
    return (int(digits) if digits else 10**6, printed)

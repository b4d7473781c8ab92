"""What the pictures are made from: the dataset's nodes and edges as plain values, in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

ITEM_KINDS = ("finding", "point", "recommendation", "question", "good-practice", "purpose")


@dataclass(frozen=True, slots=True)
class Node:
    """A review, theme, agency, area or learning item.

    ``id`` is its IRI without the base (``theme/neglect``).  ``parent`` is the node it folds into: a theme's group,
    an item's review, a review's area.  ``text`` holds exact words, printed on ``page`` of the file ``source``.
    """

    id: str
    kind: str  # review, theme, agency, area, or one of ITEM_KINDS
    label: str
    parent: str = ""
    group: str = ""  # of a theme: the slug of its top concept
    type: str = ""  # of a review or an agency, in words
    year: int | None = None
    text: str = ""
    number: str = ""
    page: int | None = None
    source: str = ""
    note: str = ""
    polarity: str = ""
    above: str = ""  # of a point: the id of its finding
    placeholder: bool = False  # a review known only from another document


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes, how it came about, and the words it rests on."""

    source: str
    target: str
    relation: str
    basis: str  # stated, suggested or computed
    words: str = ""
    page: int | None = None
    score: float | None = None


@dataclass(frozen=True)
class Learning:
    """Every node and edge, sorted; edges whose ends are both here.  Make it with ``Learning.of``."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0  # learning items that the page does not carry, because there are too many
    _empty: tuple[Edge, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, nodes: Iterable[Node], edges: Iterable[Edge], left_out: int = 0) -> Learning:
        """Put nodes and edges in a fixed order, each once (the first wins), without dangling edges."""
        by_id: dict[str, Node] = {}
        for node in nodes:
            by_id.setdefault(node.id, node)
        kept: dict[tuple[str, str, str, str], Edge] = {}
        for edge in sorted(edges, key=lambda e: (e.source, e.target, e.relation, e.basis, e.words)):
            if edge.source in by_id and edge.target in by_id:
                kept.setdefault((edge.source, edge.target, edge.relation, edge.basis), edge)
        return cls(tuple(by_id[key] for key in sorted(by_id)), tuple(kept.values()), left_out)

    @cached_property
    def index(self) -> dict[str, int]:
        """The place of each node in ``nodes``, by id."""
        return {node.id: place for place, node in enumerate(self.nodes)}

    @cached_property
    def by_id(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def _out(self) -> dict[str, list[Edge]]:
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            found[edge.source].append(edge)
        return found

    @cached_property
    def _at(self) -> dict[str, list[Edge]]:
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            found[edge.source].append(edge)
            if edge.target != edge.source:
                found[edge.target].append(edge)
        return found

    def of_kind(self, *kinds: str) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if node.kind in kinds)

    def edges_from(self, node_id: str, *relations: str) -> list[Edge]:
        """The edges that leave a node, of the given relations (all when none is given)."""
        return [e for e in self._out.get(node_id, self._empty) if not relations or e.relation in relations]

    def edges_at(self, node_id: str) -> list[Edge]:
        """The edges that leave a node or come to it."""
        return self._at.get(node_id, [])

    def review_of(self, node: Node) -> str:
        """The id of the review that a review or learning item belongs to; empty for other kinds."""
        if node.kind == "review":
            return node.id
        return node.parent if node.kind in ITEM_KINDS else ""

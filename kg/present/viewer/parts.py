"""A graph in two parts: what the pictures show at first sight, and the words behind them, which a page needs later.

A page in a file carries both and reads the second when somebody looks behind a mark; a served page carries the first
and asks the server for the rest, node by node.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.present.viewer.learning import ITEM_KINDS, Learning
from kg.present.viewer.names import ALL
from kg.present.viewer.picture import Picture


@dataclass(frozen=True, slots=True)
class Parts:
    """``first`` is a graph of its own.  ``whole`` has the same nodes in the same order and the others after them, and
    only the edges that ``first`` has not."""

    first: Learning
    whole: Learning


def part(learning: Learning, pictures: Iterable[Picture]) -> Parts:
    """All but learning items, the items that these pictures show, and the edges between them, come first.

    The picture of every node is no reason to come first: it is drawn when it is asked for.
    """
    shown = {mark.id for picture in pictures if picture.name != ALL for mark in picture.marks}
    nodes = tuple(n for n in learning.nodes if n.kind not in ITEM_KINDS or n.id in shown)
    there = {node.id for node in nodes}
    edges = tuple(e for e in learning.edges if e.source in there and e.target in there)
    others = tuple(n for n in learning.nodes if n.id not in there)
    within = set(map(id, edges))
    return Parts(
        Learning(nodes, edges, learning.left_out),
        Learning(nodes + others, tuple(e for e in learning.edges if id(e) not in within)),
    )

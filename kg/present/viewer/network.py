"""A picture as a pyvis network: nodes and edges filled directly, places preset, physics off.

pyvis's own ``add_node``/``add_edge`` and ``from_nx`` are not used: they change the given graph, drop parallel edges
and are quadratic.  Texts do not pass through pyvis at all: it carries places, sizes and what they rest on.
"""

from __future__ import annotations

from typing import Any

from pyvis.network import Network

from kg.present.viewer.learning import Learning
from kg.present.viewer.picture import Mark, Picture, Support, Tie


def network_of(picture: Picture, learning: Learning, kinds: list[str]) -> Network:
    """The picture in pyvis, nodes named by their place in ``learning.nodes``.

    Support is written flat (review, kind, count, review, …) under ``s`` (stated) and ``g`` (suggested).
    """

    def flat(support: Support) -> list[int]:
        return [part for review, kind, count in support for part in (index[review], kinds.index(kind), count)]

    index = learning.index

    def lean(mark: Mark | Tie, end: str, **values: Any) -> dict[str, Any]:
        """Without what is empty, and without support by the mark's own review, which the page adds itself."""
        node = learning.by_id[end]
        review = learning.review_of(node)
        own = ((review, node.kind, 1),) if review else ()
        if mark.stated != own or mark.suggested:
            values |= {"s": flat(mark.stated), "g": flat(mark.suggested)}
        return {key: value for key, value in values.items() if value not in ([], "")}

    network = Network(directed=True)
    network.options = {"physics": {"enabled": False}}
    network.nodes = [
        lean(m, m.id, id=index[m.id], x=m.x, y=m.y, size=m.size, side=m.side, label=m.label)
        for m in picture.marks
    ]
    network.edges = [
        lean(t, t.source, **{"from": index[t.source], "to": index[t.target]}, relation=t.relation)
        for t in picture.ties
    ]
    return network

"""A picture as a pyvis network: nodes and edges filled directly, places preset, physics off.

pyvis's own ``add_node``/``add_edge`` and ``from_nx`` are not used: they change the given graph, drop parallel edges
and are quadratic.  Texts do not pass through pyvis at all: it carries places, sizes and what they rest on.
"""

from __future__ import annotations

from typing import Any

from pyvis.network import Network

from kg.present.viewer.learning import Learning
from kg.present.viewer.picture import Picture, Support


def network_of(picture: Picture, learning: Learning, kinds: list[str]) -> Network:
    """The picture in pyvis, nodes named by their place in ``learning.nodes``.

    Support is written flat (review, kind, count, review, …) under ``s`` (stated) and ``g`` (suggested).
    """

    def flat(support: Support) -> list[int]:
        return [part for review, kind, count in support for part in (index[review], kinds.index(kind), count)]

    index = learning.index
    network = Network(directed=True)
    network.options = {"physics": {"enabled": False}}
    network.nodes = [
        _lean(
            id=index[m.id],
            x=m.x,
            y=m.y,
            size=m.size,
            side=m.side,
            label=m.label or None,
            s=flat(m.stated),
            g=flat(m.suggested),
        )
        for m in picture.marks
    ]
    network.edges = [
        _lean(
            **{"from": index[t.source], "to": index[t.target]},
            relation=t.relation,
            s=flat(t.stated),
            g=flat(t.suggested),
        )
        for t in picture.ties
    ]
    return network


def _lean(**values: Any) -> dict[str, Any]:
    """Without empty lists, which are most of them."""
    return {key: value for key, value in values.items() if value not in ([], None)}

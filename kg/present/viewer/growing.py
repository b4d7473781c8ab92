"""What a served page asks for as its reader goes on: the neighbours of nodes, and what has some words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from kg.present.viewer.folding import apart, fold
from kg.present.viewer.learning import ITEM_KINDS, Learning, Node
from kg.present.viewer.names import ALL
from kg.present.viewer.network import network_of
from kg.present.viewer.payload import kinds, picture_json, piece_json
from kg.present.viewer.pictures import every_node

MOST_HITS = 12


class Growing:
    """Pieces of one graph as JSON values, each fit to be added to a page that holds another piece of it."""

    def __init__(self, learning: Learning, href: Callable[[Node], str | None]) -> None:
        self.learning = learning
        self.href = href

    def neighbours(self, names: Iterable[str]) -> dict[str, Any]:
        """These nodes, all that they are linked to, and the themes of it.  Names that are not there are passed over."""
        middles = [name for name in dict.fromkeys(names) if name in self.learning.by_id]
        edges = [edge for name in middles for edge in self.learning.edges_at(name)]
        there = {*middles, *(end for edge in edges for end in (edge.source, edge.target))}
        items = [name for name in there if self.learning.by_id[name].kind in ITEM_KINDS]
        edges += [edge for name in items for edge in self.learning.edges_from(name, "about", "raised-in")]
        there |= {edge.target for edge in edges}
        there |= {self.learning.by_id[name].parent for name in there} & self.learning.by_id.keys()
        return piece_json(Learning.of((self.learning.by_id[name] for name in there), edges), self.href)

    def search(self, query: str) -> dict[str, Any]:
        """The nodes with all words of ``query`` in name or words, the likeliest first: ``hits`` says how many.

        After them come the reviews that they belong to.
        """
        terms = fold(query).split()
        phrase = apart(fold(query))
        scored = [
            (score, -place)
            for place, (label, text) in enumerate(self._folded)
            if terms and (score := self._score(place, label, text, terms, phrase))
        ]
        found = [self.learning.nodes[-place] for _, place in sorted(scored, reverse=True)[:MOST_HITS]]
        named = {node.id: node for node in found}
        for node in found:
            if node.parent in self.learning.by_id:
                named.setdefault(node.parent, self.learning.by_id[node.parent])
        return {"hits": len(found), **piece_json(Learning(tuple(named.values()), ()), self.href)}

    def every_node(self) -> dict[str, Any]:
        """The whole graph with the picture of it, node by node."""
        picture = every_node.draw(self.learning)
        network = network_of(picture, self.learning, kinds())
        drawn = picture_json(picture, network.nodes, network.edges)
        return {"name": ALL, "picture": drawn, **piece_json(self.learning, self.href)}

    @cached_property
    def _folded(self) -> list[tuple[str, str]]:
        return [(fold(node.label), fold(node.text or node.note)) for node in self.learning.nodes]

    def _score(self, place: int, label: str, text: str, terms: list[str], phrase: str) -> float:
        """The same order as the page's own search: these very words in a name, names before words, then beginnings."""
        if not all(term in label or term in text for term in terms):
            return 0.0
        node = self.learning.nodes[place]
        links = len(self.learning.edges_at(node.id))
        return (
            6.0 * (phrase in apart(label))
            + 4.0 * label.startswith(terms[0])
            + 3.0 * all(term in label for term in terms)
            + 2.0 * (node.kind not in ITEM_KINDS)
            + min(1.0, links / 100)
            + 0.001  # the words alone are a hit too
        )

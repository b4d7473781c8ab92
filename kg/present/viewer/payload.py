"""What the page is given as JSON: the graph in pieces, and each picture's places.  A server sends the same."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any

from kg.present.pages import TEMPLATES
from kg.present.viewer.learning import Learning, Node
from kg.present.viewer.network import network_of
from kg.present.viewer.picture import Picture


@cache
def words() -> dict[str, Any]:
    """The page's words: titles, questions, kinds, relations, messages (``templates/viewer/words.json``)."""
    loaded: dict[str, Any] = json.loads((TEMPLATES / "viewer" / "words.json").read_text(encoding="utf-8"))
    return loaded


def kinds() -> list[str]:
    """Every kind of node, in the order that numbers stand for them in the page."""
    return list(words()["kinds"])


def graph_json(
    learning: Learning,
    first: Learning,
    every: int,
    title: str,
    base: str,
    href: Callable[[Node], str | None],
) -> dict[str, Any]:
    """What a page knows from the start: names and numbers of the whole ``learning``, nodes and edges of ``first``.

    ``every`` is how many marks the picture of every node has, which may come later.  ``agencies`` holds a row for each review that has any: its place in ``first.nodes``, then theirs.
    """
    groups = {node.group: node.label for node in learning.of_kind("theme") if not node.parent}
    return {
        "title": title,
        "base": base,
        "held": sum(not node.placeholder for node in learning.of_kind("review")),
        "left_out": learning.left_out,
        "every": every,
        "groups": dict(sorted(groups.items(), key=lambda pair: pair[1])),
        "counts": dict(sorted(Counter(node.kind for node in learning.nodes).items())),
        "agencies": _agencies(learning, first.index),
        **piece_json(first, href),
    }


def piece_json(learning: Learning, href: Callable[[Node], str | None], after: int = 0) -> dict[str, Any]:
    """Nodes and edges; an edge is ``[from, to, relation, basis, words?, page?, score?]``, its ends being places.

    ``href`` gives the address of a node's own page, or None where it has none.  The first ``after`` nodes are left
    out, because the page has them already in this order.
    """
    index = learning.index
    return {
        "after": after,
        "nodes": [_node(node, index, href(node)) for node in learning.nodes[after:]],
        "edges": [
            _trimmed(
                [index[e.source], index[e.target], e.relation, e.basis, e.words or None, e.page, e.score]
            )
            for e in learning.edges
        ],
    }


def _agencies(learning: Learning, index: dict[str, int]) -> list[list[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for edge in learning.edges:
        review = learning.review_of(learning.by_id[edge.source])
        if review and learning.by_id[edge.target].kind == "agency":
            found[index[review]].add(index[edge.target])
    return [[review, *sorted(found[review])] for review in sorted(found)]


def _node(node: Node, index: dict[str, int], href: str | None) -> dict[str, Any]:
    given: dict[str, Any] = {
        "id": node.id,
        "kind": node.kind,
        "label": node.label,
        "parent": index.get(node.parent),
        "group": node.group,
        "type": node.type,
        "year": node.year,
        "text": node.text,
        "page": node.page,
        "source": node.source,
        "note": node.note,
        "polarity": node.polarity,
        "placeholder": node.placeholder or None,
        "href": href,
    }
    return {key: value for key, value in given.items() if value is not None and value != ""}


def _trimmed(values: list[Any]) -> list[Any]:
    while values and values[-1] is None:
        values.pop()
    return values


def picture_json(picture: Picture, nodes: list[Any], edges: list[Any]) -> dict[str, Any]:
    """A picture around the nodes and edges that pyvis holds."""
    return {
        "name": picture.name,
        "nodes": nodes,
        "edges": edges,
        "curve": "across" if picture.across else "round",
        "left_out": picture.left_out,
        "regions": [
            {"title": r.title, "x": r.x, "y": r.y, "width": r.width, "height": r.height, "group": r.group}
            for r in picture.regions
        ],
    }


def pictures_json(pictures: tuple[Picture, ...], learning: Learning) -> dict[str, Any]:
    """Every picture by name, for a server that sends them apart from the page."""
    done = {}
    for picture in pictures:
        network = network_of(picture, learning, kinds())
        done[picture.name] = picture_json(picture, network.nodes, network.edges)
    return done

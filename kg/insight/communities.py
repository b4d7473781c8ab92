"""Groups of themes that are raised together, and the themes that bridge them: NetworkX on the pairs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from kg.insight.cooccurrence import Pair

_SEED = 1  # Louvain shuffles; a fixed seed on sorted nodes and edges makes it repeatable
_FEWEST = 4  # themes that a network needs before a grouping of it says anything


@dataclass(frozen=True, slots=True)
class Landscape:
    """Communities (slugs, the largest first) and bridges (slug and share of shortest paths that pass through it)."""

    communities: tuple[tuple[str, ...], ...]
    bridges: tuple[tuple[str, float], ...]
    edges: tuple[Pair, ...]


def network(pairs: Iterable[Pair]) -> nx.Graph[str]:
    """The co-occurrence network: themes joined where they meet beyond chance, weighted by how often."""
    graph: nx.Graph[str] = nx.Graph()
    kept = sorted((p for p in pairs if p.beyond_chance), key=lambda p: (p.first, p.second))
    graph.add_nodes_from(sorted({slug for pair in kept for slug in (pair.first, pair.second)}))
    graph.add_weighted_edges_from((pair.first, pair.second, pair.together.value) for pair in kept)
    return graph


def landscape(pairs: tuple[Pair, ...], bridges: int = 5) -> Landscape | None:
    """Communities by Louvain's method and bridges by betweenness; ``None`` where there is too little to group.

    Blondel et al. (2008) and Brandes (2001), through NetworkX.  A bridge lies on shortest paths between themes
    that are otherwise apart: learning about it reaches further than its own count says.
    """
    graph = network(pairs)
    if len(graph) < _FEWEST:
        return None
    groups = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    between = nx.betweenness_centrality(graph)
    ranked = sorted(
        ((slug, share) for slug, share in between.items() if share > 0), key=lambda row: (-row[1], row[0])
    )
    ordered = sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group))
    edges = tuple(pair for pair in pairs if graph.has_edge(pair.first, pair.second))
    return Landscape(tuple(ordered), tuple(ranked[:bridges]), edges)

"""Many described documents as one dataset of named graphs, each a sorted list of N-Triples lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Quad

from kg.graph import iris
from kg.graph.entities import settle
from kg.graph.schemes import Schemes
from kg.graph.totals import Totals

Lines = list[str]  # N-Triples lines without line ends, sorted, each once


def lines_by_graph(quads: Iterable[Quad]) -> dict[str, Lines]:
    """The quads of one document as N-Triples lines by graph name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for quad in quads:
        found[str(getattr(quad.graph_name, "value", ""))].add(f"{quad.triple} .")
    return {name: sorted(lines) for name, lines in found.items()}


def assemble(documents: Iterable[Mapping[str, Lines]], schemes: Schemes) -> dict[str, Lines]:
    """The whole dataset: a graph for each text, and the shared ones settled, derived and made complete."""
    graphs: dict[str, Lines] = {}
    entities: set[str] = set()
    computed: set[str] = set()
    for document in documents:
        for name, lines in document.items():
            if name == iris.ENTITIES.value:
                entities.update(lines)
            elif name == iris.COMPUTED.value:
                computed.update(lines)
            else:
                graphs[name] = lines
    return dict(sorted({**graphs, **assemble_shared(entities, computed, schemes)}.items()))


def assemble_shared(entities: set[str], computed: set[str], schemes: Schemes) -> dict[str, Lines]:
    """The graphs that all documents write to together: entities, computed triples, and the vocabulary."""
    totals = Totals()
    settled = settle(entities)
    derived = totals.add(settled, computed)
    return {
        iris.ENTITIES.value: settled,
        iris.COMPUTED.value: sorted({*derived, *totals.lines(), *of_schemes(schemes)}),
        iris.VOCABULARY.value: vocabulary(schemes),
    }


def of_schemes(schemes: Schemes) -> set[str]:
    """The computed lines that follow from the schemes alone."""
    return {f"{triple} ." for triple in schemes.derived()}


def vocabulary(schemes: Schemes) -> Lines:
    return sorted({f"{triple} ." for triple in schemes.triples})

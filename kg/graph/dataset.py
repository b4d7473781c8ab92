"""Many described documents as one dataset of named graphs, each a sorted list of N-Triples lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Quad

from kg.graph import iris
from kg.graph.entities import settle
from kg.graph.schemes import Schemes
from kg.graph.vocabulary import SLR

PairCounts = Counter[tuple[str, str]]  # (pair, property) -> count
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
    counts: PairCounts = Counter()
    derived = settle_computed(computed, counts)
    return {
        iris.ENTITIES.value: settle(entities),
        iris.COMPUTED.value: sorted({*derived, *counted(counts), *of_schemes(schemes)}),
        iris.VOCABULARY.value: vocabulary(schemes),
    }


def settle_computed(computed: set[str], counts: PairCounts) -> set[str]:
    """The computed lines of some subjects without what another document overrules; pairs of themes are added to ``counts``."""
    members = {str(SLR["inPair"]): str(SLR["pairItems"]), str(SLR["hasPair"]): str(SLR["pairReviews"])}
    for line in computed:
        _, predicate, value = line[:-2].split(" ", 2)
        if predicate in members:
            counts[value, members[predicate]] += 1
    return computed - _asserted_elsewhere(computed)


def counted(counts: PairCounts) -> set[str]:
    """How many items, and how many reviews, hold each pair of themes."""
    integer = "<http://www.w3.org/2001/XMLSchema#integer>"
    return {f'{pair} {predicate} "{count}"^^{integer} .' for (pair, predicate), count in counts.items()}


def of_schemes(schemes: Schemes) -> set[str]:
    """The computed lines that follow from the schemes alone."""
    return {f"{triple} ." for triple in schemes.derived()}


def vocabulary(schemes: Schemes) -> Lines:
    return sorted({f"{triple} ." for triple in schemes.triples})


def _asserted_elsewhere(computed: set[str]) -> set[str]:
    """Suggestions for a review's findings that another document of the same review asserts."""
    suggested, asserted = f" {SLR['suggestedFindingTheme']} ", f" {SLR['findingTheme']} "
    return {line for line in computed if suggested in line and line.replace(suggested, asserted) in computed}

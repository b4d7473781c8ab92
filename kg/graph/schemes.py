"""The ontology and the SKOS schemes: as triples for the vocabulary graph, and as a tree to walk up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.errors import OntologyError
from kg.graph.vocabulary import SKOS, SLR
from kg.resources import ontology_folder

# Which files of ontology/ are part of the dataset.  Shapes and cues are for tools, the bank for the tagger.
FILES = ("learning.ttl", "themes.ttl", "crosswalks.ttl", "agency-types.ttl", "review-schemes.ttl")


class Schemes:
    """Concepts by IRI, and what stands above each."""

    def __init__(self, triples: list[Triple]) -> None:
        self.triples = triples
        self._parent: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        for triple in triples:
            subject, value = str(getattr(triple.subject, "value", "")), triple.object
            if triple.predicate == SKOS["broader"] and isinstance(value, NamedNode):
                self._parent[subject] = min(value.value, self._parent.get(subject, value.value))
            elif triple.predicate == SKOS["prefLabel"]:
                self.labels[subject] = str(getattr(value, "value", ""))

    def within(self, concept: str) -> tuple[str, ...]:
        """The concept and all above it, nearest first."""
        path = [concept]
        while (above := self._parent.get(path[-1])) is not None:
            if above in path:
                raise OntologyError(f"<{above}> stands above itself.", hint="Mend skos:broader in ontology/.")
            path.append(above)
        return tuple(path)

    def top(self, concept: str) -> str:
        return self.within(concept)[-1]

    def derived(self) -> Iterator[Triple]:
        """``slr:within`` and ``slr:topGroup`` for every concept: ``skos:broader*`` written out."""
        for concept in sorted(self.labels):
            for above in self.within(concept):
                yield Triple(NamedNode(concept), SLR["within"], NamedNode(above))
            yield Triple(NamedNode(concept), SLR["topGroup"], NamedNode(self.top(concept)))


@cache
def schemes(folder: Path | None = None) -> Schemes:
    """Read the ontology's Turtle files once.  ``OntologyError`` names the file and the line of a fault."""
    triples: list[Triple] = []
    for name in FILES:
        path = (folder or ontology_folder()) / name
        try:
            triples += (quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE))
        except (SyntaxError, OSError) as error:
            raise OntologyError(f"{path.name} cannot be read: {error}") from error
    return Schemes(triples)

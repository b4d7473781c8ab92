"""The ontology as plain values to be shown: classes, properties, shapes' messages, and the schemes' concepts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.graph.schemes import Schemes
from kg.graph.vocabulary import BASE, OWL, PREFIXES, RDF, RDFS, SKOS, SLR

RDFS_NS, OWL_NS, SKOS_NS = RDFS.iri, OWL.iri, SKOS.iri
Facts = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property: its name, label, comment, and what it is under, of and to."""

    name: str
    iri: str
    label: str
    comment: str
    under: tuple[str, ...]
    of: tuple[str, ...]  # domain
    to: tuple[str, ...]  # range
    computed: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept with its narrower ones."""

    iri: str
    label: str
    note: str
    also: tuple[str, ...]
    narrower: tuple[Concept, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of concepts, from its top ones down."""

    iri: str
    title: str
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Documentation:
    """All of the ontology that a reader needs."""

    version: str
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    schemes: tuple[Scheme, ...]


def documentation(schemes: Schemes) -> Documentation:
    """Read what the ontology says of itself."""
    said: defaultdict[str, Facts] = defaultdict(lambda: defaultdict(list))
    for triple in schemes.triples:
        subject, value = str(getattr(triple.subject, "value", "")), str(getattr(triple.object, "value", ""))
        said[subject][triple.predicate.value].append(value)
    ours = sorted(iri for iri in said if iri.startswith(SLR.iri))
    classes = [iri for iri in ours if OWL_NS + "Class" in said[iri][RDF["type"].value]]
    found = sorted(iri for iri in said if SKOS_NS + "ConceptScheme" in said[iri][RDF["type"].value])
    return Documentation(
        version="".join(said[SLR.iri.rstrip("#")][OWL["versionInfo"].value]),
        classes=tuple(_term(iri, said[iri]) for iri in classes),
        properties=tuple(
            _term(iri, said[iri]) for iri in ours if iri not in classes and said[iri][RDF["type"].value]
        ),
        schemes=tuple(_scheme(iri, said) for iri in found),
    )


def _term(iri: str, facts: Facts) -> Term:
    return Term(
        name=short(iri),
        iri=iri,
        label="".join(facts[RDFS["label"].value][:1]),
        comment=" ".join(facts[RDFS["comment"].value]),
        under=_names(facts, RDFS_NS + "subClassOf", RDFS_NS + "subPropertyOf"),
        of=_names(facts, RDFS_NS + "domain"),
        to=_names(facts, RDFS_NS + "range"),
        computed="computed" in facts[SLR["basis"].value],
    )


def _names(facts: Facts, *properties: str) -> tuple[str, ...]:
    return tuple(sorted(short(value) for name in properties for value in facts[name]))


def short(iri: str) -> str:
    """``slr:hasTheme`` for the whole IRI."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri.removeprefix("http://xmlns.com/foaf/0.1/")


def _scheme(iri: str, said: dict[str, Facts]) -> Scheme:
    tops = sorted(one for one, facts in list(said.items()) if iri in facts[SKOS["topConceptOf"].value])
    title = "".join(said[iri]["http://purl.org/dc/terms/title"][:1]) or iri.removeprefix(BASE)
    below: defaultdict[str, list[str]] = defaultdict(list)
    for one, facts in list(said.items()):
        for above in facts[SKOS["broader"].value]:
            below[above].append(one)
    if not tops:
        tops = sorted(one for one, facts in list(said.items()) if iri in facts[SKOS["inScheme"].value])
    return Scheme(iri, title, tuple(_concept(one, said, below) for one in tops))


def _concept(iri: str, said: dict[str, Facts], below: dict[str, list[str]]) -> Concept:
    facts = said[iri]
    return Concept(
        iri=iri,
        label="".join(facts[SKOS["prefLabel"].value][:1]) or iri.rsplit("/", 1)[-1],
        note=" ".join(facts[SKOS_NS + "scopeNote"]),
        also=tuple(facts[SKOS["altLabel"].value]),
        narrower=tuple(_concept(one, said, below) for one in sorted(below.get(iri, ()))),
    )

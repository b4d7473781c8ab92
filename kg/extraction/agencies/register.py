"""The register of named bodies and areas (``ontology/agencies.ttl``): other names, acronyms, kinds, codes, clashing labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rdflib import RDF, SKOS, Graph, URIRef
from rdflib.namespace import ORG

from kg.errors import OntologyError
from kg.extraction.agencies.grammar import fold
from kg.extraction.vocabulary import SLR, slug
from kg.resources import ontology_folder


@dataclass(frozen=True, slots=True)
class Body:
    """A registered body.  ``area`` is the only area whose reviews mean it by a hidden label; None for any."""

    key: str
    name: str
    kind: str
    names: tuple[str, ...]
    hidden: tuple[str, ...]
    acronyms: tuple[str, ...]
    area: str | None


@dataclass(frozen=True, slots=True)
class Register:
    """Bodies by folded name and by hidden label, codes by folded area, keys by area and case label."""

    bodies: dict[str, Body]
    hidden: dict[str, tuple[Body, ...]]
    codes: dict[str, str]
    case_keys: dict[tuple[str, str, int], str]

    def body(self, name: str, area: str | None = None) -> Body | None:
        """The body of this name, or of this acronym exactly as printed."""
        if found := self.bodies.get(_plain(name)):
            return found
        for body in self.hidden.get(name.strip(), ()):
            if body.area is None or body.area == area:
                return body
        return None

    def case_key(self, area: str | None, label: str | None, year: int | None) -> str | None:
        """The key that a line of the register gives to a case label which one board used twice."""
        if area is None or label is None or year is None:
            return None
        return self.case_keys.get((fold(area), fold(label), year))

    def area_code(self, area: str | None) -> str | None:
        return self.codes.get(fold(area)) if area else None


@cache
def register() -> Register:
    """The register, read once.  Raises ``OntologyError`` when the file is missing or broken."""
    graph = Graph()
    try:
        graph.parse(ontology_folder() / "agencies.ttl", format="turtle")
    except Exception as error:  # rdflib raises many kinds: all mean that the file cannot be used
        raise OntologyError(f"ontology/agencies.ttl cannot be read: {error}") from error
    found = sorted(s for s in graph.subjects(RDF.type, ORG.Organization) if isinstance(s, URIRef))
    bodies = [_body(graph, subject) for subject in found]
    hidden: dict[str, list[Body]] = {}
    for body in bodies:
        for label in body.hidden:
            hidden.setdefault(label, []).append(body)
    return Register(
        bodies={_plain(name): body for body in bodies for name in body.names},
        hidden={label: tuple(members) for label, members in hidden.items()},
        codes=_codes(graph),
        case_keys=_case_keys(graph),
    )


def _body(graph: Graph, subject: URIRef) -> Body:
    def all_of(predicate: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(o) for o in graph.objects(subject, predicate)))

    area = graph.value(subject, SLR.inArea)
    return Body(
        key=slug(subject),
        name=str(graph.value(subject, SKOS.prefLabel)),
        kind=slug(graph.value(subject, ORG.classification)),
        names=(*all_of(SKOS.prefLabel), *all_of(SKOS.altLabel)),
        hidden=all_of(SKOS.hiddenLabel),
        acronyms=all_of(SLR.acronym),
        area=str(area) if area is not None else None,
    )


def _codes(graph: Graph) -> dict[str, str]:
    return {
        fold(str(label)): str(code)
        for subject, code in graph.subject_objects(SKOS.notation)
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for label in graph.objects(subject, predicate)
    }


def _case_keys(graph: Graph) -> dict[tuple[str, str, int], str]:
    return {
        (
            fold(str(graph.value(subject, SLR.inArea))),
            fold(str(graph.value(subject, SLR.caseLabel))),
            int(str(graph.value(subject, SLR.publicationYear))),
        ): slug(subject)
        for subject in graph.subjects(RDF.type, SLR.CaseKey)
    }


def _plain(name: str) -> str:
    """A name without "the" and "NHS", with "and" for "&": what people leave out or vary."""
    words = re.sub(r"\bnhs\b|^the\b", " ", fold(name).replace("&", "and"))
    return " ".join(words.split())

"""The namespaces of the graph, closed: a term that is not declared cannot be written.

Our own terms are those that ``ontology/learning.ttl`` declares, so the ontology and the code cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import OntologyError
from kg.resources import ontology_folder

BASE = "https://safeguarding-learning.example/"


class Names:
    """A closed namespace: ``SKOS["prefLabel"]`` is an IRI, an unknown name an ``OntologyError``."""

    def __init__(self, iri: str, names: Iterable[str]) -> None:
        self.iri = iri
        self._terms = {name: NamedNode(iri + name) for name in names}

    def __getitem__(self, name: str) -> NamedNode:
        try:
            return self._terms[name]
        except KeyError:
            raise OntologyError(
                f"<{self.iri}> has no term {name!r}.", hint="Declare it in ontology/learning.ttl first."
            ) from None

    def __contains__(self, name: str) -> bool:
        return name in self._terms


def _declared(iri: str) -> Names:
    """The terms of ours that ``learning.ttl`` declares."""
    path = ontology_folder() / "learning.ttl"
    try:
        triples = list(parse(path=str(path), format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise OntologyError(f"ontology/learning.ttl is broken: {error}") from error
    subjects = {triple.subject.value for triple in triples if isinstance(triple.subject, NamedNode)}
    return Names(iri, (value[len(iri) :] for value in subjects if value.startswith(iri)))


SLR = _declared(BASE + "ontology#")
RDF = Names("http://www.w3.org/1999/02/22-rdf-syntax-ns#", ["type"])
RDFS = Names("http://www.w3.org/2000/01/rdf-schema#", ["label", "comment", "seeAlso"])
XSD = Names(
    "http://www.w3.org/2001/XMLSchema#",
    [
        "boolean", "date", "dateTime", "decimal", "gYear", "gYearMonth", "integer", "string",
    ],
)  # fmt: skip
SKOS = Names(
    "http://www.w3.org/2004/02/skos/core#",
    [
        "altLabel",
        "broader",
        "hiddenLabel",
        "inScheme",
        "narrower",
        "notation",
        "note",
        "prefLabel",
        "topConceptOf",
    ],
)
DCTERMS = Names(
    "http://purl.org/dc/terms/",
    [
        "Location", "creator", "date", "description", "extent", "format", "identifier", "issued", "language", "license",
        "publisher", "title",
    ],
)  # fmt: skip
PROV = Names(
    "http://www.w3.org/ns/prov#",
    ["SoftwareAgent", "endedAtTime", "used", "wasAssociatedWith", "wasDerivedFrom", "wasGeneratedBy"],
)
OA = Names(
    "http://www.w3.org/ns/oa#",
    [
        "TextPositionSelector", "TextQuoteSelector", "classifying", "end", "exact", "hasBody", "hasSelector",
        "hasSource", "hasTarget", "motivatedBy", "prefix", "start", "suffix",
    ],
)  # fmt: skip
ORG = Names("http://www.w3.org/ns/org#", ["classification"])
DCAT = Names(
    "http://www.w3.org/ns/dcat#",
    ["Dataset", "Distribution", "distribution", "downloadURL", "keyword", "mediaType"],
)
VOID = Names("http://rdfs.org/ns/void#", ["Dataset", "entities", "triples", "uriSpace", "vocabulary"])
OWL = Names("http://www.w3.org/2002/07/owl#", ["versionInfo"])

PREFIXES: dict[str, str] = {
    "slr": SLR.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "xsd": XSD.iri,
    "skos": SKOS.iri,
    "dcterms": DCTERMS.iri,
    "prov": PROV.iri,
    "oa": OA.iri,
    "org": ORG.iri,
    "dcat": DCAT.iri,
    "void": VOID.iri,
    "owl": OWL.iri,
    **{
        prefix: f"{BASE}{path}/"
        for prefix, path in (
            ("theme", "theme"),
            ("facet", "theme-group"),
            ("cin", "cin-factor"),
            ("agt", "agency-type"),
            ("rt", "review-type"),
            ("st", "review-stage"),
            ("meth", "method"),
            ("inc", "incident-type"),
            ("age", "age-band"),
            ("dk", "document-kind"),
            ("lt", "link-type"),
            ("nov", "novelty"),
            ("rev", "review"),
            ("doc", "document"),
            ("txt", "text"),
            ("item", "item"),
            ("ag", "agency"),
            ("area", "area"),
            ("quote", "quote"),
            ("tag", "tag"),
            ("link", "link"),
            ("claim", "claim"),
            ("mention", "mention"),
            ("subj", "subject"),
            ("incd", "incident"),
            ("run", "run"),
            ("pair", "pair"),
            ("graph", "graph"),
        )
    },
}

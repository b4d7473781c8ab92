"""What was understood of a document, as quads: the only place where the model meets RDF.

A triple whose every node may be named by more than one text (a review, an agency, an area) belongs to the
entities graph; all else to the graph of its own text.  So no triple stands in two graphs, and each text's
graph can be dropped and loaded alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Triple

from kg import __version__
from kg.graph import iris
from kg.graph.computed import derive
from kg.graph.items import describe_background, describe_item
from kg.graph.reviews import describe_agencies, describe_links, describe_review
from kg.graph.schemes import Schemes
from kg.graph.terms import english, facts, integer, plain
from kg.graph.vocabulary import BASE, DCTERMS, OWL, PROV, RDF, RDFS, SLR
from kg.model import Document, Extraction, Understanding

SHARED = tuple(f"{BASE}{kind}/" for kind in ("review", "agency", "area", "incident", "subject"))


def describe(
    understanding: Understanding, schemes: Schemes, known: frozenset[str] = frozenset()
) -> Iterator[Quad]:
    """Quads of all reviews in one document; none when it holds no review.  Duplicates are possible, order is fixed.

    ``known`` names the items, links and circumstances (the last part of their IRI) that an earlier document of
    the same review describes: of these, this document only adds its own words as evidence.
    """
    if not understanding.verdict.is_review:
        return
    document = understanding.document
    graph = iris.text_graph(document.source.sha256)
    for triple in _triples(document, understanding.reviews, known):
        yield _quad(triple, iris.ENTITIES if _shared(triple) else graph)
    for review in understanding.reviews:
        for triple in derive(review, schemes, known):
            yield _quad(triple, iris.COMPUTED)


def _quad(triple: Triple, graph: NamedNode) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _triples(document: Document, reviews: tuple[Extraction, ...], known: frozenset[str]) -> Iterator[Triple]:
    run = _run(document)
    yield from _describe_run(document, run)
    yield from _describe_text(document, reviews)
    for review in reviews:
        key = review.identity.key
        yield from describe_review(document, review)
        yield from describe_agencies(document, review)
        yield from describe_links(document, review, known)
        for item in review.items:
            yield from describe_item(document, key, item, run, known)
        for theme in review.background:
            yield from describe_background(document, key, theme, run, known)


def _shared(triple: Triple) -> bool:
    """Whether another text might say the same triple: its subject is shared, and its object not of this text."""
    subject, value = triple.subject, triple.object
    if not (isinstance(subject, NamedNode) and subject.value.startswith(SHARED)):
        return False
    own = (BASE + "quote/", BASE + "document/")
    return not (isinstance(value, NamedNode) and value.value.startswith(own))


def _run(document: Document) -> NamedNode:
    """A run is named by the tool's version and the text it read: the same again is the same run."""
    version = hashlib.sha256(__version__.encode()).hexdigest()[:6]
    return iris.name("run", f"{document.source.sha256[:12]}-{version}")


def _describe_run(document: Document, run: NamedNode) -> Iterator[Triple]:
    tool = iris.name("software", f"kg-{__version__}")
    yield from facts(
        run,
        (RDF["type"], SLR["ExtractionRun"]),
        (RDFS["label"], english(f"Extraction with kg {__version__}")),
        (PROV["used"], iris.text(document.source.sha256)),
        (PROV["wasAssociatedWith"], tool),
        (OWL["versionInfo"], plain(__version__)),
    )


def _describe_text(document: Document, reviews: tuple[Extraction, ...]) -> Iterator[Triple]:
    source = document.source
    file, text = iris.document(source.sha256), iris.text(source.sha256)
    first = reviews[0].identity
    title = first.title if len(reviews) == 1 else dict(document.metadata).get("title") or source.name
    yield from facts(
        file,
        (RDF["type"], SLR["ReviewDocument"]),
        (DCTERMS["title"], english(title)),
        (SLR["fileName"], plain(source.name)),
        (DCTERMS["format"], plain(source.media_type)),
        (DCTERMS["language"], plain("en")),
        (SLR["pages"], integer(reviews[0].pages or len(document.pages) or None)),
        (SLR["documentKind"], iris.concept("document-kind", first.document_kind)),
        (SLR["versionLabel"], plain(first.version.value) if first.version else None),
        (SLR["text"], text),
    )
    yield from facts(
        text,
        (RDF["type"], SLR["DocumentText"]),
        (SLR["sha256"], plain(source.sha256)),
        (DCTERMS["extent"], integer(len(document.text))),
        (PROV["wasDerivedFrom"], file),
    )

"""What stays of a review that was withdrawn: its name, when, by whom and why.  Its text, items and circumstances go."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, Triple

from kg.curation.decisions import Decision
from kg.graph import iris
from kg.graph.terms import english, facts, plain
from kg.graph.vocabulary import RDF, RDFS, SLR, XSD


def tombstone(review: str, label: str, decision: Decision) -> Iterator[Triple]:
    """The triples of a withdrawn review, for the graph that all documents share."""
    yield from facts(
        iris.review(review),
        (RDF["type"], SLR["Review"]),
        (RDFS["label"], english(label)),
        (SLR["caseLabel"], plain(label)),
        (SLR["withdrawnOn"], Literal(decision.on, datatype=XSD["date"])),
        (SLR["withdrawnBecause"], plain(decision.value)),
        (SLR["withdrawnBy"], plain(decision.by)),
    )

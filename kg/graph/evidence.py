"""Quotations: the exact words, their place and their page, as Web Annotation selectors with names of their own."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import iris
from kg.graph.terms import facts, integer, offset, plain
from kg.graph.vocabulary import OA, RDF, SLR
from kg.model import Document, Quote

AROUND = 20  # code points of prefix and suffix: enough to find the words again in an edited text


def quotation(document: Document, quote: Quote) -> tuple[NamedNode, Iterator[Triple]]:
    """The quotation's IRI, and the triples that describe it (the same for every claim that rests on it)."""
    node = iris.quotation(document.source.sha256, quote.span)
    return node, _describe(node, document, quote)


def _describe(node: NamedNode, document: Document, quote: Quote) -> Iterator[Triple]:
    words, place = iris.part(node, "text"), iris.part(node, "position")
    start, end = quote.span.start, quote.span.end
    yield from facts(
        node,
        (RDF["type"], SLR["Quotation"]),
        (OA["hasSource"], iris.text(document.source.sha256)),
        (OA["hasSelector"], words),
        (OA["hasSelector"], place),
        (SLR["page"], integer(quote.page)),
    )
    yield from facts(
        words,
        (RDF["type"], OA["TextQuoteSelector"]),
        (OA["exact"], Literal(quote.exact)),
        (OA["prefix"], plain(document.text[max(0, start - AROUND) : start])),
        (OA["suffix"], plain(document.text[end : end + AROUND])),
    )
    yield from facts(
        place,
        (RDF["type"], OA["TextPositionSelector"]),
        (OA["start"], offset(start)),
        (OA["end"], offset(end)),
    )

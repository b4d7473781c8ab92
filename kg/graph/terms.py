"""Triples from plain values: the few forms of literal that the data uses."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.iris import date_type
from kg.graph.vocabulary import XSD
from kg.model import PartialDate

Term = NamedNode | Literal


def facts(subject: NamedNode, *pairs: tuple[NamedNode, Term | None]) -> Iterator[Triple]:
    """One triple for each (property, value); a value that is None says nothing."""
    for predicate, value in pairs:
        if value is not None:
            yield Triple(subject, predicate, value)


def plain(words: str | None) -> Literal | None:
    """Words as they stand.  Control characters that no RDF/XML can carry become spaces."""
    if not words:
        return None
    return Literal(words)


def english(words: str) -> Literal:
    return Literal(words, language="en")


def integer(number: int | None) -> Literal | None:
    return None if number is None else Literal(str(number), datatype=XSD["integer"])


def offset(number: int) -> Literal:
    """A place in a text.  ``xsd:integer``, because engines rewrite the derived integer types to it."""
    return Literal(str(number), datatype=XSD["integer"])


def share(number: float) -> Literal:
    """A score between 0 and 1 as a decimal in canonical form: the same bytes out of every engine."""
    rounded = Decimal(str(round(number, 4))).normalize()
    return Literal(format(rounded, "f"), datatype=XSD["decimal"])


def truth(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=XSD["boolean"])


def date(value: PartialDate) -> Literal:
    """A date no finer than its source."""
    return Literal(value.iso(), datatype=XSD[date_type(value)])

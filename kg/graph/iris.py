"""The IRI of every kind of thing: readable, made of what the thing is, never of a counter, a clock or a load order."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote as percent

from pyoxigraph import NamedNode

from kg.graph.vocabulary import BASE
from kg.model import PartialDate, Span


def name(kind: str, *parts: str) -> NamedNode:
    """``name("tag", "x--finding-1", "neglect")`` is ``<…/tag/x--finding-1--neglect>``; odd letters are escaped."""
    return NamedNode(f"{BASE}{kind}/" + "--".join(percent(part, safe="-._~") for part in parts))


def slug(words: str) -> str:
    """A name for an IRI: lower case, accents and apostrophes dropped, all else a hyphen."""
    folded = unicodedata.normalize("NFKD", words.replace("’", "").replace("'", ""))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def text(sha256: str) -> NamedNode:
    return name("text", sha256[:12])


def document(sha256: str) -> NamedNode:
    return name("document", sha256[:12])


def text_graph(sha256: str) -> NamedNode:
    """The named graph of all that one source text says."""
    return name("graph/text", sha256[:12])


def review(key: str) -> NamedNode:
    return name("review", key)


def item(review_key: str, key: str) -> NamedNode:
    return name("item", review_key, key)


def agency(key: str) -> NamedNode:
    return name("agency", key)


def area(code: str | None, words: str) -> NamedNode:
    """The local authority's GSS code where the register knows it, else a slug of the name."""
    return name("area", code or slug(words))


def quotation(sha256: str, span: Span) -> NamedNode:
    return name("quote", f"{sha256[:12]}-{span.start}-{span.end}")


def part(node: NamedNode, fragment: str) -> NamedNode:
    """A named part of a thing (a quotation's selectors): never a blank node."""
    return NamedNode(f"{node.value}#{fragment}")


def concept(scheme: str, slug_: str) -> NamedNode:
    """A concept of one of the schemes: ``concept("theme", "neglect")``."""
    return name(scheme, slug_)


def date_type(date: PartialDate) -> str:
    """The XSD type that is exactly as fine as the date."""
    if date.month is None:
        return "gYear"
    return "gYearMonth" if date.day is None else "date"


ENTITIES = name("graph", "entities")  # reviews, agencies, areas: what more than one text may say
VOCABULARY = name("graph", "vocabulary")  # the ontology, the codebook and the other schemes
COMPUTED = name("graph", "computed")  # derived triples, made new at each build

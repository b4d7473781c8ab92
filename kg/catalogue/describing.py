"""A catalogue as triples: its own graph of rows and values, and the facts of reviews that it takes precedence for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.catalogue.records import Catalogue, Field, Record
from kg.catalogue.values import SCHEMES, partial_date
from kg.extraction.agencies.register import register
from kg.graph import iris
from kg.graph.terms import Term, date, english, facts, integer, plain, truth
from kg.graph.vocabulary import DCAT, DCTERMS, PROV, RDF, RDFS, SKOS, SLR, XSD

# What a column is -> the property of the review that it is a value of; all but keywords have one value.
OF_REVIEW = {
    "label": SLR["caseLabel"],
    "area": SLR["area"],
    "type": SLR["reviewType"],
    "issued": SLR["issued"],
    "method": SLR["method"],
    "publisher": SLR["publisherName"],
    "author": SLR["author"],
    "keyword": DCAT["keyword"],
    "incident-date": SLR["incidentDate"],
    "incident-type": SLR["incidentType"],
}
OF_INCIDENT = ("incident-date", "incident-type")
_TYPES = {"integer": "integer", "number": "decimal", "boolean": "boolean"}
Find = Callable[
    [str], tuple[str, ...]
]  # a document's name, or the start of its hash -> keys of the reviews in it


@dataclass(frozen=True, slots=True)
class Described:
    """``own`` are N-Triples lines of the catalogue's graph; ``shared`` those of reviews, which win over what was read.

    ``unplaced`` says of each row without a review why it has none.
    """

    graph: str
    own: tuple[str, ...]
    shared: frozenset[str]
    unplaced: tuple[str, ...]


def describe_catalogue(
    catalogue: Catalogue, find: Find, withdrawn: frozenset[str] = frozenset()
) -> Described:
    """Every row that has a review, or hangs on one that has; none of a review that is withdrawn."""
    own: set[str] = set(_written(_catalogue(catalogue)))
    shared: set[str] = set()
    unplaced: list[str] = []
    fields = {(field.table, field.column): field for field in catalogue.fields}
    placed: dict[str, str] = {}
    for record in catalogue.records:
        review, why = _review(record, find, placed)
        if review in withdrawn:
            review, why = "", "its review is withdrawn"
        if why:
            unplaced.append(f"{catalogue.name}, {record.table} row {record.row}: {why}")
            continue
        placed[record.name] = review
        values = [(fields[record.table, column], value) for column, value in record.values]
        own.update(_written(_record(catalogue, record, review, values)))
        if not record.parent:
            is_held = bool(find(record.document)) if record.document else False
            shared.update(_written(_facts_of_review(review, values, is_held)))
            own.update(_written(_marks(catalogue, record, review, values)))
    return Described(
        iris.name("graph/catalogue", catalogue.name).value,
        tuple(sorted(own)),
        frozenset(shared),
        tuple(unplaced),
    )


def _written(triples: Iterator[Triple]) -> Iterator[str]:
    return (f"{triple} ." for triple in triples)


def _review(record: Record, find: Find, placed: dict[str, str]) -> tuple[str, str]:
    """The key of the row's review, or why it has none."""
    if record.parent:
        found = placed.get(record.parent, "")
        return found, "" if found else "the row that it belongs to has no review here"
    here = find(record.document) if record.document else ()
    if len(here) == 1:
        return here[0], ""
    if record.review and (record.review in here or not here):
        return record.review, ""
    if here:
        return "", f"{record.document} holds {len(here)} reviews: give the row its review, or area and label"
    return "", f"{record.document} is not among the documents"


def _node(catalogue: Catalogue) -> NamedNode:
    return iris.name("catalogue", catalogue.name)


def _column(catalogue: Catalogue, field: Field) -> NamedNode:
    return iris.part(_node(catalogue), f"{field.table}-{iris.slug(field.column)}")


def _catalogue(catalogue: Catalogue) -> Iterator[Triple]:
    node = _node(catalogue)
    yield from facts(
        node,
        (RDF["type"], SLR["Catalogue"]),
        (DCTERMS["title"], english(catalogue.title)),
        (DCTERMS["publisher"], plain(catalogue.publisher)),
        (DCTERMS["license"], plain(catalogue.licence)),
        (SLR["fileName"], plain(catalogue.source)),
        (SLR["sha256"], plain(catalogue.sha256)),
    )
    for field in catalogue.fields:
        yield from facts(
            _column(catalogue, field),
            (RDF["type"], SLR["CatalogueColumn"]),
            (RDFS["label"], english(field.label)),
            (SLR["columnOf"], node),
            (SLR["recordKind"], plain(field.table)),
            (SLR["columnHolds"], plain(field.to)),
        )


def _row(catalogue: Catalogue, name: str) -> NamedNode:
    return iris.name("record", catalogue.name, *name.split("/", 1))


def _record(
    catalogue: Catalogue, record: Record, review: str, values: list[tuple[Field, str]]
) -> Iterator[Triple]:
    node = _row(catalogue, record.name)
    yield from facts(
        node,
        (RDF["type"], SLR["CatalogueRecord"]),
        (SLR["inCatalogue"], _node(catalogue)),
        (SLR["recordKind"], plain(record.table)),
        (SLR["row"], integer(record.row)),
        (SLR["recordOf"], iris.review(review)),
        (SLR["partOfRecord"], _row(catalogue, record.parent) if record.parent else None),
    )
    for field, value in values:
        yield Triple(node, _column(catalogue, field), _term(field.to, value))
        if field.to == "theme":
            yield Triple(node, SLR["recordedTheme"], iris.concept("theme", value))


def _term(to: str, value: str) -> Term:
    if to in SCHEMES:
        return iris.concept(SCHEMES[to], value)
    if to in ("issued", "incident-date", "date"):
        return date(partial_date(value))
    if to in _TYPES:
        return Literal(value, datatype=XSD[_TYPES[to]])
    return Literal(value)


def _value(to: str, value: str) -> Term:
    """The value as the review's own property has it."""
    return iris.area(register().area_code(value), value) if to == "area" else _term(to, value)


def _facts_of_review(review: str, values: list[tuple[Field, str]], is_held: bool) -> Iterator[Triple]:
    """What the row says of its review, in the form that documents say it in.  A review without a document is a placeholder."""
    node, incident = iris.review(review), iris.name("incident", review)
    said = {field.to: value for field, value in values}
    if not is_held:
        yield Triple(node, SLR["placeholder"], truth(True))
    label = said.get("label") or ("" if is_held else review)
    if label:
        shown = f"{said['area']}: {label}" if "area" in said else label
        yield from facts(node, (SLR["caseLabel"], plain(label)), (RDFS["label"], english(shown)))
    for field, value in values:
        if field.to not in OF_REVIEW or field.to == "label":
            continue
        yield Triple(
            incident if field.to in OF_INCIDENT else node, OF_REVIEW[field.to], _value(field.to, value)
        )
        if field.to == "issued":
            yield from facts(node, (SLR["publicationYear"], integer(partial_date(value).year)))
        if field.to == "area":
            code = register().area_code(value)
            area = iris.area(code, value)
            yield from facts(area, (RDF["type"], DCTERMS["Location"]), (SKOS["prefLabel"], english(value)))
            yield from facts(area, (DCTERMS["identifier"], plain(code)))
    if any(to in said for to in OF_INCIDENT):
        yield from facts(incident, (RDF["type"], SLR["Incident"]))
        yield Triple(node, SLR["incident"], incident)


def _marks(
    catalogue: Catalogue, record: Record, review: str, values: list[tuple[Field, str]]
) -> Iterator[Triple]:
    """For each fact of the review: that this row of this catalogue says so."""
    row = _row(catalogue, record.name)
    for field, value in values:
        if field.to not in OF_REVIEW:
            continue
        name = OF_REVIEW[field.to].value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        yield from facts(
            iris.name("catalogue-fact", catalogue.name, review, name, iris.slug(value)),
            (RDF["type"], SLR["CatalogueFact"]),
            (SLR["about"], iris.review(review)),
            (SLR["claimedProperty"], OF_REVIEW[field.to]),
            (SLR["claimedValue"], _value(field.to, value)),
            (PROV["wasDerivedFrom"], row),
        )

"""Reviews, the people and incidents at their centre, their agencies and their links, as triples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyoxigraph import NamedNode, Triple

from kg.graph import iris
from kg.graph.evidence import quotation
from kg.graph.settlement import link_name
from kg.graph.terms import Term, date, english, facts, integer, plain, share, truth
from kg.graph.vocabulary import DCAT, DCTERMS, ORG, RDF, RDFS, SKOS, SLR
from kg.model import Agency, AgencyRole, Claim, Document, Extraction, Identity, ReviewLink

ROLE = {
    AgencyRole.CONTRIBUTED: SLR["contributingAgency"],
    AgencyRole.COMMISSIONED: SLR["commissionedBy"],
    AgencyRole.PUBLISHED: SLR["publishedBy"],
    AgencyRole.MENTIONED: SLR["mentionsAgency"],
}
LINK = {
    "mirrors": SLR["mirrors"],
    "complements": SLR["complements"],
    "differs-from": SLR["differsFrom"],
    "deepens": SLR["deepens"],
    "repeats": SLR["repeats"],
    "follows-up": SLR["followsUp"],
}


def describe_review(document: Document, extraction: Extraction) -> Iterator[Triple]:
    """The review itself; its incident and its subjects; and a claim with its words behind each value."""
    identity = extraction.identity
    node = iris.review(identity.key)
    area = _area(identity)
    label = identity.case_label.value if identity.case_label else identity.title
    place = identity.area.value if identity.area else None
    yield from facts(
        node,
        (RDF["type"], SLR["Review"]),
        (RDFS["label"], english(f"{place}: {label}" if place else label)),
        (SLR["caseLabel"], plain(label)),
        (SLR["document"], iris.document(document.source.sha256)),
        (SLR["subjectCount"], integer(len(identity.subjects) or None)),
        *((DCAT["keyword"], plain(word)) for word in identity.keywords),
    )
    if area is not None and place is not None:
        yield from facts(
            area,
            (RDF["type"], DCTERMS["Location"]),
            (SKOS["prefLabel"], english(place)),
            (DCTERMS["identifier"], plain(identity.area_code)),
        )
    for predicate, claim, value in _values(identity):
        yield Triple(node, predicate, value)
        yield from _claim(document, identity.key, predicate, claim, value)
    if identity.issued:
        yield from facts(node, (SLR["publicationYear"], integer(identity.issued.value.year)))
    yield from _incident(document, identity)
    yield from _subjects(document, identity)


def _area(identity: Identity) -> NamedNode | None:
    return iris.area(identity.area_code, identity.area.value) if identity.area else None


def _values(identity: Identity) -> Iterator[tuple[NamedNode, Claim[Any], Term]]:
    """The single facts that a document states of its review, each with the claim behind it."""
    if identity.case_label:
        yield SLR["caseLabel"], identity.case_label, _literal(identity.case_label.value)
    if identity.area:
        yield SLR["area"], identity.area, iris.area(identity.area_code, identity.area.value)
    for claim in identity.terms_used:
        yield SLR["termUsed"], claim, _literal(claim.value)
    if identity.type:
        yield SLR["reviewType"], identity.type, iris.concept("review-type", identity.type.value)
    if identity.method:
        yield SLR["method"], identity.method, iris.concept("method", identity.method.value)
    if identity.issued:
        yield SLR["issued"], identity.issued, date(identity.issued.value)
    if identity.notified_on:
        yield SLR["notifiedOn"], identity.notified_on, date(identity.notified_on.value)
    if identity.publisher:
        yield SLR["publisherName"], identity.publisher, _literal(identity.publisher.value)
    for claim in identity.commissioners:
        yield SLR["commissionerName"], claim, _literal(claim.value)
    if identity.author:
        yield SLR["author"], identity.author, _literal(identity.author.value)


def _literal(words: str) -> Term:
    literal = plain(words)
    assert literal is not None, "an empty claim"
    return literal


def _claim(
    document: Document, key: str, predicate: NamedNode, claim: Claim[Any], value: Term
) -> Iterator[Triple]:
    """Which words of which text say so, and by which rule they were read."""
    field = predicate.value.rsplit("#", 1)[-1]
    sha12 = document.source.sha256[:12]
    node = iris.name("claim", key, field, f"{sha12}-{claim.quote.span.start}-{claim.quote.span.end}")
    place, described = quotation(document, claim.quote)
    yield from described
    yield from facts(
        node,
        (RDF["type"], SLR["Claim"]),
        (SLR["about"], iris.review(key)),
        (SLR["claimedProperty"], predicate),
        (SLR["claimedValue"], value),
        (SLR["basis"], plain(claim.basis.value)),
        (SLR["rule"], plain(claim.rule)),
        (SLR["evidence"], place),
    )
    yield Triple(iris.review(key), SLR["evidence"], place)


def _incident(document: Document, identity: Identity) -> Iterator[Triple]:
    if not identity.incident_types and identity.incident_date is None:
        return
    node = iris.name("incident", identity.key)
    yield from facts(
        node,
        (RDF["type"], SLR["Incident"]),
        *(
            (SLR["incidentType"], iris.concept("incident-type", claim.value))
            for claim in identity.incident_types
        ),
        (SLR["incidentDate"], date(identity.incident_date.value) if identity.incident_date else None),
    )
    yield Triple(iris.review(identity.key), SLR["incident"], node)
    for claim in identity.incident_types:
        kind = iris.concept("incident-type", claim.value)
        yield from _claim(document, identity.key, SLR["incidentType"], claim, kind)
    if identity.incident_date:
        when = identity.incident_date
        yield from _claim(document, identity.key, SLR["incidentDate"], when, date(when.value))


def _subjects(document: Document, identity: Identity) -> Iterator[Triple]:
    for number, subject in enumerate(identity.subjects, start=1):
        node = iris.name("subject", f"{identity.key}-{iris.slug(subject.pseudonym or '') or number}")
        place, described = quotation(document, subject.quote)
        yield from described
        yield from facts(
            node,
            (RDF["type"], SLR["Subject"]),
            (SLR["pseudonym"], plain(subject.pseudonym)),
            (SLR["ageBand"], iris.concept("age-band", subject.age_band)),
            (SLR["ageAsStated"], plain(subject.age_as_stated)),
            (SLR["sexAsStated"], plain(subject.sex_as_stated)),
            (SLR["ethnicityAsStated"], plain(subject.ethnicity_as_stated)),
            (SLR["evidence"], place),
        )
        yield Triple(iris.review(identity.key), SLR["subjectPerson"], node)


def describe_agencies(document: Document, extraction: Extraction) -> Iterator[Triple]:
    """Each agency, told apart; its part in the review; and the words that give it."""
    key = extraction.identity.key
    for agency in extraction.agencies:
        node = iris.agency(agency.key)
        yield from _agency(node, agency)
        yield Triple(iris.review(key), ROLE[agency.role], node)
        place, described = quotation(document, agency.quote)
        yield from described
        yield from facts(
            iris.name("claim", key, agency.role.value, agency.key, document.source.sha256[:12]),
            (RDF["type"], SLR["Claim"]),
            (SLR["about"], iris.review(key)),
            (SLR["claimedProperty"], ROLE[agency.role]),
            (SLR["claimedValue"], node),
            (SLR["basis"], plain(agency.basis.value)),
            (SLR["rule"], plain(agency.rule)),
            (SLR["evidence"], place),
        )


def _agency(node: NamedNode, agency: Agency) -> Iterator[Triple]:
    others = sorted({words for words in agency.printed if words not in (agency.name, agency.acronym)})
    yield from facts(
        node,
        (RDF["type"], SLR["Agency"]),
        (SKOS["prefLabel"], english(agency.name)),
        (ORG["classification"], iris.concept("agency-type", agency.type)),
        (SKOS["hiddenLabel"], english(agency.acronym) if agency.acronym else None),
        *((SKOS["altLabel"], english(words)) for words in others),
    )


def describe_links(document: Document, extraction: Extraction, known: frozenset[str]) -> Iterator[Triple]:
    """What the review, or one of its items, says of other reviews.  One that is not held is a placeholder."""
    key = extraction.identity.key
    described: set[str] = set()
    # The surest first: a link that is stated twice is one link with two quotations.
    for link in sorted(extraction.links, key=lambda link: (-link.confidence, link.quote.span)):
        yield from _link(document, key, link, known | described)
        described.add(f"{key}--{link_name(link.source, link.type, link.target)}")


def _link(document: Document, key: str, link: ReviewLink, known: frozenset[str]) -> Iterator[Triple]:
    speaker = iris.item(key, link.source) if link.source else iris.review(key)
    other = iris.review(link.target)
    place, described = quotation(document, link.quote)
    yield from described
    name = link_name(link.source, link.type, link.target)
    node = iris.name("link", *f"{key}--{name}".split("--"))
    yield Triple(node, SLR["evidence"], place)
    if f"{key}--{name}" not in known:
        yield Triple(speaker, LINK.get(link.type, SLR["refersToReview"]), other)
        yield from facts(
            node,
            (RDF["type"], SLR["ReviewLink"]),
            (SLR["linkFrom"], speaker),
            (SLR["linkTo"], other),
            (SLR["linkType"], iris.concept("link-type", link.type)),
            (SLR["basis"], plain(link.basis.value)),
            (SLR["confidence"], share(link.confidence)),
            (SLR["rule"], plain(link.rule)),
        )
    yield from facts(
        other,
        (SLR["placeholder"], truth(True)),
        (SLR["nameAsCited"], plain(link.label)),
        (SLR["citedYear"], integer(link.year)),
        (SLR["citedArea"], plain(link.area)),
    )

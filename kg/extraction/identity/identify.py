"""The identity of one review: the ordered steps, each in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.agencies.register import register
from kg.extraction.identity import coroner, kind, publisher
from kg.extraction.identity.abstract import Heading, abstract_heading
from kg.extraction.identity.author import author
from kg.extraction.identity.cover import Line, cover
from kg.extraction.identity.incident import (
    incident_date,
    incident_types,
    notified_on,
    shared_incident_date,
)
from kg.extraction.identity.keys import review_key
from kg.extraction.identity.label import case_label, tidy, told_in_turn
from kg.extraction.identity.publication import issued
from kg.extraction.identity.subjects import subjects
from kg.extraction.identity.title import title
from kg.extraction.sections import Section, section_at
from kg.model import Claim, Document, Identity, Span

_STORY = frozenset(
    ("introduction", "background", "terms-of-reference", "method", "methodology", "chronology")
)


def identify(document: Document, sections: Sequence[Section]) -> Identity:
    """Who, where, when and of what kind, read off the blocks of ``document``.  What is not stated stays None."""
    heading = abstract_heading(document)
    if heading is not None:
        return _keyed(_of_abstract(document, sections, heading))
    lines = cover(document, sections)
    board = publisher.publisher(document, lines)
    area = publisher.area_of(board.value) if board else None
    front = [line for line in lines if section_at(sections, line.block).role not in _STORY]
    label = case_label(document, front or lines, area)
    date = issued(document, lines)
    review = kind.review_type(document, lines)
    several = review is not None and review.value == kind.THEMATIC
    if several and (label is None or label.rule not in ("label/cover", "label/listed")):
        label = told_in_turn(document) or label
    dated = shared_incident_date if several else incident_date
    identity = Identity(
        key="",
        title=title(document, lines, label),
        case_label=label,
        type=review,
        terms_used=kind.terms_used(document, lines),
        document_kind=kind.document_kind(document, lines),
        publisher=board,
        commissioners=publisher.commissioners(document, lines, board),
        area=Claim(area, board.quote, "area/publisher", board.basis) if area and board else None,
        issued=date.date,
        version=date.version,
        incident_date=dated(document, sections, lines, label),
        incident_types=incident_types(document, sections, lines),
        notified_on=notified_on(document, sections),
        method=kind.method(document),
        author=author(document, lines),
        subjects=subjects(document, sections, label),
    )
    if identity.type is not None and identity.type.value == coroner.TYPE:
        identity = _of_coroner(document, sections, identity)
    return _keyed(identity)


def _of_abstract(document: Document, sections: Sequence[Section], heading: Heading) -> Identity:
    """An abstract says of itself what its heading says; the rest stands in its few sentences."""

    def claim(span: Span | None, rule: str) -> Claim[str] | None:
        return Claim(tidy(document.words(span)), document.quote(span), rule) if span is not None else None

    board, label = claim(heading.board, "publisher/abstract"), claim(heading.label, "label/abstract")
    area = (publisher.area_of(board.value) or board.value) if board else None
    date = heading.date
    printed = (Line("", date[1], 0),) if date else ()  # its own date is no incident's
    review = (
        kind.review_type(document, ())
        or kind.type_by_time(document, label, date[0] if date else None, heading.span)
        or kind.unnamed_type(document, heading.span)
    )
    return Identity(
        key="",
        title=" ".join(document.words(heading.span).split()),
        case_label=label,
        type=review,
        document_kind="abstract",
        publisher=board,
        area=Claim(area, board.quote, "area/abstract") if board and area else None,
        issued=Claim(date[0], document.quote(date[1]), "issued/abstract") if date else None,
        incident_date=incident_date(document, sections, printed, label),
        incident_types=incident_types(document, sections, ()),
        method=kind.method(document),
        author=author(document, ()),
        subjects=subjects(document, sections, label),
    )


def _of_coroner(document: Document, sections: Sequence[Section], identity: Identity) -> Identity:
    """The coroner's office stands for the publisher, the coroner for the author, and the deceased for the label."""
    form = coroner.coroner(document)
    label = form.label or identity.case_label
    return replace(
        identity,
        case_label=label,
        publisher=form.office or identity.publisher,
        area=form.area or identity.area,
        author=form.author or identity.author,
        issued=identity.issued or form.signed,
        incident_date=coroner.died(document, sections),
        subjects=subjects(document, sections, label),
        commissioners=(),
    )


def _keyed(identity: Identity) -> Identity:
    """With the key of the review, and the code of its area where the register knows it."""
    area = identity.area.value if identity.area else None
    label = identity.case_label.value if identity.case_label else None
    year = identity.issued.value.year if identity.issued else None
    settled = register().case_key(area, label, year)
    key = settled or review_key(area, label, identity.title)
    return replace(identity, key=key, area_code=register().area_code(area))

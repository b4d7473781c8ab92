"""The identity of one review: the ordered steps, each in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.identity import kind, publisher
from kg.extraction.identity.author import author
from kg.extraction.identity.cover import cover
from kg.extraction.identity.incident import incident_date, incident_types, notified_on
from kg.extraction.identity.keys import review_key
from kg.extraction.identity.label import case_label
from kg.extraction.identity.publication import issued
from kg.extraction.identity.subjects import subjects
from kg.extraction.identity.title import title
from kg.extraction.sections import Section
from kg.model import Claim, Document, Identity


def identify(document: Document, sections: Sequence[Section]) -> Identity:
    """Who, where, when and of what kind, read off the blocks of ``document``.  What is not stated stays None."""
    lines = cover(document, sections)
    board = publisher.publisher(document, lines)
    area = publisher.area_of(board.value) if board else None
    label = case_label(document, lines, area)
    date = issued(document, lines)
    printed_title = title(document, lines, label)
    return Identity(
        key=review_key(area, label.value if label else None, printed_title),
        title=printed_title,
        case_label=label,
        type=kind.review_type(document, lines),
        terms_used=kind.terms_used(document, lines),
        document_kind=kind.document_kind(document, lines),
        publisher=board,
        commissioners=publisher.commissioners(document, lines, board),
        area=Claim(area, board.quote, "area/publisher") if area and board else None,
        issued=date.date,
        version=date.version,
        incident_date=incident_date(document, sections, lines, label),
        incident_types=incident_types(document, sections, lines),
        notified_on=notified_on(document, sections),
        method=kind.method(document),
        author=author(document, lines),
        subjects=subjects(document, sections, label),
    )

"""Which agencies each item names, credits or asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.agencies.addressees import addressees, asked
from kg.extraction.agencies.directory import Directory
from kg.extraction.agencies.mentions import Mention, mentions_in
from kg.extraction.agencies.services import services
from kg.model import Agency, Document, Item, ItemAgency, ItemAgencyRole, ItemKind, Quote, Span


def assign_agencies(
    document: Document, items: Sequence[Item], agencies: Sequence[Agency]
) -> tuple[Item, ...]:
    """The items with ``agencies`` and, on recommendations, ``addressees`` expanded to the agencies' names.

    Items come with ``addressees`` as worded where a heading, table column or label names them.
    """
    directory = Directory(agencies)
    by_service = services(document, agencies)
    assigned = []
    for item in items:
        names = (
            addressees(item, directory, by_service)
            if item.kind is ItemKind.RECOMMENDATION
            else item.addressees
        )
        found = tuple(_of_item(document, item, directory, by_service, names))
        assigned.append(replace(item, addressees=names, agencies=found))
    return tuple(assigned)


def _of_item(
    document: Document, item: Item, directory: Directory, by_service: dict[str, Agency], names: Sequence[str]
) -> Iterator[ItemAgency]:
    """Each agency once, those asked first; then kinds of agency that no agency of this item stands for."""
    seen: set[str] = set()
    kinds: set[str] = set()
    found = mentions_in(document.text, item.quote.span, directory)
    for agency in asked(names, directory) if item.kind is ItemKind.RECOMMENDATION else []:
        if agency.key not in seen:
            seen.add(agency.key)
            kinds.add(agency.type)
            yield ItemAgency(
                ItemAgencyRole.ASKED,
                _words(document, item, found, agency),
                agency.key,
                agency.name,
                agency.type,
            )
    role = ItemAgencyRole.CREDITED if item.kind is ItemKind.GOOD_PRACTICE else ItemAgencyRole.NAMED
    for mention in found:
        agency_meant = mention.agency or by_service.get(mention.kind)
        quote = document.quote(mention.span)
        if agency_meant is not None and agency_meant.key not in seen:
            seen.add(agency_meant.key)
            kinds.add(agency_meant.type)
            yield ItemAgency(role, quote, agency_meant.key, agency_meant.name, agency_meant.type)
        elif agency_meant is None and mention.kind not in kinds:
            kinds.add(mention.kind)
            yield ItemAgency(role, quote, type=mention.kind)


def _words(document: Document, item: Item, found: Sequence[Mention], agency: Agency) -> Quote:
    """The words of the item that name an agency; of its heading or column, where the item itself does not."""
    inside = next((m.span for m in found if m.agency == agency), None)
    return document.quote(inside or Span(item.quote.span.start, item.quote.span.end))

"""The services that a list of contributors gives beside a name: "… NHS Trust – health visiting", or in another column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.agencies.directory import Directory
from kg.extraction.agencies.grammar import fold
from kg.extraction.agencies.mentions import mentions_in
from kg.extraction.tables import tables
from kg.model import Agency, AgencyRole, Document, Span

# "– community nursing, long-term care team": what a remark lists, in words of its own.
_TEAM = re.compile(r"(?<![\w’'-])[a-z][\w’'-]+(?: [\w’'-]+){1,4}(?=\s*(?:[,;.)]|\band\b|$))")


def services(document: Document, agencies: Sequence[Agency]) -> dict[str, Agency]:
    """The agency behind each kind of service, and each team, that just one contributor's entry names beside it."""
    nobody = Directory(())
    found: dict[str, set[str]] = {}
    by_key = {agency.key: agency for agency in agencies}
    for agency in agencies:
        if agency.role is not AgencyRole.CONTRIBUTED:
            continue
        for span in _beside(document, agency):
            for mention in mentions_in(document.text, span, nobody):
                found.setdefault(mention.kind, set()).add(agency.key)
            for team in _TEAM.findall(document.words(span)):
                found.setdefault(fold(team), set()).add(agency.key)
    return {kind: by_key[min(keys)] for kind, keys in sorted(found.items()) if len(keys) == 1}


def _beside(document: Document, agency: Agency) -> list[Span]:
    """The words behind a name in its entry, and the other cells of its row."""
    place = next((i for i, b in enumerate(document.blocks) if b.span.covers(agency.quote.span)), None)
    if place is None:
        return []
    block = document.blocks[place]
    if block.cell is None:
        return [Span(agency.quote.span.end, block.span.end)] if len(block.span) < 250 else []
    row = next(r for r in tables(document)[block.cell.table] if r.number == block.cell.row)
    return [document.blocks[i].span for _, blocks in row.cells for i in blocks if i != place]

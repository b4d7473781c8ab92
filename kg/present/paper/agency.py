"""What is asked of one agency, and where else it stands in the learning: a paper for that agency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.errors import UnknownNameError
from kg.insight.evidence import Evidence, Part
from kg.insight.figures import Figure, Trace
from kg.insight.roles import ROLES
from kg.present.paper.blocks import (
    Block,
    Bullets,
    Column,
    Grid,
    Heading,
    Line,
    Page,
    Paper,
    Paragraph,
    Quotation,
    Said,
)
from kg.present.paper.method import method
from kg.present.paper.naming import command, place
from kg.present.paper.wording import listed, plain, say

_THEMES = 8


def agency(evidence: Evidence, iri: str) -> Paper:
    """The paper for the agency (or kind of agency) with this IRI.  ``UnknownNameError`` where it has no part at all."""
    parts = [part for part in evidence.parts if part.agency == iri]
    if not parts:
        raise UnknownNameError(
            "This agency has no part in the reviews chosen.", hint="Widen the area, the years or the type."
        )
    name, slug = parts[0].label, iri.rsplit("/", 1)[-1]
    roles = {role: _figure(evidence, iri, role, parts) for role in ROLES}
    blocks: list[Block] = [Paragraph(say("agency.roles", agency=name, **roles), "lead")]
    blocks += _asked(evidence, name, parts)
    blocks += _quoted(evidence, parts, "named")
    blocks += _quoted(evidence, parts, "credited")
    blocks += _themes(evidence, iri, parts)
    blocks.append(Paragraph(say("agency.note"), "note"))
    source = command("agency-evidence", (("agency", slug), *evidence.scope))
    page = Page("asked", plain("agency.page"), tuple(blocks), source)
    subtitle = say("agency.subtitle", recommendations=_items(roles["asked"]), reviews=roles["asked"])
    return Paper(plain("agency.title", agency=name), subtitle, (page, method(evidence)))


def _figure(evidence: Evidence, iri: str, role: str, parts: Sequence[Part]) -> Figure:
    records = tuple(part for part in parts if part.role == role)
    parameters = (("agency", iri), ("role", role), *evidence.scope)
    return Figure(
        len({p.review for p in records}), None, Trace("agency-evidence", parameters, "review"), records
    )


def _items(reviews: Figure) -> Figure:
    """The items behind a count of reviews."""
    items = {part.item for part in reviews.records if isinstance(part, Part) and part.item is not None}
    return replace(reviews, value=len(items), trace=replace(reviews.trace, column="item"))


def _of_role(evidence: Evidence, parts: Sequence[Part], role: str) -> list[Part]:
    """One part an item, the latest review first."""
    found = {part.item: part for part in reversed(parts) if part.role == role and part.item in evidence.item}

    def latest(part: Part) -> tuple[int, str, int]:
        review = evidence.review[part.review]
        return (-(review.year or 0), review.label, evidence.item[part.item or ""].order)

    return sorted(found.values(), key=latest)


def _asked(evidence: Evidence, name: str, parts: Sequence[Part]) -> Iterator[Block]:
    yield Heading(2, plain("agency.asked"))
    asked = _of_role(evidence, parts, "asked")
    if not asked:
        yield Paragraph(say("agency.asked_none"))
        return
    columns = tuple(Column(plain(f"column.{name}")) for name in ("recommendation", "themes", "source"))
    rows: list[tuple[Line, ...]] = []
    for part in asked:
        item = evidence.item[part.item or ""]
        themes = sorted(
            {evidence.theme[t.theme].label for t in evidence.tags_by_item.get(item.iri, ()) if t.stated}
        )
        rows.append(((Said(item.wording),), (listed(themes) or "–",), (place(evidence, item),)))
    yield Grid(plain("agency.asked_caption", agency=name), columns, tuple(rows))


def _quoted(evidence: Evidence, parts: Sequence[Part], role: str) -> Iterator[Block]:
    found = _of_role(evidence, parts, role)
    if found:
        yield Heading(2, plain(f"agency.{role}"))
    for part in found:
        item = evidence.item[part.item or ""]
        yield Quotation(item.wording, place(evidence, item), None, item.kind.value)


def _themes(evidence: Evidence, iri: str, parts: Sequence[Part]) -> Iterator[Block]:
    """The themes that the items of these parts state, those of most items first."""
    behind: dict[str, list[Part]] = {}
    for part in parts:
        stated = {tag.theme for tag in evidence.tags_by_item.get(part.item or "", ()) if tag.stated}
        for slug in sorted(stated):
            behind.setdefault(slug, []).append(part)
    counts = {slug: len({part.item for part in found}) for slug, found in behind.items()}
    ranked = sorted(counts, key=lambda slug: (-counts[slug], evidence.theme[slug].label))
    lines = []
    for slug in ranked[:_THEMES]:
        parameters = (("agency", iri), ("theme", slug), ("tier", "stated"), *evidence.scope)
        items = Figure(counts[slug], None, Trace("agency-evidence", parameters, "item"), tuple(behind[slug]))
        lines.append(say("agency.theme_line", theme=evidence.theme[slug].label, items=items))
    if lines:
        yield Heading(2, plain("agency.themes"))
        yield Bullets(tuple(lines))

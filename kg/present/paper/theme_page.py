"""One page for each theme: count and denominator, years, agencies, words, questions, praise, recommendations, links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.insight.analyses import Analyses, held
from kg.insight.evidence import FINDINGS, Evidence, Item, Tag
from kg.insight.figures import Figure
from kg.insight.recurrence import Recurrence, with_narrower
from kg.insight.roles import ROLES, agencies_of_theme
from kg.insight.trend import Direction
from kg.model import ItemKind
from kg.present.paper.blocks import (
    Block,
    Bullets,
    Column,
    Count,
    Grid,
    Heading,
    Line,
    Page,
    Paragraph,
    Quotation,
    Said,
)
from kg.present.paper.executive import back_line, linked
from kg.present.paper.glance import held_cell
from kg.present.paper.naming import command, percent, place
from kg.present.paper.wording import counted, joined, listed, plain, say

_WORDS = 8  # findings quoted; the spreadsheet has them all
_AGENCIES = 8
_LINKS = 6
_NARROWER = 5  # themes that a sentence names


def theme_page(analyses: Analyses, row: Recurrence) -> Page:
    """Everything about one theme.  A part with nothing in it is left out, heading and all."""
    evidence, slug = analyses.evidence, row.theme.slug
    blocks: list[Block] = [*_opening(analyses, row)]
    blocks += _years(evidence, row)
    blocks += _agencies(evidence, row)
    blocks += _quoted(evidence, row, "findings", FINDINGS)
    blocks += _recommendations(evidence, row)
    blocks += _quoted(evidence, row, "questions", (ItemKind.QUESTION,))
    blocks += _quoted(evidence, row, "praise", (ItemKind.GOOD_PRACTICE,))
    blocks += _came_back(analyses, slug)
    blocks += _links(analyses, slug)
    source = command("theme-evidence", (("theme", slug), *evidence.scope))
    return Page(f"theme-{slug}", row.theme.label, tuple(blocks), source)


def _opening(analyses: Analyses, row: Recurrence) -> Iterator[Block]:
    reviews = row.reviews
    if not reviews.none:
        yield Paragraph(say("theme.lead", reviews=reviews), "lead")
    else:
        instead: Line = ()
        if not row.anywhere.none:
            instead = say("theme.lead_elsewhere", anywhere=row.anywhere)
        yield Paragraph(say("theme.lead_none", instead=instead), "lead")
    if not reviews.none:
        if share := _share(row):
            yield Paragraph(share)
        yield Paragraph(_trend(analyses, row))
    elif row.anywhere.none:
        yield Paragraph(say("theme.nowhere", held=held(analyses.evidence)))
    yield from _kinds(row)
    if not (row.wanting.none or row.praised.none):
        yield Paragraph(say("theme.both_sides", wanting=row.wanting, praised=row.praised))
    if row.areas:
        yield Paragraph(say("theme.areas", areas=listed(list(row.areas))))
    yield from _narrower(analyses.evidence, row)
    if row.theme.note:
        yield Paragraph(say("theme.meaning", note=row.theme.note), "note")


def _kinds(row: Recurrence) -> Iterator[Block]:
    """Where else it stands, leaving out what would be nought."""
    pieces: list[Line] = [
        say(f"theme.in_{name.replace('-', '_')}", reviews=count)
        for name, count in row.groups
        if name != "finding" and not count.none
    ]
    if pieces:
        yield Paragraph(say("theme.kinds", where=joined(pieces)))


def _share(row: Recurrence) -> Line:
    stated = row.reviews.stated
    if not stated.value or not stated.of:
        return ()
    bounds = stated.interval
    return say(
        "theme.share",
        share=_rate(stated, stated.value / stated.of),
        low=_rate(stated, bounds.low),
        high=_rate(stated, bounds.high),
    )


def _rate(figure: Figure, share: float) -> Count:
    return Count(figure, f"{percent(share)}%", "rate")


def _trend(analyses: Analyses, row: Recurrence) -> Line:
    found = analyses.trends[row.theme.slug]
    if found.direction in (Direction.RISE, Direction.FALL):
        key = f"theme.trend_{found.direction.value}"
        return say(key, year=str(found.year), after=found.after or "", before=found.before or "")
    return say("theme.trend_steady" if found.direction is Direction.STEADY else "theme.trend_too_few")


def _narrower(evidence: Evidence, row: Recurrence) -> Iterator[Block]:
    below = [evidence.theme[slug].label for slug in evidence.narrower.get(row.theme.slug, ())]
    if below:
        count = with_narrower(evidence, row.theme)
        key = "theme.narrower" if len(below) > 1 else "theme.narrower_one"
        if len(below) > _NARROWER:
            yield Paragraph(say("theme.narrower_many", reviews=count))
        else:
            yield Paragraph(say(key, list=listed(sorted(below)), reviews=count))


def _years(evidence: Evidence, row: Recurrence) -> Iterator[Block]:
    shown = [(year, count) for year, count in row.years if count.stated.of]
    if len(shown) < 2 or row.reviews.none:
        return
    parts = (
        ("stated", [(Count(t.stated, str(t.stated.value), "stated"),) for _, t in shown]),
        ("suggested", [(Count(t.suggested, str(t.suggested.value), "suggested"),) for _, t in shown]),
        ("held", [held_cell(evidence, year) for year, _ in shown]),
    )
    columns = (Column(plain("column.year")), *(Column(str(year), numeric=True) for year, _ in shown))
    rows: tuple[tuple[Line, ...], ...] = tuple(((plain(f"column.{name}"),), *cells) for name, cells in parts)
    yield Heading(2, plain("theme.years"))
    yield Grid(plain("theme.years_caption", theme=row.theme.label), columns, rows, by_year=True)


def _agencies(evidence: Evidence, row: Recurrence) -> Iterator[Block]:
    found = agencies_of_theme(evidence, row.theme.slug)
    active = [agency for agency in found if agency.active] or list(found)
    if not active:
        return
    columns = (Column(plain("column.agency")), *(Column(plain(f"role.{role}"), True) for role in ROLES))
    rows: tuple[tuple[Line, ...], ...] = tuple(
        ((agency.label,), *map(_part, agency.roles, agency.suggested)) for agency in active[:_AGENCIES]
    )
    yield Heading(2, plain("theme.agencies"))
    yield Grid(plain("theme.agencies_caption", theme=row.theme.label), columns, rows)
    notes = [say("theme.agencies_note")]
    if len(active) > _AGENCIES:
        notes.append(say("theme.agencies_most"))
    if len(active) < len(found):
        notes.append(say("theme.agencies_more"))
    yield Paragraph(tuple(part for note in notes for part in (" ", *note))[1:], "note")


def _part(stated: Figure, suggested: Figure) -> Line:
    """A cell: ``2``, or ``2 + 1`` where one more review has it by a suggested theme."""
    cell = (Count(stated, str(stated.value), "stated"),)
    if not suggested.value:
        return cell
    return (*cell, " + ", Count(suggested, str(suggested.value), "suggested"))


def _items(evidence: Evidence, row: Recurrence, kinds: tuple[ItemKind, ...]) -> list[tuple[Item, Tag]]:
    """The items of these kinds with the tag that brings them here: stated first, then the latest review."""
    found: dict[str, Tag] = {}
    for tag in evidence.tags_by_theme.get(row.theme.slug, ()):
        if evidence.item[tag.item].kind in kinds and (tag.item not in found or tag.stated):
            found[tag.item] = tag
    ordered = sorted(found.values(), key=lambda tag: _latest_first(evidence, tag))
    return [(evidence.item[tag.item], tag) for tag in ordered]


def _latest_first(evidence: Evidence, tag: Tag) -> tuple[bool, bool, int, str, int, str]:
    item = evidence.item[tag.item]
    review = evidence.review[item.review]
    return (
        not tag.stated,
        item.kind is ItemKind.POINT,
        -(review.year or 0),
        review.label,
        item.order,
        item.iri,
    )


def _quoted(evidence: Evidence, row: Recurrence, part: str, kinds: tuple[ItemKind, ...]) -> Iterator[Block]:
    items = _items(evidence, row, kinds)
    if not items:
        return
    yield Heading(2, plain(f"theme.{part}"))
    for item, tag in items[:_WORDS]:
        tier = "stated" if tag.stated else "suggested"
        yield Quotation(item.wording, place(evidence, item), tier, item.kind.value)
    if len(items) > _WORDS:
        yield Paragraph(say("theme.more"), "note")


def _recommendations(evidence: Evidence, row: Recurrence) -> Iterator[Block]:
    items = _items(evidence, row, (ItemKind.RECOMMENDATION,))
    if not items:
        return
    names = ("recommendation", "addressee", "source")
    columns = tuple(Column(plain(f"column.{name}")) for name in names)
    rows: tuple[tuple[Line, ...], ...] = tuple(
        (
            (Said(item.wording), "" if tag.stated else f" [{plain('state.suggested').lower()}]"),
            (listed(list(item.addressees)) or plain("theme.nobody"),),
            (place(evidence, item),),
        )
        for item, tag in items[:_WORDS]
    )
    yield Heading(2, plain("theme.recommendations"))
    yield Grid(plain("theme.recommendations_caption", theme=row.theme.label), columns, rows)
    if len(items) > _WORDS:
        yield Paragraph(say("theme.more"), "note")


def _came_back(analyses: Analyses, slug: str) -> Iterator[Block]:
    rows = [row for row in analyses.returns if row.theme.slug == slug]
    if rows:
        yield Heading(2, plain("executive.back"))
        yield Bullets(tuple(back_line(row) for row in rows))


def _links(analyses: Analyses, slug: str) -> Iterator[Block]:
    lines = []
    for pair in analyses.pairs:
        if slug in (pair.first, pair.second):
            other = analyses.evidence.theme[pair.second if pair.first == slug else pair.first]
            sure: Line = say("theme.link_sure") if pair.beyond_chance else ()
            nouns = f"{plain('theme.piece')}|{plain('theme.pieces')}"
            lines.append(
                (
                    linked(other.slug, other.label),
                    " (",
                    counted(replace(pair.together, of=None), nouns, "stated"),
                    *sure,
                    ")",
                )
            )
    if lines:
        yield Heading(2, plain("theme.links"))
        yield Bullets(tuple(lines[:_LINKS]))

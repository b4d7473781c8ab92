"""The themes at a glance: how widely, by which review, when, and together with what; a table beside each picture."""

from __future__ import annotations

from collections.abc import Iterator

from kg.insight.analyses import Analyses, held
from kg.insight.cooccurrence import Pair
from kg.insight.evidence import FINDINGS, Evidence, Review
from kg.insight.figures import Figure
from kg.insight.recurrence import Recurrence
from kg.insight.trend import Direction
from kg.model import ItemKind, Polarity
from kg.present.charts.bars import Bar, bars
from kg.present.charts.heatmap import heatmap
from kg.present.charts.network import network
from kg.present.charts.timeline import timeline
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
    Picture,
)
from kg.present.paper.executive import linked
from kg.present.paper.naming import command, percent
from kg.present.paper.wording import listed, plain, say

_REVIEWS = 30  # columns of the heat map
_PAIRS = 15  # rows of the table of pairs
_DRAWN = 3  # pairs from which a picture shows more than their table
_STATES = ("wanting", "praised", "both", "mentioned", "suggested")


def glance(analyses: Analyses, chosen: tuple[Recurrence, ...]) -> Page:
    """Four pictures; one that would be empty becomes the sentence that says why."""
    rows = tuple(row for row in chosen if not row.reviews.none)
    blocks: list[Block] = []
    if rows:
        blocks += [Heading(2, plain("glance.recurs"), "recurrence"), recurrence(analyses, rows)]
        blocks.append(Paragraph(say("glance.recurs_note"), "note"))
        blocks += [Heading(2, plain("glance.heat"), "heat-map"), *_heat(analyses.evidence, rows)]
        if len(analyses.evidence.reviews_by_year) > 1:
            blocks += [Heading(2, plain("glance.timeline"), "timeline"), _timeline(analyses.evidence, rows)]
            blocks += _trends(analyses, rows)
    mine = frozenset(row.theme.slug for row in chosen)
    blocks += [Heading(2, plain("glance.network"), "network"), *_network(analyses, mine)]
    source = command("theme-evidence", (("group", "finding"), *analyses.evidence.scope))
    return Page("glance", plain("glance.title"), tuple(blocks), source)


def figure(count: Count | None) -> Line:
    """A cell that holds one figure."""
    return (count,) if count else ("",)


def recurrence(analyses: Analyses, rows: tuple[Recurrence, ...]) -> Picture:
    """The bar chart and its table."""
    of = len(analyses.evidence.held)
    drawing = bars(
        plain("glance.recurs_title"),
        plain(
            "glance.recurs_alt",
            themes=len(rows),
            of=str(of),
            first=rows[0].theme.label,
            count=rows[0].reviews.stated.value,
        ),
        [_bar(row) for row in rows],
        of,
        (plain("glance.stated"), plain("glance.suggested"), plain("glance.axis", of=str(of))),
    )
    names = [plain(f"column.{name}") for name in ("theme", "stated", "range", "suggested", "out_of")]
    columns = tuple(Column(name, numeric=place > 0) for place, name in enumerate(names))
    everything = held(analyses.evidence)
    table = Grid(
        plain("glance.recurs_caption"), columns, tuple(_recurrence_row(row, everything) for row in rows)
    )
    return Picture("recurrence", drawing, table)


def _bar(row: Recurrence) -> Bar:
    stated, suggested = row.reviews.stated.value, row.reviews.suggested.value
    return Bar(row.theme.label, stated, suggested, f"{stated} + {suggested}" if suggested else str(stated))


def _recurrence_row(row: Recurrence, everything: Figure) -> tuple[Line, ...]:
    stated, suggested = row.reviews.stated, row.reviews.suggested
    span = f"{percent(stated.interval.low)}–{percent(stated.interval.high)}%"
    return (
        (linked(row.theme.slug, row.theme.label),),
        (Count(stated, str(stated.value), "stated"),),
        (Count(stated, span, "rate"),),
        (Count(suggested, str(suggested.value), "suggested"),),
        (Count(everything, str(everything.value)),),
    )


def _heat(evidence: Evidence, rows: tuple[Recurrence, ...]) -> Iterator[Block]:
    reviews = sorted(evidence.held, key=lambda r: (r.year or 0, r.label))[-_REVIEWS:]
    found = [(row, states(evidence, row.theme.slug)) for row in rows]
    every = [(row, [seen.get(review.iri, "silent") for review in reviews]) for row, seen in found]
    marked = [(row, line) for row, line in every if any(cell != "silent" for cell in line)]
    if not marked:
        return
    rows, cells = tuple(row for row, _ in marked), [line for _, line in marked]
    used = [name for name in _STATES if any(name in line for line in cells)]
    drawing = heatmap(
        plain("glance.heat_title"),
        plain("glance.heat_alt", themes=len(rows), reviews=len(reviews)),
        [row.theme.label for row in rows],
        [_short(review) for review in reviews],
        cells,
        [(name, plain(f"state.{name}")) for name in used],
    )
    columns = (Column(plain("column.theme")), Column(plain("column.state")))
    table = Grid(
        plain("glance.heat_caption"),
        columns,
        tuple(
            ((row.theme.label,), (_states(reviews, line, used),))
            for row, line in zip(rows, cells, strict=True)
        ),
    )
    yield Picture("themes-by-review", drawing, table, by_review=True)
    if len(evidence.held) > len(reviews):
        yield Paragraph(say("glance.heat_more", held=held(evidence)), "note")


def _states(reviews: list[Review], line: list[str], used: list[str]) -> str:
    """``Found wanting: Child A 2015, Child F 2022; credited: Leah 2025``."""
    parts = []
    for name in used:
        names = [_case(review) for review, seen in zip(reviews, line, strict=True) if seen == name]
        if names:
            parts.append(f"{plain(f'state.{name}')}: {', '.join(names)}")
    return "; ".join(parts)


def _case(review: Review) -> str:
    return f"{review.case} {review.year}" if review.year is not None else review.case


def _short(review: Review) -> str:
    year = f" {review.year}" if review.year is not None else ""
    return f"{review.case}{year}" if review.area is None else f"{review.area} {review.case}{year}"


def states(evidence: Evidence, theme: str) -> dict[str, str]:
    """How each review (IRI) raises a theme: wanting, praised, both, mentioned (recommended or asked) or suggested.

    A review that is silent on it is left out.
    """
    kinds: dict[str, set[str]] = {}
    for tag in evidence.tags_by_theme.get(theme, ()):
        item = evidence.item[tag.item]
        found = kinds.setdefault(item.review, set())
        if tag.stated:
            good = item.polarity is Polarity.GOOD or item.kind is ItemKind.GOOD_PRACTICE
            found.add("praised" if good else "wanting" if item.kind in FINDINGS else "mentioned")
    return {review: _state(found) for review, found in kinds.items()}


def _state(kinds: set[str]) -> str:
    if {"praised", "wanting"} <= kinds:
        return "both"
    return next((kind for kind in ("wanting", "praised", "mentioned") if kind in kinds), "suggested")


def _timeline(evidence: Evidence, rows: tuple[Recurrence, ...]) -> Picture:
    years = evidence.reviews_by_year
    drawing = timeline(
        plain("glance.timeline_title"),
        plain("glance.timeline_alt", themes=len(rows), first=str(years[0][0]), last=str(years[-1][0])),
        years,
        [(row.theme.label, [(t.stated.value, t.suggested.value) for _, t in row.years]) for row in rows],
        plain("glance.timeline_held"),
        (plain("glance.stated"), plain("glance.suggested_alone")),
    )
    shown = [place for place, (_, held) in enumerate(years) if held]
    columns = (Column(plain("column.theme")), *(Column(str(years[place][0]), True) for place in shown))
    head: tuple[Line, ...] = (
        (plain("column.held"),),
        *(held_cell(evidence, years[place][0]) for place in shown),
    )
    body = tuple(((row.theme.label,), *(_year_cell(row, place) for place in shown)) for row in rows)
    table = Grid(plain("glance.timeline_caption"), columns, (head, *body), by_year=True)
    return Picture("timeline", drawing, table)


def held_cell(evidence: Evidence, year: int) -> Line:
    """The reviews held of a year, as a cell."""
    found = held(evidence, since=year, until=year)
    return (Count(found, str(found.value)),)


def _year_cell(row: Recurrence, place: int) -> Line:
    count = row.years[place][1]
    if count.none:
        return ("",)
    stated = Count(count.stated, str(count.stated.value), "stated")
    if not count.suggested.value:
        return (stated,)
    return (stated, " + ", Count(count.suggested, str(count.suggested.value), "suggested"))


def _trends(analyses: Analyses, rows: tuple[Recurrence, ...]) -> Iterator[Block]:
    yield Heading(2, plain("glance.trend"), "trend")
    changed = [row for row in rows if analyses.trends[row.theme.slug].year is not None]
    if changed:
        yield Bullets(tuple(_trend_line(analyses, row) for row in changed))
        return
    tested = any(analyses.trends[row.theme.slug].direction is not Direction.TOO_FEW for row in rows)
    yield Paragraph(say("glance.trend_none" if tested else "glance.trend_too_few"))


def _trend_line(analyses: Analyses, row: Recurrence) -> Line:
    found = analyses.trends[row.theme.slug]
    return say(
        "glance.trend_line",
        theme=linked(row.theme.slug, row.theme.label),
        more=plain("glance.more_often" if found.direction is Direction.RISE else "glance.less_often"),
        year=str(found.year),
        after=found.after or "",
        before=found.before or "",
    )


def _network(analyses: Analyses, mine: frozenset[str]) -> Iterator[Block]:
    """Pairs that touch at least one theme of this paper."""
    touching = [pair for pair in analyses.pairs if mine & {pair.first, pair.second}]
    shared = [pair for pair in touching if pair.together.value >= 2][:_PAIRS]
    if len(shared) < 2:
        yield Paragraph(say("glance.network_none"))
        return
    picture = _network_picture(analyses.evidence, shared)
    yield picture if len(shared) >= _DRAWN else picture.table
    sure = any(pair.beyond_chance for pair in touching)
    yield Paragraph(say("glance.network_sure" if sure else "glance.network_unsure"))
    if analyses.landscape is not None:
        label = {theme.slug: theme.label for theme in analyses.evidence.themes}
        groups = [
            listed([label[s] for s in group]) for group in analyses.landscape.communities if len(group) > 1
        ]
        if groups:
            yield Paragraph(say("glance.communities", groups="; ".join(groups)))
        if analyses.landscape.bridges:
            names = listed([label[slug] for slug, _ in analyses.landscape.bridges])
            yield Paragraph(say("glance.bridges", bridges=names))


def _network_picture(evidence: Evidence, shared: list[Pair]) -> Picture:
    slugs = sorted(
        {s for p in shared for s in (p.first, p.second)}, key=lambda s: (evidence.theme[s].group, s)
    )
    count = {p.first: p.first_count for p in shared} | {p.second: p.second_count for p in shared}
    place = {slug: n for n, slug in enumerate(slugs)}
    drawing = network(
        plain("glance.network_title"),
        plain("glance.network_alt", themes=len(slugs)),
        [(evidence.theme[slug].label, count[slug]) for slug in slugs],
        [(place[p.first], place[p.second], p.together.value, p.beyond_chance) for p in shared],
    )
    columns = (
        Column(plain("column.pair")),
        Column(plain("column.together"), True),
        Column(plain("column.lift"), True),
        Column(plain("column.chance")),
    )
    return Picture(
        "together", drawing, Grid(plain("glance.network_caption"), columns, _pair_rows(evidence, shared))
    )


def _pair_rows(evidence: Evidence, shared: list[Pair]) -> tuple[tuple[Line, ...], ...]:
    return tuple(
        (
            (f"{evidence.theme[pair.first].label} – {evidence.theme[pair.second].label}",),
            (Count(pair.together, str(pair.together.value), "stated"),),
            (Count(pair.together, f"{pair.lift:.{1 if pair.lift < 10 else 0}f}", "rate"),),
            (plain("answer.yes" if pair.beyond_chance else "answer.no"),),
        )
        for pair in shared
    )

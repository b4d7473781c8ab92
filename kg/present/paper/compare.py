"""Two things side by side: an area and the rest, two areas, or two reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.errors import UnknownNameError
from kg.insight.analyses import held_elsewhere, held_in_area
from kg.insight.comparison import Contrast, area_with_rest, in_common
from kg.insight.evidence import Evidence, Review, Theme
from kg.insight.figures import Tally
from kg.present.paper.blocks import (
    Block,
    Bullets,
    Column,
    Count,
    Grid,
    Heading,
    Line,
    Page,
    Paper,
    Paragraph,
    Quotation,
)
from kg.present.paper.method import method
from kg.present.paper.naming import command, quoted, relation, tiered
from kg.present.paper.naming import review as named
from kg.present.paper.wording import listed, plain, say

_ROWS = 25


def area_beside(evidence: Evidence, area: str, slug: str, rest_of: tuple[str, str] | None = None) -> Paper:
    """One area (name and slug) beside all other reviews of ``evidence``, or beside the area ``rest_of``."""
    other = rest_of[0] if rest_of else None
    found = area_with_rest(evidence, area, slug, rest_of[1] if rest_of else None)
    contrasts = [row for row in found if not (row.here.none and row.elsewhere.none)]
    here = held_in_area(evidence, area, slug)
    if rest_of:
        rest = held_in_area(evidence, *rest_of)
        title = plain("compare.title_reviews", first=area, second=rest_of[0])
        subtitle = say("compare.subtitle_two", here=here, first=area, elsewhere=rest, second=rest_of[0])
    else:
        rest = held_elsewhere(evidence, area, slug)
        title = plain("compare.title_areas", first=area)
        subtitle = say("compare.subtitle_area", here=here, area=area, elsewhere=rest)
    if not here.value or not rest.value:
        raise UnknownNameError(
            f"There is no review of {area if not here.value else other or 'other areas'} to compare.",
            hint="Name another area, or widen the years or the type.",
        )
    blocks: tuple[Block, ...] = (Paragraph(_verdict(contrasts), "lead"), _contrasts(contrasts, area, other))
    page = Page(
        "compare", plain("compare.page"), blocks, command("theme-evidence", (("area", slug), *evidence.scope))
    )
    return Paper(title, subtitle, (page, method(evidence)))


def _verdict(contrasts: Sequence[Contrast]) -> Line:
    if all(row.adjusted is None for row in contrasts):
        return say("compare.too_few")
    sure = [row.theme.label for row in contrasts if row.adjusted is not None and row.adjusted < 0.05]
    return say("compare.some", themes=listed(sure)) if sure else say("compare.none")


def _contrasts(contrasts: Sequence[Contrast], area: str, other: str | None) -> Grid:
    sides = [
        plain(f"compare.side_{tier}", side=side)
        for side in (area, other or plain("column.elsewhere"))
        for tier in ("stated", "suggested")
    ]
    columns = (
        Column(plain("column.theme")),
        *(Column(name, numeric=True) for name in sides),
        Column(plain("column.chance")),
    )
    rows: tuple[tuple[Line, ...], ...] = tuple(
        ((row.theme.label,), *_tiers(row.here), *_tiers(row.elsewhere), (_beyond(row),))
        for row in contrasts[:_ROWS]
    )
    return Grid(plain("compare.caption"), columns, rows)


def _tiers(count: Tally) -> tuple[Line, Line]:
    stated, suggested = count.stated, count.suggested
    return (
        (Count(stated, f"{stated.value} of {stated.of}", "stated"),),
        (Count(suggested, str(suggested.value), "suggested"),),
    )


def _beyond(row: Contrast) -> str:
    if row.adjusted is None:
        return plain("answer.too_few")
    return plain("answer.yes" if row.adjusted < 0.05 else "answer.no")


def reviews_beside(evidence: Evidence, first: Review, second: Review) -> Paper:
    """Two reviews: what both raise, what only one does, and what one says of the other."""
    common = in_common(evidence, first.iri, second.iri)
    blocks: list[Block] = [*_linked(evidence, first, second)]
    blocks += _themes(plain("compare.shared"), common.both_stated)
    blocks += _themes(plain("compare.shared_suggested"), common.both_suggested)
    blocks += _only(first, common.only_first)
    blocks += _only(second, common.only_second)
    if common.agencies:
        blocks.append(Paragraph(say("compare.agencies", agencies=listed(list(common.agencies)))))
    title = plain("compare.title_reviews", first=named(first), second=named(second))
    page = Page(
        "compare", plain("compare.side_by_side"), tuple(blocks), command("theme-evidence", evidence.scope)
    )
    return Paper(title, say("compare.subtitle_reviews"), (page, method(evidence)))


def _themes(heading: str, themes: Sequence[Theme]) -> Iterator[Block]:
    if themes:
        yield Heading(2, heading)
        yield Bullets(tuple((theme.label,) for theme in themes))


def _only(review: Review, themes: Sequence[tuple[Theme, bool]]) -> Iterator[Block]:
    """The themes of one of them: what is stated first, then what is suggested, and marked so."""
    if themes:
        ordered = sorted(themes, key=lambda row: not row[1])
        yield Heading(2, plain("compare.only", name=named(review)))
        yield Bullets(tuple((tiered(theme, stated),) for theme, stated in ordered))


def _linked(evidence: Evidence, first: Review, second: Review) -> Iterator[Block]:
    links = [link for link in evidence.links if {link.review, link.target} == {first.iri, second.iri}]
    if links:
        yield Heading(2, plain("compare.linked"))
    for link in links:
        speaker = evidence.review[link.review]
        words = plain(
            "lineage.chain",
            later=named(speaker),
            says=relation(link),
            earlier=named(evidence.review[link.target]),
        )
        yield Quotation(
            quoted(link.words), words, "stated" if link.basis == "stated" else "suggested", "link"
        )

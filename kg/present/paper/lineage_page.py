"""Learning through the years: what repeats what, what came back, and which items hang loose."""

from __future__ import annotations

from collections.abc import Iterator

from kg.insight.analyses import Analyses
from kg.insight.lineage import Step
from kg.insight.returned import Return
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
from kg.present.paper.executive import found_again, linked, path, returns_about
from kg.present.paper.naming import command, item, place, quoted, relation, review, speaker
from kg.present.paper.wording import listed, plain, say

_ALIKE = 10
_CHAINS = 5
_RETURNS = 30


def lineage_page(analyses: Analyses, about: frozenset[str] | None = None) -> Page:
    """Stated descent first, then what only looks alike, then returns (on the themes ``about``) and loose ends."""
    returned = returns_about(analyses, about)[:_RETURNS]
    blocks: list[Block] = [*_stated(analyses), *_alike(analyses), *_returns(returned), *_loose(analyses)]
    source = command("link-evidence", analyses.evidence.scope)
    return Page("lineage", plain("lineage.title"), tuple(blocks), source)


def _stated(analyses: Analyses) -> Iterator[Block]:
    steps = [step for step in analyses.steps if step.stated]
    if not steps:
        yield Paragraph(say("lineage.none"))
        return
    yield Paragraph(say("lineage.lead"))
    long = [chain for chain in analyses.chains if len(chain.steps) > 1 and chain.stated]
    if long:
        yield Heading(2, plain("lineage.chains"))
        yield Bullets(tuple((f"{path(analyses, chain)}.",) for chain in long[:_CHAINS]))
        yield Paragraph(say("lineage.chains_note"), "note")
        yield Heading(2, plain("lineage.words"))
    grouped: dict[tuple[str, str, str], list[Step]] = {}
    for step in steps:
        if step.link is not None:
            key = (step.later, step.link.type, step.link.words.exact)
            grouped.setdefault(key, []).append(step)
    for same in grouped.values():
        yield _step(analyses, same)


def _step(analyses: Analyses, same: list[Step]) -> Quotation:
    """The speaking words, and to which reviews (and there to which finding) they go back."""
    evidence, link = analyses.evidence, same[0].link
    assert link is not None
    earlier = listed([_earlier(analyses, step) for step in same])
    says = relation(link)
    words = plain("lineage.chain", later=speaker(evidence, same[0].later), says=says, earlier=earlier)
    return Quotation(quoted(link.words), words, "stated", "link")


def _earlier(analyses: Analyses, step: Step) -> str:
    evidence = analyses.evidence
    target = evidence.review.get(step.earlier)
    name = review(target) if target else step.link.target_label if step.link else ""
    if step.finding is None:
        return name
    found = item(evidence, evidence.item[step.finding])
    return plain("lineage.step_finding", review=name, finding=found)


def _alike(analyses: Analyses) -> Iterator[Block]:
    if not analyses.alike:
        return
    evidence = analyses.evidence
    yield Heading(2, plain("lineage.suggested"))
    yield Paragraph(say("lineage.suggested_lead"))
    columns = (Column(plain("column.found")), Column(plain("column.alike")), Column(plain("column.shared")))
    rows: list[tuple[Line, ...]] = []
    for step in analyses.alike[:_ALIKE]:
        later, earlier = evidence.item[step.later], evidence.item[step.finding or ""]
        shared = ", ".join(step.likeness.shared) if step.likeness else ""
        rows.append(
            (
                ("“", Said(later.wording), f"” ({place(evidence, later)})"),
                ("“", Said(earlier.wording), f"” ({place(evidence, earlier)})"),
                (shared,),
            )
        )
    yield Grid(plain("lineage.suggested_caption"), columns, tuple(rows))


def _returns(rows: list[Return]) -> Iterator[Block]:
    if not rows:
        return
    names = ("theme", "area", "asked", "found_years", "later", "basis")
    columns = tuple(Column(plain(f"column.{name}"), numeric=name == "later") for name in names)
    yield Heading(2, plain("lineage.back"))
    yield Grid(plain("lineage.back_caption"), columns, tuple(_return(row) for row in rows))
    yield Paragraph(say("executive.back_limit"), "note")


def _return(row: Return) -> tuple[Line, ...]:
    return (
        (linked(row.theme.slug, row.theme.label),),
        (row.area,),
        (str(row.asked_in),),
        (found_again(row),),
        (Count(row.reviews, str(row.reviews.value), "stated" if row.stated else "suggested"),),
        (plain("column.stated" if row.stated else "state.suggested"),),
    )


def _loose(analyses: Analyses) -> Iterator[Block]:
    if not analyses.gaps:
        return
    names = ("kind", "joined_stated", "joined_judged", "joined_none")
    columns = tuple(Column(plain(f"column.{name}"), numeric=place > 0) for place, name in enumerate(names))
    rows: tuple[tuple[Line, ...], ...] = tuple(
        (
            (plain(f"kind.{gap.name}s").capitalize(),),
            *(
                (Count(figure, f"{figure.value} of {figure.of}", tier),)
                for figure, tier in ((gap.stated, "stated"), (gap.judged, "suggested"), (gap.none, "all"))
            ),
        )
        for gap in analyses.gaps
    )
    yield Heading(2, plain("lineage.loose"))
    yield Grid(plain("lineage.loose_caption"), columns, rows, adds_up=True)
    yield Paragraph(say("lineage.loose_note"), "note")

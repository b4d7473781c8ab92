"""The page to read first: what recurs, what is new, what came back, what to ask next."""

from __future__ import annotations

from collections.abc import Iterator

from kg.insight.analyses import Analyses
from kg.insight.evidence import Evidence, Item
from kg.insight.lineage import Chain
from kg.insight.novelty import said_new
from kg.insight.recurrence import Recurrence
from kg.insight.returned import Return
from kg.model import ItemKind
from kg.present.paper.blocks import (
    Block,
    Bullets,
    Count,
    Heading,
    Line,
    Page,
    Paragraph,
    Quotation,
    Refer,
    Said,
)
from kg.present.paper.naming import command, place, relation, review
from kg.present.paper.wording import brief, counted, joined, listed, plain, say

_QUOTED = 3
_MOST = 5  # lines in each part: it has to fit on one page
_SUGGESTED = 3  # of what came back by a suggested theme


def executive(analyses: Analyses, chosen: tuple[Recurrence, ...], about: frozenset[str] | None) -> Page:
    """Four short parts.  ``chosen`` are the themes that the paper has pages for, the most widespread first; ``about``
    the slugs that it is about, None where it is about all."""
    blocks: list[Block] = []
    for heading, part in (
        ("recurs", _recurs(chosen, about)),
        ("new", _new(analyses, about)),
        ("back", _back(analyses, about)),
        ("ask", _ask(analyses, chosen, about)),
    ):
        blocks += [Heading(2, plain(f"executive.{heading}"), f"what-{heading}"), *part]
    blocks.append(Paragraph(say("executive.more"), "note"))
    source = command("theme-evidence", (("group", "finding"), *analyses.evidence.scope))
    return Page("first", plain("executive.title"), tuple(blocks), source)


def linked(slug: str, label: str) -> Refer:
    """A theme's name, leading to its page."""
    return Refer(f"theme-{slug}", label)


def _recurs(chosen: tuple[Recurrence, ...], about: frozenset[str] | None) -> Iterator[Block]:
    often = [row for row in chosen if row.reviews.stated.value > 1][:_MOST]
    if not often:
        yield Paragraph(say("executive.recurs_none" if about is None else "executive.recurs_none_about"))
        raised = [row for row in _by_findings(chosen) if not row.items.none]
        if raised:
            yield Paragraph(say("executive.recurs_instead"))
            yield Bullets(tuple(_once_line(row) for row in raised[:_MOST]))
        return
    yield Bullets(tuple(_recurs_line(row) for row in often))


def _by_findings(chosen: tuple[Recurrence, ...]) -> list[Recurrence]:
    return sorted(
        chosen, key=lambda row: (-row.items.stated.value, -row.items.suggested.value, row.theme.label)
    )


def _once_line(row: Recurrence) -> Line:
    name = linked(row.theme.slug, row.theme.label)
    return say("executive.once_line", theme=name, findings=brief(row.items, "finding|findings"))


def _recurs_line(row: Recurrence) -> Line:
    stated, suggested = row.reviews.stated, row.reviews.suggested
    years: Line = ()
    if len(row.seen) > 1:
        span = plain("executive.recurs_years", first=str(row.seen[0]), last=str(row.seen[-1]))
        years = (" ", Count(stated, span, "stated"))
    elif row.seen:
        years = (" ", Count(stated, plain("executive.recurs_year", first=str(row.seen[0])), "stated"))
    name = linked(row.theme.slug, row.theme.label)
    reviews = say("tally.stated", stated=counted(stated, "of:review|reviews", "stated"))
    more: Line = ()
    if suggested.value:
        further = Count(suggested, f"{suggested.value:,}", "suggested")
        more = say("executive.recurs_more", suggested=further)
    return say("executive.recurs_line", theme=name, reviews=reviews, years=years, more=more)


def _new(analyses: Analyses, about: frozenset[str] | None) -> Iterator[Block]:
    lines = [
        say(
            "executive.new_line",
            theme=linked(seen.theme.slug, seen.theme.label),
            year=str(seen.year),
            reviews=seen.reviews,
        )
        for seen in analyses.new
        if about is None or seen.theme.slug in about
    ]
    if lines:
        yield Bullets(tuple(lines[:_MOST]))
        if analyses.evidence.scope:
            yield Paragraph(say("executive.new_scope"), "note")
    elif sum(held for _, held in analyses.evidence.reviews_by_year[:-1]) == 0 or analyses.newest is None:
        yield Paragraph(say("executive.new_too_few"))
    else:
        key = "executive.new_none" if about is None else "executive.new_none_about"
        yield Paragraph(say(key, year=str(analyses.newest)))
    if about is None:
        yield from _said_new(analyses)


def _said_new(analyses: Analyses) -> Iterator[Block]:
    """Findings of the latest year that the text itself calls additional to other reviews."""
    evidence = analyses.evidence
    said = [
        item
        for review in evidence.held
        if review.year == analyses.newest
        for item in said_new(evidence, review)
    ]
    if said:
        yield Paragraph(say("executive.new_said"))
    for item in said[:_QUOTED]:
        yield Quotation(item.wording, place(evidence, item), "stated", item.kind.value)


def _back(analyses: Analyses, about: frozenset[str] | None) -> Iterator[Block]:
    rows = returns_about(analyses, about)
    if not rows:
        yield Paragraph(say("executive.back_none" if about is None else "executive.back_none_about"))
        return
    stated, suggested = [row for row in rows if row.stated], [row for row in rows if not row.stated]
    if stated:
        yield Bullets(tuple(back_line(row) for row in stated[:_MOST]))
    if suggested:
        pieces = [_back_piece(row) for row in suggested[:_SUGGESTED]]
        yield Paragraph(say("executive.back_suggested", list=joined(pieces)))
    long = [chain for chain in analyses.chains if len(chain.steps) > 1 and chain.stated]
    if long and about is None:
        yield Paragraph(say("executive.back_chain", chain=path(analyses, long[0])))
    yield Paragraph(say("executive.back_limit"), "note")


def returns_about(analyses: Analyses, about: frozenset[str] | None) -> list[Return]:
    """What came back on these themes (slugs), or on any."""
    return [row for row in analyses.returns if about is None or row.theme.slug in about]


def back_line(row: Return) -> Line:
    """One theme that came back, with its years."""
    key = "executive.back_line" if row.stated else "executive.back_line_suggested"
    name = linked(row.theme.slug, row.theme.label)
    return say(key, theme=name, area=row.area, asked=str(row.asked_in), found=found_again(row))


def _back_piece(row: Return) -> Line:
    name, asked = linked(row.theme.slug, row.theme.label), str(row.asked_in)
    return say("executive.back_piece", theme=name, area=row.area, asked=asked, found=found_again(row))


def found_again(row: Return) -> Count:
    """The years in which later reviews found it: in place of their number."""
    years = listed([str(year) for year in row.found_in])
    tier = "stated" if row.stated else "suggested"
    return Count(row.reviews, years, tier, withheld=plain("executive.back_years"))


def path(analyses: Analyses, chain: Chain) -> str:
    """``Harrowmere: Child F (2022) repeats a finding of Harrowmere: Child D (2018), which repeats a finding of …``"""
    evidence = analyses.evidence
    first = chain.steps[0].later
    words = review(evidence.review[evidence.item[first].review if first in evidence.item else first])
    for nth, step in enumerate(chain.steps):
        link = step.link
        if link is None:  # chains are of what is printed
            break
        target = evidence.review.get(step.earlier)
        earlier = review(target) if target else link.target_label
        if nth == 0:
            words = plain("lineage.chain", later=words, says=relation(link), earlier=earlier)
        else:
            words = plain("lineage.chain_more", so_far=words, says=relation(link), earlier=earlier)
    return words


def _ask(analyses: Analyses, chosen: tuple[Recurrence, ...], about: frozenset[str] | None) -> Iterator[Block]:
    lines: list[Line] = []
    for row in [row for row in returns_about(analyses, about) if row.stated][:2]:
        name = linked(row.theme.slug, row.theme.label)
        lines.append(say("executive.ask_back", area=row.area, asked=str(row.asked_in), theme=name))
    often = [row for row in chosen if row.reviews.stated.value > 1]
    if often:
        top = often[0]
        name = linked(top.theme.slug, top.theme.label)
        lines.append(say("executive.ask_recurs", theme=name, reviews=top.reviews.stated))
    if analyses.nobody.value and about is None:
        lines.append(say("executive.ask_nobody", loose=analyses.nobody))
    findings = next((gap for gap in analyses.gaps if gap.name == "finding"), None)
    if findings is not None and findings.none.value and about is None:
        lines.append(say("executive.ask_findings", loose=findings.none))
    praised = max(often, key=lambda row: row.praised.stated.value, default=None)
    if praised is not None and praised.praised.stated.value:
        name = linked(praised.theme.slug, praised.theme.label)
        lines.append(say("executive.ask_praise", theme=name, praised=praised.praised.stated))
    for item in _questions(analyses.evidence, about)[: max(_MOST - len(lines), 0)]:
        lines.append((Said(item.wording), f" ({place(analyses.evidence, item)})"))
    if lines:
        yield Bullets(tuple(lines[: _MOST + 1]), numbered=True)
    else:
        yield Paragraph(say("executive.ask_none"))


def _questions(evidence: Evidence, about: frozenset[str] | None) -> list[Item]:
    """The reviews' own questions, those on the themes ``about`` only."""
    return [
        item
        for item in evidence.items
        if item.kind is ItemKind.QUESTION
        and (
            about is None
            or any(t.theme in about and t.stated for t in evidence.tags_by_item.get(item.iri, ()))
        )
    ]

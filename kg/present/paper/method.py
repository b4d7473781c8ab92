"""Method and limits, and the reviews that a paper rests on: the last pages."""

from __future__ import annotations

from collections.abc import Iterator

from kg.insight.analyses import held, named_only, tags_by_tier, undated
from kg.insight.evidence import Evidence
from kg.insight.lineage import LIKE
from kg.present.paper.blocks import Block, Bullets, Column, Count, Grid, Heading, Line, Page, Paragraph
from kg.present.paper.naming import command, date, percent
from kg.present.paper.wording import plain, say


def method(evidence: Evidence) -> Page:
    """How the figures come about and what they cannot say; then the list of reviews."""
    blocks: list[Block] = [Bullets(tuple(_method(evidence))), *_undated(evidence), *reviews(evidence)]
    return Page("method", plain("method.title"), tuple(blocks), command("reviews-held", evidence.scope))


def _method(evidence: Evidence) -> Iterator[Line]:
    yield say("method.counting", held=held(evidence))
    named = named_only(evidence)
    if named.value:
        yield say("method.named", named=named)
    tags = tags_by_tier(evidence)
    if tags.suggested.value:
        of_all = tags.suggested.value / (tags.stated.value + tags.suggested.value)
        share = Count(tags.suggested, f"{percent(of_all)}%", "rate")
        yield say("method.tiers", stated=tags.stated, suggested=tags.suggested)
        yield say("method.share", share=share)
    else:
        yield say("method.tiers_none", stated=tags.stated)
    for name in ("states", "interval", "together", "groups"):
        yield say(f"method.{name}")
    yield say("method.likeness", least=f"{LIKE:.2f}")
    yield say("method.codebook", version=evidence.codebook or plain("method.not_stated"))
    yield say("method.limits")
    yield say("method.trace")


def _undated(evidence: Evidence) -> Iterator[Block]:
    found = undated(evidence)
    if found.value:
        yield Paragraph(say("board.undated", undated=found), "note")


def reviews(evidence: Evidence) -> Iterator[Block]:
    """The reviews held, by year."""
    names = ("review", "type", "published", "publisher")
    columns = tuple(Column(plain(f"column.{name}")) for name in names)
    missing = plain("method.not_stated")
    ordered = sorted(evidence.held, key=lambda review: (review.year or 0, review.label))
    rows: tuple[tuple[Line, ...], ...] = tuple(
        ((r.label,), (r.kind_label or missing,), (date(r.issued),), (r.publisher or missing,))
        for r in ordered
    )
    yield Heading(2, plain("method.reviews"))
    yield Grid(plain("method.reviews_caption"), columns, rows)

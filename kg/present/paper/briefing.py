"""A learning briefing on one review, for practitioners: what was found, what went well, questions for the team."""

from __future__ import annotations

from collections.abc import Iterator

from kg.insight.analyses import count_in_review, held
from kg.insight.evidence import Evidence, Item, Review, Theme
from kg.insight.figures import Figure
from kg.insight.novelty import News, news
from kg.model import ItemKind
from kg.present.paper.blocks import Block, Bullets, Heading, Line, Page, Paper, Paragraph, Said
from kg.present.paper.naming import date, tiered
from kg.present.paper.wording import listed, plain, say

_THEMES = 5
_PARTS = (
    ("findings", ItemKind.FINDING, 6),
    ("praise", ItemKind.GOOD_PRACTICE, 3),
    ("recommendations", ItemKind.RECOMMENDATION, 5),
    ("questions", ItemKind.QUESTION, 5),
)


def briefing(evidence: Evidence, review: Review) -> Paper:
    """One page in the review's own words; long lists are cut at what a page holds, and say so."""
    blocks: list[Block] = []
    for name, kind, most in _PARTS:
        blocks += _part(name, count_in_review(evidence, kind, review.iri), most)
    if not blocks:
        blocks.append(Paragraph(say("briefing.nothing")))
    blocks += _context(evidence, news(evidence, review))
    missing = plain("method.not_stated")
    title, publisher = review.title or review.label, review.publisher or missing
    blocks.append(Paragraph(say("briefing.source", title=title, publisher=publisher), "note"))
    subtitle = say("briefing.subtitle", type=review.kind_label or missing, issued=date(review.issued))
    page = Page("briefing", plain("briefing.page"), tuple(blocks))
    return Paper(plain("briefing.title", review=review.label), subtitle, (page,))


def _part(name: str, found: Figure, most: int) -> Iterator[Block]:
    items = [record for record in found.records if isinstance(record, Item)]
    if not items:
        return
    yield Heading(2, plain(f"briefing.{name}"))
    yield Bullets(tuple(_line(item) for item in items[:most]))
    if len(items) > most:
        yield Paragraph(say("briefing.more", all=found), "note")


def _line(item: Item) -> Line:
    to = f" ({listed(list(item.addressees))})" if item.addressees else ""
    return (Said(item.wording), to)


def _some(themes: tuple[tuple[Theme, bool], ...]) -> str:
    names = [tiered(theme, stated) for theme, stated in themes]
    if len(names) <= _THEMES:
        return listed(names)
    return listed([*names[:_THEMES], plain("briefing.others")])


def _context(evidence: Evidence, found: News) -> Iterator[Block]:
    yield Heading(2, plain("briefing.context"))
    if not found.before:
        yield Paragraph(say("briefing.no_before"))
        return
    before = held(evidence, until=(found.review.year or 0) - 1)
    yield Paragraph(say("briefing.before", before=before))
    lines = [
        say(f"briefing.{name}", themes=_some(themes))
        for name, themes in (("new", found.new), ("known", found.known))
        if themes
    ]
    if lines:
        yield Bullets(tuple(lines))

"""Learning that came back: a board was asked to act on a theme, and a later review of the same area found it again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from kg.insight.evidence import FINDINGS, Evidence, Item, Tag, Theme
from kg.insight.figures import Figure, Trace
from kg.model import ItemKind, Polarity


@dataclass(frozen=True, slots=True)
class Return:
    """One theme in one area: the recommendations of earlier reviews, and the later findings that raise it again.

    ``stated`` is true only where the theme is stated on at least one recommendation and one later finding.
    ``reviews`` counts the later reviews.  That learning came back does not say that nothing was done.
    """

    area: str
    theme: Theme
    asked_in: int  # year of the first recommendation
    found_in: tuple[int, ...]  # years of the later findings
    asked: tuple[Tag, ...]
    found: tuple[Tag, ...]
    stated: bool
    reviews: Figure


def returns(evidence: Evidence) -> tuple[Return, ...]:
    """Every theme that came back, by area; those stated in words first, then those that came back most often.

    Only years tell earlier from later: two reviews of one year say nothing about which came first.
    """
    rows = []
    for (area, slug), tags in sorted(_by_area_and_theme(evidence).items()):
        said = [one for one in tags if one.tag.stated]
        found = _came_back(evidence, area, slug, said, stated=True)
        found = found or _came_back(evidence, area, slug, tags, stated=False)
        if found is not None:
            rows.append(found)
    return tuple(sorted(rows, key=lambda r: (not r.stated, -r.reviews.value, r.area, r.theme.label)))


class _Raised(NamedTuple):
    """A theme's tag with what has to be known of it here."""

    tag: Tag
    item: Item
    year: int


def _by_area_and_theme(evidence: Evidence) -> dict[tuple[str, str], list[_Raised]]:
    """Recommendations and findings that are no praise, of reviews with an area and a year, where the area has both."""
    items = evidence.item
    places = {
        review.iri: (review.area, review.year)
        for review in evidence.reviews
        if review.area is not None and review.year is not None
    }
    asked: dict[tuple[str, str], list[_Raised]] = defaultdict(list)
    lacking: dict[tuple[str, str], list[_Raised]] = defaultdict(list)
    for tag in evidence.tags:
        item = items[tag.item]
        if item.kind is ItemKind.RECOMMENDATION:
            groups = asked
        elif _is_lack(item):
            groups = lacking
        else:
            continue
        if item.review in places:
            area, year = places[item.review]
            groups[area, tag.theme].append(_Raised(tag, item, year))
    return {key: asked[key] + found for key, found in lacking.items() if key in asked}


def _came_back(
    evidence: Evidence, area: str, slug: str, raised: list[_Raised], *, stated: bool
) -> Return | None:
    asking = [one for one in raised if one.item.kind is ItemKind.RECOMMENDATION]
    if not asking:
        return None
    first = min(one.year for one in asking)
    lacking = [one for one in raised if one.year > first and _is_lack(one.item)]
    if not lacking:
        return None
    last = max(one.year for one in lacking)
    asked = [one.tag for one in asking if one.year < last]
    found = [one.tag for one in lacking]
    tier: tuple[tuple[str, str | int], ...] = (("tier", "stated"),) if stated else ()
    place = evidence.review[raised[0].item.review].area_slug or area
    parameters = (("area", place), ("theme", slug), *tier, *(p for p in evidence.scope if p[0] != "area"))
    later = len({evidence.review_of(tag) for tag in found})
    trace = Trace("learning-that-came-back", parameters, "review")
    return Return(
        area=area,
        theme=evidence.theme[slug],
        asked_in=first,
        found_in=tuple(sorted({one.year for one in lacking})),
        asked=tuple(asked),
        found=tuple(found),
        stated=stated,
        reviews=Figure(later, None, trace, tuple(found)),
    )


def _is_lack(item: Item) -> bool:
    return item.kind in FINDINGS and item.polarity is not Polarity.GOOD

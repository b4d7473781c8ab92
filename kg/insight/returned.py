"""Learning that came back: a board was asked to act on a theme, and a later review of the same area found it again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

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
        said = [tag for tag in tags if tag.stated]
        found = _came_back(evidence, area, slug, said, stated=True)
        found = found or _came_back(evidence, area, slug, tags, stated=False)
        if found is not None:
            rows.append(found)
    return tuple(sorted(rows, key=lambda r: (not r.stated, -r.reviews.value, r.area, r.theme.label)))


def _by_area_and_theme(evidence: Evidence) -> dict[tuple[str, str], list[Tag]]:
    groups: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for tag in evidence.tags:
        review = evidence.review[evidence.review_of(tag)]
        if review.area is not None and review.year is not None:
            groups[review.area, tag.theme].append(tag)
    return groups


def _came_back(evidence: Evidence, area: str, slug: str, tags: list[Tag], *, stated: bool) -> Return | None:
    asked = [tag for tag in tags if evidence.item[tag.item].kind is ItemKind.RECOMMENDATION]
    if not asked:
        return None
    first = min(_year(evidence, tag) for tag in asked)
    found = [tag for tag in tags if _is_lack(evidence.item[tag.item]) and _year(evidence, tag) > first]
    if not found:
        return None
    asked = [tag for tag in asked if _year(evidence, tag) < max(_year(evidence, tag) for tag in found)]
    tier: tuple[tuple[str, str | int], ...] = (("tier", "stated"),) if stated else ()
    place = evidence.review[evidence.review_of(tags[0])].area_slug or area
    parameters = (("area", place), ("theme", slug), *tier, *(p for p in evidence.scope if p[0] != "area"))
    later = len({evidence.review_of(tag) for tag in found})
    trace = Trace("learning-that-came-back", parameters, "review")
    return Return(
        area=area,
        theme=evidence.theme[slug],
        asked_in=first,
        found_in=tuple(sorted({_year(evidence, tag) for tag in found})),
        asked=tuple(asked),
        found=tuple(found),
        stated=stated,
        reviews=Figure(later, None, trace, tuple(found)),
    )


def _is_lack(item: Item) -> bool:
    return item.kind in FINDINGS and item.polarity is not Polarity.GOOD


def _year(evidence: Evidence, tag: Tag) -> int:
    return evidence.review[evidence.review_of(tag)].year or 0

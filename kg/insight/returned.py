"""Learning that came back: a board was asked to act on a theme, and a later review of the same area found it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kg.insight.columns import Columns, Numbers, Truths, in_groups
from kg.insight.evidence import Evidence, Tag, Theme
from kg.insight.figures import Figure, Parameters, Trace
from kg.model import ItemKind

_NOWHERE = -1  # the number of a place that is not known
_NEVER = 9999  # a year after all others


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
    tags, areas = _raised(evidence)
    said = tags.stated
    found = {(row.area, row.theme.slug): row for row in _came_back(evidence, tags, areas, stated=False)}
    for row in _came_back(evidence, tags.only(said), areas[said], stated=True):
        found[row.area, row.theme.slug] = row
    return tuple(sorted(found.values(), key=_stated_first))


def _stated_first(row: Return) -> tuple[bool, int, str, str, str]:
    return not row.stated, -row.reviews.value, row.area, row.theme.label, row.theme.slug


def _raised(evidence: Evidence) -> tuple[Columns, Numbers]:
    """Recommendations and findings that are no praise, of reviews with an area and a year, and a number for each's area."""
    areas: dict[str, int] = {}
    area = np.array(
        [
            _NOWHERE
            if review.area is None or review.year is None
            else areas.setdefault(review.area, len(areas))
            for review in evidence.reviews
        ],
        np.int64,
    )
    tags = evidence.columns
    kept = tags.only((_asked(tags) | tags.lack) & (area[tags.review] != _NOWHERE))
    return kept, area[kept.review]


def _asked(tags: Columns) -> Truths:
    return tags.of_kinds((ItemKind.RECOMMENDATION,))


def _came_back(evidence: Evidence, tags: Columns, areas: Numbers, *, stated: bool) -> Iterator[Return]:
    """The themes that one of the tags' recommendations asks about and a later finding of the same area raises."""
    keys, group = np.unique(areas * (tags.theme.max(initial=0) + 1) + tags.theme, return_inverse=True)
    asked = _asked(tags)
    first, last = np.full(len(keys), _NEVER), np.zeros(len(keys), np.int64)
    np.minimum.at(first, group[asked], tags.year[asked])
    lacking = ~asked & (tags.year > first[group])
    np.maximum.at(last, group[lacking], tags.year[lacking])
    asking = asked & (tags.year < last[group])
    _, places = np.unique(group[asked], return_index=True)
    place = dict(zip(group[asked][places].tolist(), tags.review[asked][places].tolist(), strict=True))
    asks = dict(in_groups(group[asking], tags.tags[asking]))
    lacks = in_groups(group[lacking], tags.tags[lacking], tags.year[lacking], tags.review[lacking])
    for key, records, years, reviews in lacks:
        review = evidence.reviews[place[key]]
        area, slug = review.area or "", records[0].theme
        tier: Parameters = (("tier", "stated"),) if stated else ()
        scope = tuple(parameter for parameter in evidence.scope if parameter[0] != "area")
        parameters = (("area", review.area_slug or area), ("theme", slug), *tier, *scope)
        trace = Trace("learning-that-came-back", parameters, "review")
        yield Return(
            area=area,
            theme=evidence.theme[slug],
            asked_in=int(first[key]),
            found_in=tuple(sorted(set(years))),
            asked=asks[key],
            found=records,
            stated=stated,
            reviews=Figure(len(set(reviews)), None, trace, records),
        )

"""Which comparison two names ask for: areas where both are areas, otherwise reviews."""

from __future__ import annotations

from dataclasses import replace

from kg.errors import UnknownNameError
from kg.insight.evidence import Evidence
from kg.insight.gathering import review_named
from kg.insight.naming import resolve
from kg.present.paper.blocks import Paper
from kg.present.paper.compare import area_beside, reviews_beside
from kg.store.protocol import Store

REST = "rest"


def compared(store: Store, evidence: Evidence, first: str, second: str) -> tuple[Paper, str]:
    """The paper and the stem of its file.  ``UnknownNameError`` where a name is neither an area nor a review."""
    here = _area(store, first)
    if here is None:
        one, two = review_named(store, evidence, first), review_named(store, evidence, second)
        if one == two:
            raise UnknownNameError(
                f"{first!r} and {second!r} are the same review.", hint="Name two different ones."
            )
        return reviews_beside(evidence, one, two), f"compare-{_stem(one.iri)}-{_stem(two.iri)}"
    if second == REST:
        return area_beside(evidence, _name(evidence, here), here), f"compare-{here}"
    there = _area(store, second)
    if there is None or there == here:
        raise UnknownNameError(f"{second!r} is not another area.", hint="Name another area, or `rest`.")
    both = {here, there}
    only = replace(evidence, reviews=tuple(r for r in evidence.reviews if r.area_slug in both))
    kept = {review.iri for review in only.reviews}
    items = tuple(item for item in evidence.items if item.review in kept)
    known = {item.iri for item in items}
    only = replace(only, items=items, tags=tuple(tag for tag in evidence.tags if tag.item in known))
    return area_beside(
        only, _name(evidence, here), here, (_name(evidence, there), there)
    ), f"compare-{here}-{there}"


def _stem(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _area(store: Store, name: str) -> str | None:
    try:
        return _stem(resolve(store, "area", name))
    except UnknownNameError:
        return None


def _name(evidence: Evidence, slug: str) -> str:
    return next((r.area for r in evidence.reviews if r.area_slug == slug and r.area), slug)

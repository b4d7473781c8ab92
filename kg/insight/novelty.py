"""What is new: themes that no earlier review raised, and findings that the text itself calls additional."""

from __future__ import annotations

from dataclasses import dataclass

from kg.insight.evidence import FINDINGS, LEARNING, Evidence, Item, Review, Theme
from kg.insight.figures import Tally, tally


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """A theme whose first review is in ``year``, among all the reviews held of earlier years."""

    theme: Theme
    year: int
    reviews: Tally  # out of the reviews of that year


def first_seen(evidence: Evidence, year: int) -> tuple[FirstSeen, ...]:
    """Themes raised in a review of ``year`` and in none before it; empty when no earlier review is held.

    A review without a year cannot be placed: a theme that it raises is not called new.
    """
    before = [review for review in evidence.held if review.year is not None and review.year < year]
    if not before:
        return ()
    of_year = sum(review.year == year for review in evidence.held)
    items, reviews, rows = evidence.item, evidence.review, []
    for theme in evidence.themes:
        now = []
        for tag in evidence.tags_by_theme.get(theme.slug, ()):
            item = items[tag.item]
            if item.kind in LEARNING:
                found = reviews[item.review].year
                if found is None or found < year:
                    break
                if found == year:
                    now.append(tag)
        else:
            if now:
                count = tally(evidence, now, of_year, (("theme", theme.slug), ("year", year)))
                rows.append(FirstSeen(theme, year, count))
    return tuple(
        sorted(rows, key=lambda r: (-r.reviews.stated.value, -r.reviews.suggested.value, r.theme.label))
    )


@dataclass(frozen=True, slots=True)
class News:
    """One review against all before it (earlier years): themes new with it, and themes raised before."""

    review: Review
    before: int  # reviews held of earlier years
    new: tuple[tuple[Theme, bool], ...]  # with whether this review states it; otherwise it is suggested
    known: tuple[tuple[Theme, bool], ...]
    said_new: tuple[Item, ...]  # findings that the text itself calls additional to other reviews


def news(evidence: Evidence, review: Review) -> News:
    """Set one review against every review of an earlier year.  A review without a year is set against none."""
    earlier = {
        r.iri
        for r in evidence.held
        if review.year is not None and r.year is not None and r.year < review.year
    }
    mine: dict[str, bool] = {}
    seen: set[str] = set()
    for tag in evidence.tags:
        item = evidence.item[tag.item]
        if item.kind not in LEARNING:
            continue
        if item.review == review.iri:
            mine[tag.theme] = mine.get(tag.theme, False) or tag.stated
        elif item.review in earlier:
            seen.add(tag.theme)
    themes = [(theme, mine[theme.slug]) for theme in evidence.themes if theme.slug in mine]
    ordered = sorted(themes, key=lambda row: (not row[1], row[0].label))
    new = tuple(row for row in ordered if row[0].slug not in seen)
    known = tuple(row for row in ordered if row[0].slug in seen)
    return News(review, len(earlier), new if earlier else (), known, said_new(evidence, review))


def said_new(evidence: Evidence, review: Review) -> tuple[Item, ...]:
    """Findings of a review that its text itself calls additional to those of other reviews."""
    return tuple(
        item
        for item in evidence.items_by_review.get(review.iri, ())
        if item.kind in FINDINGS and item.novelty == "additional-to-other-reviews"
    )

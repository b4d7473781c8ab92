"""One group of reviews beside another: an area with the rest, or two reviews with each other."""

from __future__ import annotations

from dataclasses import dataclass

from kg.insight.evidence import LEARNING, Evidence, Theme
from kg.insight.figures import Tally, tally
from kg.insight.statistics import false_discovery, fisher

FEWEST = 5  # reviews on each side before a difference is tested


@dataclass(frozen=True, slots=True)
class Contrast:
    """A theme here and elsewhere.  ``adjusted`` is for what is stated; None where there are too few reviews to say."""

    theme: Theme
    here: Tally
    elsewhere: Tally
    adjusted: float | None


def area_with_rest(
    evidence: Evidence, area: str, slug: str, other: str | None = None
) -> tuple[Contrast, ...]:
    """Each theme's share of one area's reviews beside its share of all others; the widest differences first.

    ``area`` is its name and ``slug`` the last part of its IRI; ``other`` is the slug of the only other area, if so.

    Fisher's exact test on what is stated, adjusted for all themes looked at (Benjamini and Hochberg).
    """
    mine = {review.iri for review in evidence.held if review.area == area}
    others = {review.iri for review in evidence.held} - mine
    rows = []
    for theme in evidence.themes:
        tags = [
            t for t in evidence.tags_by_theme.get(theme.slug, ()) if evidence.item[t.item].kind in LEARNING
        ]
        here = [tag for tag in tags if evidence.review_of(tag) in mine]
        there = [tag for tag in tags if evidence.review_of(tag) in others]
        if tags:
            about: tuple[tuple[str, str | int], ...] = (("theme", theme.slug),)
            near = tally(evidence, here, len(mine), (*about, ("area", slug)))
            far = tally(
                evidence, there, len(others), (*about, ("area", other) if other else ("not_area", slug))
            )
            rows.append((theme, near, far))
    enough = min(len(mine), len(others)) >= FEWEST
    chances = (
        [fisher(n.stated.value, len(mine), f.stated.value, len(others)) for _, n, f in rows] if enough else []
    )
    adjusted: list[float | None] = list(false_discovery(chances)) if enough else [None] * len(rows)
    contrasts = [Contrast(*row, value) for row, value in zip(rows, adjusted, strict=True)]
    return tuple(
        sorted(contrasts, key=lambda row: (-abs(_gap(row)), -row.here.suggested.value, row.theme.label))
    )


def _gap(row: Contrast) -> float:
    def share(count: Tally) -> float:
        return count.stated.value / count.stated.of if count.stated.of else 0.0

    return share(row.here) - share(row.elsewhere)


@dataclass(frozen=True, slots=True)
class Common:
    """What two reviews share: themes (stated in both, or suggested in one of them), and the agencies in both."""

    both_stated: tuple[Theme, ...]
    both_suggested: tuple[Theme, ...]
    only_first: tuple[tuple[Theme, bool], ...]  # with whether it is stated
    only_second: tuple[tuple[Theme, bool], ...]
    agencies: tuple[str, ...]


def in_common(evidence: Evidence, first: str, second: str) -> Common:
    """Compare two reviews (IRIs) theme by theme."""
    tiers: dict[str, dict[str, bool]] = {first: {}, second: {}}
    for tag in evidence.tags:
        review = evidence.review_of(tag)
        if review in tiers and evidence.item[tag.item].kind in LEARNING:
            tiers[review][tag.theme] = tiers[review].get(tag.theme, False) or tag.stated
    one, two = tiers[first], tiers[second]
    ordered = sorted(
        (evidence.theme[slug] for slug in one.keys() | two.keys()), key=lambda theme: theme.label
    )
    both = [theme for theme in ordered if theme.slug in one and theme.slug in two]
    parts: dict[str, set[str]] = {first: set(), second: set()}
    for part in evidence.parts:
        if part.review in parts:
            parts[part.review].add(part.label)
    return Common(
        tuple(theme for theme in both if one[theme.slug] and two[theme.slug]),
        tuple(theme for theme in both if not (one[theme.slug] and two[theme.slug])),
        tuple((theme, one[theme.slug]) for theme in ordered if theme.slug not in two),
        tuple((theme, two[theme.slug]) for theme in ordered if theme.slug not in one),
        tuple(sorted(parts[first] & parts[second])),
    )

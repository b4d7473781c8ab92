"""Which themes recur: in how many reviews, in what kinds of item, when, where, praised or found wanting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.insight.columns import Columns
from kg.insight.evidence import Evidence, Theme
from kg.insight.figures import Parameters, Tally, tally, tally_of
from kg.model import ItemKind

# A point counts with its finding: the groups of kinds that a board reads.
GROUPS: tuple[tuple[str, tuple[ItemKind, ...]], ...] = (
    ("finding", (ItemKind.FINDING, ItemKind.POINT)),
    ("recommendation", (ItemKind.RECOMMENDATION,)),
    ("question", (ItemKind.QUESTION,)),
    ("good-practice", (ItemKind.GOOD_PRACTICE,)),
)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One theme across the reviews.  Every ``Tally`` of reviews is out of the reviews held."""

    theme: Theme
    reviews: Tally  # with the theme in a finding or a finding's point: what `kg themes` counts
    anywhere: Tally  # with the theme in any learning, praise included
    items: Tally  # findings, a finding with its points being one
    groups: tuple[tuple[str, Tally], ...]  # by group of kinds: reviews
    wanting: Tally  # reviews with a finding on it that is not praise
    praised: Tally  # reviews that credit good practice on it
    years: tuple[
        tuple[int, Tally], ...
    ]  # year by year, out of that year's reviews; years without the theme too
    areas: tuple[str, ...]

    @property
    def seen(self) -> tuple[int, ...]:
        """The years in which a finding stated it."""
        return tuple(year for year, count in self.years if count.stated.value)


def recurrences(evidence: Evidence) -> tuple[Recurrence, ...]:
    """Every theme that some learning raises, the most widespread first: stated, then suggested, then findings, then label."""
    raised = evidence.columns_by_theme
    found = [recurrence(evidence, theme) for theme in evidence.themes if theme.slug in raised]
    return tuple(sorted(found, key=_widespread_first))


def recurrence(evidence: Evidence, theme: Theme) -> Recurrence:
    """Count one theme.  Its narrower themes are not counted in (see ``with_narrower``)."""
    about: Parameters = (("theme", theme.slug),)
    tags = evidence.columns_by_theme.get(theme.slug, evidence.columns.only(slice(0)))
    learned = tags.only(tags.learning)
    held = len(evidence.held)
    finding: Parameters = (("group", "finding"),)

    def reviews(chosen: Columns, more: Parameters, of: int = held) -> Tally:
        return tally_of(evidence, chosen.tags, chosen.stated, chosen.review, of, about + more)

    by_group = {name: learned.only(learned.of_kinds(kinds)) for name, kinds in GROUPS}
    findings = by_group["finding"]
    by_year = findings.split(findings.year)
    nothing = findings.only(slice(0))
    return Recurrence(
        theme=theme,
        reviews=reviews(findings, finding),
        anywhere=reviews(learned, ()),
        items=tally_of(
            evidence, findings.tags, findings.stated, findings.unit, None, about + finding, "unit"
        ),
        groups=tuple((name, reviews(chosen, (("group", name),))) for name, chosen in by_group.items()),
        wanting=reviews(findings.only(~findings.praise), (("side", "wanting"),)),
        praised=reviews(learned.only(learned.praise), (("side", "praised"),)),
        years=tuple(
            (year, reviews(by_year.get(year, nothing), (*finding, ("year", year)), of))
            for year, of in evidence.reviews_by_year
        ),
        areas=_areas(evidence, learned),
    )


def with_narrower(evidence: Evidence, theme: Theme) -> Tally:
    """Reviews whose findings raise the theme or any theme below it in the codebook."""
    slugs = (theme.slug, *evidence.narrower.get(theme.slug, ()))
    tags = (tag for slug in slugs for tag in evidence.tags_by_theme.get(slug, ()))
    found = (tag for tag in tags if evidence.item[tag.item].kind in GROUPS[0][1])
    parameters: Parameters = (("broader", theme.slug), ("group", "finding"))
    return tally(evidence, found, len(evidence.held), parameters)


def _areas(evidence: Evidence, tags: Columns) -> tuple[str, ...]:
    areas = {evidence.reviews[place].area for place in np.unique(tags.review)}
    return tuple(sorted(area for area in areas if area is not None))


def _widespread_first(row: Recurrence) -> tuple[int, int, int, int, str]:
    reviews, items = row.reviews, row.items
    return (
        -reviews.stated.value,
        -reviews.suggested.value,
        -items.stated.value,
        -items.suggested.value,
        row.theme.label,
    )

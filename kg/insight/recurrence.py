"""Which themes recur: in how many reviews, in what kinds of item, when, where, praised or found wanting."""

from __future__ import annotations

from dataclasses import dataclass

from kg.insight.evidence import LEARNING, Evidence, Tag, Theme
from kg.insight.figures import Parameters, Tally, tally
from kg.model import ItemKind, Polarity

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
    reviews: Tally
    items: Tally
    groups: tuple[tuple[str, Tally], ...]  # by group of kinds: reviews
    wanting: Tally  # reviews with a finding on it that is not praise
    praised: Tally  # reviews that credit good practice on it
    years: tuple[
        tuple[int, Tally], ...
    ]  # year by year, out of that year's reviews; years without the theme too
    areas: tuple[str, ...]

    @property
    def seen(self) -> tuple[int, ...]:
        """The years in which a review raised it."""
        return tuple(year for year, count in self.years if count.total.value)


def recurrences(evidence: Evidence) -> tuple[Recurrence, ...]:
    """Every theme that some learning raises, the most widespread first (then stated, then items, then by label)."""
    found = [
        recurrence(evidence, theme) for theme in evidence.themes if evidence.tags_by_theme.get(theme.slug)
    ]
    return tuple(sorted(found, key=_widespread_first))


def recurrence(evidence: Evidence, theme: Theme) -> Recurrence:
    """Count one theme.  Its narrower themes are not counted in (see ``with_narrower``)."""
    about: Parameters = (("theme", theme.slug),)
    tags = tuple(
        tag for tag in evidence.tags_by_theme.get(theme.slug, ()) if evidence.item[tag.item].kind in LEARNING
    )
    held = len(evidence.held)

    def reviews(chosen: tuple[Tag, ...], more: Parameters, of: int = held) -> Tally:
        return tally(evidence, chosen, of, about + more)

    def of_kind(kinds: tuple[ItemKind, ...]) -> tuple[Tag, ...]:
        return tuple(tag for tag in tags if evidence.item[tag.item].kind in kinds)

    praise = tuple(tag for tag in tags if evidence.item[tag.item].polarity is Polarity.GOOD)
    lack = tuple(
        tag for tag in of_kind(GROUPS[0][1]) if evidence.item[tag.item].polarity is not Polarity.GOOD
    )
    return Recurrence(
        theme=theme,
        reviews=reviews(tags, ()),
        items=tally(evidence, tags, None, about, "item"),
        groups=tuple((name, reviews(of_kind(kinds), (("group", name),))) for name, kinds in GROUPS),
        wanting=reviews(lack, (("side", "wanting"),)),
        praised=reviews(praise, (("side", "praised"),)),
        years=tuple(
            (year, reviews(_of_year(evidence, tags, year), (("year", year),), of))
            for year, of in evidence.reviews_by_year
        ),
        areas=_areas(evidence, tags),
    )


def with_narrower(evidence: Evidence, theme: Theme) -> Tally:
    """Reviews that raise the theme or any theme below it in the codebook."""
    slugs = (theme.slug, *evidence.narrower.get(theme.slug, ()))
    tags = (tag for slug in slugs for tag in evidence.tags_by_theme.get(slug, ()))
    learning = (tag for tag in tags if evidence.item[tag.item].kind in LEARNING)
    return tally(evidence, learning, len(evidence.held), (("broader", theme.slug),))


def _of_year(evidence: Evidence, tags: tuple[Tag, ...], year: int) -> tuple[Tag, ...]:
    return tuple(tag for tag in tags if evidence.review[evidence.review_of(tag)].year == year)


def _areas(evidence: Evidence, tags: tuple[Tag, ...]) -> tuple[str, ...]:
    areas = {evidence.review[evidence.review_of(tag)].area for tag in tags}
    return tuple(sorted(area for area in areas if area is not None))


def _widespread_first(row: Recurrence) -> tuple[int, int, int, str]:
    return (-row.reviews.total.value, -row.reviews.stated.value, -row.items.total.value, row.theme.label)

"""Whether a theme is raised more or less often over the years, said only where the numbers bear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.insight.figures import Figure, Parameters, Trace
from kg.insight.recurrence import Recurrence
from kg.insight.statistics import false_discovery, fisher

FEWEST_REVIEWS = 5  # on each side of a change
FEWEST_YEARS = 2


class Direction(StrEnum):
    RISE = "rise"
    FALL = "fall"
    STEADY = "steady"  # enough reviews to see a great change, and none is seen
    TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True)
class Trend:
    """A change in the share of reviews between the years before ``year`` and from it on.

    ``adjusted`` is Fisher's exact probability times the number of years that could have been the change
    (Bonferroni).  ``year`` is ``None`` unless the direction is a rise or a fall.
    """

    direction: Direction
    year: int | None = None
    before: Figure | None = None  # reviews that state it in a finding, out of those published before ``year``
    after: Figure | None = None
    adjusted: float = 1.0


def trends(rows: Sequence[Recurrence], scope: Parameters = ()) -> dict[str, Trend]:
    """Each theme's trend by slug, allowing also for all the themes that were looked at (Benjamini and Hochberg)."""
    found = {row.theme.slug: trend(row, scope) for row in rows}
    tested = sorted(slug for slug, value in found.items() if value.direction is not Direction.TOO_FEW)
    adjusted = false_discovery([found[slug].adjusted for slug in tested])
    for slug, chance in zip(tested, adjusted, strict=True):
        seen = found[slug]
        found[slug] = (
            replace(seen, adjusted=chance) if chance < 0.05 else Trend(Direction.STEADY, adjusted=chance)
        )
    return found


def trend(row: Recurrence, scope: Parameters = ()) -> Trend:
    """Find the year that splits the reviews most sharply by what they state, and say so only beyond chance (5%).

    A year may be a change only with at least five reviews and two years on each side; otherwise it is too few to say.
    """
    counts = [(year, t.stated.value, t.stated.of or 0) for year, t in row.years]
    splits = [year for place, (year, _, _) in enumerate(counts) if _bears(counts, place)]
    if not splits:
        return Trend(Direction.TOO_FEW)
    candidates = []
    for year in splits:
        before, after = _sum(counts, None, year), _sum(counts, year, None)
        candidates.append((min(1.0, fisher(*after, *before) * len(splits)), year, before, after))
    adjusted, year, before, after = min(candidates)
    if adjusted >= 0.05:
        return Trend(Direction.STEADY, adjusted=adjusted)
    rises = after[0] * before[1] > before[0] * after[1]
    return Trend(
        Direction.RISE if rises else Direction.FALL,
        year,
        _figure(row, before, scope, "until", year - 1),
        _figure(row, after, scope, "since", year),
        adjusted,
    )


def _figure(row: Recurrence, counts: tuple[int, int], scope: Parameters, bound: str, year: int) -> Figure:
    kept = tuple(parameter for parameter in scope if parameter[0] != bound)
    parameters = (("tier", "stated"), ("theme", row.theme.slug), ("group", "finding"), *kept, (bound, year))
    return Figure(counts[0], counts[1], Trace("theme-evidence", parameters, "review"))


def _bears(counts: list[tuple[int, int, int]], place: int) -> bool:
    sides = (counts[:place], counts[place:])
    return all(
        sum(of for _, _, of in side) >= FEWEST_REVIEWS and sum(of > 0 for _, _, of in side) >= FEWEST_YEARS
        for side in sides
    )


def _sum(counts: list[tuple[int, int, int]], since: int | None, before: int | None) -> tuple[int, int]:
    chosen = [
        (n, of)
        for year, n, of in counts
        if (since is None or year >= since) and (before is None or year < before)
    ]
    return sum(n for n, _ in chosen), sum(of for _, of in chosen)

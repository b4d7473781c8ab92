"""Agreement of two coders, human or machine, over the items that both have coded.

Kappa is Cohen's (1960).  AC1 is Gwet's (2008): it does not collapse where a theme is rare, which most are.  Both are
computed for each theme over the yes/no of "this item has it"; a macro mean is over themes that either coder used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder gave to one item: themes, and which of them are primary."""

    themes: frozenset[str]
    primary: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """One theme: how many items each coder gave it to, how many both, and the agreement beyond chance."""

    theme: str
    first: int
    second: int
    both: int
    percent: float  # of items on which the two say the same, 0 to 1
    prevalence: float  # mean share of items with the theme, 0 to 1
    kappa: float | None  # None where one coder said yes, or no, to everything and so did the other
    ac1: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders over ``items`` common items.  ``confused`` pairs: the first gave one theme, the second another instead."""

    first: str
    second: str
    items: int
    themes: tuple[ThemeAgreement, ...]
    micro_f1: float  # of the second against the first, over all pairs of item and theme
    equal_primary: float  # share of items with a common primary theme, of those where both have one
    with_primary: int
    confused: tuple[tuple[str, str, int], ...]

    @property
    def macro_kappa(self) -> float | None:
        known = [one.kappa for one in self.themes if one.kappa is not None]
        return sum(known) / len(known) if known else None

    @property
    def macro_ac1(self) -> float | None:
        return sum(one.ac1 for one in self.themes) / len(self.themes) if self.themes else None


def agree(
    first: tuple[str, Mapping[str, Coding]], second: tuple[str, Mapping[str, Coding]], most: int = 20
) -> Agreement:
    """The agreement of two named codings (item -> Coding) over the items in both."""
    (one, a), (two, b) = first, second
    items = sorted(a.keys() & b.keys())
    used = sorted({theme for item in items for theme in a[item].themes | b[item].themes})
    themes = tuple(_theme(theme, items, a, b) for theme in used)
    given = sum(len(a[item].themes) + len(b[item].themes) for item in items)
    shared = sum(len(a[item].themes & b[item].themes) for item in items)
    primaries = [(a[item].primary, b[item].primary) for item in items if a[item].primary and b[item].primary]
    confused = Counter(
        (x, y)
        for item in items
        for x in a[item].themes - b[item].themes
        for y in b[item].themes - a[item].themes
    )
    ranked = sorted(confused.items(), key=lambda pair: (-pair[1], pair[0]))
    return Agreement(
        one,
        two,
        len(items),
        themes,
        micro_f1=2 * shared / given if given else 1.0,
        equal_primary=sum(bool(x & y) for x, y in primaries) / len(primaries) if primaries else 0.0,
        with_primary=len(primaries),
        confused=tuple((x, y, count) for (x, y), count in ranked[:most]),
    )


def _theme(theme: str, items: list[str], a: Mapping[str, Coding], b: Mapping[str, Coding]) -> ThemeAgreement:
    number = len(items)
    first = sum(theme in a[item].themes for item in items)
    second = sum(theme in b[item].themes for item in items)
    both = sum(theme in a[item].themes and theme in b[item].themes for item in items)
    observed = (number - first - second + 2 * both) / number
    yes = (first / number, second / number)
    by_chance = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    prevalence = sum(yes) / 2
    gwet = 2 * prevalence * (1 - prevalence)
    return ThemeAgreement(
        theme,
        first,
        second,
        both,
        observed,
        prevalence,
        kappa=(observed - by_chance) / (1 - by_chance) if by_chance < 1 else None,
        ac1=(observed - gwet) / (1 - gwet),
    )

"""What is counted over all documents when they are published: totals, so that a question need not count again.

Everything about one subject comes together (``add``), a piece of the subjects at a time; the totals come after the last.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.graph import iris
from kg.graph.computed import COUNTED, JOINS, counting
from kg.graph.vocabulary import BASE, RDF, SLR, XSD

_MEMBERS = {
    str(SLR["inPair"]): str(SLR["pairItems"]),
    str(SLR["hasPair"]): str(SLR["pairReviews"]),
    **{str(counting(name)): str(total) for name, total in COUNTED.items()},
}
_ONLY_COUNTED = frozenset(str(counting(name)) for name in COUNTED)
_FINDING, _SUGGESTED, _ASKED = (
    str(SLR[name]) for name in ("findingTheme", "suggestedFindingTheme", "recommendationTheme")
)
_JOINS, _KIND = str(SLR["joinsUp"]), str(SLR["kind"])
_TAKES_PART, _YEAR, _AREA = (str(SLR[name]) for name in ("contributingAgency", "publicationYear", "area"))
_SUREST = {f'"{state}"': place for place, state in enumerate(JOINS)}


@dataclass(slots=True)
class Totals:
    """Counts by what is counted and the property that says how many; the years of themes; themes that came back."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    years: dict[str, tuple[int, int]] = field(
        default_factory=dict
    )  # theme -> first and last year of a finding
    asked: dict[tuple[str, str], int] = field(default_factory=dict)  # (area, theme) -> first recommended
    found: defaultdict[tuple[str, str], Counter[int]] = field(
        default_factory=lambda: defaultdict(Counter)
    )  # (area, theme) -> reviews with a finding on it, by year

    def add(self, entities: Iterable[str], computed: Iterable[str]) -> set[str]:
        """Count the settled ``entities`` and the ``computed`` lines of some subjects; the computed lines that stay."""
        years, areas = self._take_entities(entities)
        kept: set[str] = set()
        states: defaultdict[str, set[str]] = defaultdict(set)
        items: set[str] = set()
        suggested: list[tuple[str, str, str]] = []
        asserted: set[tuple[str, str]] = set()
        for line in computed:
            subject, predicate, value = line[:-2].split(" ", 2)
            if predicate in _MEMBERS:
                self.counts[value, _MEMBERS[predicate]] += 1
                if predicate in _ONLY_COUNTED:
                    continue
            elif predicate == _JOINS:
                states[subject].add(value)
                continue
            elif predicate == _SUGGESTED:
                suggested.append((subject, value, line))
                continue
            elif predicate == _FINDING:
                asserted.add((subject, value))
                self._found(value, years.get(subject), areas.get(subject))
            elif predicate == _ASKED:
                self._recommended(value, years.get(subject), areas.get(subject))
            elif predicate == _KIND:
                items.add(subject)
            kept.add(line)
        # Another document of the same review may assert what this one only suggests.
        kept.update(line for subject, theme, line in suggested if (subject, theme) not in asserted)
        for subject in items & states.keys():  # a step may lead to what no document holds
            kept.add(f"{subject} {_JOINS} {min(states[subject], key=_SUREST.__getitem__)} .")
        return kept

    def _take_entities(self, lines: Iterable[str]) -> tuple[dict[str, int], dict[str, str]]:
        """The years and the areas of reviews."""
        years: dict[str, int] = {}
        areas: dict[str, str] = {}
        for line in lines:
            subject, predicate, value = line[:-2].split(" ", 2)
            if predicate == _TAKES_PART:
                self.counts[value, str(SLR["contributedReviews"])] += 1
            elif predicate == _YEAR:
                years[subject] = int(value.split('"')[1])
            elif predicate == _AREA:
                areas[subject] = value
        return years, areas

    def _found(self, theme: str, year: int | None, area: str | None) -> None:
        if year is not None:
            self.counts[theme, str(SLR["datedFindingReviews"])] += 1
            first, last = self.years.get(theme, (year, year))
            self.years[theme] = min(first, year), max(last, year)
            if area is not None:
                self.found[area, theme][year] += 1

    def _recommended(self, theme: str, year: int | None, area: str | None) -> None:
        if year is not None and area is not None:
            self.asked[area, theme] = min(year, self.asked.get((area, theme), year))

    def lines(self) -> Iterator[str]:
        """The totals as N-Triples lines, in no order."""
        for (thing, predicate), count in self.counts.items():
            yield f"{thing} {predicate} {_integer(count)} ."
        for theme, (first, last) in self.years.items():
            yield f"{theme} {SLR['firstFindingYear']} {_integer(first)} ."
            yield f"{theme} {SLR['lastFindingYear']} {_integer(last)} ."
        for (area, theme), first in self.asked.items():
            later = {year: count for year, count in self.found[area, theme].items() if year > first}
            if later:
                yield from _came_back(area, theme, first, later)


def _came_back(area: str, theme: str, first: int, later: dict[int, int]) -> Iterator[str]:
    """A theme on which an area's review recommended action, and later ones found it wanting again."""
    node = iris.name("return", *(term[1:-1].removeprefix(BASE).split("/", 1)[1] for term in (area, theme)))
    said = (
        (RDF["type"], SLR["ThemeReturn"]),
        (SLR["returnArea"], area),
        (SLR["returnTheme"], theme),
        (SLR["recommendedFirst"], _integer(first)),
        (SLR["foundAgainFirst"], _integer(min(later))),
        (SLR["foundAgainLast"], _integer(max(later))),
        (SLR["foundAgainReviews"], _integer(sum(later.values()))),
    )
    for predicate, value in said:
        yield f"{node} {predicate} {value} ."


def _integer(number: int) -> str:
    return f'"{number}"^^{XSD["integer"]}'

"""Which agencies carry which themes, in four parts that must not be confused.

Took part in the review, named in a finding, credited with good practice, asked by a recommendation: taking part is
not being criticised, and being asked is not being at fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.insight.evidence import LEARNING, Evidence, Part, Tag
from kg.insight.figures import Figure, Parameters, Trace

ROLES = ("contributed", "named", "credited", "asked")


@dataclass(frozen=True)
class AgencyRow:
    """One agency (or kind of agency) and the parts that it has in the items and reviews of a theme (or in all), by role.

    ``stated`` rest on items that state the theme, and ``further`` are in reviews where only a suggested theme gives the
    agency that part.  Figures are made when they are asked for: a paper shows a dozen agencies of thousands.
    """

    agency: str
    label: str
    stated: Mapping[str, Sequence[Part]]
    further: Mapping[str, Sequence[Part]]
    theme: str | None  # None for the parts in all learning
    scope: Parameters

    @cached_property
    def roles(self) -> tuple[Figure, ...]:
        """The reviews in which it has each part, in the order of ``ROLES``."""
        return tuple(self._figure(role, "stated", self.stated) for role in ROLES)

    @cached_property
    def suggested(self) -> tuple[Figure, ...]:
        """The further reviews, in the order of ``ROLES``."""
        less = (figure.trace.parameters for figure in self.roles)
        return tuple(
            self._figure(role, "suggested", self.further, known)
            for role, known in zip(ROLES, less, strict=True)
        )

    @cached_property
    def _acted(self) -> tuple[int, int]:
        """The reviews in which it has a part but that of taking part, part by part: by stated items, by suggested ones."""
        return _acts(self.stated), _acts(self.further)

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Most involved first: in stated items, in suggested ones, in reviews."""
        taking_part = _reviews(self.stated.get(ROLES[0], ()))
        stated, suggested = self._acted
        return (-stated, -suggested, -taking_part, self.label)

    @property
    def active(self) -> bool:
        """Whether it has any part but that of taking part in a review."""
        return any(self._acted)

    def _figure(
        self,
        role: str,
        tier: str,
        by_role: Mapping[str, Sequence[Part]],
        less: Parameters | None = None,
    ) -> Figure:
        about: Parameters = (("tier", tier), ("theme", self.theme)) if self.theme else ()
        parameters = (*about, ("agency", self.agency), ("role", role), *self.scope)
        parts = tuple(by_role.get(role, ()))
        return Figure(_reviews(parts), None, Trace("agency-evidence", parameters, "review", less=less), parts)


def _acts(by_role: Mapping[str, Sequence[Part]]) -> int:
    return sum(_reviews(by_role.get(role, ())) for role in ROLES[1:])


def _reviews(parts: Iterable[Part]) -> int:
    return len({part.review for part in parts})


def agencies_of_theme(evidence: Evidence, theme: str) -> tuple[AgencyRow, ...]:
    """The agencies of one theme: parts in items that raise it, and taking part in reviews that raise it.

    The parts are stated; the theme is stated or suggested, and these two are counted apart.  Most involved first.
    """
    tags = [t for t in evidence.tags_by_theme.get(theme, ()) if evidence.item[t.item].kind in LEARNING]
    stated = _parts(evidence, [tag for tag in tags if tag.stated])
    suggested = _parts(evidence, [tag for tag in tags if not tag.stated])
    rows = []
    for agency in stated.keys() | suggested.keys():
        said, told = stated.get(agency, {}), suggested.get(agency, {})
        label = next(iter((said or told).values()))[0].label
        rows.append(AgencyRow(agency, label, said, _beyond(told, said), theme, evidence.scope))
    return tuple(sorted(rows, key=lambda row: (row.rank, row.agency)))


def _beyond(
    told: Mapping[str, Sequence[Part]], said: Mapping[str, Sequence[Part]]
) -> dict[str, Sequence[Part]]:
    """The parts of ``told`` in reviews where ``said`` has none of that role."""
    found: dict[str, Sequence[Part]] = {}
    for role, parts in told.items():
        known = {part.review for part in said.get(role, ())}
        found[role] = [part for part in parts if part.review not in known]
    return found


def _parts(evidence: Evidence, tags: Sequence[Tag]) -> dict[str, dict[str, list[Part]]]:
    """By agency and role, the parts in the items of these tags and in the reviews of these items."""
    units = {tag.item for tag in tags} | {evidence.review_of(tag) for tag in tags}
    places = sorted(place for unit in units for place in evidence.parts_at.get(unit, ()))
    return _by_agency(evidence.parts[place] for place in places)


def agencies(evidence: Evidence) -> tuple[AgencyRow, ...]:
    """Every agency over all learning, most involved first."""
    rows = (
        AgencyRow(agency, next(iter(parts.values()))[0].label, parts, {}, None, evidence.scope)
        for agency, parts in _by_agency(evidence.parts).items()
    )
    return tuple(sorted(rows, key=lambda row: (row.rank, row.agency)))


def _by_agency(parts: Iterable[Part]) -> dict[str, dict[str, list[Part]]]:
    found: dict[str, dict[str, list[Part]]] = defaultdict(lambda: defaultdict(list))
    for part in parts:
        found[part.agency][part.role].append(part)
    return found

"""Which agencies carry which themes, in four parts that must not be confused.

Took part in the review, named in a finding, credited with good practice, asked by a recommendation: taking part is
not being criticised, and being asked is not being at fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.insight.evidence import LEARNING, Evidence, Part, Tag
from kg.insight.figures import Figure, Parameters, Trace

ROLES = ("contributed", "named", "credited", "asked")


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency (or kind of agency) and the reviews in which it has each part, in the order of ``ROLES``.

    For one theme ``roles`` rest on items that state it, and ``suggested`` are the further reviews in which only a
    suggested theme gives the agency its part.
    """

    agency: str
    label: str
    roles: tuple[Figure, ...]
    suggested: tuple[Figure, ...] = ()

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Most involved first: in stated items, in suggested ones, in reviews."""
        return (-_acts(self.roles), -_acts(self.suggested), -self.roles[0].value, self.label)

    @property
    def active(self) -> bool:
        """Whether it has any part but that of taking part in a review."""
        return bool(_acts(self.roles) or _acts(self.suggested))


def _acts(roles: tuple[Figure, ...]) -> int:
    return sum(figure.value for figure in roles[1:])


def agencies_of_theme(evidence: Evidence, theme: str) -> tuple[AgencyRow, ...]:
    """The agencies of one theme: parts in items that raise it, and taking part in reviews that raise it.

    The parts are stated; the theme is stated or suggested, and these two are counted apart.  Most involved first.
    """
    tags = [t for t in evidence.tags_by_theme.get(theme, ()) if evidence.item[t.item].kind in LEARNING]
    stated = _parts(evidence, [tag for tag in tags if tag.stated])
    suggested = _parts(evidence, [tag for tag in tags if not tag.stated])
    about: Parameters = (("theme", theme),)
    rows = []
    for agency in sorted(stated.keys() | suggested.keys()):
        said, told = stated.get(agency, {}), suggested.get(agency, {})
        roles, further = [], []
        for role in ROLES:
            records = said.get(role, [])
            known = {part.review for part in records}
            others = [part for part in told.get(role, ()) if part.review not in known]
            roles.append(_figure(evidence, agency, role, records, (("tier", "stated"), *about)))
            further.append(
                _figure(evidence, agency, role, others, (("tier", "suggested"), *about), roles[-1].trace)
            )
        label = next(iter((said or told).values()))[0].label
        rows.append(AgencyRow(agency, label, tuple(roles), tuple(further)))
    return tuple(sorted(rows, key=lambda row: row.rank))


def _parts(evidence: Evidence, tags: Sequence[Tag]) -> dict[str, dict[str, list[Part]]]:
    """By agency and role, the parts in the items of these tags and in the reviews of these items."""
    items = {tag.item for tag in tags}
    reviews = {evidence.review_of(tag) for tag in tags}
    return _by_agency(p for p in evidence.parts if (p.item in items if p.item else p.review in reviews))


def agencies(evidence: Evidence) -> tuple[AgencyRow, ...]:
    """Every agency over all learning, most involved first."""
    rows = []
    for agency, roles in sorted(_by_agency(evidence.parts).items()):
        label = next(iter(roles.values()))[0].label
        figures = (_figure(evidence, agency, role, roles.get(role, []), ()) for role in ROLES)
        rows.append(AgencyRow(agency, label, tuple(figures)))
    return tuple(sorted(rows, key=lambda row: row.rank))


def _by_agency(parts: Iterable[Part]) -> dict[str, dict[str, list[Part]]]:
    found: dict[str, dict[str, list[Part]]] = defaultdict(lambda: defaultdict(list))
    for part in parts:
        found[part.agency][part.role].append(part)
    return found


def _figure(
    evidence: Evidence,
    agency: str,
    role: str,
    parts: Sequence[Part],
    about: Parameters,
    less: Trace | None = None,
) -> Figure:
    parameters = (*about, ("agency", agency), ("role", role), *evidence.scope)
    trace = Trace("agency-evidence", parameters, "review", less=less.parameters if less else None)
    return Figure(len({part.review for part in parts}), None, trace, tuple(parts))

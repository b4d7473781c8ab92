"""Which agencies carry which themes, in four parts that must not be confused.

Took part in the review, named in a finding, credited with good practice, asked by a recommendation: taking part is
not being criticised, and being asked is not being at fault.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.insight.evidence import Evidence, Part, Tag
from kg.insight.figures import Figure, Parameters, Trace

ROLES = ("contributed", "named", "credited", "asked")


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency (or kind of agency) and the reviews in which it has each part, in the order of ``ROLES``."""

    agency: str
    label: str
    roles: tuple[Figure, ...]

    @property
    def weight(self) -> int:
        return sum(figure.value for figure in self.roles[1:])


def agencies_of_theme(evidence: Evidence, theme: str) -> tuple[AgencyRow, ...]:
    """The agencies of one theme: parts in items that raise it, and taking part in reviews that raise it.

    Both tiers of the theme count here, as the parts themselves are stated.  Most involved first.
    """
    tags = evidence.tags_by_theme.get(theme, ())
    items = {tag.item for tag in tags}
    reviews = {evidence.review_of(tag) for tag in tags}
    chosen = [p for p in evidence.parts if (p.item in items if p.item else p.review in reviews)]
    return _rows(evidence, chosen, (("theme", theme),), "agency-evidence")


def agencies(evidence: Evidence) -> tuple[AgencyRow, ...]:
    """Every agency over all learning, most involved first."""
    return _rows(evidence, list(evidence.parts), (), "agency-evidence")


def asked_of(evidence: Evidence, agency: str) -> tuple[Part, ...]:
    """What recommendations ask of one agency (IRI), in the order of reviews and items."""
    return tuple(part for part in evidence.parts if part.agency == agency and part.role == "asked")


def themes_of_part(evidence: Evidence, part: Part) -> tuple[Tag, ...]:
    """The theme tags of the item in which an agency has its part."""
    return evidence.tags_by_item.get(part.item or "", ())


def _rows(evidence: Evidence, parts: list[Part], about: Parameters, query: str) -> tuple[AgencyRow, ...]:
    by_agency: dict[str, dict[str, list[Part]]] = defaultdict(lambda: defaultdict(list))
    for part in parts:
        by_agency[part.agency][part.role].append(part)
    rows = []
    for agency, roles in sorted(by_agency.items()):
        label = next(iter(roles.values()))[0].label
        figures = []
        for role in ROLES:
            records = tuple(roles.get(role, ()))
            parameters = (*about, ("agency", agency), ("role", role), *evidence.scope)
            trace = Trace(query, parameters, "review")
            figures.append(Figure(len({p.review for p in records}), None, trace, records))
        rows.append(AgencyRow(agency, label, tuple(figures)))
    return tuple(sorted(rows, key=lambda row: (-row.weight, -row.roles[0].value, row.label)))

"""The key, name and kind of an agency: by the register where it knows the body, else by rule."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.agencies.grammar import fold, heads, is_distinct
from kg.extraction.agencies.kinds import is_generic, kind_of, labelled_kind, one_per_area
from kg.extraction.agencies.register import Body, register
from kg.extraction.identity.keys import slug
from kg.extraction.identity.publisher import area_of
from kg.model import Identity

_UNNAMED = re.compile(r"^(?:\d+|two|three|four|several|local|a|the)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\s|^[A-Z]{2,3})(?:\d{1,2}|[A-Z])$")
_OWNED = re.compile(r"^(?:[A-Z]|[A-Z][a-z]+)[’']s?\s+(?=GP|school|nursery|surgery|college)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """What an agency is called and keyed by."""

    key: str
    name: str
    kind: str
    body: Body | None = None


def named(printed: str, identity: Identity, remarks: tuple[str, ...] = ()) -> Named:
    """An agency from its printed name.  General names get the area in their key, unnamed and numbered ones the review."""
    area = identity.area.value if identity.area else None
    if body := register().body(printed, area):
        fullest = printed if len(printed) > len(body.name) + 12 else body.name
        return Named(body.key, fullest, body.kind, body)
    kind = kind_of(printed, *remarks)
    return Named(_key(printed, kind, area, identity.key), printed, kind)


def _key(name: str, kind: str, area: str | None, review: str) -> str:
    if _OWNED.match(name) or _is_of_this_review(name):
        return f"{review}-{slug(_UNNAMED.sub('', _without_count(_OWNED.sub('', name))))}"
    if one_per_area(kind) and (place := _place(name, kind) or area):
        return f"{slug(place)}-{kind}"
    if _is_team(name):
        return slug(name)
    if is_generic(name) and area:
        return slug(name) if slug(name).startswith(slug(area)) else f"{slug(area)}-{slug(name)}"
    if is_generic(name):
        return f"{review}-{slug(name)}"
    return slug(name)


def _is_team(name: str) -> bool:
    """ "Mental Health in Families team": a name of general words that is a name for all that."""
    found = heads(name, 0, len(name))
    return bool(found) and not found[-1].strong and len(name.split()) > 3


def _is_of_this_review(name: str) -> bool:
    """ "2 Local GP Practices", "GP surgery", "Hospital 1", "School A", "LA1": names that mean nothing elsewhere."""
    if _NUMBERED.search(name):
        return True
    setting = labelled_kind(name) in _SETTINGS
    return not is_distinct(name) and (setting or _UNNAMED.match(name) is not None)


_SETTINGS = frozenset(
    ("gp-practice", "school", "early-years-setting", "acute-hospital-trust", "care-home", "pharmacy")
)


def _without_count(name: str) -> str:
    return re.sub(r"^(?:\d+|two|three|four)\s+(?:local\s+)?", "", name, flags=re.IGNORECASE)


def _place(name: str, kind: str) -> str | None:
    """The place in a department's name, when nothing else stands in it: "Harrowmere" of "Harrowmere Borough Council …"."""
    found = heads(name, 0, len(name))
    return area_of(name) if found and is_distinct(name) else None


def initials(name: str) -> frozenset[str]:
    """The acronyms that the initials of a name give: with and without its small words and "NHS"."""
    words = [w for w in re.findall(r"[\w’']+", name) if w]
    capitals = "".join(w[0] for w in words if w[0].isupper())
    shorter = "".join(w[0] for w in words if w[0].isupper() and fold(w) != "nhs")
    return frozenset((capitals, shorter, "".join(w[0].upper() for w in words)))

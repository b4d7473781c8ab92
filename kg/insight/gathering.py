"""From the graph to ``Evidence``: the named questions asked once, their rows as records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any

from kg.errors import UnknownNameError
from kg.insight.ask import ask
from kg.insight.bulk import load, slug
from kg.insight.evidence import Evidence, Review, Theme
from kg.insight.naming import resolve
from kg.insight.pausing import collector_paused
from kg.store.protocol import Store

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which reviews a paper is about; ``None`` is no restriction.  ``area`` and ``type`` are slugs."""

    area: str | None = None
    since: int | None = None
    until: int | None = None
    type: str | None = None

    def __post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.since > self.until:
            raise UnknownNameError(
                f"No review can be published from {self.since} until {self.until}: the years are the wrong way round.",
                hint=f"Did you mean {self.until}-{self.since}?",
            )

    def parameters(self) -> tuple[tuple[str, str | int], ...]:
        given = ((entry.name, getattr(self, entry.name)) for entry in fields(self))
        return tuple((name, value) for name, value in given if value is not None)


QUESTIONS = ("codebook-themes", "reviews-held")


@collector_paused()
def gather(
    store: Store, scope: Scope | None = None, report: Callable[[int, int], None] = lambda done, of: None
) -> Evidence:
    """Everything the analyses need of the reviews in ``scope``, in a fixed number of questions.

    What the texts say is loaded in bulk (``kg.insight.bulk``), as the named questions that figures are traced to would
    look up each quotation row by row.  ``report`` is told after each answer how many of how many are in.
    """
    within = (scope or Scope()).parameters()
    steps = len(QUESTIONS) + 1
    answers: dict[str, list[Row]] = {}
    for place, name in enumerate(QUESTIONS, start=1):
        answers[name] = _rows(store, name, {} if name == "codebook-themes" else dict(within))
        report(place, steps)
    themes, version = _themes(answers["codebook-themes"])
    reviews = _reviews(answers["reviews-held"])
    held = frozenset(review.iri for review in reviews if review.held)
    bulk = load(store, held, _names(store, reviews, within))
    report(steps, steps)
    return Evidence(
        reviews=reviews,
        themes=themes,
        items=bulk.items,
        tags=bulk.tags,
        parts=bulk.parts,
        links=bulk.links,
        origins=bulk.origins,
        codebook=version,
        scope=within,
    )


def _rows(store: Store, name: str, parameters: dict[str, Any]) -> list[Row]:
    return list(ask(store, name, **parameters).dicts())


def _reviews(rows: Iterable[Row]) -> tuple[Review, ...]:
    """One record a review, though several documents may give it several rows: the first of each."""
    found: dict[str, Review] = {}
    for row in rows:
        review = Review(
            iri=row["review"],
            label=_spoken(row["name"]),
            case=_spoken(row["case"]),
            area=row["areaName"],
            area_slug=slug(row["areaIri"]),
            kind=slug(row["kind"]),
            kind_label=row["kindName"],
            year=row["published"],
            issued=row["issued"],
            publisher=row["publisher"],
            held=bool(row["held_"]),
            title=row["title"],
        )
        found.setdefault(review.iri, review)
    return tuple(found.values())


def _spoken(label: str) -> str:
    """``Mr H and Mrs H``: the graph joins the persons of one case by semicolons."""
    *first, last = label.split("; ")
    return f"{', '.join(first)} and {last}" if first else last


def _themes(rows: list[Row]) -> tuple[tuple[Theme, ...], str]:
    broader: dict[str, list[str]] = {}
    for row in rows:
        above = broader.setdefault(row["theme"], [])
        if row["broader"] is not None:
            above.append(slug(row["broader"]) or "")
    seen: dict[str, Theme] = {}
    for row in rows:
        name = row["theme"]
        if name not in seen:
            group = slug(row["group"]) or ""
            seen[name] = Theme(slug(name) or "", row["label"], row["note"] or "", tuple(broader[name]), group)
    version = next((str(row["version"]) for row in rows if row["version"]), "")
    return tuple(seen.values()), version


def _names(
    store: Store, reviews: Iterable[Review], within: tuple[tuple[str, str | int], ...]
) -> dict[str, str]:
    """The names of all reviews, also of those out of scope, as links lead there."""
    rows = _reviews(_rows(store, "reviews-held", {})) if within else reviews
    return {review.iri: review.label for review in rows}


def scope_of(store: Store, *, area: str | None, years: str | None, type: str | None) -> Scope:
    """A scope from what a person types.  ``UnknownNameError`` for an area, type or span of years that is none."""
    since, until = _years(years) if years else (None, None)
    return Scope(
        area=slug(resolve(store, "area", area)) if area else None,
        since=since,
        until=until,
        type=slug(resolve(store, "review-type", type)) if type else None,
    )


def themes_named(store: Store, evidence: Evidence, names: Iterable[str]) -> tuple[Theme, ...]:
    """The themes that a person names, in that order and each once."""
    found = (evidence.theme[slug(resolve(store, "theme", name)) or ""] for name in names)
    return tuple(dict.fromkeys(found))


def _years(words: str) -> tuple[int | None, int | None]:
    match = re.fullmatch(r"(\d{4})?\s*([-–])?\s*(\d{4})?", words.strip())
    if match is None or not (match[1] or match[3]):
        raise UnknownNameError(
            f"{words!r} are not years.", hint="Write 2015-2022, 2019- (from), -2018 (until) or 2020."
        )
    if not match[2]:
        return int(match[1]), int(match[1])
    return (int(match[1]) if match[1] else None), (int(match[3]) if match[3] else None)


def pseudonyms(store: Store) -> dict[str, tuple[str, ...]]:
    """What each review calls the people at its centre, by review IRI."""
    found: dict[str, list[str]] = {}
    for row in _rows(store, "pseudonyms", {}):
        found.setdefault(row["review"], []).append(str(row["pseudonym"]))
    return {review: tuple(names) for review, names in found.items()}


def review_named(store: Store, evidence: Evidence, name: str) -> Review:
    """The review that a person names, which has to be held."""
    found = evidence.review.get(resolve(store, "review", name))
    if found is None and evidence.scope:
        raise UnknownNameError(
            f"{name!r} is not among the reviews chosen.", hint="Widen the area, the years or the type."
        )
    if found is None or not found.held:
        raise UnknownNameError(
            f"The document of {name!r} is not here; it is only named in another one.",
            hint="`kg query reviews-held -p held=true` lists the reviews that are.",
        )
    return found

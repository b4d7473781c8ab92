"""Everything that a board paper says, worked out once from the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from kg.insight.communities import Landscape, landscape
from kg.insight.cooccurrence import Pair, pairs
from kg.insight.evidence import LEARNING, Evidence, Review
from kg.insight.figures import Figure, Parameters, Tally, Trace, tally
from kg.insight.gaps import Gap, gaps, nobody_asked
from kg.insight.lineage import Chain, Findings, Step, chains, stated_steps, suggested_steps
from kg.insight.novelty import FirstSeen, first_seen
from kg.insight.pausing import collector_paused
from kg.insight.recurrence import Recurrence, recurrences
from kg.insight.returned import Return, returns
from kg.insight.trend import Trend, trends
from kg.model import ItemKind


@dataclass(frozen=True, slots=True)
class Analyses:
    """The values behind a paper; each is explained in the module that makes it."""

    evidence: Evidence
    recurrences: tuple[Recurrence, ...]
    pairs: tuple[Pair, ...]
    landscape: Landscape | None
    trends: dict[str, Trend]
    steps: tuple[Step, ...]
    chains: tuple[Chain, ...]
    alike: tuple[Step, ...]
    returns: tuple[Return, ...]
    newest: int | None  # the last year of publication
    new: tuple[FirstSeen, ...]
    gaps: tuple[Gap, ...]
    nobody: Figure


@collector_paused()
def analyse(evidence: Evidence) -> Analyses:
    """Run every analysis once.  The same evidence gives the same values."""
    rows = recurrences(evidence)
    met = pairs(evidence)
    findings = Findings(evidence)
    steps = stated_steps(evidence, findings)
    newest = max((year for year, held in evidence.reviews_by_year if held), default=None)
    alike = sorted(
        suggested_steps(evidence, findings=findings),
        key=lambda s: (-(s.likeness.score if s.likeness else 0), s.later),
    )
    return Analyses(
        evidence=evidence,
        recurrences=rows,
        pairs=met,
        landscape=landscape(met),
        trends=trends(rows, evidence.scope),
        steps=steps,
        chains=chains(evidence, steps),
        alike=tuple(alike),
        returns=returns(evidence),
        newest=newest,
        new=first_seen(evidence, newest) if newest is not None else (),
        gaps=gaps(evidence),
        nobody=nobody_asked(evidence),
    )


def count_of_kind(evidence: Evidence, kind: ItemKind) -> Figure:
    """How many items of a kind the reviews hold."""
    items = evidence.items_by_kind.get(kind, ())
    parameters = (("kind", kind.value), *evidence.scope)
    return Figure(len(items), None, Trace("learning-items", parameters, "item"), items)


def count_in_review(evidence: Evidence, kind: ItemKind, review: str) -> Figure:
    """How many items of a kind one review (IRI) holds."""
    items = tuple(item for item in evidence.items_by_review.get(review, ()) if item.kind is kind)
    parameters = (("kind", kind.value), ("review", review), *evidence.scope)
    return Figure(len(items), None, Trace("learning-items", parameters, "item"), items)


def held(evidence: Evidence, since: int | None = None, until: int | None = None) -> Figure:
    """How many reviews' documents are here, of all years or of those ``since`` and ``until`` these."""
    scope: dict[str, str | int] = dict(evidence.scope)
    for name, year in (("since", since), ("until", until)):
        if year is not None:
            scope[name] = year
    found = tuple(review for review in evidence.held if _published(review, since, until))
    return Figure(len(found), None, _reviews_held("true", tuple(scope.items())), found)


def _published(review: Review, since: int | None, until: int | None) -> bool:
    if since is None and until is None:
        return True
    year = review.year
    return year is not None and (since is None or year >= since) and (until is None or year <= until)


def held_in_area(evidence: Evidence, area: str, slug: str) -> Figure:
    """How many reviews' documents are of one area (name and slug)."""
    found = tuple(review for review in evidence.held if review.area == area)
    return Figure(len(found), None, _reviews_held("true", (("area", slug), *evidence.scope)), found)


def held_elsewhere(evidence: Evidence, area: str, slug: str) -> Figure:
    """How many reviews' documents are of any other area than this one, or of none."""
    found = tuple(review for review in evidence.held if review.area != area)
    less: Parameters = (("held", "true"), ("area", slug), *evidence.scope)
    return Figure(len(found), None, _reviews_held("true", evidence.scope, less), found)


def undated(evidence: Evidence) -> Figure:
    """How many reviews held have no year of publication."""
    found = tuple(review for review in evidence.held if review.year is None)
    less: Parameters = (("held", "true"), ("since", 1), *evidence.scope)
    return Figure(len(found), None, _reviews_held("true", evidence.scope, less), found)


def named_only(evidence: Evidence) -> Figure:
    """How many reviews are only named in another document."""
    found = tuple(review for review in evidence.reviews if not review.held)
    return Figure(len(found), None, _reviews_held("false", evidence.scope), found)


def areas(evidence: Evidence) -> Figure:
    """From how many areas the reviews held are."""
    found = tuple(review for review in evidence.held if review.area_slug is not None)
    trace = Trace("reviews-held", (("held", "true"), *evidence.scope), "areaIri")
    return Figure(len({review.area_slug for review in found}), None, trace, found)


def _reviews_held(are: str, parameters: Parameters, less: Parameters | None = None) -> Trace:
    return Trace("reviews-held", (("held", are), *parameters), "review", less)


def tags_by_tier(evidence: Evidence) -> Tally:
    """Themes on items: each theme on each item once, those stated and those only suggested."""
    learning = [tag for tag in evidence.tags if evidence.item[tag.item].kind in LEARNING]
    return tally(evidence, learning, None, (), "tagging")

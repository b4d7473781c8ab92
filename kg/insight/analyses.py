"""Everything that a board paper says, worked out once from the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from kg.insight.communities import Landscape, landscape
from kg.insight.cooccurrence import Pair, pairs
from kg.insight.evidence import LEARNING, Evidence
from kg.insight.figures import Figure, Trace
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
    items = tuple(item for item in evidence.items if item.kind is kind)
    parameters = (("kind", kind.value), *evidence.scope)
    return Figure(len(items), None, Trace("learning-items", parameters, "item"), items)


def held(evidence: Evidence) -> Figure:
    """How many reviews' documents are here."""
    parameters = (("held", "true"), *evidence.scope)
    return Figure(len(evidence.held), None, Trace("reviews-held", parameters, "review"), evidence.held)


def tags_by_tier(evidence: Evidence) -> tuple[int, int]:
    """All theme tags on learning, and those among them that are only suggested: each theme on each item once."""
    learning = [tag for tag in evidence.tags if evidence.item[tag.item].kind in LEARNING]
    stated = {(tag.item, tag.theme) for tag in learning if tag.stated}
    suggested = {(tag.item, tag.theme) for tag in learning if not tag.stated} - stated
    return len(stated) + len(suggested), len(suggested)

"""Each analysis as a plain table with a sentence on its method: for the terminal and for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.insight.communities import landscape
from kg.insight.cooccurrence import pairs
from kg.insight.evidence import Evidence
from kg.insight.gaps import gaps
from kg.insight.lineage import Step, chains, stated_steps, suggested_steps
from kg.insight.novelty import first_seen
from kg.insight.recurrence import recurrences
from kg.insight.returned import returns
from kg.insight.roles import ROLES, agencies
from kg.insight.trend import trends
from kg.present.paper.naming import percent, place, relation, review, speaker
from kg.present.paper.wording import listed, plain
from kg.store.table import Table, Value

Rows = Iterable[tuple[Value, ...]]


def analysis(evidence: Evidence, name: str) -> tuple[Table, str]:
    """The table of the analysis ``name`` (a key of ``ANALYSES``) and its method in a sentence."""
    columns, rows = ANALYSES[name]
    return Table(columns, tuple(rows(evidence))), plain(f"analysis.{name.replace('-', '_')}")


def _recurrence(evidence: Evidence) -> Rows:
    for row in recurrences(evidence):
        bounds = row.reviews.stated.interval
        span = f"{percent(bounds.low)}–{percent(bounds.high)}%"
        count = row.reviews
        yield (
            row.theme.label,
            count.stated.value,
            count.suggested.value,
            count.stated.of,
            span,
            row.items.stated.value,
            row.items.suggested.value,
        )


def _pairs(evidence: Evidence) -> Rows:
    label = {theme.slug: theme.label for theme in evidence.themes}
    for pair in pairs(evidence):
        sure = plain("answer.yes" if pair.beyond_chance else "answer.no")
        lift = round(pair.lift, 1)
        yield label[pair.first], label[pair.second], pair.together.value, lift, round(pair.adjusted, 4), sure


def _groups(evidence: Evidence) -> Rows:
    found = landscape(pairs(evidence))
    for number, group in enumerate(found.communities if found else (), start=1):
        yield number, len(group), listed([evidence.theme[slug].label for slug in group])


def _bridges(evidence: Evidence) -> Rows:
    found = landscape(pairs(evidence))
    for slug, share in found.bridges if found else ():
        yield evidence.theme[slug].label, round(share, 3)


def _agencies(evidence: Evidence) -> Rows:
    for row in agencies(evidence):
        yield row.label, *(figure.value for figure in row.roles)


def _polarity(evidence: Evidence) -> Rows:
    for row in recurrences(evidence):
        if not (row.wanting.none or row.praised.none):
            yield (
                row.theme.label,
                row.wanting.stated.value,
                row.wanting.suggested.value,
                row.praised.stated.value,
                row.praised.suggested.value,
            )


def _lineage(evidence: Evidence) -> Rows:
    steps = stated_steps(evidence)
    length = {step: len(chain.steps) for chain in chains(evidence, steps) for step in chain.steps}
    for step in steps:
        link = step.link
        if link is not None:
            target = evidence.review.get(step.earlier)
            earlier = review(target) if target else link.target_label
            basis = plain("column.stated" if step.stated else "state.suggested")
            where = speaker(evidence, step.later)
            yield (
                where,
                relation(link),
                earlier,
                _finding(evidence, step),
                basis,
                length.get(step, 1),
            )


def _finding(evidence: Evidence, step: Step) -> str:
    return evidence.item[step.finding].wording if step.finding else ""


def _alike(evidence: Evidence) -> Rows:
    found = [step for step in suggested_steps(evidence) if step.likeness is not None]
    for step in sorted(found, key=lambda s: (-(s.likeness.score if s.likeness else 0), s.later)):
        later, earlier = evidence.item[step.later], evidence.item[step.finding or ""]
        score = step.likeness.score if step.likeness else 0.0
        yield (
            round(score, 2),
            later.wording,
            place(evidence, later),
            earlier.wording,
            place(evidence, earlier),
        )


def _returned(evidence: Evidence) -> Rows:
    for row in returns(evidence):
        found = listed([str(year) for year in row.found_in])
        basis = plain("column.stated" if row.stated else "state.suggested")
        yield row.area, row.theme.label, row.asked_in, found, row.reviews.value, basis


def _loose_ends(evidence: Evidence) -> Rows:
    for gap in gaps(evidence):
        yield gap.name, gap.stated.value, gap.judged.value, gap.none.value, gap.none.of


def _new(evidence: Evidence) -> Rows:
    newest = max((year for year, held in evidence.reviews_by_year if held), default=None)
    for seen in first_seen(evidence, newest) if newest is not None else ():
        count = seen.reviews
        yield seen.theme.label, seen.year, count.stated.value, count.suggested.value, count.stated.of


def _trend(evidence: Evidence) -> Rows:
    rows = recurrences(evidence)
    found = trends(rows, evidence.scope)
    for row in rows:
        seen = found[row.theme.slug]
        before = f"{seen.before.value} of {seen.before.of}" if seen.before else ""
        after = f"{seen.after.value} of {seen.after.of}" if seen.after else ""
        said = plain(f"analysis.is_{seen.direction.value.replace('-', '_')}")
        yield row.theme.label, said, seen.year, before, after, round(seen.adjusted, 4)


ANALYSES: dict[str, tuple[tuple[str, ...], Callable[[Evidence], Rows]]] = {
    "recurrence": (
        ("theme", "stated", "more suggested", "of", "range", "findings", "findings suggested"),
        _recurrence,
    ),
    "pairs": (("theme", "with", "together", "times expected", "probability", "beyond chance"), _pairs),
    "groups": (("group", "themes", "which"), _groups),
    "bridges": (("theme", "share of shortest paths"), _bridges),
    "agencies": (("agency", *ROLES), _agencies),
    "polarity": (("theme", "wanting", "wanting suggested", "credited", "credited suggested"), _polarity),
    "lineage": (("later", "says", "earlier", "nearest finding (suggested)", "basis", "chain"), _lineage),
    "alike": (("alike", "later words", "later", "earlier words", "earlier"), _alike),
    "returned": (("area", "theme", "recommended", "found again", "later reviews", "basis"), _returned),
    "loose-ends": (("kind", "document says", "suggested", "none", "of"), _loose_ends),
    "new": (("theme", "year", "stated", "more suggested", "of"), _new),
    "trend": (("theme", "change", "from", "before", "after", "probability"), _trend),
}

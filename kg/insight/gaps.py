"""Loose ends: questions and recommendations with no finding behind them, findings with nothing in front of them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.insight.evidence import Evidence, Item
from kg.insight.figures import Figure, Parameters, Trace
from kg.model import ItemKind


@dataclass(frozen=True, slots=True)
class Gap:
    """Items of one kind, by how they join up: stated by the document, judged by order or theme, or not at all."""

    name: str  # "finding", "recommendation" or "question"
    stated: Figure
    judged: Figure
    none: Figure


def gaps(evidence: Evidence) -> tuple[Gap, ...]:
    """Recommendations, questions and findings in three states; a kind of which there is none is left out.

    "None" means that no document says so and that nothing suggests it: not that nobody acted.
    """
    said = {origin.item for origin in evidence.origins if origin.stated}
    told = {origin.item for origin in evidence.origins if not origin.stated} - said
    followed = {origin.finding for origin in evidence.origins if origin.stated}
    hinted = {origin.finding for origin in evidence.origins if not origin.stated} - followed
    rows = (
        _gap(evidence, ItemKind.RECOMMENDATION, said, told),
        _gap(evidence, ItemKind.QUESTION, said, told),
        _gap(evidence, ItemKind.FINDING, followed, hinted),
    )
    return tuple(row for row in rows if row.none.of)


def _gap(evidence: Evidence, kind: ItemKind, stated: set[str], judged: set[str]) -> Gap:
    items = evidence.items_by_kind.get(kind, ())
    joined = stated | judged

    def figure(state: str, chosen: tuple[Item, ...]) -> Figure:
        parameters: Parameters = (("kind", kind.value), ("state", state), *evidence.scope)
        return Figure(len(chosen), len(items), Trace("loose-ends", parameters, "item"), chosen)

    return Gap(
        kind.value,
        figure("stated", tuple(item for item in items if item.iri in stated)),
        figure("judged", tuple(item for item in items if item.iri in judged)),
        figure("none", tuple(item for item in items if item.iri not in joined)),
    )


def nobody_asked(evidence: Evidence) -> Figure:
    """Recommendations in which nobody is named as the one to act."""
    asked = {part.item for part in evidence.parts if part.role == "asked"}
    items = evidence.items_by_kind.get(ItemKind.RECOMMENDATION, ())
    loose = tuple(item for item in items if not item.addressees and item.iri not in asked)
    return Figure(len(loose), len(items), Trace("recommendations-to-nobody", evidence.scope, "item"), loose)

"""People's decisions as triples: who decided what, when, and whether it could be applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, Triple

from kg.curation.decisions import Action, Decision, Unplaced
from kg.graph import iris
from kg.graph.terms import facts, plain
from kg.graph.vocabulary import DCTERMS, RDF, SLR, XSD


def described_decisions(decisions: Sequence[Decision], unplaced: Sequence[Unplaced]) -> list[str]:
    """N-Triples lines of the decisions that hold here; those that found no place are told at the build instead."""
    lost = {one.decision for one in unplaced}
    held = [one for one in decisions if one not in lost and one.action is not Action.MERGE]
    return [f"{triple} ." for decision in sorted(held) for triple in _triples(decision)]


def _triples(decision: Decision) -> Iterator[Triple]:
    about = iris.name("item" if decision.key else "review", *decision.item.split("--"))
    yield from facts(
        iris.name("decision", decision.name),
        (RDF["type"], SLR["Decision"]),
        (SLR["decides"], about),
        (SLR["decision"], plain(decision.action.value)),
        (SLR["decidedTheme"], iris.concept("theme", decision.theme) if decision.theme else None),
        (SLR["decidedValue"], plain(decision.value) if decision.value else None),
        (SLR["decidedBy"], plain(decision.by)),
        (SLR["decisionNote"], plain(decision.note) if decision.note else None),
        (SLR["codebookVersion"], plain(decision.codebook) if decision.codebook else None),
        (DCTERMS["date"], Literal(decision.on, datatype=XSD["date"]) if decision.on else None),
    )

"""Neighbours as a table."""

from __future__ import annotations

from collections.abc import Iterable

from kg.insight.evidence import Evidence, Item
from kg.insight.neighbours import Neighbour
from kg.present.paper.naming import place, review
from kg.store.table import Table, Value

_THEMES = 3


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - _THEMES
    return ", ".join(names[:_THEMES]) + (f" and {more} more" if more > 0 else "")


def as_table(evidence: Evidence, found: Iterable[Neighbour]) -> Table:
    """One row a neighbour, the nearest first."""
    rows: list[tuple[Value, ...]] = []
    for one in found:
        shared, themes = ", ".join(one.shared), _some(one.themes)
        if isinstance(one.thing, Item):
            rows.append((round(one.score, 2), place(evidence, one.thing), one.thing.wording, shared, themes))
        else:
            rows.append((round(one.score, 2), review(one.thing), one.thing.title or "", shared, themes))
    return Table(("alike", "where", "words", "words shared", "themes shared"), tuple(rows))

"""What an item leans on: its sub-points, the finding behind it, the prose below its headline."""

from __future__ import annotations

from kg.model import Basis, Extraction, Item, ItemKind

LONGEST = 400  # characters of context: more drowns the item's own words


def leans_on(item: Item, review: Extraction) -> str:
    """The words beside an item that the model may read: coding rule 1 admits printed sub-points, and a short question
    leans on its finding, as a recommendation does on the one that it is stated to arise from.  Empty for most items."""
    if item.kind is ItemKind.FINDING:
        points = (other.text for other in review.items if other.parent == item.key)
        return " ".join(points)[:LONGEST]
    stated = item.kind is ItemKind.RECOMMENDATION and item.arises_basis is Basis.STATED
    if item.kind is ItemKind.QUESTION or stated:
        behind = item.arises_from or item.parent
        return next((other.text for other in review.items if other.key == behind), "")[:LONGEST]
    return ""

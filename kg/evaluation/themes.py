"""Themes of matched items against the gold: micro and macro F1, primary theme in predicted, a row for each theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.evaluation.gold import GoldItem
from kg.evaluation.scores import Counts
from kg.model import Item


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """Counts over items that matched and that the gold gives themes for."""

    by_theme: tuple[tuple[str, Counts], ...]  # sorted by slug
    items: int
    primary_found: int  # items whose gold primary theme is among those predicted

    @property
    def micro(self) -> Counts:
        return sum((counts for _, counts in self.by_theme), Counts())

    @property
    def macro_f1(self) -> float | None:
        """The mean F1 over the themes that the gold has."""
        scores = [counts.f1 or 0.0 for _, counts in self.by_theme if counts.right + counts.missed]
        return sum(scores) / len(scores) if scores else None


def score_themes(matched: Iterable[tuple[Item, GoldItem]]) -> ThemeScore:
    """Score the themes of each matched pair as sets."""
    counts: dict[str, Counts] = {}
    items = primary = 0
    for ours, theirs in matched:
        if not theirs.themes:
            continue
        items += 1
        given, wanted = {tag.theme for tag in ours.themes}, set(theirs.themes)
        primary += theirs.themes[0] in given
        for theme in given | wanted:
            one = Counts(
                int(theme in given & wanted), int(theme in given - wanted), int(theme in wanted - given)
            )
            counts[theme] = counts.get(theme, Counts()) + one
    return ThemeScore(tuple(sorted(counts.items())), items, primary)

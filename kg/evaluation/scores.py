"""Precision, recall and F1 as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found and right, found and wrong, and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """Between 0 and 1; None when nothing was found."""
        found = self.right + self.false
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Between 0 and 1; None when there was nothing to find."""
        there = self.right + self.missed
        return self.right / there if there else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean, 2TP / (2TP + FP + FN); None when nothing was found and nothing was there."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else None

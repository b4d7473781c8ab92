"""Ages as stated, and their bands."""

from __future__ import annotations

import pytest

from kg.extraction.identity.ages import ages_in, band


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Steven, a 4 month old baby", 4),
        ("then eleven weeks old,", 2.5),
        ("an 11-month-old girl", 11),
        ("aged fifteen months", 15),
        ("aged age 66", 792),
        ("aged sixteen.", 192),
        ("was 67 when she", 804),
        ("who was 38, killed", 456),
        ("was thirty-four and", 408),
    ],
)
def test_ages(text: str, months: float) -> None:
    assert next(ages_in(text)).months == pytest.approx(months, abs=0.2)


@pytest.mark.parametrize("text", ["in 4 weeks", "aged care", "room 12", "for 15 months", "was 6 miles away"])
def test_no_ages(text: str) -> None:
    assert list(ages_in(text)) == []


@pytest.mark.parametrize(
    ("months", "slug"),
    [
        (0, "under-1"),
        (11.9, "under-1"),
        (12, "1-to-5"),
        (191, "11-to-15"),
        (192, "16-to-17"),
        (216, "18-to-25"),
        (780, "65-plus"),
        (None, "not-stated"),
    ],
)
def test_bands(months: float | None, slug: str) -> None:
    assert band(months) == slug

"""Small-number statistics against values worked out elsewhere, and their promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from kg.insight.statistics import chance_of_overlap, false_discovery, fisher, wilson


def test_wilson_of_nothing_is_everything() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


def test_wilson_of_five_of_ten() -> None:
    bounds = wilson(5, 10)
    assert (round(bounds.low, 3), round(bounds.high, 3)) == (0.237, 0.763)


def test_more_than_all_is_no_share() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)


@given(some.integers(0, 60), some.integers(0, 60))
def test_wilson_holds_the_share(count: int, more: int) -> None:
    of = count + more
    bounds = wilson(count, of)
    assert 0.0 <= bounds.low <= bounds.high <= 1.0
    if of:
        assert bounds.low - 1e-9 <= count / of <= bounds.high + 1e-9


@given(some.integers(1, 25), some.integers(1, 25), some.integers(0, 30), some.data())
def test_overlap_and_fisher_agree_with_scipy(
    first: int, second: int, rest: int, data: some.DataObject
) -> None:
    of = first + second + rest
    shared = data.draw(some.integers(0, min(first, second)))
    assert chance_of_overlap(shared, first, second, of) == pytest.approx(
        stats.hypergeom.sf(shared - 1, of, first, second), abs=1e-9
    )
    other = data.draw(some.integers(0, second))
    count = data.draw(some.integers(0, first))
    table = [[count, first - count], [other, second - other]]
    assert fisher(count, first, other, second) == pytest.approx(stats.fisher_exact(table).pvalue, abs=1e-7)


@given(some.lists(some.floats(0, 1), min_size=1, max_size=30))
def test_false_discovery_agrees_with_scipy(chances: list[float]) -> None:
    assert false_discovery(chances) == pytest.approx(stats.false_discovery_control(chances))

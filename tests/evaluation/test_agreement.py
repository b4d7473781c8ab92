"""Agreement against figures worked out by hand, and against itself."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.agreement import Coding, agree

THEMES = st.frozensets(st.sampled_from(["a", "b", "c"]))
CODINGS = st.dictionaries(st.sampled_from("uvwxyz"), st.builds(Coding, THEMES), min_size=1)


def _yes_no(pairs: str) -> tuple[dict[str, Coding], dict[str, Coding]]:
    """``"11 10 01 00"`` as two codings of one theme."""
    a, b = {}, {}
    for place, pair in enumerate(pairs.split()):
        a[str(place)] = Coding(frozenset("t") if pair[0] == "1" else frozenset())
        b[str(place)] = Coding(frozenset("t") if pair[1] == "1" else frozenset())
    return a, b


def test_kappa_and_ac1_by_hand() -> None:
    # 20 both yes, 5 only the first, 10 only the second, 15 neither: the textbook table of Cohen's kappa, .40.
    a, b = _yes_no(" ".join(["11"] * 20 + ["10"] * 5 + ["01"] * 10 + ["00"] * 15))
    theme = agree(("a", a), ("b", b)).themes[0]
    assert math.isclose(theme.percent, 0.7)
    assert theme.kappa is not None
    assert math.isclose(theme.kappa, 0.4)
    prevalence = (25 / 50 + 30 / 50) / 2
    chance = 2 * prevalence * (1 - prevalence)
    assert math.isclose(theme.ac1, (0.7 - chance) / (1 - chance))


def test_kappa_is_not_made_up_where_there_is_no_variance() -> None:
    a, b = _yes_no("11 11 11")
    assert agree(("a", a), ("b", b)).themes[0].kappa is None


def test_confused_pairs_and_primaries() -> None:
    a = {"x": Coding(frozenset({"neglect", "marac"}), frozenset({"neglect"}))}
    b = {
        "x": Coding(frozenset({"domestic-abuse", "marac"}), frozenset({"domestic-abuse"})),
        "y": Coding(frozenset()),
    }
    result = agree(("a", a), ("b", b))
    assert result.items == 1
    assert result.confused == (("neglect", "domestic-abuse", 1),)
    assert (result.equal_primary, result.micro_f1) == (0.0, 0.5)


@given(CODINGS)
def test_everybody_agrees_with_themselves(coding: dict[str, Coding]) -> None:
    result = agree(("a", coding), ("b", coding))
    assert result.micro_f1 == 1.0
    assert all(
        theme.percent == 1 and theme.ac1 == 1 and theme.kappa in (None, 1.0) for theme in result.themes
    )


@given(CODINGS, CODINGS)
def test_agreement_is_symmetric_and_bounded(one: dict[str, Coding], two: dict[str, Coding]) -> None:
    there, back = agree(("a", one), ("b", two)), agree(("b", two), ("a", one))
    assert there.micro_f1 == back.micro_f1
    for first, second in zip(there.themes, back.themes, strict=True):
        assert (first.kappa, first.ac1) == (second.kappa, second.ac1)
        assert -1 <= first.ac1 <= 1

"""Fitting without torch: word weights, the decision and the split are sound and the same each time."""

from __future__ import annotations

import numpy as np

from kg.theming.bank import Passage
from kg.theming.training.decide_fit import HeldOut, calibration, fit_decision, mixed
from kg.theming.training.recipe import Recipe
from kg.theming.training.targets import has_theme, is_held_out, theme_shares, whole_text
from kg.theming.training.words_fit import fit_words

SLUGS = ["hidden-men", "neglect"]


def passage(text: str, *themes: str, place: str = "a.jsonl:1", context: str = "") -> Passage:
    return Passage(text, "finding", themes, context, place)


def test_shares_give_the_primary_its_part() -> None:
    shares = theme_shares([passage("a", "neglect", "hidden-men"), passage("b", "hidden-men")], SLUGS, 0.6)
    assert shares.tolist() == [[np.float32(0.4), np.float32(0.6)], [1.0, 0.0]]
    assert has_theme([passage("a", "neglect")], SLUGS).tolist() == [[0.0, 1.0]]
    assert whole_text(passage("Why?", "neglect", context="A cold house")) == "Why? A cold house"


def test_neighbours_in_a_file_stay_on_one_side() -> None:
    sides = {is_held_out(passage("a", "neglect", place=f"a.jsonl:{line}"), 50) for line in range(20, 30)}
    assert len(sides) == 1


def test_words_are_learned_the_same_way_twice() -> None:
    texts = ["the father was not asked", "the father was absent", "a cold house", "a cold dirty house"] * 4
    shares = np.array([[1, 0], [1, 0], [0, 1], [0, 1]] * 4, dtype=np.float32)
    first, second = (fit_words(texts, shares, Recipe()) for _ in range(2))
    assert np.array_equal(first.weights, second.weights)
    logits = first.logits(["Fathers were not asked", "the house was cold"])
    assert logits.argmax(axis=1).tolist() == [0, 1]
    (term,) = first.telling("The house", 1, 1)
    assert term.key in ("house", "the house")


def test_the_decision_prefers_what_is_right_and_is_calibrated() -> None:
    chance = np.random.default_rng(0)
    given = np.zeros((400, 5), np.float32)
    given[np.arange(400), chance.integers(0, 5, 400)] = 1
    right = 4 * given + chance.normal(0, 1.5, given.shape).astype(np.float32)
    noise = chance.normal(0, 1, given.shape).astype(np.float32)
    held = HeldOut(right, noise, np.zeros_like(given), given, given)
    decision, offsets = fit_decision(held)
    assert decision.meaning > decision.words
    shares = mixed((decision.meaning, decision.words, decision.labels), held)
    said = 1 / (1 + np.exp(-(decision.slope * np.log(shares + 1e-9) + decision.offset + offsets)))
    for row in calibration(said, given):
        if row["count"] > 50:
            assert abs(row["said"] - row["right"]) < 0.1

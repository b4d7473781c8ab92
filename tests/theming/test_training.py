"""Fitting without torch: word weights, the decision and the split are sound and the same each time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.errors import SourceError
from kg.model import ItemKind
from kg.theming.bank import Passage
from kg.theming.decision import SIGNS, Texts, company_of, signs
from kg.theming.training.decide_fit import HeldOut, calibration, fit_decision
from kg.theming.training.finetune import _batches
from kg.theming.training.former import Former, read_former
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
    texts = Texts([ItemKind.FINDING] * 400, [10] * 400, np.zeros_like(given))
    fit = fit_decision(HeldOut(right, noise, texts, given, given), company_of(given))
    assert fit.decision.meaning > fit.decision.words
    assert fit.decision.weights["odds"] > 0
    for row in calibration(fit.chance, given):
        if row["count"] > 50:
            assert abs(row["said"] - row["right"]) < 0.1


def test_signs_tell_how_the_shares_are_spread_and_which_themes_keep_company() -> None:
    given = np.array([[1, 1, 0]] * 8 + [[0, 0, 1]] * 8, dtype=np.float32)
    company = company_of(given)
    assert company[0, 1] > 0 > company[0, 2]
    shares = np.array([[0.8, 0.1, 0.1], [0.34, 0.33, 0.33]], np.float32)
    texts = Texts([ItemKind.FINDING, ItemKind.QUESTION], [9, 5], np.zeros_like(shares))
    every = dict(zip(SIGNS, np.moveaxis(signs(shares, shares, texts, company), -1, 0), strict=True))
    assert every["spread"][0, 0] < every["spread"][1, 0]
    assert every["question"][:, 0].tolist() == [0, 1]
    assert every["company"][0].tolist() == [
        company[1, 0],
        company[0, 1],
        company[0, 2],
    ]  # against the likeliest other one


def test_going_on_keeps_the_former_heads_and_starts_new_themes_from_their_notes() -> None:
    former = Former({}, ("neglect",), np.array([[0.0, 1.0]], np.float32), 16.0, np.array([0.5], np.float32))
    start = np.array([[1, 0], [0.6, 0.8]], dtype=np.float32)
    heads, bias = former.heads_of(SLUGS, start)
    assert heads.tolist() == [[1.0, 0.0], [0.0, 1.0]]
    assert bias.tolist() == [0.0, 0.5]


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no trained model"):
        read_former(tmp_path)


def test_runs_go_over_the_bank_in_orders_of_their_own() -> None:
    lengths = [place % 30 for place in range(500)]
    one, again, other = (_batches(lengths, 16, 32, seed) for seed in (1, 1, 2))
    assert one == again != other
    assert sorted(row for batch in one for row in batch) == list(range(500))

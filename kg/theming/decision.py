"""From the share that each theme has of a text to the chance that a coder would give it.

How the shares of a text are spread tells how many themes it has: a clear leader leaves little for a second one, and a text whose
themes are all weak has perhaps none.  Beside that count whether the words name the theme, whether it keeps company with the
likeliest other one in the bank, how long the text is, and what kind of item it is (questions have fewer themes).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.model import ItemKind

Matrix = npt.NDArray[np.float32]
_TINY = 1e-9
_KINDS = (ItemKind.RECOMMENDATION, ItemKind.QUESTION, ItemKind.GOOD_PRACTICE, ItemKind.POINT)
SIGNS = (
    "odds",  # of the theme by its share alone, calibrated
    "spread",  # entropy of the shares
    "largest",  # log of the largest share
    "second",  # log of the second largest share
    "named",  # the words of the text name the theme
    "company",  # log of how much more often than by chance coders gave it together with the likeliest other theme
    "length",  # log of the number of words
    *(kind.value for kind in _KINDS),  # against a finding
    "always",
)


@dataclass(frozen=True, slots=True)
class Decision:
    """How logits become chances and tags: weights of meaning, words and labels; a calibration; weights of signs; bars."""

    meaning: float
    words: float
    labels: float
    slope: float  # odds by share = slope * log(share) + offset + offset of the theme
    offset: float
    weights: Mapping[str, float]  # of each of ``SIGNS``
    bar: float  # chance from which a theme beside the first is suggested
    floor: float  # chance under which even the first is not


@dataclass(frozen=True, slots=True)
class Texts:
    """What is known of some texts beside their words, row by row."""

    kinds: Sequence[ItemKind]
    lengths: Sequence[int]  # words
    named: Matrix  # (texts, themes): 1 where the lexicon asserts a theme


def odds_by_share(
    shares: npt.NDArray[Any], slope: float, offset: float, offsets: npt.NDArray[Any]
) -> npt.NDArray[Any]:
    """The odds, as logs, of each theme by its share alone: shape (texts, themes).  ``offsets`` holds one of each theme."""
    odds: npt.NDArray[Any] = slope * np.log(shares + _TINY) + offset + offsets
    return odds


def signs(odds: Matrix, shares: Matrix, texts: Texts, company: Matrix) -> Matrix:
    """Shape (texts, themes, signs), in the order of ``SIGNS``.  ``company`` is of shape (themes, themes)."""
    logs = np.log(shares + _TINY)
    order = np.argsort(-shares, axis=1, kind="stable")
    rows = np.arange(len(shares))
    rival = np.repeat(order[:, :1], shares.shape[1], axis=1)
    rival[rows, order[:, 0]] = order[:, 1]
    of_text = {
        "spread": -(shares * logs).sum(axis=1),
        "largest": logs[rows, order[:, 0]],
        "second": logs[rows, order[:, 1]],
        "length": np.log1p(np.array(texts.lengths, dtype=np.float32)),
        **{kind.value: np.array([kind is each for each in texts.kinds], np.float32) for kind in _KINDS},
        "always": np.ones(len(shares), np.float32),
    }
    of_theme = {
        "odds": odds,
        "named": texts.named,
        "company": company[rival, np.arange(shares.shape[1])[None, :]],
    }
    every = [of_theme[sign] if sign in of_theme else of_text[sign][:, None] for sign in SIGNS]
    found: Matrix = np.stack(np.broadcast_arrays(*every), axis=-1).astype(np.float32)
    return found


def chances(
    odds: Matrix, shares: Matrix, texts: Texts, company: Matrix, weights: Mapping[str, float]
) -> Matrix:
    """The chance that a coder would give each theme: shape (texts, themes)."""
    weight = np.array([weights[sign] for sign in SIGNS], dtype=np.float32)
    chance: Matrix = 1 / (1 + np.exp(-(signs(odds, shares, texts, company) @ weight)))
    return chance


def company_of(given: Matrix) -> Matrix:
    """How much more often than by chance two themes are given to one passage, as logs: shape (themes, themes).

    ``given`` is of shape (passages, themes), 1 where a coder gave the theme.  Rare pairs are drawn towards chance.
    """
    together = given.T @ given
    each = given.sum(axis=0)
    by_chance = np.outer(each + 1, each + 1) / max(1, len(given))
    found: Matrix = np.log((together + 0.5) / by_chance).astype(np.float32)
    return found

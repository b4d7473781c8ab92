"""Fitting the decision on passages that the encoder has not seen: mixture, calibration, bars."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from kg.theming.decision import SIGNS, Decision, Texts, chances, odds_by_share, signs

Matrix = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

MEANING = (0.4, 0.55, 0.7, 0.85, 1.0)
WORDS = (0.0, 0.15, 0.3, 0.45, 0.6)
LABELS = (0.0, 0.5, 1.0, 1.5, 2.0)
BARS = tuple(round(0.2 + 0.02 * step, 2) for step in range(21))
# Of two bars so near in F1 the lower one is taken: it leaves out fewer of the themes that lead.
AS_GOOD = 0.005
SHRINKAGE = 4.0  # pull of each theme's offset towards zero: a theme has a handful of held-out passages
DECAY = 3.0  # of the weights of signs, on their standard scale
TOP = 10  # calibration looks at the likeliest themes only: the rest are plain noes


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Logits of meaning and words, and what a coder gave: each of shape (passages, themes); what else is known of the texts."""

    meaning: Matrix
    words: Matrix
    texts: Texts
    shares: Matrix
    given: Matrix


@dataclass(frozen=True, slots=True)
class Fit:
    """A decision, the offset of each theme on the scale of log odds, and the chances that they give the held-out passages."""

    decision: Decision
    offsets: Matrix
    chance: Matrix


def fit_decision(held: HeldOut, company: Matrix) -> Fit:
    """The decision that fits best.  ``company`` says which themes go together (``decision.company_of``)."""
    mixture = min(product(MEANING, WORDS, LABELS), key=lambda weights: _surprise(weights, held))
    shares = mixed(mixture, held)
    rows, columns = _likeliest(shares)
    slope, offset, offsets = _calibrate(shares, held.given, rows, columns)
    odds = odds_by_share(shares, slope, offset, offsets)
    every = signs(odds.astype(np.float32), shares.astype(np.float32), held.texts, company)
    weights = _weights(every[rows, columns].astype(np.float64), held.given[rows, columns].astype(np.float64))
    chance = chances(odds.astype(np.float32), shares.astype(np.float32), held.texts, company, weights)
    scores = {value: f1(chosen(chance, value), held.given) for value in BARS}
    bar = min(value for value, score in scores.items() if score >= max(scores.values()) - AS_GOOD)
    decision = Decision(*mixture, slope=slope, offset=offset, weights=weights, bar=bar, floor=0.1)
    return Fit(decision, offsets.astype(np.float32), chance)


def _likeliest(shares: Floats) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Rows and columns of the likeliest themes of each text: the rest are plain noes, of which there would be too many."""
    top = min(TOP, shares.shape[1])
    rows, columns = np.nonzero(shares >= np.partition(shares, -top, axis=1)[:, -top][:, None])
    return rows, columns


def _weights(every: Floats, hits: Floats) -> dict[str, float]:
    """A logistic regression over the signs, with a little weight decay on their standard scale."""
    spread = every.std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    scaled = every / scale

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = scaled @ weights
        error = 1 / (1 + np.exp(-odds)) - hits
        value = (np.logaddexp(0, odds) - hits * odds).sum() + DECAY / 2 * (weights**2).sum()
        return float(value), scaled.T @ error + DECAY * weights

    best = minimize(loss, np.zeros(len(SIGNS)), jac=True, method="L-BFGS-B").x / scale
    return {sign: round(float(weight), 4) for sign, weight in zip(SIGNS, best, strict=True)}


def mixed(weights: tuple[float, float, float], held: HeldOut) -> Floats:
    """Shares of the themes under a mixture of the three logits; rows sum to one."""
    logits = weights[0] * held.meaning + weights[1] * held.words + weights[2] * held.texts.named
    powers = np.exp((logits - logits.max(axis=1, keepdims=True)).astype(np.float64))
    total: Floats = powers / powers.sum(axis=1, keepdims=True)
    return total


def _surprise(weights: tuple[float, float, float], held: HeldOut) -> float:
    return float(-(held.shares * np.log(mixed(weights, held) + 1e-9)).sum(axis=1).mean())


def _calibrate(
    shares: Floats, given: Matrix, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]
) -> tuple[float, float, Floats]:
    """Platt's scaling on the log share, with a shrunken offset a theme (penalised maximum likelihood)."""
    logs, hits = np.log(shares[rows, columns] + 1e-9), given[rows, columns].astype(np.float64)
    themes = shares.shape[1]

    def loss(parameters: Floats) -> tuple[float, Floats]:
        slope, offset, offsets = parameters[0], parameters[1], parameters[2:]
        odds = slope * logs + offset + offsets[columns]
        error = 1 / (1 + np.exp(-odds)) - hits
        value = (np.logaddexp(0, odds) - hits * odds).sum() + SHRINKAGE / 2 * (offsets**2).sum()
        each = np.bincount(columns, weights=error, minlength=themes) + SHRINKAGE * offsets
        return float(value), np.concatenate(([error @ logs, error.sum()], each))

    start = np.concatenate(([1.0, 0.0], np.zeros(themes)))
    best = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return round(float(best[0]), 4), round(float(best[1]), 4), np.round(best[2:], 3)


def chosen(chance: Matrix, bar: float) -> npt.NDArray[np.bool_]:
    """The likeliest theme of each row, and every other at or above the bar."""
    kept: npt.NDArray[np.bool_] = chance >= bar
    kept[np.arange(len(chance)), chance.argmax(axis=1)] = True
    return kept


def f1(kept: npt.NDArray[np.bool_], given: Matrix) -> float:
    """Micro F1 of chosen themes against those given."""
    return float(2 * (kept * given).sum() / (kept.sum() + given.sum()))


def calibration(chance: Matrix, given: Matrix, bins: int = 10) -> list[dict[str, float]]:
    """For each tenth of the scale: how many themes were given that chance, their mean chance, and how many were right."""
    rows = []
    for low in np.linspace(0, 1, bins, endpoint=False):
        inside = (chance >= low) & (chance < low + 1 / bins)
        if inside.sum():
            rows.append(
                {
                    "from": round(float(low), 1),
                    "count": int(inside.sum()),
                    "said": round(float(chance[inside].mean()), 3),
                    "right": round(float(given[inside].mean()), 3),
                }
            )
    return rows

"""Every number that training turns on, in one place; the model's card repeats them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of one training run.  The same recipe, bank, codebook, encoder and machine give the same model."""

    seed: int = 1
    epochs: int = 4
    batch: int = 32
    frozen_layers: int = 3  # lower layers of the encoder that stay as they are
    learning_rate: float = 5e-4  # of the top layer
    layer_decay: float = 0.85  # of the learning rate, for each layer further down
    head_rate: float = 4e-3
    warm_up: float = 0.06
    weight_decay: float = 0.01
    scale: float = 16.0  # of cosines, before the softmax; learned on from here
    primary_share: float = 0.6  # of a passage's weight that goes to its primary theme
    binary_weight: float = 0.5  # of the yes-or-no loss beside the softmax loss
    word_epochs: int = 8
    word_rate: float = 0.07
    word_decay: float = 1e-5
    kept_weights: int = 80_000  # of the word model, the largest
    held_out: int = 7  # in a hundred groups of passages, for calibration
    prototypes: int = 4  # passages a theme kept for explanations
    runs: int = 1  # with seeds that follow one another; their weights' mean is taken
    kept: float = 0.0  # share of the weights that it went on from in that mean


# Going on from a trained model: two rounds at less than half of the rate, all layers.  The mean of two such runs and of what they
# went on from is better on new reviews than any of the three (docs/decisions/0004-themes.md; Wortsman and others, "Model soups" and
# "Robust fine-tuning of zero-shot models", both 2022).
GOING_ON = Recipe(
    epochs=2, frozen_layers=0, learning_rate=2e-4, head_rate=1e-3, warm_up=0.06, runs=2, kept=0.5
)

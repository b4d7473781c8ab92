"""Bank passages as arrays: which themes, with what share, and which side of the split."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from kg.theming.bank import Passage

Matrix = npt.NDArray[np.float32]


def whole_text(passage: Passage) -> str:
    """What the encoder reads of a passage: its text, and the finding or heading that it leans on."""
    return f"{passage.text} {passage.context}" if passage.context else passage.text


def is_held_out(passage: Passage, in_hundred: int) -> bool:
    """Whether the passage's group (neighbours written together) is kept for calibration.  By hash, not by chance."""
    return int(hashlib.sha256(passage.group.encode()).hexdigest(), 16) % 100 < in_hundred


def has_theme(passages: Sequence[Passage], slugs: Sequence[str]) -> Matrix:
    """Shape (passages, themes): 1 where a coder gave the theme."""
    place = {slug: index for index, slug in enumerate(slugs)}
    given = np.zeros((len(passages), len(slugs)), np.float32)
    for row, passage in enumerate(passages):
        given[row, [place[theme] for theme in passage.themes]] = 1
    return given


def theme_shares(passages: Iterable[Passage], slugs: Sequence[str], primary_share: float) -> Matrix:
    """Shape (passages, themes), rows sum to one: ``primary_share`` for the primary, the rest for the others."""
    place = {slug: index for index, slug in enumerate(slugs)}
    rows = list(passages)
    shares = np.zeros((len(rows), len(slugs)), np.float32)
    for row, passage in enumerate(rows):
        others = passage.themes[1:]
        shares[row, place[passage.primary]] = primary_share if others else 1
        for theme in others:
            shares[row, place[theme]] = (1 - primary_share) / len(others)
    return shares

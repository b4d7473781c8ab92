"""The two tiers of themes.  They never mix: every count shows them apart."""

from __future__ import annotations

import importlib.util
from enum import StrEnum


class Tier(StrEnum):
    """``asserted`` rests on words; ``suggested`` is proposed by the learned model."""

    ASSERTED = "asserted"
    SUGGESTED = "suggested"


def installed_tiers() -> frozenset[Tier]:
    """Both tiers where the packages of the extra ``learned`` and a trained model are there, else the first alone."""
    from kg.theming.model import model_is_there

    packages = all(importlib.util.find_spec(name) for name in ("onnxruntime", "tokenizers"))
    return frozenset(Tier) if packages and model_is_there() else frozenset({Tier.ASSERTED})

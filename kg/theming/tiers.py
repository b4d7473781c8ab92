"""The two tiers of themes.  They never mix: every count shows them apart."""

from __future__ import annotations

from enum import StrEnum


class Tier(StrEnum):
    """``asserted`` rests on words; ``suggested`` is proposed by the learned model."""

    ASSERTED = "asserted"
    SUGGESTED = "suggested"

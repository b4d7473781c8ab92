"""The colours of charts, read from the one style sheet of tokens, so that paper and screen agree."""

from __future__ import annotations

import re
from functools import cache

from kg.present.pages import ASSETS

# The part that a shape plays, and the token that colours it.
PARTS = {
    "ink": "ink",
    "soft": "ink-soft",
    "grid": "line",
    "axis": "line-strong",
    "stated": "stated",
    "suggested": "suggested",
    "good": "good",
    "theme": "accent",
    "inner": "surface",
    "paper": "surface",
}


@cache
def palette() -> dict[str, str]:
    """Each part of a chart with its colour (light scheme) as ``#rrggbb``."""
    light = (ASSETS / "tokens.css").read_text(encoding="utf-8").split("@media", 1)[0]
    tokens = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", light))
    return {part: tokens[token] for part, token in PARTS.items()}

"""What the name of a person, a place or a kind of review looks like where another review is named."""

from __future__ import annotations

import re
from functools import cache

from kg.extraction.agencies.grammar import fold
from kg.extraction.vocabulary import cues

NAME = r"[A-ZÀ-ÞŴŶ][a-zà-ÿŵŷ’'-]+(?![\w])"
NAME_BARE = r"[A-ZÀ-ÞŴŶ][a-zà-ÿŵŷ-]+"
PLACE = rf"{NAME}(?:\s+(?:(?:and|of|the)\s+)*{NAME}){{0,3}}"
# "The Holme Valley thematic review"; words that open a sentence or tell the kind of review are no place.
KIND = r"(?:Extended|Concise|Serious|Significant|Case|Management|Local|Child|Practice|Safeguarding|Adults?|Domestic|Homicide|Rapid|Learning|Independent)"
AND = re.compile(r"\s+and\s+")
NEAR = 70  # characters behind a label in which its board and year stand


@cache
def nouns() -> frozenset[str]:
    return frozenset(fold(noun) for noun in cues("identity")["person"].phrases)

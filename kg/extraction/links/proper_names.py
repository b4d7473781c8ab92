"""What the name of a person, a place or a kind of review looks like where another review is named."""

from __future__ import annotations

import re
from functools import cache

from kg.extraction.agencies.grammar import fold
from kg.extraction.vocabulary import cues

# "Rowan", "Aber-Mawr", "O’Dea": a capital within only behind a sign
NAME = r"[A-ZÀ-ÞŴŶ](?:[a-zà-ÿŵŷ’'-]|(?<=[-’'])[A-ZÀ-ÞŴŶ])+(?![\w])"
NAME_BARE = r"[A-ZÀ-ÞŴŶ][a-zà-ÿŵŷ-]+"
PLACE = rf"{NAME}(?:\s+(?:(?:and|of|the)\s+)*{NAME}){{0,3}}"
# "The Holme Valley thematic review"; words that open a sentence or tell the kind of review are no place.
KIND = r"(?:Extended|Concise|Serious|Significant|Case|Management|Local|Child|Practice|Safeguarding|Adults?|Domestic|Homicide|Rapid|Learning|Independent)"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# What stands in brackets behind a name: "(Kestrel Vale, 2016)", "(Beck Safeguarding Adults Board, March 2019)", "(2016, Beck)"
BRACKET = (
    r"\s*\(\s*(?:[a-z ]{0,24}\breview,\s+)?(?:published\s+)?"
    rf"(?:(?:by\s+)?(?!{_MONTH}\b)(?P<place>{NAME}(?:\s+(?:(?:and|of|the)\s+)*(?!{_MONTH}\b){NAME}){{0,6}})(?:\s+[A-Z]{{2,6}})?,?\s+)?"
    rf"(?:in\s+)?(?:{_MONTH}\s+)?(?P<year>(?:19|20)\d\d)(?:,\s+(?P<behind>{PLACE}))?\s*\)"
)
AND = re.compile(r"\s+and\s+")
NEAR = 70  # characters behind a label in which its board and year stand


@cache
def nouns() -> frozenset[str]:
    return frozenset(fold(noun) for noun in cues("identity")["person"].phrases)

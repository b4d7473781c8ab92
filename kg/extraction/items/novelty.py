"""Whether a finding is linked to earlier reviews or additional to them, where a line above a group says so."""

from __future__ import annotations

import re

from kg.extraction.items.layout import Layout
from kg.extraction.items.merge import Merged
from kg.extraction.labels import plain_number
from kg.extraction.vocabulary import cues

_HOW_MANY = re.compile(r"\bfirst\s+(\d+|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)


def novelty(layout: Layout, finding: Merged) -> str | None:
    """The slug that the nearest line above gives to its group: "The first 3 findings below are linked to …"."""
    between = 0
    for index in range(finding.draft.block - 1, -1, -1):
        label = layout.labels[index]
        if label is not None and label.kind == "finding" and label.number is not None:
            between += 1
            continue
        section = layout.section(index)
        if section.role != "findings":
            return None
        words = layout.text(index)
        for cue in cues("novelty").values():
            if cue.pattern.search(words) and re.search(
                r"\bfindings?|lessons?|themes?\b", words, re.IGNORECASE
            ):
                many = _HOW_MANY.search(words)
                within = many is None or between < int(plain_number(many.group(1)))
                return cue.signals if within else None
    return None

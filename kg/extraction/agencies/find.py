"""The agencies of one review."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.sections import Section
from kg.model import Agency, Document, Identity


def find_agencies(document: Document, sections: Sequence[Section], identity: Identity) -> tuple[Agency, ...]:
    """Every body, team, forum or board, each once, in order of first mention."""
    return ()

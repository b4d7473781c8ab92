"""The steps that are measured: reading, extraction and themes, as a build does them."""

from __future__ import annotations

from pathlib import Path

from kg.extraction.understand import understand
from kg.model import Understanding
from kg.reading.isolated import read_isolated
from kg.theming import tag


def read_and_understand(path: Path) -> Understanding:
    """Raises what reading raises."""
    return tag(understand(read_isolated(path)))

"""Checking a built folder: its shapes, and its quotations against the texts in its cache."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.graph.integrity import check_integrity, count_quotations
from kg.graph.shapes import Fault, check_shapes, count_shapes
from kg.model import Document
from kg.pipeline.cache import load_understanding
from kg.store.opening import open_store


@dataclass(frozen=True, slots=True)
class Checked:
    """The faults of a built folder, and how much was looked at."""

    faults: tuple[Fault, ...]
    quotations: int
    texts: int
    shapes: int


def check(folder: Path) -> Checked:
    """Run every shape, and compare every quotation with its source.  ``StoreError`` when nothing is built."""
    store = open_store(folder)
    texts: set[str] = set()

    @lru_cache(maxsize=1)
    def find(sha256: str) -> Document | None:
        texts.add(sha256)
        try:
            understanding = load_understanding(folder, sha256)
        except FileNotFoundError:
            return None
        return understanding.document if understanding else None

    faults = (*check_shapes(store), *check_integrity(store, find))
    return Checked(faults, count_quotations(store), len(texts), count_shapes())

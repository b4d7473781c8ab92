"""A built folder in which one review is printed in two documents that differ in a few words, beside two others."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpus import write
from kg.pipeline.build import build
from tests.gold import ROOT

SEED = ROOT / "seeds" / "kirklees-child-e-executive-summary-2019.txt"


def printed_twice(folder: Path) -> Path:
    """Built under ``folder``; gives the folder of the build."""
    sources, out = folder / "sources", folder / "out"
    write(sources, 2, seed=3, form="txt")
    text = SEED.read_text(encoding="utf-8")
    (sources / "child-e.txt").write_text(text, encoding="utf-8")
    (sources / "child-e-again.txt").write_text(text + "\nPrinted for the second time.\n", encoding="utf-8")
    build([sources], out, count=1)
    return out

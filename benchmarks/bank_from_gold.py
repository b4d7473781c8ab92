"""Passages for the bank from gold: ``python -m benchmarks.bank_from_gold FOLDER [--bank DIR] > FILE.jsonl``.

Takes the items with themes of every ``*.gold.json`` in FOLDER, with what they lean on (a finding's points, a question's
finding), and leaves out texts that the bank in DIR or an earlier document holds already.  ``ontology/bank/cases.jsonl`` was made
so from tests/cases 01–90; another organisation makes passages of its own reviews for ``kg train --bank`` in the same way.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.theme_scores import gold_items

KINDS = {
    "findings": "finding",
    "recommendations": "recommendation",
    "questions": "question",
    "good_practice": "good-practice",
}
MOST_THEMES = 4


def passages(folder: Path, seen: set[str]) -> Iterator[dict[str, object]]:
    """One row of the bank an item, in the order of the documents; ``seen`` holds folded texts and grows."""
    for kind, words, leans, themes, primary in gold_items(folder):
        text = " ".join(words.split())
        if text.casefold() in seen:
            continue
        seen.add(text.casefold())
        ordered = [primary, *(theme for theme in themes if theme != primary)][:MOST_THEMES]
        row: dict[str, object] = {
            "text": text,
            "kind": KINDS[kind],
            "primary": primary,
            "themes": ordered,
        }
        yield {**row, "context": " ".join(leans.split())} if leans.strip() else row


def texts(bank: Path) -> set[str]:
    """The folded texts of a bank."""
    lines = (line for path in bank.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines())
    return {json.loads(line)["text"].casefold() for line in lines if line.strip()}


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--bank", type=Path)
    given = arguments.parse_args()
    for passage in passages(given.folder, texts(given.bank) if given.bank else set()):
        sys.stdout.write(json.dumps(passage, ensure_ascii=False) + "\n")

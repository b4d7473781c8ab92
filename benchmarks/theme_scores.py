"""Themes of the tagger against gold, item by item, as docs/decisions/0004-themes.md gives them.

    python -m benchmarks.theme_scores [FOLDER] [--model FOLDER]

FOLDER holds documents' gold; without one it is the development corpus.  Items are taken from the gold itself, so that
extraction plays no part; `kg evaluate` gives the whole chain.  Beside the gold, which is its authors', the tagger is held against
two readers who coded the development corpus and 200 items of tests/unseen blind (benchmarks/readers, by the hash of an item's text).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from kg.model import ItemKind
from kg.theming.asserted import assert_themes
from kg.theming.codebook import load_codebook
from kg.theming.context import LONGEST
from kg.theming.lexicon import Lexicon
from kg.theming.model import load_model, model_folder
from kg.theming.suggested import Asked, suggest

ROOT = Path(__file__).resolve().parents[1]
READERS = ROOT / "benchmarks" / "readers"
DIGITS = 16  # of a hash, in the readers' files
KINDS = {
    "findings": ItemKind.FINDING,
    "recommendations": ItemKind.RECOMMENDATION,
    "questions": ItemKind.QUESTION,
    "good_practice": ItemKind.GOOD_PRACTICE,
}


def gold_items(folder: Path) -> Iterator[tuple[str, str, str, list[str], str]]:
    """Kind, text, what it leans on, themes and primary theme of every item with themes."""
    for path in sorted(folder.glob("*.gold.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for review in data.get("reviews", [data]):
            findings = review.get("findings", [])
            by_number = {item.get("number") or place: item for place, item in enumerate(findings, 1)}
            for kind in KINDS:
                for item in review.get(kind, []):
                    behind = by_number.get(item.get("finding"), {}).get("text", "")
                    leans = " ".join(item.get("points") or []) if kind == "findings" else behind
                    primary = item.get("theme_primary") or item["themes"][0]
                    yield kind, item["text"], leans[:LONGEST], item["themes"], primary


def scores(given: list[list[str]], gold: list[list[str]]) -> str:
    hits = sum(len(set(g) & set(t)) for g, t in zip(given, gold, strict=True))
    count, wanted = sum(map(len, given)), sum(map(len, gold))
    each = [
        2 * sum(theme in g and theme in t for g, t in zip(given, gold, strict=True))
        / (sum(theme in g for g in given) + sum(theme in t for t in gold))
        for theme in sorted({theme for themes in gold for theme in themes})
    ]  # fmt: skip
    return (
        f"P {hits / max(count, 1):.3f} R {hits / wanted:.3f} micro F1 {2 * hits / (count + wanted):.3f} "
        f"macro F1 {sum(each) / len(each):.3f}"
    )


def read_blind() -> dict[str, tuple[list[str], list[str]]]:
    """The themes that two readers gave, the primary first, by the beginning of the SHA-256 of an item's text."""
    lines = (
        line for file in sorted(READERS.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()
    )
    return {row["sha256"]: tuple(row["readers"]) for row in map(json.loads, lines)}


def against_readers(texts: list[str], given: list[list[str]]) -> Iterator[str]:
    """A line for each reader, over the items that were read; none where none was."""
    by_text = read_blind()
    read = [by_text.get(hashlib.sha256(text.encode()).hexdigest()[:DIGITS]) for text in texts]
    rows = [row for row, codings in enumerate(read) if codings]
    for number in (0, 1) if rows else ():
        own = [codings[number] for codings in read if codings]
        tags = [given[row] for row in rows]
        found = sum(themes[0] in some for themes, some in zip(own, tags, strict=True)) / len(rows)
        yield f"both, against reader {number + 1} on {len(rows)} items: {scores(tags, own)} primary {found:.3f}"


def main() -> None:
    arguments = argparse.ArgumentParser()
    shared = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))
    arguments.add_argument("folder", type=Path, nargs="?", default=shared / "reviews")
    arguments.add_argument("--model", type=Path, default=model_folder())
    given = arguments.parse_args()
    codebook = load_codebook()
    lexicon = Lexicon(codebook)
    kinds, texts, leans, gold, primary = (
        list(column) for column in zip(*gold_items(given.folder), strict=True)
    )
    asserted = [[tag.theme for tag in assert_themes(text, lexicon, {})] for text in texts]
    asked = [
        Asked(text, leaned, frozenset(named), KINDS[kind])
        for kind, text, leaned, named in zip(kinds, texts, leans, asserted, strict=True)
    ]
    found = suggest(load_model(codebook.version, given.model), asked)
    suggested = [[one.theme for one in ones] for ones in found]
    both = []
    for own, other in zip(asserted, suggested, strict=True):
        every = list(dict.fromkeys([*other, *own]))
        narrowest = codebook.narrowest(every)
        both.append([theme for theme in every if theme in narrowest or theme in own])
    print("asserted ", scores(asserted, gold))
    print("suggested", scores(suggested, gold))
    print("both     ", scores(both, gold))
    for line in against_readers(texts, both):
        print(line)
    print(f"primary in predicted {sum(p in b for p, b in zip(primary, both, strict=True)) / len(both):.3f}")
    print(
        f"first theme right    {sum(b[0] in t for b, t in zip(both, gold, strict=True) if b) / len(both):.3f}"
    )
    for kind in KINDS:
        rows = [row for row, one in enumerate(kinds) if one == kind]
        print(f"{kind:16}", scores([both[row] for row in rows], [gold[row] for row in rows]))


if __name__ == "__main__":
    main()

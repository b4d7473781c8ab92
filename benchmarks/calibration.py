"""The chance that the suggested tier says against how often it is right, as a picture: docs/images/calibration.svg.

    python -m benchmarks.calibration --gold FOLDER [--gold FOLDER] [--model FOLDER]

A full dot is a tenth of the scale on the held-out passages of the bank (from the model's card), an empty one on the items
of the gold folders, which no model has seen.  Area grows with the number of themes given such a chance.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.theme_scores import KINDS, ROOT, gold_items
from kg.present.charts.drawing import Dot, Drawing, Label, Rule, Shape
from kg.present.charts.svg import svg_file
from kg.theming.asserted import assert_themes
from kg.theming.codebook import load_codebook
from kg.theming.lexicon import Lexicon
from kg.theming.model import load_model, model_folder
from kg.theming.suggested import Asked, chances_of

_SIDE, _LEFT, _TOP = 360.0, 70.0, 30.0
_LEAST = 5  # themes in a tenth of the scale, for its share to say anything
Bin = tuple[float, float, int]  # mean chance said, share that is right, themes


def on_gold(folders: Sequence[Path], model_at: Path) -> list[Bin]:
    """Tenths of the scale over every theme of every gold item."""
    codebook = load_codebook()
    model, lexicon = load_model(codebook.version, model_at), Lexicon(codebook)
    items = [item for folder in folders for item in gold_items(folder)]
    asked = [
        Asked(text, leans, frozenset(tag.theme for tag in assert_themes(text, lexicon, {})), KINDS[kind])
        for kind, text, leans, _, _ in items
    ]
    given = np.zeros((len(items), len(model.slugs)), np.float32)
    for row, (_, _, _, themes, _) in enumerate(items):
        given[row, [model.slugs.index(theme) for theme in themes]] = 1
    chance = chances_of(model, asked, model.encoder.encode([one.whole for one in asked]))
    bins = []
    for low in np.linspace(0, 1, 10, endpoint=False):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.sum() >= _LEAST:
            bins.append((float(chance[inside].mean()), float(given[inside].mean()), int(inside.sum())))
    return bins


def picture(held: Sequence[Bin], unseen: Sequence[Bin]) -> Drawing:
    """Said against right on a square, with the line on which they would be equal."""

    def at(said: float, right: float) -> tuple[float, float]:
        return _LEFT + _SIDE * said, _TOP + _SIDE * (1 - right)

    shapes: list[Shape] = [Rule(*at(0, 0), *at(1, 1), "axis")]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        shapes += [Rule(*at(tick, 0), *at(tick, 1)), Rule(*at(0, tick), *at(1, tick))]
        shapes.append(Label(at(tick, 0)[0], _TOP + _SIDE + 18, f"{tick:.0%}", "middle", "soft", 10))
        shapes.append(Label(_LEFT - 8, at(0, tick)[1] + 4, f"{tick:.0%}", "end", "soft", 10))
    for part, bins in (("stated", held), ("suggested", unseen)):
        shapes += [Dot(*at(said, right), min(3 + math.log10(count), 8), part) for said, right, count in bins]
    shapes += [
        Label(_LEFT + _SIDE / 2, _TOP + _SIDE + 38, "chance that the model says", "middle", size=10.5),
        Label(20, _TOP + _SIDE / 2, "share given by a coder", "middle", size=10.5, turned=True),
        Dot(_LEFT + 6, _TOP + _SIDE + 58, 5, "stated"),
        Label(_LEFT + 18, _TOP + _SIDE + 62, "passages of the bank held out", size=10),
        Dot(_LEFT + 196, _TOP + _SIDE + 58, 5, "suggested"),
        Label(_LEFT + 208, _TOP + _SIDE + 62, "items of reviews never seen", size=10),
    ]
    words = "; ".join(f"said {said:.0%}, right {right:.0%} of {count}" for said, right, count in unseen)
    return Drawing(
        _LEFT + _SIDE + 30, _TOP + _SIDE + 76, "How far the suggested themes can be trusted",
        f"Chances said against shares right. On reviews never seen: {words}.", tuple(shapes),
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--model", type=Path, default=model_folder())
    given = parser.parse_args()
    card = json.loads((given.model / "card.json").read_text(encoding="utf-8"))
    held = [(one["said"], one["right"], one["count"]) for one in card["held_out"]["calibration"]]
    unseen = on_gold(given.gold, given.model)
    target = ROOT / "docs" / "images" / "calibration.svg"
    target.write_text(svg_file(picture(held, unseen), "calibration"), encoding="utf-8")
    for said, right, count in unseen:
        print(f"said {said:.2f}  right {right:.2f}  of {count}")


if __name__ == "__main__":
    main()

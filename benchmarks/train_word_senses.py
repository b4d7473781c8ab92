"""What words are about, learned from the bank: ``python -m benchmarks.train_word_senses`` writes ontology/word-senses.json.

For each stem its rarity, and by how much oftener than chance it stands in passages of each theme (the square of the log of
that ratio, smoothed).  The items of the test documents (``cases.jsonl``) are left out.  Same input, same bytes.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from math import log
from pathlib import Path

from kg.extraction.senses import stems

ROOT = Path(__file__).resolve().parent.parent
OF_THE_CASES = "cases.jsonl"
LEAST_SEEN = 3  # passages in which a stem stands
SMOOTHING = 20  # passages by which a stem is drawn to the mean of the bank
MOST = 8  # themes kept for a stem
LEAST_WEIGHT = 0.3
RARITY_SCALE = 5.0


def senses() -> dict[str, object]:
    passages = []
    for path in sorted((ROOT / "ontology" / "bank").glob("*.jsonl")):
        if path.name != OF_THE_CASES:
            entries = map(json.loads, path.read_text(encoding="utf-8").splitlines())
            passages += [(stems(entry["text"]), entry.get("themes") or []) for entry in entries]
    slugs = sorted({theme for _, themes in passages for theme in themes})
    seen: Counter[str] = Counter()
    with_theme: defaultdict[str, Counter[str]] = defaultdict(Counter)
    overall: Counter[str] = Counter()
    for found, themes in passages:
        seen.update(found)
        overall.update(themes)
        for stem in found:
            with_theme[stem].update(themes)
    share = {theme: count / overall.total() for theme, count in overall.items()}
    rows: dict[str, list[float]] = {}
    for stem, count in sorted(seen.items()):
        if count < LEAST_SEEN:
            continue
        counts = with_theme[stem]
        total = counts.total() + SMOOTHING
        weighed = []
        for place, theme in enumerate(slugs):
            ratio = (counts[theme] + SMOOTHING * share[theme]) / total / share[theme]
            weighed.append((round(max(log(ratio), 0.0) ** 2, 1), place))
        best = sorted(weighed, key=lambda each: (-each[0], each[1]))[:MOST]
        row = [_rarity(count, len(passages))]
        for weight, place in sorted(best, key=lambda each: each[1]):
            row += [place, weight] if weight >= LEAST_WEIGHT else []
        rows[stem] = row
    return {"themes": slugs, "rarest": _rarity(0, len(passages)), "stems": rows}


def _rarity(count: int, passages: int) -> float:
    return round(log((passages + 1) / (count + 1)) / RARITY_SCALE, 2)


if __name__ == "__main__":
    learned = senses()
    stems_ = learned.pop("stems")
    assert isinstance(stems_, dict)
    lines = ",\n".join(f"{json.dumps(stem)}: {json.dumps(row)}" for stem, row in stems_.items())
    head = json.dumps(learned)[:-1]
    path = ROOT / "ontology" / "word-senses.json"
    path.write_text(f'{head}, "stems": {{\n{lines}\n}}}}\n', encoding="utf-8")
    print(f"{path.name}: {len(stems_)} stems")

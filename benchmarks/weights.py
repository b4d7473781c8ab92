"""How the training scripts write what they learned: one feature a line, so that a change of it can be read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def write_weights(path: Path, about: Mapping[str, Any], weights: Mapping[str, Sequence[float]]) -> None:
    """``about`` and, under ``weights``, the rows of the features in their order."""
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in sorted(weights.items()))
    path.write_text(f'{json.dumps(about)[:-1]}, "weights": {{\n{lines}\n}}}}\n', encoding="utf-8")
    print(f"{path.name}: {len(weights)} features")

"""A built output folder from the gold: ``python -m tests.sample FOLDER``.  For developing what stands on the graph."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.graph.dataset import assemble, lines_by_graph
from kg.graph.describe import describe
from kg.graph.schemes import schemes
from kg.graph.writing import write_dataset
from kg.store import generations
from tests.gold import understandings


def build(folder: Path) -> None:
    """Write ``graph/``, ``learning.trig`` and ``learning.ttl`` under ``folder``."""
    tree = schemes()
    graphs = assemble((lines_by_graph(describe(one, tree)) for one in understandings()), tree)
    generations.publish(
        folder / "graph",
        "sample",
        ((name, ("\n".join(lines) + "\n").encode()) for name, lines in graphs.items()),
    )
    write_dataset(folder, graphs)


if __name__ == "__main__":
    build(Path(sys.argv[1]))

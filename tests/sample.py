"""A built output folder from the gold: ``python -m tests.sample FOLDER``.  For developing what stands on the graph."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.graph.dataset import assemble, lines_by_graph
from kg.graph.describe import describe
from kg.graph.register import register
from kg.graph.schemes import schemes
from kg.graph.settlement import card, settle_all, settled
from kg.graph.writing import bodies, write_dataset
from kg.store import generations
from tests.gold import understandings


def build(folder: Path) -> None:
    """Write ``graph/``, ``learning.trig`` and ``learning.ttl`` under ``folder``."""
    tree = schemes()
    gold = understandings()
    hows = settle_all((card(review) for one in gold for review in one.reviews), register())
    documents = []
    for one in gold:
        how = hows[one.document.source.sha256[:12]]
        documents.append(lines_by_graph(describe(settled(one, how), tree, how.known)))
    graphs = assemble(documents, tree)
    triples = ((name, ("\n".join(lines) + "\n").encode()) for name, lines in graphs.items())
    generations.publish(folder / "graph", "sample", triples)
    write_dataset(folder, ((name, bodies(lines)) for name, lines in graphs.items()))


if __name__ == "__main__":
    build(Path(sys.argv[1]))

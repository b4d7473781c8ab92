"""Time and memory of the analyses and the report: ``python -m benchmarks.insight --reviews 100 1000``.

Each size is measured in a process of its own on generated graphs (``benchmarks.graphs``), worded in their own words or
in the bank's passages (``--wordings bank``); ``--folder BUILD`` measures a build that is there.  ``--networks`` sets the
networks side by side instead: pairs of themes by a sparse product and by NetworkX's projection, betweenness by NetworkX
and through the rustworkx backend where it is installed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import WORDINGS

T = TypeVar("T")


def timed(action: Callable[[], T]) -> tuple[T, float]:
    """What the action gives, and the processor's seconds that it took."""
    start = time.process_time()
    return action(), time.process_time() - start


def measure(folder: Path) -> Iterator[tuple[str, float]]:
    """Each step's seconds on a built folder, and the peak memory in MB at the end."""
    from kg.insight import analyses, communities, cooccurrence, gathering, lineage, recurrence, returned
    from kg.present.formats.docx import docx
    from kg.present.formats.html import html
    from kg.present.paper.board import board
    from kg.present.settings import Settings
    from kg.store.opening import open_store

    store = open_store(folder)
    evidence, seconds = timed(lambda: gathering.gather(store))
    yield "ask the graph", seconds
    pairs, seconds = timed(lambda: cooccurrence.pairs(evidence))
    yield "pairs of themes", seconds
    yield "groups and bridges", timed(lambda: communities.landscape(pairs))[1]
    yield "recurrence", timed(lambda: recurrence.recurrences(evidence))[1]
    yield "came back", timed(lambda: returned.returns(evidence))[1]
    steps, seconds = timed(lambda: lineage.stated_steps(evidence))
    yield "stated lineage", seconds
    yield "chains", timed(lambda: lineage.chains(evidence, steps))[1]
    yield "alike", timed(lambda: list(lineage.suggested_steps(evidence)))[1]
    yield "all analyses", timed(lambda: analyses.analyse(evidence))[1]
    paper, seconds = timed(lambda: board(evidence))
    yield "the paper", seconds
    yield "as HTML", timed(lambda: html(paper, evidence, Settings()))[1]
    yield "as Word", timed(lambda: docx(paper, Settings()))[1]
    yield "peak MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def networks(folder: Path) -> Iterator[tuple[str, float]]:
    """The sparse product beside NetworkX's projection; betweenness beside the rustworkx backend."""
    import networkx as nx

    from kg.insight import communities, cooccurrence, gathering
    from kg.store.opening import open_store

    evidence = gathering.gather(open_store(folder))
    pairs, seconds = timed(lambda: cooccurrence.pairs(evidence))
    yield "pairs: sparse product and tests", seconds

    def projected() -> Any:
        two = nx.Graph((evidence.unit_of(tag), f"theme {tag.theme}") for tag in evidence.tags if tag.stated)
        return nx.bipartite.weighted_projected_graph(
            two, [node for node in two if str(node).startswith("theme ")]
        )

    yield "pairs: NetworkX projection, counts only", timed(projected)[1]
    graph = communities.network(pairs)
    yield "betweenness: NetworkX", timed(lambda: nx.betweenness_centrality(graph))[1]
    if "rustworkx" in nx.utils.backends.backends:
        yield (
            "betweenness: rustworkx backend",
            timed(lambda: nx.betweenness_centrality(graph, backend="rustworkx"))[1],
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviews", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--networks", action="store_true")
    parser.add_argument("--wordings", choices=WORDINGS, default="own")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.folder:
        print(json.dumps(dict((networks if given.networks else measure)(given.folder))))
        return
    columns: list[dict[str, float]] = []
    for count in given.reviews:
        with tempfile.TemporaryDirectory() as name:
            _build(Path(name), count, given.wordings)
            again = [sys.executable, "-m", "benchmarks.insight", "--folder", name]
            told = subprocess.run(
                [*again, *(["--networks"] if given.networks else [])],
                capture_output=True,
                text=True,
                check=True,
            )
            columns.append(json.loads(told.stdout))
    print(f"{'reviews':40}" + "".join(f"{count:>10,}" for count in given.reviews))
    for step in columns[0]:
        print(f"{step:40}" + "".join(f"{column[step]:>10.2f}" for column in columns))


def _build(folder: Path, count: int, wordings: str) -> None:
    from benchmarks.graphs import graphs
    from kg.store import generations

    generations.publish(folder / "graph", "bench", graphs(count, wordings=wordings))


if __name__ == "__main__":
    main()

"""The store and its questions: ``python -m benchmarks.store --reviews 10 100 1000 [--rdflib 100]``.

For each size: load, room on disk, memory; then each named question over computed triples by the library's call and by the
bare engine with the same text, in its plain form on the bare engine (``benchmarks/plain``), and by rdflib up to a size.
Times are processor time of one process, the median of several runs, so that a busy machine matters less.
"""

from __future__ import annotations

import argparse
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import rdflib
from pyoxigraph import Store as Oxigraph

from benchmarks.graphs import graphs
from kg.insight.ask import ask
from kg.insight.queries import find
from kg.store import generations
from kg.store.memory import MemoryStore
from kg.store.opening import open_store

PLAIN = Path(__file__).parent / "plain"
QUESTIONS = sorted(path.stem for path in PLAIN.glob("*.rq"))
# Their plain forms grow with the square of the reviews: minutes at a thousand.
QUADRATIC = {"back-after-recommendation": 100, "only-good-practice": 100}


def processor(work: Callable[[], object], runs: int = 5) -> float:
    """Median processor seconds of ``work``; a slow one is run once."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
        if times[0] > 2:
            break
    return statistics.median(times)


def measure(reviews: int, with_rdflib: bool) -> None:
    """One size, in this process alone."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        data = list(graphs(reviews))
        triples = sum(text.count(b"\n") for _, text in data)
        started = time.process_time()
        generations.publish(folder / "graph", "a", data)
        load = time.process_time() - started
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        memory = _rdflib(data) if with_rdflib else None
        del data
        store = open_store(folder)
        bare = Oxigraph.read_only(str(generations.current(folder / "graph")))
        print(f"\n{reviews} reviews, {triples:,} triples: load {load:.1f} s, {size / 1e6:.0f} MB on disk, "
              f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")  # fmt: skip
        print(
            f"{'question':34}{'library ms':>12}{'bare ms':>10}{'library/bare':>14}{'plain ms':>10}{'plain/library':>15}{'rdflib/library':>16}"
        )
        ratios: dict[str, list[float]] = {"bare": [], "plain": [], "rdflib": []}
        for name in QUESTIONS:
            library = processor(lambda name=name: ask(store, name))  # type: ignore[misc]
            same = processor(lambda name=name: _all(bare, find(name).sparql))  # type: ignore[misc]
            told = reviews <= QUADRATIC.get(name, reviews)
            plain = (
                math.nan
                if not told
                else processor(lambda name=name: _all(bare, (PLAIN / f"{name}.rq").read_text()))
            )  # type: ignore[misc]
            slow = processor(lambda name=name: ask(memory, name), 1) if memory else math.nan  # type: ignore[misc,arg-type]
            ratios["bare"].append(library / same)
            ratios["plain"].append(plain / library)
            ratios["rdflib"].append(slow / library)
            print(
                f"{name:34}{library * 1e3:12.1f}{same * 1e3:10.1f}{library / same:14.2f}{plain * 1e3:10.1f}{plain / library:15.1f}{slow / library:16.0f}",
                flush=True,
            )
        measured = {
            key: [value for value in values if not math.isnan(value)] for key, values in ratios.items()
        }
        means = {
            k: math.exp(statistics.fmean(map(math.log, values))) for k, values in measured.items() if values
        }
        print(
            "geometric means: "
            + ", ".join(
                f"{'library/bare' if key == 'bare' else key + '/library'} {value:.2f}"
                for key, value in means.items()
            )
        )


def _all(engine: Oxigraph, query: str) -> list[object]:
    return list(engine.query(query, use_default_graph_as_union=True))  # type: ignore[arg-type]


def _rdflib(data: list[tuple[str, bytes]]) -> MemoryStore:
    memory = MemoryStore()
    for name, text in data:
        memory.dataset.graph(rdflib.URIRef(name)).parse(data=text, format="nt")
    return memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviews", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument(
        "--rdflib", type=int, default=100, help="sizes up to this one are measured with rdflib too"
    )
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    for reviews in chosen.reviews:
        if chosen.alone:
            measure(reviews, reviews <= chosen.rdflib)
        else:  # a process for each size: its memory is its own
            arguments = ["--alone", "--reviews", str(reviews), "--rdflib", str(chosen.rdflib)]
            subprocess.run([sys.executable, "-m", "benchmarks.store", *arguments], check=True)


if __name__ == "__main__":
    main()

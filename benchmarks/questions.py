"""Every named question once, without a filter: ``python -m benchmarks.questions FOLDER``.

A listing that is read in pages is asked for the page in the middle, with the finding of its reviews; all others come whole.
Processor and wall-clock seconds of one process, the better of two.
"""

from __future__ import annotations

import argparse
import time

from kg.insight.paging import page
from kg.insight.queries import NamedQuery, named_queries
from kg.store import sparql
from kg.store.opening import open_store
from kg.store.protocol import Store


def asked(store: Store, query: NamedQuery, number: int) -> tuple[int, str]:
    """The rows of the answer, and which page it is."""
    if query.paging is None:
        return len(store.select(query.sparql)), "whole"
    run = page(store, query, {}, number)
    return len(store.select(query.sparql, run.bindings)), str(run)


def measured(store: Store, query: NamedQuery) -> tuple[float, float, int, str]:
    times, middle = [], (page(store, query, {}, 1).pages + 1) // 2 if query.paging else 0
    for _ in range(2):
        processor, clock = time.process_time(), time.perf_counter()
        rows, which = asked(store, query, middle)
        times.append((time.process_time() - processor, time.perf_counter() - clock))
    return *min(times), rows, which


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("names", nargs="*", help="Only these questions.")
    arguments = parser.parse_args()
    store = open_store(arguments.folder)
    queries = [q for q in named_queries().values() if sparql.form(q.sparql) == "SELECT"]
    chosen = [query for query in queries if not arguments.names or query.name in arguments.names]
    for query in chosen:
        processor, clock, rows, which = measured(store, query)
        print(
            f"{query.name:34} {processor:7.3f} s  {clock:7.2f} s on the clock  {rows:7,} rows  {which}",
            flush=True,
        )


if __name__ == "__main__":
    main()

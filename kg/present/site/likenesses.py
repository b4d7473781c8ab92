"""Findings in like words, for pages that are made without the graph: found once, in a process that takes its memory along.

Which findings are alike depends on the wording of all of them, so no question about one finds it.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from pathlib import Path

from kg.insight.bulk import in_order
from kg.present.viewer.gathering import alike, reviews, short
from kg.present.viewer.learning import Edge, Node
from kg.resources import internal_query
from kg.store.opening import open_store
from kg.store.protocol import Store

AWAITED, FAILED = "awaited", "failed"


def likenesses(store: Store) -> list[Edge]:
    """The likenesses of all findings, as ``viewer.gathering.gather`` has them."""
    findings: dict[str, Node] = {}
    for finding, review, wording in in_order(store.select(internal_query("near-findings.rq"))):
        node = Node(short(finding), "finding", "", parent=short(review), text=str(wording))
        findings.setdefault(node.id, node)
    tagged = (
        (short(item), short(theme)) for item, theme in store.select(internal_query("near-themes.rq")).rows
    )
    tags = [Edge(item, theme, "about", "") for item, theme in tagged if item in findings]
    return list(alike([*reviews(store), *findings.values()], tags))


class Likenesses:
    """Those of the graph published at ``location``, waited for no longer than ``seconds`` a time."""

    def __init__(self, location: Path, seconds: float = 1.0) -> None:
        self._location, self._seconds = location, seconds
        self._lock = threading.Lock()
        self._answer: Connection | None = None
        self._found: dict[str, list[Edge]] = defaultdict(list)
        self._state = AWAITED

    def begin(self) -> None:
        """Have them looked for."""
        context = multiprocessing.get_context("spawn")
        self._answer, theirs = context.Pipe(duplex=False)
        context.Process(target=_find, args=(self._location, theirs), daemon=True).start()
        theirs.close()

    @property
    def state(self) -> str:
        """Why they are not there; empty once they are."""
        self._look(0)
        return self._state

    def of(self, finding: str) -> list[Edge]:
        """The likenesses of a finding, as far as they are there."""
        self._look(self._seconds)
        return self._found.get(finding, [])

    def _look(self, seconds: float) -> None:
        """Take them, if they come in time."""
        with self._lock:
            if self._answer and self._state == AWAITED and self._answer.poll(seconds):
                try:
                    self.put(self._answer.recv())
                except EOFError:
                    self._state = FAILED
                self._answer.close()

    def put(self, edges: Iterable[Edge]) -> None:
        for edge in edges:
            self._found[edge.source].append(edge)
            self._found[edge.target].append(edge)
        self._state = ""


def _find(location: Path, answer: Connection) -> None:
    with closing(open_store(location)) as store, suppress(OSError):  # nobody may be waiting any more
        answer.send(likenesses(store))

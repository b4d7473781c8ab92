"""Queries in processes of their own, ended at their deadline: the engine cannot stop a running query, a process can.

Each worker opens the published store itself and looks at every question whether a newer one has been published, so a
rebuild beside a running server is seen whole or not at all.
"""

from __future__ import annotations

import multiprocessing
import queue
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, LimitError, StoreError
from kg.store.table import Bindings

if TYPE_CHECKING:
    from kg.store.embedded import EmbeddedStore


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """What one query may cost: seconds, bytes of its answer, bytes of memory beyond the store; and how many run at once."""

    seconds: float = 30.0
    answer_bytes: int = 64 * 1024 * 1024
    memory_bytes: int = 2 * 1024 * 1024 * 1024
    workers: int = 2


@dataclass(frozen=True, slots=True)
class Question:
    """One query, the form its answer should take, and the graphs it is asked of (none: the union of all)."""

    sparql: str
    media_type: str
    bindings: Bindings | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphNames:
    """The question for the names of all graphs."""


def _limit_memory(extra: int) -> None:
    """Let the process take no more than ``extra`` bytes of address space beyond now (where the system can do that)."""
    try:
        import resource
    except ImportError:  # Windows has no such limit; time and answer size still hold
        return
    status = Path("/proc/self/statm")
    used = int(status.read_text().split()[0]) * resource.getpagesize() if status.exists() else 0
    if used:
        resource.setrlimit(resource.RLIMIT_AS, (used + extra, used + extra))


def _serve(connection: Connection, location: str, limits: QueryLimits) -> None:
    """The worker's life: open the published store, answer questions until the pipe closes."""
    from kg.store.opening import current_generation, open_published

    store, generation = open_published(location)
    _limit_memory(limits.memory_bytes)
    connection.send(("ready", None))
    while True:
        try:
            question: Question | GraphNames = connection.recv()
        except EOFError:
            return
        try:
            if current_generation(location) != generation:
                store.close()
                store, generation = open_published(location)
            connection.send(("answer", _answer(store, question, limits)))
        except KgError as error:
            connection.send(("error", error))
        except MemoryError:
            connection.send(
                ("error", LimitError("The query needed more memory than it may have.", hint=_NARROWER))
            )


def _answer(
    store: EmbeddedStore, question: Question | GraphNames, limits: QueryLimits
) -> bytes | tuple[str, ...]:
    if isinstance(question, GraphNames):
        return store.graph_names()
    return store.run_on(
        question.sparql,
        question.media_type,
        question.bindings,
        default_graphs=question.default_graphs,
        named_graphs=question.named_graphs,
        answer_bytes=limits.answer_bytes,
    )


_NARROWER = "Ask for less: add conditions, or a LIMIT."


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, location: str, limits: QueryLimits) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, location, limits), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False

    def ask(self, question: Question | GraphNames, seconds: float) -> tuple[str, Any]:
        """The reply; raises TimeoutError when it does not come in time, EOFError when the process has died."""
        deadline = time.monotonic() + seconds
        if not self.ready:
            # Starting Python and opening the store is not the query's fault: it has a patience of its own.
            if not self.connection.poll(60):
                raise TimeoutError
            self.connection.recv()
            self.ready = True
            deadline = time.monotonic() + seconds
        self.connection.send(question)
        if not self.connection.poll(max(0.0, deadline - time.monotonic())):
            raise TimeoutError
        reply: tuple[str, Any] = self.connection.recv()
        return reply

    def end(self) -> None:
        self.process.kill()
        self.process.join(5)
        self.connection.close()


class QueryWorkers:
    """A fixed number of workers; ``run`` may be called from many threads."""

    def __init__(self, location: str | Path, limits: QueryLimits | None = None) -> None:
        self.location = str(location)
        self.limits = limits or QueryLimits()
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._closing = threading.Event()
        for _ in range(self.limits.workers):
            self._idle.put(_Worker(self.location, self.limits))

    def run(self, question: Question) -> bytes:
        """The whole answer; raises as ``_ask`` does."""
        answer: bytes = self._ask(question)
        return answer

    def graph_names(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        names: tuple[str, ...] = self._ask(GraphNames())
        return names

    def _ask(self, question: Question | GraphNames) -> Any:
        """The reply of a worker.

        Raises ``QueryError`` (does not parse), ``LimitError`` (time, memory or size; the query is over and its process
        ended), ``StoreError`` (no graph here, or every worker is busy for longer than a query may take).
        """
        try:
            worker = self._idle.get(timeout=self.limits.seconds)
        except queue.Empty:
            raise LimitError(
                "The server is busy with other queries.", hint="Try again in a moment."
            ) from None
        try:
            kind, value = worker.ask(question, self.limits.seconds)
        except TimeoutError:
            worker = self._replace(worker)
            raise LimitError(
                f"The query was stopped after {self.limits.seconds:g} seconds.", hint=_NARROWER
            ) from None
        except (EOFError, OSError):
            worker = self._replace(worker)
            raise LimitError(
                "The process that answered the query ended before it had an answer, most likely out of memory.",
                hint=_NARROWER,
            ) from None
        finally:
            self._idle.put(worker)
        if kind == "error":
            raise value
        return value

    def _replace(self, worker: _Worker) -> _Worker:
        worker.end()
        if self._closing.is_set():
            raise StoreError("The server is stopping.")
        return _Worker(self.location, self.limits)

    def close(self) -> None:
        """End every idle worker."""
        self._closing.set()
        while True:
            try:
                self._idle.get_nowait().end()
            except queue.Empty:
                return

"""Processes over documents, each with a limit on memory and on the time of one task.

The engine of a task may be C code that no exception reaches, so the limit on time is kept from outside: a worker
that is over it is ended and replaced, and its document is told as unreadable.  Results do not depend on the number
of workers; only the order in which they come does.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Protocol, TypeVar

from kg.errors import KgError, LimitError, SourceError

Task = TypeVar("Task")
Result = TypeVar("Result")
_CONTEXT = multiprocessing.get_context("spawn")  # the same on every platform; no locks are inherited

STARTING = 120.0  # seconds that a worker may take to load its modules on a busy machine


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one task may cost."""

    seconds: float = 240.0
    memory_mb: int = 3072


class Runner(Protocol):
    """Whatever runs a function over tasks and gives each with its result, or with the error in its place."""

    def __call__(
        self, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result | KgError]]: ...


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    since: float = 0.0
    ready: bool = False  # its modules are loaded: only then does the time of a task begin


def default_workers() -> int:
    return max(1, os.cpu_count() or 1)


def local(count: int | None = None, bounds: Bounds = Bounds()) -> Runner:
    """A runner with ``count`` processes of this machine: one for each core when not given."""
    return partial(run, workers=count or default_workers(), bounds=bounds)


def run(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    workers: int,
    bounds: Bounds = Bounds(),
) -> Iterator[tuple[Task, Result | KgError]]:
    """Each task with its result, as they are done; an error in place of a result when its worker was ended."""
    waiting = deque(tasks)
    if not waiting:
        return
    busy: list[_Worker[Task]] = []
    try:
        for _ in range(min(workers, len(waiting))):
            busy.append(_start(function, bounds))
            _give(busy[-1], waiting.popleft())
        while busy:
            ready = wait([worker.pipe for worker in busy], timeout=0.2)
            for worker in list(busy):
                outcome = _outcome(worker, worker.pipe in ready, bounds)
                if outcome is None:
                    continue
                assert worker.task is not None
                yield worker.task, outcome
                busy.remove(worker)
                if not waiting:
                    _stop(worker)
                    continue
                if not worker.process.is_alive():
                    worker = _start(function, bounds)
                _give(worker, waiting.popleft())
                busy.append(worker)
    finally:
        for worker in busy:
            worker.process.kill()


def _start(function: Callable[[Task], Result], bounds: Bounds) -> _Worker[Task]:
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_work, args=(function, theirs, bounds.memory_mb), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker[Task], task: Task) -> None:
    worker.task, worker.since = task, time.monotonic()
    worker.pipe.send(task)


def _stop(worker: _Worker[Any]) -> None:
    if worker.process.is_alive():
        worker.pipe.send(None)
        worker.process.join(timeout=5)
    worker.pipe.close()


def _outcome(worker: _Worker[Any], ready: bool, bounds: Bounds) -> Any | None:
    """The worker's result, the error that ended it, or None while it is still at work."""
    if ready:
        try:
            message = worker.pipe.recv()
            if message is None:
                worker.ready, worker.since = True, time.monotonic()
                return None
            result, error = message
        except EOFError:
            worker.process.join()
            return SourceError(
                f"The reader stopped (code {worker.process.exitcode}).",
                hint=f"The file may be damaged, or need more than {bounds.memory_mb} MB of memory.",
            )
        if isinstance(error, KgError):
            return error
        if error is not None:
            raise error
        return result
    if time.monotonic() - worker.since > bounds.seconds + (0 if worker.ready else STARTING):
        worker.process.kill()
        worker.process.join()
        return LimitError(f"It took longer than {bounds.seconds:.0f} seconds (limit: time for one file).")
    return None


def _work(function: Callable[[Any], Any], pipe: Connection, memory_mb: int) -> None:
    _limit_memory(memory_mb)
    pipe.send(None)
    os.environ["OMP_NUM_THREADS"] = os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        while (task := pipe.recv()) is not None:
            pipe.send(_done(function, task, memory_mb))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the build itself was killed: nobody is there to be told


def _done(function: Callable[[Any], Any], task: Any, memory_mb: int) -> tuple[Any, Exception | None]:
    """The result of a task, or the error in its place."""
    try:
        return function(task), None
    except KgError as error:
        return None, error
    except MemoryError:
        return None, LimitError(f"It needs more than {memory_mb} MB of memory (limit: memory).")
    except Exception as error:  # a fault of ours: carried to the parent, which raises it
        error.add_note(f"while working on {task}")
        return None, error


def _limit_memory(memory_mb: int) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows: only the limit on time holds there, as docs/developers/scale.md says
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 1_000_000, memory_mb * 1_000_000))

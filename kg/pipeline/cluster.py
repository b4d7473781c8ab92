"""The work on documents given to a Dask cluster that is already there: the same function, the same results.

The workers read the documents and write the build's folder themselves, so both have to be on a disk that they share
with this machine, under the same paths.  A worker that is lost costs nothing: its documents are given to another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from kg.errors import KgError, LimitError, MissingExtraError, RemoteError, SourceError

Task = TypeVar("Task")
Result = TypeVar("Result")
CONNECTING = 20  # seconds to find the scheduler
LOST = 3  # workers that one document may cost before it is told as unreadable


class Cluster:
    """A runner of tasks (see ``kg.pipeline.workers.Runner``) on the cluster at ``scheduler`` (``tcp://host:8786``)."""

    def __init__(self, scheduler: str, memory_mb: int) -> None:
        self._scheduler = scheduler
        self._memory_mb = memory_mb

    def __call__(
        self, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result | KgError]]:
        """Each task with its result, as they are done.

        ``MissingExtraError`` without ``distributed``, ``RemoteError`` when the scheduler cannot be reached or goes
        away: what was understood until then is kept.
        """
        waiting = list(tasks)
        if not waiting:
            return
        client, as_completed = self._connect()
        try:
            futures = {
                client.submit(_guarded, function, task, pure=False, retries=LOST): task for task in waiting
            }
            for future in as_completed(futures, loop=client.loop):
                yield futures[future], self._outcome(client, future)
        finally:
            client.close(timeout=5)

    def _connect(self) -> tuple[Any, Any]:
        try:
            from distributed import Client, as_completed

            connect: Any = Client
        except ImportError:
            raise MissingExtraError(
                "Building on a cluster needs the extra part `cluster`, which is not installed.",
                hint="Install it with: pip install 'safeguarding-learning-graph[cluster]'",
            ) from None
        try:
            return connect(self._scheduler, timeout=CONNECTING, set_as_default=False), as_completed
        except (OSError, ValueError) as error:
            raise RemoteError(
                f"There is no Dask scheduler at {self._scheduler}: {error}.",
                hint="Start one with `dask scheduler`, or build without --executor.",
                passing=True,
            ) from error

    def _outcome(self, client: Any, future: Any) -> Any:
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        try:
            return future.result()
        except KgError as error:
            return error
        except KilledWorker:
            return SourceError(f"It ended {LOST} workers of the cluster, one after the other.")
        except MemoryError:
            return LimitError(f"It needs more than {self._memory_mb} MB of memory (limit: memory).")
        except (CancelledError, OSError) as error:
            raise RemoteError(
                f"The scheduler at {self._scheduler} is gone.",
                hint="What was understood is kept: run the same command again when it is back.",
                passing=True,
            ) from error


def _guarded(function: Callable[[Task], Result], task: Task) -> Result | KgError:
    """Errors that tell of the document come back as values: only lost workers are worth another try."""
    try:
        return function(task)
    except KgError as error:
        return error

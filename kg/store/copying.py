"""Moving named graphs between stores: one at a time, verified, and going on where a break left it."""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from kg.errors import OutputError, RemoteError
from kg.store.protocol import Store

N_TRIPLES = "application/n-triples"
TRIES = 5
FIRST_WAIT = 0.5  # seconds; doubled at each further try
Progress = Callable[[int, int], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy did: graphs sent, graphs that were already the same, graphs removed, triples in all."""

    sent: int
    same: int
    removed: int
    triples: int


def push(
    source: Store,
    target: Store,
    ledger: Path,
    progress: Progress = lambda *_: None,
    prefix: str = "",
    wait: Callable[[float], None] = time.sleep,
) -> Copied:
    """Make ``target`` hold the graphs of ``source``.  Graphs there whose name begins with ``prefix`` and that are
    no longer here are removed.

    Each graph takes the former's place whole, and is read back: its hash has to be that of what was sent
    (``RemoteError`` otherwise).  ``ledger`` remembers what was verified, so that a broken push goes on from there.
    """
    done = _Ledger(ledger)
    names = source.graph_names()
    there = set(retried(target.graph_names, wait))
    sent = same = triples = 0
    for number, name in enumerate(names, start=1):
        data = source.graph_bytes(name, N_TRIPLES)
        triples += data.count(b"\n")
        digest = _digest(data)
        if name in there and (done.holds(name, digest) or _there(target, name, wait) == digest):
            same += 1
        else:
            retried(partial(target.replace_graphs, [(name, data)]), wait)
            _verify(target, name, digest, wait)
            sent += 1
        done.add(name, digest)
        progress(number, len(names))
    gone = sorted(name for name in there - set(names) if prefix and name.startswith(prefix))
    for name in gone:
        retried(partial(target.replace_graphs, [(name, b"")]), wait)
    done.close()
    return Copied(sent, same, len(gone), triples)


def fetch(
    source: Store,
    kept: Path,
    prefix: str,
    progress: Progress = lambda *_: None,
    wait: Callable[[float], None] = time.sleep,
) -> Iterator[tuple[str, bytes]]:
    """The graphs of ``source`` whose name begins with ``prefix``, each read twice over when the two differ.

    What was fetched is kept in ``kept`` until the caller removes it, so that a broken pull goes on from there.
    """
    names = [name for name in retried(source.graph_names, wait) if name.startswith(prefix)]
    for number, name in enumerate(names, start=1):
        place = kept / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.nt"
        if not place.is_file():
            data = retried(partial(source.graph_bytes, name, N_TRIPLES), wait)
            fresh = place.with_suffix(".part")
            try:
                kept.mkdir(parents=True, exist_ok=True)
                fresh.write_bytes(data)
                fresh.replace(place)
            except OSError as error:
                raise OutputError(f"{place} cannot be written: {error.strerror}.") from error
        yield name, place.read_bytes()
        progress(number, len(names))


def retried(work: Callable[[], T], wait: Callable[[float], None] = time.sleep) -> T:
    """Do ``work``; after a failure of the network or the server wait, twice as long each time, and try again."""
    for again in range(TRIES):
        try:
            return work()
        except RemoteError as error:
            if again == TRIES - 1 or not error.passing:
                raise
            # The waits differ a little, so that many clients do not come back at the same moment.
            wait(FIRST_WAIT * 2**again * random.uniform(0.8, 1.2))
    raise AssertionError("the last try returns or raises")


def _there(target: Store, name: str, wait: Callable[[float], None]) -> str:
    return _digest(retried(partial(target.graph_bytes, name, N_TRIPLES), wait))


def _verify(target: Store, name: str, digest: str, wait: Callable[[float], None]) -> None:
    if _there(target, name, wait) != digest:
        raise RemoteError(
            f"The server holds other triples in <{name}> than were sent.",
            hint="It may rewrite values; docs/developers/store.md says what is known of each server.",
        )


def _digest(data: bytes) -> str:
    return hashlib.sha256(b"\n".join(sorted(data.splitlines()))).hexdigest()


class _Ledger:
    """Which graphs were verified: a line for each, added when it was.  A line that a break cut short says nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: dict[str, str] = {}
        for line in path.read_bytes().splitlines() if path.is_file() else []:
            try:
                name, digest = json.loads(line)
            except (ValueError, TypeError):
                continue
            self._held[str(name)] = str(digest)

    def holds(self, name: str, digest: str) -> bool:
        return self._held.get(name) == digest

    def add(self, name: str, digest: str) -> None:
        if self._held.get(name) == digest:
            return
        self._held[name] = digest
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(
                    "\n" + json.dumps([name, digest])
                )  # first, so that a line cut short is not gone on with
        except OSError as error:
            raise OutputError(f"{self._path} cannot be written: {error.strerror}.") from error

    def close(self) -> None:
        """The push is complete: the next one compares with the server itself."""
        self._path.unlink(missing_ok=True)

"""Answers of named questions, kept while the graph that they are of is the published one.

A published graph never changes: what it answers once it answers always.  The next one has another name, and with it all that
was kept goes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MOST = 64 * 1024 * 1024  # bytes of all answers; beyond them the one goes that was not asked for longest
_LARGEST = MOST // 8  # of one answer: a listing of everything is not kept


@dataclass(slots=True)
class CachedAnswers:
    """Bodies by what was asked.  ``generation`` gives the name of the published graph, and raises ``StoreError`` without one.

    For one thread, such as an event loop.
    """

    generation: Callable[[], str]
    most: int = MOST
    _of: str = ""
    _bodies: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _bytes: int = 0

    def get(self, asked: str) -> tuple[str, bytes | None]:
        """The generation now, and the body that it gave to this question, if that is kept."""
        now = self.generation()
        if now != self._of:
            self._of, self._bytes = now, 0
            self._bodies.clear()
        body = self._bodies.get(asked)
        if body is not None:
            self._bodies.move_to_end(asked)
        return now, body

    def put(self, generation: str, asked: str, body: bytes) -> None:
        """Keep a body that was asked for while ``generation`` was published; not if another one is by now."""
        if generation != self.generation() or generation != self._of or len(body) > min(_LARGEST, self.most):
            return
        self._bytes += len(body) - len(self._bodies.pop(asked, b""))
        self._bodies[asked] = body
        while self._bytes > self.most:
            _, oldest = self._bodies.popitem(last=False)
            self._bytes -= len(oldest)

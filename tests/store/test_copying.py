"""Push and pull: verified, retried with growing waits, and going on after a break."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.errors import RemoteError
from kg.store.copying import TRIES, fetch, push, retried
from kg.store.opening import in_memory
from kg.store.protocol import Store

NAMES = [f"http://example.org/g/{n}" for n in range(5)]


def line(word: str) -> bytes:
    return f'<http://example.org/s> <http://example.org/p> "{word}" .\n'.encode()


@pytest.fixture
def source() -> Store:
    store = in_memory()
    store.replace_graphs((name, line(name)) for name in NAMES)
    return store


class Failing:
    """A store whose writes fail from a certain one on, as often as told."""

    def __init__(self, inner: Store, after: int, times: int, passing: bool = True) -> None:
        self.inner, self.after, self.times, self.passing = inner, after, times, passing
        self.writes = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)

    def replace_graphs(self, graphs: Iterable[tuple[str, bytes]]) -> None:
        if self.writes >= self.after and self.times > 0:
            self.times -= 1
            raise RemoteError("the server is away", passing=self.passing)
        self.writes += 1
        self.inner.replace_graphs(graphs)


def no_wait(_: float) -> None: ...


def same(one: Store, other: Store) -> bool:
    return one.graph_names() == other.graph_names() and all(
        one.graph_bytes(n, "application/n-triples") == other.graph_bytes(n, "application/n-triples")
        for n in one.graph_names()
    )


def test_a_push_copies_verifies_and_removes_what_left(source: Store, tmp_path: Path) -> None:
    target = in_memory()
    target.replace_graphs(
        [("http://example.org/g/left", line("left")), ("http://elsewhere.org/g", line("theirs"))]
    )
    copied = push(source, target, tmp_path / "ledger", prefix="http://example.org/g/")
    assert (copied.sent, copied.same, copied.removed, copied.triples) == (5, 0, 1, 5)
    assert target.graph_names() == ("http://elsewhere.org/g", *NAMES)
    assert push(source, target, tmp_path / "ledger").same == 5


def test_a_short_break_is_waited_out_longer_each_time(source: Store, tmp_path: Path) -> None:
    waits: list[float] = []
    target = Failing(in_memory(), after=2, times=3)
    push(source, target, tmp_path / "ledger", wait=waits.append)  # type: ignore[arg-type]
    assert same(source, target.inner)
    assert len(waits) == 3
    assert waits == sorted(waits)


def test_a_broken_push_goes_on_where_it_was(source: Store, tmp_path: Path) -> None:
    target = Failing(in_memory(), after=3, times=TRIES)
    with pytest.raises(RemoteError):
        push(source, target, tmp_path / "ledger", wait=no_wait)  # type: ignore[arg-type]
    with (tmp_path / "ledger").open("a", encoding="utf-8") as ledger:
        ledger.write('\n["http://example.org/g/')  # as a break leaves it
    assert (tmp_path / "ledger").read_text().count("]") == 3
    copied = push(source, target, tmp_path / "ledger", wait=no_wait)  # type: ignore[arg-type]
    assert (copied.sent, copied.same) == (2, 3)
    assert same(source, target.inner)


def test_a_refusal_is_not_tried_again() -> None:
    tries = []

    def refused() -> None:
        tries.append(1)
        raise RemoteError("403", passing=False)

    with pytest.raises(RemoteError):
        retried(refused, no_wait)
    assert len(tries) == 1


def test_a_server_that_keeps_something_else_is_found_out(source: Store, tmp_path: Path) -> None:
    class Rewriting(Failing):
        def replace_graphs(self, graphs: Iterable[tuple[str, bytes]]) -> None:
            self.inner.replace_graphs((name, data.replace(b"example", b"exemple")) for name, data in graphs)

    with pytest.raises(RemoteError, match="other triples"):
        push(source, Rewriting(in_memory(), 0, 0), tmp_path / "ledger", wait=no_wait)  # type: ignore[arg-type]


def test_a_pull_keeps_what_it_has_until_all_is_there(source: Store, tmp_path: Path) -> None:
    class Away(Failing):
        def graph_bytes(self, name: str, media_type: str) -> bytes:
            if name == NAMES[3] and self.times > 0:
                self.times -= 1
                raise RemoteError("away", passing=True)
            return self.inner.graph_bytes(name, media_type)

    far = Away(source, 0, TRIES)
    with pytest.raises(RemoteError):
        dict(fetch(far, tmp_path / "kept", "http://example.org/", wait=no_wait))  # type: ignore[arg-type]
    assert len(list((tmp_path / "kept").glob("*.nt"))) == 3
    assert dict(fetch(far, tmp_path / "kept", "http://example.org/", wait=no_wait)) == {
        n: line(n) for n in NAMES
    }  # type: ignore[arg-type]

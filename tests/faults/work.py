"""The pieces of work that are killed: ``python -m tests.faults.work NAME FOLDER TURN``.  Each ends the same when it is let be."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.catalogue.importing import import_table
from kg.catalogue.records import save
from kg.curation.decisions import Action, Decision
from kg.curation.files import read_decisions, write_decisions
from kg.pipeline import workers
from kg.pipeline.build import build
from kg.pipeline.cache import write_whole
from kg.store.copying import push
from kg.store.opening import open_store
from kg.store.remote import RemoteStore


def _in_this_process(function, tasks):  # type: ignore[no-untyped-def]
    """One process, so that a kill reaches all of it."""
    for task in tasks:
        yield task, function(task)


def build_(folder: Path, turn: int) -> None:
    """A build whose sources change from turn to turn, so that each has something to publish."""
    write_changes(folder, turn)
    build_as_is(folder)


def build_as_is(folder: Path) -> None:
    """A build of what is there."""
    build(
        [folder / "in"], folder / "out", curation=folder / "curation", catalogues=folder / "catalogues", run=_in_this_process
    )  # fmt: skip


def write_changes(folder: Path, turn: int) -> None:
    path = folder / "in" / "child-e.txt"
    text = path.read_text(encoding="utf-8").split("\n\nAnnex ")[0]
    # Whole or not at all: killed between emptying the source and filling it, every later build would rightly read an empty document.
    write_whole(path, f"{text}\n\nAnnex {turn}\n".encode())


def decide(folder: Path, turn: int) -> None:
    """One decision more."""
    former = read_decisions(folder / "curation")
    decision = Decision(
        f"kirklees-child-e--finding-{turn % 9}",
        Action.REJECT,
        "neglect",
        by="A",
        on="2026-01-01",
        note=str(turn),
    )
    write_decisions(folder / "curation", [*former, decision])


def take_over(folder: Path, turn: int) -> None:
    """A catalogue with as many rows as turns."""
    rows = "".join(f"Area {number},Child {chr(65 + number % 26)}\n" for number in range(turn % 20 + 1))
    (folder / "list.csv").write_text(f"Area,Case\n{rows}", encoding="utf-8")
    save(folder / "catalogues", import_table(folder / "list.csv", folder / "list.toml"))


def put(folder: Path, turn: int) -> None:
    """Graphs put into a published store, as a pull or a push does: two, all or none."""
    triple = f'<https://example.org/s> <https://example.org/p> "{turn}" .\n'.encode()
    open_store(folder / "out").replace_graphs(
        [("https://example.org/a", triple), ("https://example.org/b", triple)]
    )


def build_with_workers(folder: Path, turn: int) -> None:
    """A build in processes of its own: a kill reaches the first of them, and the others have to end by themselves."""
    write_changes(folder, turn)
    build(
        [folder / "in"],
        folder / "out",
        curation=folder / "curation",
        catalogues=folder / "catalogues",
        run=workers.local(2),
    )


def push_(folder: Path, turn: int) -> None:
    """Every graph to the server whose address is in ``folder``, going on where the last push was broken off."""
    server = RemoteStore((folder / "server").read_text(encoding="utf-8"))
    push(open_store(folder / "out"), server, folder / "ledger", prefix="https://")


WORK = {
    "build": build_,
    "build with workers": build_with_workers,
    "decide": decide,
    "import": take_over,
    "put": put,
    "push": push_,
}

if __name__ == "__main__":
    WORK[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))

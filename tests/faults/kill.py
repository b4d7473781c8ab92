"""Kill −9 at random moments: ``python -m tests.faults.kill --times 200``.

Builds (in one process and in several), decisions, imports, puts into the store and pushes to a server are started and
killed, each after a random part of the time that it takes.  After every kill: the published graph opens and is whole (the
old or the new one), every decision that was there before is still there, no catalogue is half written, every graph on the
server is one that was published here, whole; and at the end all of it can be done, with the bytes of a folder in which
nothing was ever killed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kg.catalogue.records import read_all
from kg.curation.files import read_decisions
from kg.store.opening import open_store
from kg.store.protocol import Store
from kg.store.remote import RemoteStore
from tests.faults import work
from tests.sparql_server import sparql_server

N_TRIPLES = "application/n-triples"
ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "kirklees-child-e-executive-summary-2019.txt"
MAPPING = 'name = "list"\ntitle = "A list"\n[[table]]\nname = "reviews"\n[table.columns]\nArea = "area"\nCase = "label"\n'


def prepare(folder: Path) -> None:
    """Sources, a mapping, and a first build."""
    (folder / "in").mkdir(parents=True)
    shutil.copyfile(SEED, folder / "in" / "child-e.txt")
    (folder / "list.toml").write_text(MAPPING, encoding="utf-8")
    work.decide(folder, 0)
    work.build_(folder, 0)


def start(name: str, folder: Path, turn: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.work", name, str(folder), str(turn)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@contextlib.contextmanager
def served(folder: Path) -> Iterator[None]:
    """A SPARQL server in memory, whose address stands in ``folder``."""
    with sparql_server() as address:
        (folder / "server").write_text(address, encoding="utf-8")
        yield


def graphs(store: Store) -> dict[str, str]:
    """Every named graph with the hash of its triples."""
    return {name: _digest(store.graph_bytes(name, N_TRIPLES)) for name in store.graph_names()}


def _digest(triples: bytes) -> str:
    return hashlib.sha256(b"\n".join(sorted(triples.splitlines()))).hexdigest()


class Server:
    """What may be on the server: graphs as they were published here at some time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[str, set[str]] = {}

    def learn(self) -> None:
        for name, digest in graphs(open_store(self.folder / "out")).items():
            self.known.setdefault(name, set()).add(digest)

    def check(self) -> None:
        address = (self.folder / "server").read_text(encoding="utf-8")
        for name, digest in graphs(RemoteStore(address)).items():
            assert digest in self.known.get(name, ()), f"half of {name} is on the server"


def whole(folder: Path, decisions: int) -> int:
    """Every promise, or ``AssertionError``.  The number of decisions that are there now."""
    store = open_store(folder / "out")
    (items,) = store.select(
        "SELECT (COUNT(?i) AS ?n) WHERE { ?i <https://safeguarding-learning.example/ontology#raisedIn> ?r }"
    ).rows[0]
    assert int(str(items)) > 20, "the published graph is not whole"
    values = store.select("SELECT ?g ?v WHERE { GRAPH ?g { <https://example.org/s> ?p ?v } }").rows
    assert len(values) in (0, 2), "half of what was put is there"
    assert len({value for _, value in values}) <= 1, "what was put is of two times"
    now = len(read_decisions(folder / "curation"))
    assert now in (decisions, decisions + 1), f"{decisions} decisions were there, and now {now}"
    for catalogue in read_all(folder / "catalogues"):
        assert catalogue.records, "a catalogue is half written"
    return now


def kill(times: int, seed: int, folder: Path) -> dict[str, int]:
    """Kill ``times`` pieces of work in ``folder``; how many of each were killed before they were done."""
    prepare(folder)
    with served(folder):
        return _kill(times, random.Random(seed), folder)


def _kill(times: int, draw: random.Random, folder: Path) -> dict[str, int]:
    took: dict[str, float] = {}
    for name in work.WORK:
        begun = time.monotonic()
        assert start(name, folder, 1).wait() == 0, name
        took[name] = time.monotonic() - begun
    decisions = whole(folder, 1)
    server = Server(folder)
    server.learn()
    killed = dict.fromkeys(work.WORK, 0)
    for turn in range(2, times + 2):
        name = draw.choice(list(work.WORK))
        process = start(name, folder, turn)
        # Most of the time goes to starting Python: aim at the later half, where files are written.
        time.sleep(took[name] * draw.uniform(0.4, 1.1))
        process.kill()
        if process.wait() == -signal.SIGKILL:
            killed[name] += 1
        decisions = whole(folder, decisions)
        server.learn()
        server.check()
    _end(folder)
    return killed


def _end(folder: Path) -> None:
    """When nothing is killed any more, all of it is done, as if nothing ever had been."""
    work.build_(folder, 0)
    work.push_(folder, 0)
    address = (folder / "server").read_text(encoding="utf-8")
    assert graphs(RemoteStore(address)) == graphs(open_store(folder / "out")), (
        "the push did not go on to its end"
    )
    other = folder / "never-killed"
    (other / "in").mkdir(parents=True)
    shutil.copyfile(folder / "in" / "child-e.txt", other / "in" / "child-e.txt")
    for kind in ("curation", "catalogues"):
        shutil.copytree(folder / kind, other / kind)
    work.build_(other, 0)
    for name in ("learning.trig", "learning.ttl", "manifest.json"):
        assert (folder / "out" / name).read_bytes() == (other / "out" / name).read_bytes(), name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killed = kill(given.times, given.seed, Path(folder) / "work")
    total = sum(killed.values())
    said = ", ".join(f"{count} × {name}" for name, count in killed.items())
    print(
        f"{given.times} pieces of work started, {total} killed before they were done ({said}): nothing broken, nothing lost."
    )


if __name__ == "__main__":
    main()

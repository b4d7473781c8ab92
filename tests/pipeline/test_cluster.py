"""The same build on a Dask cluster: a scheduler and two workers on loopback, one of them killed on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.corpus import write
from kg.errors import MissingExtraError, RemoteError
from kg.pipeline.build import build
from kg.pipeline.cluster import Cluster

pytest.importorskip("distributed")
ADDRESS = "tcp://127.0.0.1:18786"
ROOT = Path(__file__).parents[2]


def _dask(tmp_path: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    with (tmp_path / "dask.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
            env=environment, stdout=log, stderr=log, cwd=tmp_path,
        )  # fmt: skip


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """A scheduler and two workers: separate processes, as on separate machines."""
    running = [
        _dask(tmp_path, "scheduler", "--host", "127.0.0.1", "--port", "18786", "--no-dashboard", "--no-show"),
        *(
            _dask(tmp_path, "worker", ADDRESS, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0")
            for _ in range(2)
        ),
    ]  # fmt: skip
    yield running
    for process in running:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_a_worker_is_killed_and_the_bytes_are_the_same(
    tmp_path: Path, cluster: list[subprocess.Popen[bytes]]
) -> None:
    write(tmp_path / "in", 6, 12, "txt")
    done: list[int] = []

    def progress(what: str, number: int, of: int) -> None:
        done.append(number)
        if what == "documents" and number == 1:
            os.kill(cluster[1].pid, signal.SIGKILL)

    on_cluster = build([tmp_path / "in"], tmp_path / "far", None, progress, run=Cluster(ADDRESS, 3072))
    assert cluster[1].wait(timeout=10) == -signal.SIGKILL
    assert [one.status for one in on_cluster.outcomes] == ["read"] * 6
    build([tmp_path / "in"], tmp_path / "near", 1)
    for name in ("learning.trig", "manifest.json"):
        assert (tmp_path / "far" / name).read_bytes() == (tmp_path / "near" / name).read_bytes()
    assert done


@pytest.mark.slow
def test_a_scheduler_that_goes_is_named_and_nothing_is_lost(
    tmp_path: Path, cluster: list[subprocess.Popen[bytes]]
) -> None:
    write(tmp_path / "in", 3, 13, "txt")

    def progress(what: str, number: int, of: int) -> None:
        cluster[0].kill()
        time.sleep(0.1)

    with pytest.raises(RemoteError, match="is gone"):
        build([tmp_path / "in"], tmp_path / "out", None, progress, run=Cluster(ADDRESS, 3072))
    kept = len(list((tmp_path / "out" / "reviews").glob("*.json")))
    assert kept >= 1
    again = build([tmp_path / "in"], tmp_path / "out", 1)
    assert sum(not one.redone for one in again.outcomes) >= 1


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pipeline.cluster.CONNECTING", 1)
    with pytest.raises(RemoteError, match="no Dask scheduler at"):
        list(Cluster("tcp://127.0.0.1:9", 3072)(abs, [1]))


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match="extra part `cluster`"):
        list(Cluster(ADDRESS, 3072)(abs, [1]))

"""A short run of the kills; and disks that are full, permissions that go, files that change, clocks that move."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.pipeline import stages
from kg.pipeline.build import build
from kg.pipeline.cache import READ, UNREADABLE
from kg.store.opening import open_store
from tests.faults.kill import ROOT, SEED, kill
from tests.faults.work import _in_this_process, write_changes


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("once")
    (folder / "in").mkdir()
    shutil.copyfile(SEED, folder / "in" / "child-e.txt")
    build([folder / "in"], folder / "out", run=_in_this_process)
    return folder


@pytest.fixture
def place(once: Path, tmp_path: Path) -> Path:
    shutil.copytree(once, tmp_path / "place")
    return tmp_path / "place"


def _items(place: Path) -> int:
    return len(
        open_store(place / "out").select(
            "SELECT ?i { ?i <https://safeguarding-learning.example/ontology#raisedIn> ?r }"
        )
    )


@pytest.mark.slow
def test_killed_ten_times(tmp_path: Path) -> None:
    killed = kill(10, 3, tmp_path / "work")
    assert sum(killed.values()) >= 3


@pytest.mark.parametrize("most", [2_000, 60_000])
def test_a_full_disk_is_named_and_the_former_graph_is_whole(place: Path, most: int) -> None:
    items = _items(place)
    write_changes(place, 7)
    code = (
        "import resource, signal, sys; from pathlib import Path; "
        f"signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most})); "
        "from kg.errors import OutputError; from tests.faults.work import build_as_is\n"
        "try:\n    build_as_is(Path(sys.argv[1]))\nexcept OutputError as error:\n    print(error.what)\n    sys.exit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(place)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 7, done.stderr
    assert "cannot be written" in done.stdout
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    assert _items(place) == items
    assert build([place / "in"], place / "out", run=_in_this_process).changed


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written(place: Path) -> None:
    write_changes(place, 8)
    (place / "out" / "reviews").chmod(0o500)
    with pytest.raises(KgError, match="cannot be written"):
        build([place / "in"], place / "out", run=_in_this_process)
    (place / "out" / "reviews").chmod(0o700)
    assert _items(place) > 20


def test_a_file_that_changes_while_it_is_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_changes(place, 9)
    from kg import reading

    read = reading.read

    def changing(path: Path) -> object:
        write_changes(place, 10)
        return read(path)

    monkeypatch.setattr(reading, "read", changing)
    (outcome,) = build([place / "in"], place / "out", run=_in_this_process).outcomes
    assert outcome.status == UNREADABLE
    assert "changed while it was read" in outcome.reason
    monkeypatch.undo()
    (outcome,) = build([place / "in"], place / "out", run=_in_this_process).outcomes
    assert outcome.status == READ
    assert stages.READ == READ


def test_a_clock_that_moves_changes_nothing(place: Path) -> None:
    before = (place / "out" / "learning.trig").read_bytes()
    for path in place.rglob("*"):
        os.utime(path, (4_000_000_000, 4_000_000_000) if path.suffix == ".txt" else (0, 0))
    built = build([place / "in"], place / "out", run=_in_this_process)
    assert not built.changed
    assert [one.redone for one in built.outcomes] == [""]
    assert (place / "out" / "learning.trig").read_bytes() == before

"""Publishing: readers see the old graph or the new one; a build that dies, or a full disk, changes nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import OutputError, StoreError
from kg.store import generations
from kg.store.opening import open_store

ONE, OTHER = "http://example.org/g/one", "http://example.org/g/other"


def line(word: str) -> bytes:
    return f'<http://example.org/s> <http://example.org/p> "{word}" .\n'.encode()


def words(folder: Path) -> set[str]:
    return {str(row[0]) for row in open_store(folder).select("SELECT ?o WHERE { ?s ?p ?o }").rows}


def test_a_reader_keeps_its_generation_while_a_new_one_is_published(tmp_path: Path) -> None:
    generations.publish(tmp_path / "graph", "a", [(ONE, line("old"))])
    reader = open_store(tmp_path)
    generations.publish(tmp_path / "graph", "b", [(ONE, line("new"))])
    assert [row[0] for row in reader.select("SELECT ?o WHERE { ?s ?p ?o }").rows] == ["old"]
    assert words(tmp_path) == {"new"}


def test_only_the_last_two_generations_are_kept(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        generations.publish(tmp_path / "graph", name, [(ONE, line(name))])
    assert sorted(path.name for path in (tmp_path / "graph").iterdir()) == ["b", "c", "current"]


def test_changes_replace_add_and_remove_graphs_and_leave_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    generations.publish(folder, "a", [(ONE, line("one")), (OTHER, line("other"))])
    generations.publish_changes(folder, "b", [(ONE, line("changed"))], [ONE])
    assert words(tmp_path) == {"changed", "other"}
    generations.publish_changes(folder, "c", [], [OTHER])
    assert words(tmp_path) == {"changed"}
    assert open_store(tmp_path).graph_names() == (ONE,)


def test_a_fault_while_writing_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    generations.publish(folder, "a", [(ONE, line("old"))])
    with pytest.raises(SyntaxError):
        generations.publish(folder, "b", [(ONE, b"no triple")])
    assert words(tmp_path) == {"old"}
    assert sorted(path.name for path in folder.iterdir()) == ["a", "current"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("a file where the folder should be")
    with pytest.raises(OutputError, match="graph"):
        generations.publish(tmp_path / "graph", "a", [(ONE, line("new"))])


def test_nothing_built_and_a_broken_pointer_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no built graph"):
        open_store(tmp_path)
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "current").write_text("../elsewhere\n")
    with pytest.raises(StoreError, match="elsewhere"):
        open_store(tmp_path)


def test_a_damaged_store_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    generations.publish(folder, "a", [(ONE, line("old"))])
    (folder / "a" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match="damaged"):
        open_store(tmp_path)


PUBLISHING = """
import sys
from pathlib import Path
from kg.store import generations
folder, name = Path(sys.argv[1]), sys.argv[2]
lines = "".join(f'<http://example.org/s{n}> <http://example.org/p> "{name}" .\\n' for n in range(2000)).encode()
print("ready", flush=True)
generations.publish(folder, name, [(f"http://example.org/g/{n}", lines) for n in range(10)])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_at_any_moment_the_graph_is_whole(tmp_path: Path) -> None:
    generations.publish(tmp_path / "graph", "first", [(ONE, line("first"))])
    for number in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", PUBLISHING, str(tmp_path / "graph"), f"run{number}"],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.012 * number)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert len(words(tmp_path)) == 1  # one generation's word, never a mixture, never none
    generations.publish(tmp_path / "graph", "last", [(ONE, line("last"))])
    assert not [path for path in (tmp_path / "graph").iterdir() if path.name.startswith(".")]

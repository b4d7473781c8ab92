"""The shared graphs made in pieces are those made at once, and a graph that was changed is one made from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpus import write
from kg.graph.dataset import assemble_shared
from kg.graph.entities import prefer
from kg.graph.schemes import schemes
from kg.pipeline import shared
from kg.pipeline.build import build
from kg.pipeline.shared import differences, read_lines, write_shared
from kg.store import generations
from kg.store.opening import open_store

N_TRIPLES = "application/n-triples"


def stored(folder: Path) -> dict[str, bytes]:
    store = open_store(folder)
    return {name: store.graph_bytes(name, N_TRIPLES) for name in store.graph_names()}


def lines_of(shares: list[Path], graph: str) -> set[str]:
    end = f"<{graph}> .\n"
    return {
        f"{line[: -len(end)]}."
        for share in shares
        for line in share.read_text(encoding="utf-8").splitlines(keepends=True)
        if line.endswith(end)
    }


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    write(folder, 4, seed=5, form="txt")
    return folder


@pytest.fixture(scope="module")
def folder(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    build([sources], out, count=1)
    return out


@pytest.mark.parametrize("piece", [shared.PIECE, 5_000])
def test_in_pieces_as_at_once(
    folder: Path, tmp_path: Path, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "PIECE", piece)
    shares = sorted((folder / "reviews").glob("*.nq"))
    names = [name for name in shared.FILES if not name.endswith("vocabulary")]
    entities, computed = (lines_of(shares, name) for name in names)
    subject = next(line for line in sorted(entities) if "publisherName" in line).split(" ", 1)[0]
    preferred = frozenset(
        {f'{subject} <https://safeguarding-learning.example/ontology#publisherName> "Another" .'}
    )
    wanted = assemble_shared(prefer(entities, preferred), computed, schemes())
    files = write_shared(tmp_path, shares, preferred)
    assert {name: list(read_lines(path)) for name, path in files.items()} == wanted
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(shared.FILES.values())


def test_what_went_and_what_came(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("a\nb\nd\n", encoding="utf-8")
    new.write_text("b\nc\nd\ne\n", encoding="utf-8")
    assert differences(old, new) == (["a"], ["c", "e"])
    assert differences(old, old) == ([], [])


def test_a_changed_graph_is_one_made_from_nothing(sources: Path, folder: Path, tmp_path: Path) -> None:
    first, *others = sorted(sources.iterdir())
    changed, fresh = tmp_path / "changed", tmp_path / "fresh"
    build(others, fresh, count=1)
    build([sources], changed, count=1)
    assert stored(changed) == stored(folder)
    build(others, changed, count=1)
    assert stored(changed) == stored(fresh)
    build([first, *others], changed, count=1)
    assert stored(changed) == stored(folder)
    for name in ("learning.trig", "learning.ttl"):
        assert (changed / name).read_bytes() == (folder / name).read_bytes()


def test_a_graph_whose_shared_files_are_lost_is_made_whole(
    sources: Path, folder: Path, tmp_path: Path
) -> None:
    _, *others = sorted(sources.iterdir())
    out = tmp_path / "out"
    build(others, out, count=1)
    graphs = out / "graph"
    for path in generations.beside(graphs, generations.current(graphs).name).iterdir():
        path.unlink()
    build([sources], out, count=1)
    assert stored(out) == stored(folder)

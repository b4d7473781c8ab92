"""Builds: only what changed is done again, nothing is lost, and the bytes depend on the documents alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import KgError, LimitError, OntologyError, OutputError, SourceError
from kg.model import Understanding
from kg.pipeline import build as building
from kg.pipeline import cache, versions
from kg.pipeline.build import Built, build
from kg.pipeline.checking import check
from kg.pipeline.status import status
from kg.pipeline.values import decode, encode
from kg.store.opening import open_store
from kg.store.search import search
from tests.gold import ROOT, kirklees

SEED = ROOT / "seeds" / "kirklees-child-e-executive-summary-2019.txt"
YEARLY = "Annual report 2022-23\n\nThis is the yearly report of the partnership. We held four meetings.\n"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed, another review made from it, a copy, a file that is no document, and one that cannot be read."""
    folder = tmp_path_factory.mktemp("sources")
    text = SEED.read_text(encoding="utf-8")
    (folder / "child-e.txt").write_text(text, encoding="utf-8")
    (folder / "copy.txt").write_text(text, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "table.csv").write_text("a,b\n")
    (folder / "README.md").write_text("# Beside the documents\n")
    other = (
        text.replace("Child E", "Child Q")
        .replace("Steven", "Peter")
        .replace("2018", "2016")
        .replace("2019", "2017")
    )
    (folder / "child-q.txt").write_text(other, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def first(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build([sources], tmp_path_factory.mktemp("output"), 1)


def names(built: Built, status: str) -> list[str]:
    return [outcome.path.name for outcome in built.with_status(status)]


def rdf(folder: Path) -> bytes:
    return (folder / "learning.trig").read_bytes() + (folder / "learning.ttl").read_bytes()


def test_every_file_is_told_apart(first: Built) -> None:
    assert names(first, cache.READ) == ["child-e.txt", "child-q.txt", "copy.txt"]
    assert names(first, cache.UNREADABLE) == ["broken.pdf"]
    assert [path.name for path in first.passed_over] == ["README.md", "table.csv"]
    copy = next(outcome for outcome in first.outcomes if outcome.path.name == "copy.txt")
    assert "child-e.txt" in copy.reason


def test_the_graph_is_there_checked_and_searchable(first: Built) -> None:
    store = open_store(first.folder)
    held = store.select(
        "SELECT DISTINCT ?r WHERE { ?r <https://safeguarding-learning.example/ontology#document> ?d }"
    )
    assert len(held) == 2
    assert not [fault for fault in check(first.folder).faults if fault.severity == "violation"]
    assert len(search(first.folder, '"domestic abuse"'))
    assert dict(status(first.folder).documents)[cache.READ] == 2


def test_two_builds_give_the_same_bytes_whatever_the_workers(
    first: Built, sources: Path, tmp_path: Path
) -> None:
    again = build([sources], tmp_path, 2)
    assert rdf(tmp_path) == rdf(first.folder)
    assert again.outcomes == first.outcomes


def test_nothing_changed_nothing_done(first: Built, sources: Path) -> None:
    before = (first.folder / "graph" / "current").read_text()
    again = build([sources], first.folder, 1)
    assert not again.changed
    assert not [outcome for outcome in again.outcomes if outcome.redone]
    assert (first.folder / "graph" / "current").read_text() == before


@pytest.mark.slow
def test_growing_changing_renaming_and_leaving_equal_a_fresh_build(sources: Path, tmp_path: Path) -> None:
    work, output = tmp_path / "work", tmp_path / "output"
    work.mkdir()
    text = (sources / "child-e.txt").read_text(encoding="utf-8")
    (work / "a.txt").write_text(text, encoding="utf-8")
    build([work], output, 1)
    (work / "q.txt").write_text((sources / "child-q.txt").read_text(encoding="utf-8"), encoding="utf-8")
    grown = build([work], output, 1)
    assert [o.path.name for o in grown.outcomes if o.redone] == ["q.txt"]
    (work / "a.txt").rename(work / "renamed.txt")
    renamed = build([work], output, 1)
    assert not [o for o in renamed.outcomes if o.redone]
    (work / "q.txt").write_text((work / "q.txt").read_text(encoding="utf-8") + "\nEnd.\n", encoding="utf-8")
    changed = build([work], output, 1)
    assert [o.path.name for o in changed.outcomes if o.redone] == ["q.txt"]
    assert changed.removed == ()  # its text is another, but it is still there
    fresh = tmp_path / "fresh"
    build([work], fresh, 1)
    assert rdf(output) == rdf(fresh)
    (work / "q.txt").unlink()
    left = build([work], output, 1)
    assert left.removed == ("q.txt",)
    alone = tmp_path / "alone"
    build([work], alone, 1)
    assert rdf(output) == rdf(alone)
    assert sorted(open_store(output).graph_names()) == sorted(open_store(alone).graph_names())


def test_only_the_stage_that_changed_and_those_after_it_are_done_again(
    first: Built, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = versions.current()
    header = cache.load_header(
        first.folder, next(iter(json.loads((first.folder / "manifest.json").read_text())["documents"]))
    )
    assert header is not None
    assert header.fresh(now)
    assert not header.fresh(replace(now, tag="other"))
    assert building._why(header, replace(now, tag="other")).startswith("themes changed")
    assert building._why(header, replace(now, read="other", tag="other")).startswith("reading changed")
    unreadable = replace(header, status=cache.UNREADABLE)
    assert unreadable.fresh(replace(now, tag="other"))
    assert not unreadable.fresh(replace(now, read="other"))


def test_a_damaged_cache_is_made_again(first: Built, sources: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    build([sources / "child-e.txt"], output, 1)
    expected = rdf(output)
    for path in (output / "reviews").glob("*.json"):
        path.write_text("{ not json")
    (output / "manifest.json").write_text("nonsense")
    build([sources / "child-e.txt"], output, 1)
    assert rdf(output) == expected


def test_a_source_that_is_not_there_and_an_output_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        build([tmp_path / "nowhere"], tmp_path / "output", 1)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        build([SEED], tmp_path / "file", 1)


def test_a_folder_without_documents_leaves_the_graph_as_it_was(tmp_path: Path) -> None:
    build([SEED], tmp_path / "output", 1)
    before = rdf(tmp_path / "output")
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="empty"):
        build([tmp_path / "empty"], tmp_path / "output", 1)
    assert rdf(tmp_path / "output") == before


def test_a_failure_goes_with_its_file(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing more")
    build([SEED, broken], tmp_path / "output", 1)
    assert [name for name, _ in status(tmp_path / "output").failed] == ["broken.pdf"]
    build([SEED], tmp_path / "output", 1)
    assert status(tmp_path / "output").failed == ()


def test_what_was_understood_survives_its_cache() -> None:
    gold = kirklees()
    assert decode(Understanding, json.loads(json.dumps(encode(gold)))) == gold


BUILD = "import sys; from pathlib import Path; from kg.pipeline.build import build\nif __name__ == '__main__': build([Path(sys.argv[1])], Path(sys.argv[2]), 1)"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_at_any_moment_it_goes_on(first: Built, sources: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    build([sources / "child-q.txt"], output, 1)
    for number in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", BUILD, str(sources), str(output)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        time.sleep(0.4 + 0.5 * number)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert len(open_store(output).graph_names()) >= 4  # the former graph or the new one, whole
    build([sources], output, 1)
    assert rdf(output) == rdf(first.folder)


def runner_giving(error: KgError) -> building.Runner:
    """Workers that end every document with ``error``."""

    def run(_: object, tasks: Iterable[object]) -> Iterator[tuple[object, KgError]]:
        return ((task, error) for task in tasks)

    return run  # type: ignore[return-value]


def test_a_document_that_was_too_slow_is_tried_again_the_next_time(tmp_path: Path) -> None:
    now = versions.current()
    found = list(building.sources.hashed([SEED]))
    slow = runner_giving(LimitError("it took too long"))
    headers, _ = building._understood(found, tmp_path, now, slow, lambda *_: None, {})
    assert [header.status for header in headers.values()] == [cache.UNREADABLE]
    assert cache.load_header(tmp_path, found[0].sha256) is None


def test_a_broken_codebook_stops_the_build_and_blames_no_document(tmp_path: Path) -> None:
    broken = runner_giving(OntologyError("themes.ttl is broken"))
    found = list(building.sources.hashed([SEED]))
    with pytest.raises(OntologyError):
        building._understood(found, tmp_path, versions.current(), broken, lambda *_: None, {})

"""A release: complete, described, checked by its sums, the same bytes each time, and never written over."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import OutputError, SourceError
from kg.release.dataset import About, release
from kg.store.opening import open_store

ABOUT = About("2026.1", "Learning", "A partnership", "CC BY 4.0", "2026-03-01")


def test_every_file_is_there_and_as_its_sum_says(built: Path, tmp_path: Path) -> None:
    files = release(open_store(built), tmp_path / "r", ABOUT)
    lines = (tmp_path / "r" / "SHA256SUMS").read_text().splitlines()
    sums = {name: sha for sha, _, name in (line.partition("  ") for line in lines)}
    assert set(sums) == {
        path.relative_to(tmp_path / "r").as_posix() for path in files if path.name != "SHA256SUMS"
    }
    for name, sha in sums.items():
        assert hashlib.sha256((tmp_path / "r" / name).read_bytes()).hexdigest() == sha
    described = (tmp_path / "r" / "dataset.ttl").read_text()
    assert all(name in described for name in sums if name != "dataset.ttl")
    assert list(parse(path=str(tmp_path / "r" / "dataset.ttl"), format=RdfFormat.TURTLE))


def test_tables_hold_what_the_dictionary_says(built: Path, tmp_path: Path) -> None:
    release(open_store(built), tmp_path / "r", ABOUT)
    with (tmp_path / "r" / "dictionary.csv").open(newline="", encoding="utf-8") as file:
        meant = [(row["table"], row["column"]) for row in csv.DictReader(file)]
    for table in dict.fromkeys(table for table, _ in meant):
        with (tmp_path / "r" / "tables" / f"{table}.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        assert rows[0] == [column for name, column in meant if name == table]
        assert len(rows) > 1, table


def test_same_graph_same_bytes(built: Path, tmp_path: Path) -> None:
    one, two = (release(open_store(built), tmp_path / name, ABOUT) for name in ("a", "b"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_refusals(built: Path, tmp_path: Path) -> None:
    release(open_store(built), tmp_path / "r", ABOUT)
    with pytest.raises(OutputError, match="there already"):
        release(open_store(built), tmp_path / "r", ABOUT)
    with pytest.raises(SourceError, match="cannot be a version"):
        release(open_store(built), tmp_path / "s", About("../1", "t", "p", "l"))
    assert [path.name for path in tmp_path.iterdir()] == ["r"]

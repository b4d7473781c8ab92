"""A backup brings everything back, byte by byte; a damaged one is refused; nothing that is there is lost."""

from __future__ import annotations

import gzip
import io
import shutil
import tarfile
from pathlib import Path

import pytest

from kg.errors import IntegrityError, OutputError, SourceError, StoreError
from kg.release.backup import backup, restore


@pytest.fixture
def place(built: Path, tmp_path: Path) -> dict[str, Path]:
    shutil.copytree(built, tmp_path / "out")
    (tmp_path / "curation").mkdir()
    (tmp_path / "curation" / "a.ttl").write_text("# a decision\n")
    return {
        kind: tmp_path / ("out" if kind == "build" else kind) for kind in ("build", "curation", "catalogues")
    }


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_all_comes_back_to_an_empty_place(place: dict[str, Path], tmp_path: Path) -> None:
    backup(tmp_path / "b.tar.gz", place)
    first = (tmp_path / "b.tar.gz").read_bytes()
    backup(tmp_path / "b.tar.gz", place)
    assert (tmp_path / "b.tar.gz").read_bytes() == first
    elsewhere = {kind: tmp_path / "else" / kind for kind in place}
    (tmp_path / "else").mkdir()
    assert restore(tmp_path / "b.tar.gz", elsewhere) == ()
    for kind in ("build", "curation"):
        assert _bytes(elsewhere[kind]) == _bytes(place[kind])
    assert not elsewhere["catalogues"].exists()


def test_what_is_there_is_not_lost(place: dict[str, Path], tmp_path: Path) -> None:
    backup(tmp_path / "b.tar.gz", place)
    assert restore(tmp_path / "b.tar.gz", place) == ()  # nothing differs: nothing to do
    later = place["curation"] / "b.ttl"
    later.write_text("# a later decision\n")
    with pytest.raises(OutputError, match="something else"):
        restore(tmp_path / "b.tar.gz", place)
    assert later.read_text() == "# a later decision\n"
    (aside,) = restore(tmp_path / "b.tar.gz", place, force=True)
    assert (aside / "b.ttl").read_text() == "# a later decision\n"
    assert not later.exists()


@pytest.mark.parametrize("place_of_damage", [0.3, 0.6, 0.95])
def test_a_damaged_one_changes_nothing(
    place: dict[str, Path], tmp_path: Path, place_of_damage: float
) -> None:
    backup(tmp_path / "b.tar.gz", place)
    data = bytearray((tmp_path / "b.tar.gz").read_bytes())
    data[int(len(data) * place_of_damage)] ^= 0xFF
    (tmp_path / "b.tar.gz").write_bytes(data)
    shutil.rmtree(place["curation"])
    before = {path: path.is_dir() or path.read_bytes() for path in sorted(tmp_path.rglob("*"))}
    with pytest.raises(IntegrityError):
        restore(tmp_path / "b.tar.gz", place)
    assert {path: path.is_dir() or path.read_bytes() for path in sorted(tmp_path.rglob("*"))} == before


def test_a_backup_cannot_write_elsewhere(place: dict[str, Path], tmp_path: Path) -> None:
    with gzip.open(tmp_path / "b.tar.gz", "wb") as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        member = tarfile.TarInfo("build/../../outside")
        member.size = 1
        archive.addfile(member, io.BytesIO(b"x"))
    with pytest.raises(IntegrityError, match="no place of a backup"):
        restore(tmp_path / "b.tar.gz", place)


def test_nothing_to_keep_and_nothing_to_restore(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        backup(tmp_path / "b.tar.gz", {"build": tmp_path / "none"})
    assert not (tmp_path / "b.tar.gz").exists()
    with pytest.raises(SourceError):
        restore(tmp_path / "b.tar.gz", {"build": tmp_path / "none"})

"""Pieces of a build, joined in any order, give the bytes that one build gives; so does any number of workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpus import write
from kg.errors import SourceError
from kg.pipeline.build import build, build_shard
from kg.pipeline.sharding import Shard, join, parse


def test_pieces_share_everything_out_once() -> None:
    pieces = [Shard(number, 7) for number in range(1, 8)]
    for number in range(500):
        sha256 = f"{number * 2654435761 % 2**32:08x}" + "0" * 56
        assert sum(piece.holds(sha256) for piece in pieces) == 1


@pytest.mark.parametrize("words", ["0/3", "4/3", "1", "a/b", "1/0", "-1/3", "1/3/5"])
def test_what_is_no_piece(words: str) -> None:
    with pytest.raises(ValueError, match="no piece of a whole"):
        parse(words)


def test_two_pieces_and_a_whole_are_the_same(tmp_path: Path) -> None:
    write(tmp_path / "in", 4, 11, "txt")
    build([tmp_path / "in"], tmp_path / "whole", 2)
    done = [build_shard([tmp_path / "in"], tmp_path / f"piece-{n}", Shard(n, 2)) for n in (1, 2)]
    assert sum(map(len, done)) == 4
    assert not (tmp_path / "piece-1" / "graph").exists()
    assert join(tmp_path / "joined", [tmp_path / "piece-2", tmp_path / "piece-1"]) == 4
    assert join(tmp_path / "joined", [tmp_path / "piece-1"]) == 0
    built = build([tmp_path / "in"], tmp_path / "joined", 1)
    assert all(not one.redone for one in built.outcomes)
    for name in ("learning.trig", "learning.ttl", "manifest.json"):
        assert (tmp_path / "joined" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_a_folder_that_is_no_piece(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no part of a build"):
        join(tmp_path / "out", [tmp_path])

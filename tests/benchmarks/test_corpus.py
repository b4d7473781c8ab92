"""The generator: the same seed gives the same bytes, no two reviews share a name, and `kg` reads every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpus import FORMATS, compose, write
from kg.extraction.understand import understand
from kg.reading import read


@pytest.mark.parametrize("form", FORMATS)
def test_same_seed_same_bytes(tmp_path: Path, form: str) -> None:
    one, two = write(tmp_path / "one", 2, 5, form), write(tmp_path / "two", 2, 5, form)
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_a_later_part_is_the_same_as_in_a_whole_run(tmp_path: Path) -> None:
    whole, part = write(tmp_path / "whole", 5, 9, "txt"), write(tmp_path / "part", 2, 9, "txt", first=3)
    assert [path.read_bytes() for path in whole[3:]] == [path.read_bytes() for path in part]


def test_no_two_share_area_and_label() -> None:
    names = {compose(number, 1).name.partition("-")[2] for number in range(3000)}
    assert len(names) == 3000


@pytest.mark.parametrize("form", FORMATS)
def test_is_read_as_a_review_of_the_right_length(tmp_path: Path, form: str) -> None:
    (path,) = write(tmp_path, 1, 4, form)
    understanding = understand(read(path))
    assert understanding.verdict.is_review
    assert sum(len(review.items) for review in understanding.reviews) >= 12
    assert 15_000 < len(understanding.document.text) < 60_000

"""Full-text search: words in any form, phrases, beginnings, kinds; and no input that breaks it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError
from kg.store.search import indexed_generation, search, update

ROWS = [
    ("g1", "i1", "r1", "finding", "Child A", "Fathers were not assessed", "Fathers were not assessed"),
    (
        "g1",
        "i2",
        "r1",
        "question",
        "Child A",
        "How is safe sleeping advice given?",
        "How is safe sleeping advice given?",
    ),
    ("g2", "i3", "r2", "finding", "Child B", "Sleeping in a safe place was not discussed", "Café Society"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    update(tmp_path, "one", ROWS, None)
    return tmp_path


def items(folder: Path, words: str, kind: str | None = None) -> list[str]:
    return [str(row[0]) for row in search(folder, words, kind).rows]


def test_words_are_found_in_other_forms_accents_and_case_aside(folder: Path) -> None:
    assert items(folder, "ASSESSMENT father") == ["i1"]
    assert items(folder, "cafe") == ["i3"]


def test_a_phrase_stands_in_a_row_and_a_star_is_a_beginning(folder: Path) -> None:
    assert sorted(items(folder, "safe sleeping")) == ["i2", "i3"]
    assert items(folder, '"safe sleeping"') == ["i2"]
    assert items(folder, "discuss*") == ["i3"]


def test_kinds_and_marks(folder: Path) -> None:
    assert items(folder, "safe", "question") == ["i2"]
    assert "«sleeping»" in str(search(folder, "sleeping", "question").rows[0][5])


def test_only_changed_graphs_are_indexed_again(folder: Path) -> None:
    update(folder, "two", [("g2", "i4", "r2", "finding", "Child B", "New words", "New words")], ["g2"])
    assert items(folder, "sleeping") == ["i2"]
    assert items(folder, "new words") == ["i4"]
    assert indexed_generation(folder) == "two"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(words=st.text(max_size=20))
def test_any_words_are_an_answer_or_a_named_error(folder: Path, words: str) -> None:
    if not any(letter.isalnum() or letter == "_" for letter in words):
        with pytest.raises(QueryError, match="nothing to search"):
            search(folder, words)
    else:
        with contextlib.suppress(QueryError):
            assert search(folder, words).columns[0] == "item"


def test_without_a_build_there_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        search(tmp_path, "words")
    assert indexed_generation(tmp_path) is None

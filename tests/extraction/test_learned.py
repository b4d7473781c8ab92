"""What extraction has learned stands in files; a missing or broken one is named, with the command that makes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import OntologyError
from kg.extraction import learned, senses, sentence_model
from kg.extraction.items import behind, praise_in_passing
from kg.extraction.links import relation_model

FILES: tuple[tuple[str, Any, str], ...] = (
    ("word-senses.json", senses._senses, "train_word_senses"),
    ("finding-behind.json", behind._model, "train_finding_behind"),
    ("good-practice.json", praise_in_passing._weights, "train_good_practice"),
    ("sentence-kinds.json", sentence_model._shipped, "train_sentence_kinds"),
    ("relations.json", relation_model._model, "train_relations"),
)


@pytest.mark.parametrize(("name", "load", "command"), FILES, ids=[name for name, *_ in FILES])
@pytest.mark.parametrize("words", [None, "", "{", "{}", "[]", '{"weights": 3, "stems": 3, "kinds": []}'])
def test_a_broken_file_says_what_to_run(
    name: str,
    load: Callable[[], object],
    command: str,
    words: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if words is not None:
        (tmp_path / name).write_text(words, encoding="utf-8")
    monkeypatch.setattr(learned, "ontology_folder", lambda: tmp_path)
    with pytest.raises(OntologyError) as error:
        load.__wrapped__()  # type: ignore[attr-defined]  # past the cache
    assert name in error.value.what
    assert command in (error.value.hint or "")

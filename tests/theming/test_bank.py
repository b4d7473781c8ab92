"""The project's bank is sound, and a bad line is named with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.theming.bank import check_bank, read_bank
from kg.theming.codebook import load_codebook

GOOD = {"text": "Nobody asked him.", "kind": "finding", "primary": "hidden-men", "themes": ["hidden-men"]}


def test_the_projects_bank_is_sound_and_deep_enough() -> None:
    codebook = load_codebook()
    assert check_bank(codebook) == ()
    bank = read_bank(codebook)
    assert bank.codebook_version == codebook.version
    counts = bank.counts()
    thin = [t.slug for t in codebook if not t.is_top and counts[t.slug] < 35]
    assert thin == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"themes": ["hidden-mem"], "primary": "hidden-mem"}, "hidden-mem is no theme"),
        ({"kind": "purpose"}, "is no kind of item"),
        ({"text": " "}, "text is empty"),
        ({"primary": "neglect"}, "primary theme does not come first"),
        ({"themes": []}, "needs one to 4"),
        ({"extra": 1}, "needs text, kind, primary and themes"),
    ],
)
def test_a_bad_line_is_named_with_its_place(tmp_path: Path, change: dict[str, object], message: str) -> None:
    rows = [json.dumps(GOOD), json.dumps({**GOOD, "text": "Another.", **change})]
    (tmp_path / "own.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (problem,) = check_bank(load_codebook(), tmp_path)
    assert problem.startswith("own.jsonl:2: ")
    assert message in problem
    with pytest.raises(OntologyError, match=r"own\.jsonl:2"):
        read_bank(load_codebook(), [tmp_path])


def test_broken_json_a_repeat_and_a_foreign_codebook(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text("{\n" + json.dumps(GOOD) + "\n" + json.dumps(GOOD), encoding="utf-8")
    (tmp_path / "VERSION").write_text("0.0", encoding="utf-8")
    problems = check_bank(load_codebook(), tmp_path)
    assert [p.split(":")[0] for p in problems] == [f"{tmp_path.name}/VERSION", "own.jsonl", "own.jsonl"]
    assert "not JSON" in problems[1]
    assert "the same text stands at own.jsonl:2" in problems[2]

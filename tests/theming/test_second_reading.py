"""Passages over whose themes writer and model differ go to a second reader, and what was decided goes into the bank, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.errors import OntologyError, SourceError
from kg.theming.bank import passages_of
from kg.theming.codebook import load_codebook
from kg.theming.second_reading import read_settled, settle
from kg.theming.training.recipe import Recipe
from kg.theming.training.targets import is_held_out

TOLD = "The injuries of a baby who could not yet move were not referred for a medical examination."
ROWS = [
    {"text": TOLD, "kind": "finding", "primary": "fire-risk", "themes": ["fire-risk"]},
    {"text": TOLD[:-1] + " by the nurse.", "kind": "finding", "primary": "injuries-in-non-mobile-infants",
     "themes": ["injuries-in-non-mobile-infants"]},
]  # fmt: skip


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / "own.jsonl").write_text("\n".join(map(json.dumps, ROWS)) + "\n", encoding="utf-8")
    return folder


def test_a_label_that_the_model_doubts_is_disputed_and_settled(bank: Path, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="the suggested tier is not installed")
    sheet = tmp_path / "disputed.jsonl"
    run = CliRunner().invoke(cli, ["bank", "disputed", str(sheet), "--bank", str(bank)])
    assert run.exit_code == 0, run.output
    (row,) = map(json.loads, sheet.read_text(encoding="utf-8").splitlines())
    assert row["place"] == "own.jsonl:1"
    assert {"fire-risk", "injuries-in-non-mobile-infants"} <= set(row["candidates"])

    themes = ["injuries-in-non-mobile-infants", "referral-and-front-door"]
    sheet.write_text(json.dumps({**row, "themes": themes}), encoding="utf-8")
    run = CliRunner().invoke(cli, ["bank", "settle", str(sheet), "--bank", str(bank)])
    assert "1 passages read again, 1 changed" in run.output
    first, second = passages_of(load_codebook(), bank)
    assert first.themes == tuple(themes)
    assert second.themes == ("injuries-in-non-mobile-infants",)


def test_what_is_held_out_is_shown_without_its_themes(bank: Path, tmp_path: Path) -> None:
    passages = [{**ROWS[0], "text": f"{TOLD} It was number {number}."} for number in range(400)]
    (bank / "own.jsonl").write_text("\n".join(map(json.dumps, passages)) + "\n", encoding="utf-8")
    sheet = tmp_path / "held.jsonl"
    run = CliRunner().invoke(cli, ["bank", "held-out", str(sheet), "--bank", str(bank)])
    assert run.exit_code == 0, run.output
    rows = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    held = [p for p in passages_of(load_codebook(), bank) if is_held_out(p, Recipe().held_out)]
    assert 0 < len(held) < 400
    assert [row["place"] for row in rows] == [passage.place for passage in held]
    assert all(set(row) == {"place", "kind", "text", "context"} for row in rows)


@pytest.mark.parametrize(
    ("settled", "message"),
    [
        (
            {"own.jsonl:1": (TOLD, ("fire",)), "own.jsonl:2": (ROWS[1]["text"], ("neglect",))},
            "fire is no theme",
        ),
        ({"own.jsonl:1": ("Another.", ("neglect",))}, "holds another passage"),
        ({"own.jsonl:9": (TOLD, ("neglect",))}, "has no own.jsonl:9"),
    ],
)
def test_nothing_is_settled_when_one_line_is_wrong(
    bank: Path, settled: dict[str, tuple[str, tuple[str, ...]]], message: str
) -> None:
    before = (bank / "own.jsonl").read_bytes()
    with pytest.raises(OntologyError, match=message):
        settle(bank, settled, load_codebook())
    assert (bank / "own.jsonl").read_bytes() == before


def test_a_line_that_is_none_is_named_and_one_without_themes_is_left_out(tmp_path: Path) -> None:
    sheet = tmp_path / "read.jsonl"
    sheet.write_text('{"place": "own.jsonl:1", "text": "Told."}\n', encoding="utf-8")
    assert read_settled(sheet) == {}
    sheet.write_text('{"place": "own.jsonl:1"}\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"read\.jsonl:1 is no settled passage"):
        read_settled(sheet)

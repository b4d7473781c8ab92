"""The spreadsheet there and back, and every fault named with its row."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from kg.curation.decisions import Action, Decision
from kg.curation.importing import decisions_from, joined
from kg.curation.sheet import Row, read_sheet
from kg.errors import CurationError, SourceError
from kg.insight.deciding import passages, rows_to_code, rows_to_decide, wordings
from kg.present.decision_sheet import as_csv, as_xlsx
from kg.store.opening import open_store
from kg.theming.codebook import load_codebook

KNOWN = {"r--finding-1": "The first finding of the review", "r--finding-2": "=SUM(1) the second finding"}
COLUMNS = ("item", "wording", "theme", "decision", "new theme", "new wording", "note")


def _rows(*rows: dict[str, str]) -> list[Row]:
    return [Row(number, row) for number, row in enumerate(rows, start=2)]


def _decide(*rows: dict[str, str]) -> tuple[Decision, ...]:
    return decisions_from(COLUMNS, _rows(*rows), KNOWN, load_codebook(), "Jane Roe", "2026-11-29")


def test_decisions_are_read() -> None:
    found = _decide(
        {"item": "r--finding-1", "theme": "neglect", "decision": "Reject"},
        {"item": "r--finding-1", "theme": "neglect", "decision": "add", "new theme": "Domestic abuse"},
        {"item": "r--finding-2", "decision": ""},
    )
    assert {(one.action, one.theme) for one in found} == {
        (Action.REJECT, "neglect"),
        (Action.ADD, "domestic-abuse"),
    }
    assert {one.words for one in found} == {"The first finding of the review"}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            {"item": "r--finding-1", "theme": "neglect", "decision": "acept"},
            "Row 2: 'acept' is no decision. Did you mean accept",
        ),
        (
            {"item": "r--finding-9", "theme": "neglect", "decision": "accept"},
            "Row 2: the graph has no item 'r--finding-9'",
        ),
        (
            {"item": "r--finding-1", "theme": "neglekt", "decision": "accept"},
            "Row 2: there is no theme 'neglekt'. Did you mean neglect",
        ),
        ({"item": "r--finding-1", "decision": "add"}, "Row 2: add needs a theme"),
        (
            {"item": "r--finding-1", "decision": "reword", "new wording": "x"},
            "Row 2: reword needs the new wording",
        ),
        ({"decision": "new item", "kind": "findings"}, "Row 2: a new item needs its kind"),
    ],
)
def test_faults_name_their_row(row: dict[str, str], fault: str) -> None:
    with pytest.raises(CurationError) as raised:
        _decide(row)
    assert fault in raised.value.what
    assert "nothing was changed" in raised.value.what


def test_conflicts_name_both_rows() -> None:
    with pytest.raises(CurationError, match="Rows 2 and 3 decide"):
        _decide(
            {"item": "r--finding-1", "theme": "neglect", "decision": "accept"},
            {"item": "r--finding-1", "theme": "neglect", "decision": "reject"},
        )


def test_a_fresh_decision_stands_in_place_of_the_former() -> None:
    former = Decision("r--finding-1", Action.ACCEPT, "neglect", by="Jane Roe", on="2026-01-01")
    fresh = Decision("r--finding-1", Action.REJECT, "neglect", by="Sam Poe", on="2026-02-01")
    other = Decision("r--finding-1", Action.ACCEPT, "marac", by="Jane Roe", on="2026-01-01")
    assert joined((former, other), (fresh,)) == tuple(sorted((other, fresh)))


def test_moved_columns_are_found_by_name(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(
        "note,decision,theme,wording,item\n,reject,neglect,x,r--finding-1\n\n", encoding="utf-8-sig"
    )
    columns, rows = read_sheet(path)
    assert decisions_from(columns, rows, KNOWN, load_codebook(), "J", "2026-11-29")[0].action is Action.REJECT


def test_missing_doubled_and_merged_are_told(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("wording,decision\nx,reject\n")
    with pytest.raises(CurationError, match="no column 'item'"):
        read_sheet(path)
    path.write_text("item,wording,item\n")
    with pytest.raises(CurationError, match="'item' twice"):
        read_sheet(path)
    book = Workbook()
    book.active.append(["item", "wording"])
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "m.xlsx")
    with pytest.raises(CurationError, match="merged cells at A2:A3"):
        read_sheet(tmp_path / "m.xlsx")
    (tmp_path / "n.xlsx").write_bytes(b"no workbook")
    with pytest.raises(SourceError, match="no workbook"):
        read_sheet(tmp_path / "n.xlsx")
    with pytest.raises(SourceError, match="no file"):
        read_sheet(tmp_path / "absent.xlsx")


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_whole_way_round(built: Path, tmp_path: Path, suffix: str) -> None:
    store = open_store(built)
    columns, rows = rows_to_decide(store)
    path = tmp_path / f"sheet{suffix}"
    themes = {theme.slug: theme.label for theme in load_codebook()}
    if suffix == ".csv":
        path.write_text(as_csv(columns, rows), encoding="utf-8", newline="")
    else:
        path.write_bytes(as_xlsx(columns, rows, themes))
    read_columns, read_rows = read_sheet(path)
    assert read_columns == columns
    assert len(read_rows) == len(rows) > 50
    assert {row["wording"] for row in read_rows} == set(wordings(store).values())
    assert decisions_from(read_columns, read_rows, wordings(store), load_codebook(), "J", "2026-11-29") == ()


def test_a_blind_sheet_shows_no_theme(built: Path) -> None:
    columns, rows = rows_to_code(open_store(built))
    assert "theme" not in columns
    themes = {theme.slug for theme in load_codebook()}
    assert not themes & {str(cell) for row in rows for cell in row}
    given = _rows({"item": str(rows[0][0]), "theme 1": "neglect", "theme 2": "Domestic abuse"})
    coded = decisions_from(
        columns, given, wordings(open_store(built)), load_codebook(), "Sam Poe", "2026-11-29"
    )
    assert {(one.theme, one.value) for one in coded} == {
        ("neglect", "primary"),
        ("domestic-abuse", "secondary"),
    }


def test_nothing_in_the_workbook_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    path.write_bytes(as_xlsx(("item", "wording"), [("r--finding-2", "=SUM(1) the second")], {}))
    cell = load_workbook(path)["Decisions"]["B2"]
    assert (cell.value, cell.data_type) == ("=SUM(1) the second", "s")
    assert "'=SUM(1)" in as_csv(("item", "wording"), [("x", "=SUM(1)")])


def test_only_people_s_decisions_join_the_bank(built: Path) -> None:
    store = open_store(built)
    by_people = {str(row["item"]) for row in _tags(store) if row["tagger"] == "person"}
    assert len(passages(store)) == len(by_people)


def _tags(store: object) -> list[dict[str, object]]:
    from kg.insight.ask import ask

    return [dict(row) for row in ask(store, "items-to-code").dicts()]  # type: ignore[arg-type]

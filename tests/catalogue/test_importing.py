"""What can be wrong in a table or its mapping: each named with its row, and nothing taken over."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.catalogue.importing import import_table
from kg.catalogue.records import read_all, save
from kg.errors import CurationError, SourceError
from tests.catalogue.tables import MAPPING, REVIEWS, workbook


def _with(row: int, column: int, cell: object) -> tuple[tuple[object, ...], ...]:
    rows = [list(line) for line in REVIEWS]
    rows[row][column] = cell
    return tuple(map(tuple, rows))


def test_all_rows_come_over_and_come_back_from_disk(tmp_path: Path) -> None:
    catalogue = import_table(*workbook(tmp_path))
    assert (catalogue.count("reviews"), catalogue.count("victims")) == (4, 3)
    assert catalogue.records[0].review == "fernborough-child-a"
    assert ("Published", "2017-10-03") in catalogue.records[1].values
    assert [value for column, value in catalogue.records[0].values if column == "Themes"] == [
        "neglect",
        "information-sharing",
    ]
    save(tmp_path / "kept", catalogue)
    assert read_all(tmp_path / "kept") == (catalogue,)


@pytest.mark.parametrize(
    ("row", "column", "cell", "said"),
    [
        (2, 4, "31/02/2017", "row 3: column 'Published': '31/02/2017' is no day of the calendar"),
        (2, 4, "spring", "row 3: column 'Published': 'spring' is no date"),
        (3, 5, "neglct", "row 4: column 'Themes': there is no theme 'neglct'; did you mean neglect"),
        (1, 3, "Murder board", "row 2: column 'Type': there is no review type 'Murder board'"),
        (4, 6, "many", "row 5: column 'Agencies involved': 'many' is no whole number"),
        (4, 0, "R1", "row 5: the key 'R1' stands in row 2 too"),
        (4, 1, "Fernborough", "row 5: the review 'fernborough-child-a' stands in row 2 too"),
        (3, 0, "R9", "table 'reviews' has no row with the key 'R3'"),
        (3, 1, "", "row 4: nothing says which review it is"),
        (0, 7, "Remarks", "the mapping does not know column 'Remarks'"),
        (0, 5, "Topics", "there is no column 'Themes'"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_row(
    tmp_path: Path, row: int, column: int, cell: object, said: str
) -> None:
    with pytest.raises(CurationError) as caught:
        import_table(*workbook(tmp_path, _with(row, column, cell)))
    assert said in caught.value.what


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    rows = tuple(line if not place else (*line[:4], "soon", *line[5:]) for place, line in enumerate(REVIEWS))
    with pytest.raises(CurationError) as caught:
        import_table(*workbook(tmp_path, rows))
    assert caught.value.what.count("is no date") == 4


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('to = "theme"', 'to = "topic"', "cannot be 'topic'"),
        ('of = "reviews"', 'of = "cases"', "needs of ="),
        ('"Case" = "label"', '"Case" = "ignore"', "needs a column for review"),
        ('name = "partnership-list"', 'name = "../list"', "needs a name"),
        ("title = ", "titel = ", "the mapping has 'titel'"),
        ('title = "The', 'title = The"', "cannot be read"),
    ],
)
def test_a_mapping_that_does_not_hold_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    table, mapping = workbook(tmp_path)
    mapping.write_text(MAPPING.replace(old, new), encoding="utf-8")
    with pytest.raises(CurationError, match=said.replace("(", r"\(")):
        import_table(table, mapping)


def test_csv_with_a_cell_beyond_its_columns(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(
        "Area,Case\nLarkmoor,Adult C\nLarkmoor,Adult D,what?\n", encoding="utf-8"
    )
    (tmp_path / "list.toml").write_text(
        'name = "l"\ntitle = "L"\n[[table]]\nname = "reviews"\n[table.columns]\nArea = "area"\nCase = "label"\n',
        encoding="utf-8",
    )
    with pytest.raises(CurationError, match=r"Row 3 of list\.csv"):
        import_table(tmp_path / "list.csv", tmp_path / "list.toml")


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    _, mapping = workbook(tmp_path)
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04 not a zip")
    with pytest.raises(SourceError, match="no workbook"):
        import_table(tmp_path / "list.xlsx", mapping)

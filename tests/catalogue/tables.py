"""The tables that the tests import: an analyst's workbook of reviews, victims and perpetrators."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

REVIEWS = (
    ("Ref", "Area", "Case", "Type", "Published", "Themes", "Agencies involved", "Notes"),
    ("R1", "Fernborough", "Child A", "Serious case review", "2015", "Neglect; Information sharing", 6, "x"),
    ("R2", "Fernborough", "Child B", "Serious case review", "03/10/2017", "neglect", 4, ""),
    ("R3", "Larkmoor", "Adult C", "SAR", "October 2019", "self-neglect", 11, "n/a"),
    ("R4", "Larkmoor", "Child A", "Serious case review", "", "information-sharing;neglect", 9, ""),
)
VICTIMS = (
    ("Incident", "Age band", "Sex"),
    ("R1", "under-1", "F"), ("R1", "1-to-5", "M"), ("R3", "26-to-64", "F"),
)  # fmt: skip
MAPPING = """
name = "partnership-list"
title = "The partnership's own list"
empty = ["", "n/a"]

[[table]]
name = "reviews"
sheet = "Reviews"
[table.columns]
"Ref" = "key"
"Area" = "area"
"Case" = "label"
"Type" = { to = "type", values = { "Serious case review" = "serious-case-review", "SAR" = "safeguarding-adult-review" } }
"Published" = "issued"
"Themes" = { to = "theme", split = ";" }
"Agencies involved" = { to = "integer", label = "Number of agencies" }
"Notes" = "ignore"

[[table]]
name = "victims"
sheet = "Victims"
of = "reviews"
[table.columns]
"Incident" = "parent"
"Age band" = "age-band"
"Sex" = "text"
"""


def workbook(folder: Path, reviews: tuple[tuple[object, ...], ...] = REVIEWS) -> tuple[Path, Path]:
    """The workbook and its mapping, written into ``folder``."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("Reviews", reviews), ("Victims", VICTIMS)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    folder.mkdir(parents=True, exist_ok=True)
    book.save(folder / "list.xlsx")
    (folder / "list.toml").write_text(MAPPING, encoding="utf-8")
    return folder / "list.xlsx", folder / "list.toml"

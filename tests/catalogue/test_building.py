"""A catalogue in the graph: it survives rebuilds, its counts are the table's own, and it wins over what was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from benchmarks.corpus import write
from kg.catalogue.importing import import_table
from kg.catalogue.records import save
from kg.graph.shapes import check_shapes
from kg.insight.ask import ask
from kg.pipeline.build import Built, build
from kg.pipeline.checking import check
from kg.store.opening import open_store
from tests.catalogue.tables import workbook


def _build(folder: Path, sources: Path) -> Built:
    return build([sources], folder / "out", 1, curation=folder / "curation", catalogues=folder / "catalogues")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    write(folder, 2, 5, "txt")
    return folder


def test_counts_are_those_of_the_table(tmp_path: Path, sources: Path) -> None:
    table, mapping = workbook(tmp_path / "given")
    save(tmp_path / "catalogues", import_table(table, mapping))
    built = _build(tmp_path, sources)
    assert built.rows_unplaced == ()
    store = open_store(tmp_path / "out")
    sheet = load_workbook(table)["Reviews"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    by_theme: dict[str, int] = {}
    names = {
        "neglect": "Neglect",
        "self-neglect": "Self-neglect and hoarding",
        "information-sharing": "Information sharing",
    }
    for row in rows:
        for theme in str(row[5]).split(";"):
            slug = theme.strip().casefold().replace(" ", "-")
            by_theme[slug] = by_theme.get(slug, 0) + 1
    asked = {str(row["theme"]).rsplit("/", 1)[1]: row for row in ask(store, "catalogue-themes").dicts()}
    assert {slug: row["recorded"] for slug, row in asked.items()} == by_theme
    assert {row["of"] for row in asked.values()} == {len(rows)}
    counts = ask(store, "catalogue-counts", catalogue="partnership-list", column="Number of agencies")
    assert {str(row["value"]): row["rows"] for row in counts.dicts()} == {str(row[6]): 1 for row in rows}
    victims = ask(store, "catalogue-counts", table="victims", column="Sex")
    assert {row["value"]: (row["rows"], row["reviews"]) for row in victims.dicts()} == {
        "F": (2, 2),
        "M": (1, 1),
    }
    assert names["neglect"] in {row["label"] for row in asked.values()}
    assert [fault for fault in check(tmp_path / "out").faults if fault.severity == "violation"] == []


def test_a_catalogue_wins_over_what_was_read_and_says_so(tmp_path: Path, sources: Path) -> None:
    first = _build(tmp_path, sources)
    name, review = first.outcomes[0].path.name, first.outcomes[0].reviews[0]
    (tmp_path / "dates.csv").write_text(
        f"File,Issued,Kind\n{name},1999-05,rapid-review\nnowhere.pdf,2001,rapid-review\n"
    )
    (tmp_path / "dates.toml").write_text(
        'name = "dates"\ntitle = "Dates"\n[[table]]\nname = "files"\n[table.columns]\nFile = "document"\nIssued = "issued"\nKind = "type"\n'
    )
    save(tmp_path / "catalogues", import_table(tmp_path / "dates.csv", tmp_path / "dates.toml"))
    for _ in range(2):  # the second time nothing changes, and it is still there
        built = _build(tmp_path, sources)
        assert built.rows_unplaced == ("dates, files row 3: nowhere.pdf is not among the documents",)
        store = open_store(tmp_path / "out")
        facts = store.select(
            "PREFIX slr: <https://safeguarding-learning.example/ontology#> SELECT ?p ?o WHERE { ?r ?p ?o }",
            {
                "r": store.select(
                    f"SELECT (<https://safeguarding-learning.example/review/{review}> AS ?r) {{}}"
                ).rows[0][0]
            },
        )
        said = {(str(p).rsplit("#", 1)[-1], str(o)) for p, o in facts.rows}
        assert ("issued", "1999-05") in said
        assert [value for p, value in said if p == "publicationYear"] == ["1999"]
        assert [value.rsplit("/", 1)[1] for p, value in said if p == "reviewType"] == ["rapid-review"]
        marks = store.select(
            "PREFIX slr: <https://safeguarding-learning.example/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#> "
            "SELECT ?v WHERE { ?f a slr:CatalogueFact ; slr:claimedProperty slr:issued ; slr:claimedValue ?v ; "
            "prov:wasDerivedFrom/slr:row 2 }"
        )
        assert marks.rows == (("1999-05",),)
    assert not built.changed
    assert [fault for fault in check_shapes(store) if fault.severity == "violation"] == []


def test_a_catalogue_that_is_taken_away_leaves_nothing(tmp_path: Path, sources: Path) -> None:
    _build(tmp_path, sources)
    before = (tmp_path / "out" / "learning.trig").read_bytes()
    save(tmp_path / "catalogues", import_table(*workbook(tmp_path / "given")))
    assert _build(tmp_path, sources).changed
    assert (tmp_path / "out" / "learning.trig").read_bytes() != before
    (tmp_path / "catalogues" / "partnership-list.jsonl").unlink()
    assert _build(tmp_path, sources).changed
    assert (tmp_path / "out" / "learning.trig").read_bytes() == before

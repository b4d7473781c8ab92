"""The commands as a user meets them: what they print, and what each error says and ends with."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyoxigraph import RdfFormat, parse

from kg.graph.writing import bodies, write_dataset
from kg.insight.queries import named_queries
from kg.pipeline.publishing import search_rows
from kg.store import search
from kg.store.opening import open_store
from tests.gold import ROOT, kirklees


@pytest.fixture(scope="module")
def folder(built: Path, graphs: dict[str, bytes]) -> Path:
    """The built gold with its files and its search index."""
    write_dataset(
        built, ((name, bodies(data.decode().splitlines())) for name, data in sorted(graphs.items()))
    )
    sha256 = kirklees().document.source.sha256
    search.update(built, "first", search_rows(open_store(built), [sha256]), None)
    return built


def kg(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("KG_STORE", None)
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(
        command, input=stdin.encode(), capture_output=True, env=environment, cwd=ROOT, timeout=120
    )


def out(*arguments: str | Path, stdin: str = "") -> str:
    done = kg(*arguments, stdin=stdin)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_themes_show_asserted_and_suggested_apart_with_their_denominator(folder: Path) -> None:
    text = out("themes", "-o", folder)
    assert "1 of 1" in text
    assert "suggested in" in text
    rows = json.loads(out("themes", "-o", folder, "--format", "json", "--kind", "recommendation"))
    assert rows == []


def test_show_tells_what_was_understood_with_the_words(folder: Path) -> None:
    text = out("show", "child-e", "-o", folder)
    assert "“30th August 2018" in text or "30th August 2018" in text
    assert "Findings (6)" in text
    assert "West Yorkshire Police" in text
    held = json.loads(out("show", "child-e", "-o", folder, "--format", "json"))
    assert len({row["item"] for row in held["items"]}) == len(kirklees().reviews[0].items)


def test_a_named_question_in_every_format(folder: Path) -> None:
    given = ("query", "recurring-themes", "-p", "minimum=1", "-o", folder, "--format")
    rows = list(csv.reader(io.StringIO(out(*given, "csv"))))
    assert rows[0][:2] == ["theme", "label"]
    assert len(json.loads(out(*given, "json"))) == len(rows) - 1
    assert out(*given, "tsv").count("\n") == len(rows)
    assert out(*given, "md").count("\n") == len(rows) + 1
    assert out(*given, "xml").startswith("<?xml")
    sheet = load_workbook(io.BytesIO(kg(*given, "xlsx").stdout)).active
    assert sheet.max_row == len(rows)


def test_a_formula_in_a_document_stays_text(folder: Path) -> None:
    query = 'SELECT ?x WHERE { VALUES ?x { "=1+1" "@SUM(A1)" "-2" "plain" } }'
    assert out("query", "-", "--format", "csv", "-o", folder, stdin=query).split() == [
        "x",
        "'=1+1",
        "'@SUM(A1)",
        "'-2",
        "plain",
    ]
    sheet = load_workbook(
        io.BytesIO(kg("query", "-", "--format", "xlsx", "-o", folder, stdin=query).stdout)
    ).active
    assert [cell.data_type for cell in sheet["A"][1:]] == ["s"] * 4


def test_control_characters_cannot_reach_the_terminal(folder: Path) -> None:
    text = out("query", "-", "-o", folder, stdin='SELECT ?x WHERE { VALUES ?x { "a\\u001B[31mred" } }')
    assert "\x1b" not in text


def test_a_construct_gives_turtle(folder: Path) -> None:
    query = "CONSTRUCT { ?s <http://example.org/is> ?o } WHERE { ?s <http://www.w3.org/2004/02/skos/core#broader> ?o }"
    assert len(list(parse(kg("query", "-", "-o", folder, stdin=query).stdout, format=RdfFormat.TURTLE))) > 50


def test_the_list_names_every_question_and_parameter() -> None:
    text = out("query", "--list")
    for name, query in named_queries().items():
        assert name in text
        assert all(f"-p {parameter.name}=" in text for parameter in query.parameters)


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "said"),
    [
        (("query", "recuring-themes"), "", 5, "recurring-themes"),
        (("query", "everything-on-theme", "-p", "theme=neglekt"), "", 5, "neglect"),
        (("query", "recurring-themes", "-p", "since=never"), "", 6, "number"),
        (("query", "recurring-themes", "-p", "sinse=2019"), "", 5, "since"),
        (("query", "nowhere.rq"), "", 3, "nowhere.rq"),
        (("query", "-"), "SELECT * WHERE {\n ?s ?p", 6, "line 2"),
        (("query", "-"), "SELECT * { SERVICE <http://a> {} }", 6, "SERVICE"),
        (("query", "-"), "", 6, "empty"),
        (("query", "SELECT ?s WHERE { ?s ?p }"), "", 6, "line 1, column"),
        (("query", "recurring-themes", "-p", "nonsense"), "", 2, "key=value"),
        (("show", "child-z"), "", 5, "child"),
        (("themes", "--area", "Kirkles"), "", 5, "kirklees"),
        (("themes", "--type", "zzz"), "", 5, "no review type called"),
        (("analyse", "nosuch"), "", 2, "invalid value for 'analysis'"),
        (("search", "..."), "", 6, "nothing"),
    ],
)
def test_errors_say_what_and_have_their_own_code(
    folder: Path, arguments: tuple[str, ...], stdin: str, code: int, said: str
) -> None:
    done = kg(*arguments, "-o", folder, stdin=stdin)
    assert done.returncode == code
    assert said.lower() in done.stderr.decode().lower()
    assert b"Traceback" not in done.stderr


def test_the_help_begins_with_what_a_new_user_does_first() -> None:
    lines = kg("--help").stdout.decode().splitlines()
    headings = [line for line in lines if line.endswith(":") and not line.startswith((" ", "Usage"))]
    assert headings[1:3] == ["From documents to a graph:", "Ask and report:"]
    assert lines[lines.index("From documents to a graph:") + 1].split()[0] == "build"


def test_without_a_build_every_question_says_so(tmp_path: Path) -> None:
    for arguments in (
        ("themes",),
        ("show", "child-e"),
        ("check",),
        ("status",),
        ("query", "dates"),
        ("export",),
    ):
        done = kg(*arguments, "-o", tmp_path)
        assert done.returncode == 8, arguments
        assert b"kg build" in done.stderr


def test_sparql_in_quotes_is_asked(folder: Path) -> None:
    done = kg("query", "SELECT (1 + 1 AS ?two) {}", "--format", "csv", "-o", folder)
    assert done.stdout.decode().split() == ["two", "2"]


def test_an_empty_answer_is_explained(folder: Path) -> None:
    done = kg("query", "everything-on-theme", "-p", "theme=neglect", "-p", "kind=purpose", "-o", folder)
    assert done.returncode == 0
    assert b"No rows." in done.stderr


def test_a_page_of_a_listing_says_where_it_stands(folder: Path) -> None:
    done = kg("query", "codings", "--page", "1", "--format", "csv", "-o", folder)
    assert b"page 1 of 1: reviews 1 to " in done.stderr
    assert done.stdout == kg("query", "codings", "--format", "csv", "-o", folder).stdout
    beyond = kg("query", "codings", "--page", "7", "-o", folder)
    assert beyond.returncode == 6
    assert b"no page 7" in beyond.stderr


def test_search_finds_words_and_says_when_there_are_none(folder: Path) -> None:
    assert "«safe sleeping»" in out("search", "safe sleeping", "-o", folder).lower()
    assert "Nothing found" in out("search", "zeppelin", "-o", folder)


@pytest.mark.parametrize("form", ["trig", "turtle", "nquads", "ntriples", "jsonld", "rdfxml"])
def test_exports_load_and_hold_the_same(folder: Path, graphs: dict[str, bytes], form: str) -> None:
    data = kg("export", "--format", form, "-o", folder).stdout
    formats = {"trig": RdfFormat.TRIG, "turtle": RdfFormat.TURTLE, "nquads": RdfFormat.N_QUADS,
               "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML}  # fmt: skip
    expected = sum(len(lines.splitlines()) for lines in graphs.values())
    assert len(set(parse(data, format=formats[form]))) == expected
    assert kg("export", "--format", form, "-o", folder).stdout == data
    if form == "trig":
        assert data == (folder / "learning.trig").read_bytes()


def test_the_ontology_page_stands_alone(tmp_path: Path) -> None:
    out("docs-ontology", tmp_path / "ontology.html")
    page = (tmp_path / "ontology.html").read_text(encoding="utf-8")
    assert "slr:hasTheme" in page
    assert "Professional curiosity" in page
    assert "<script" not in page
    assert 'http-equiv="Content-Security-Policy"' in page


def test_the_page_of_questions_holds_each_with_an_example(folder: Path, tmp_path: Path) -> None:
    out("docs-queries", tmp_path / "queries.md", "-o", folder)
    made = (tmp_path / "queries.md").read_text(encoding="utf-8")
    kept = (ROOT / "docs" / "analysts" / "queries.md").read_text(encoding="utf-8")
    for name, query in named_queries().items():
        assert f"### {name}\n\n{query.question}" in made
        assert f"### {name}\n" in kept, "make docs/analysts/queries.md again with kg docs-queries"
        assert all(f"| `{column}` |" in made for column, _ in query.columns)


def test_a_build_without_the_learned_tier_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kg.commands.building import _print_tiers
    from kg.theming import tiers

    monkeypatch.setattr(tiers, "installed_tiers", lambda: frozenset({tiers.Tier.ASSERTED}))
    _print_tiers()
    assert "Only themes stated in words were given" in capsys.readouterr().out
    monkeypatch.setattr(tiers, "installed_tiers", lambda: frozenset(tiers.Tier))
    _print_tiers()
    assert capsys.readouterr().out == ""

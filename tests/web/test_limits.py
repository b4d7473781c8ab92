"""What a query, a request and a stranger may not do, and that the server goes on answering afterwards."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook
from starlette.testclient import TestClient

from kg.store import generations
from kg.web.app import Settings, create_app
from kg.web.workers import QueryLimits

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def _alive(client: TestClient) -> bool:
    return bool(client.get("/sparql", params={"query": "ASK {?s ?p ?o}"}).json()["boolean"])


def test_a_query_that_never_ends_is_ended(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": ENDLESS})
    assert answer.status_code == 503
    assert "stopped after 3 seconds" in answer.text
    assert _alive(client)


def test_an_answer_too_large_is_refused_whole(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * {?a ?b ?c . ?d ?e ?f}"})
    assert answer.status_code == 503
    assert "larger than 4,000,000 bytes" in answer.text
    assert _alive(client)


def test_a_large_request_is_refused(client: TestClient) -> None:
    answer = client.post(
        "/sparql", content=b"#" * 200_000, headers={"Content-Type": "application/sparql-query"}
    )
    assert answer.status_code == 413
    assert _alive(client)


def test_a_broken_query_says_where(client: TestClient) -> None:
    answer = client.post(
        "/sparql", content="SELECT *\nWHERE { ?s ?p", headers={"Content-Type": "application/sparql-query"}
    )
    assert answer.status_code == 400
    assert answer.headers["x-query-line"] == "2"
    assert "line 2" in answer.text


def test_a_rebuild_is_seen_whole(graphs: dict[str, bytes], tmp_path: Path) -> None:
    generations.publish(tmp_path / "graph", "one", graphs.items())
    count = {"query": "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g {?s ?p ?o} }"}
    with TestClient(create_app(Settings(tmp_path, QueryLimits(workers=1)))) as client:
        before = client.get("/sparql", params=count).json()["results"]["bindings"][0]["n"]["value"]
        generations.publish_changes(tmp_path / "graph", "two", [("urn:new", b'<urn:s> <urn:p> "x" .\n')], [])
        after = client.get("/sparql", params=count).json()["results"]["bindings"][0]["n"]["value"]
    assert int(after) == int(before) + 1


def test_strangers_need_the_token(built: Path) -> None:
    settings = Settings(built, QueryLimits(workers=1), token="secret-token")
    with TestClient(create_app(settings)) as client:
        assert client.get("/api").status_code == 401
        assert client.get("/api", headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert client.get("/api", headers={"Authorization": "Bearer secret-token"}).status_code == 200
        assert client.get("/api?token=secret-token").status_code == 200
        assert client.get("/api").status_code == 200  # the cookie holds


def test_excel_never_holds_a_formula(client: TestClient) -> None:
    query = 'SELECT ("=1+1" AS ?words) (3 AS ?number) {}'
    answer = client.post("/sparql", data={"query": query, "format": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert sheet["B2"].value == 3

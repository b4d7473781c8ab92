"""The W3C SPARQL 1.1 protocol cases that apply to a read-only endpoint (w3c/rdf-tests, sparql11/protocol), by their names.

The manifests are in words, so each is written out here as a request and what has to come back.  The update cases
all have one answer: the endpoint refuses them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.web.app import Settings, create_app
from kg.web.workers import QueryLimits

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
RESULTS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
RDF = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


@dataclass(frozen=True)
class Case:
    name: str
    method: str
    status: int
    url: str = "/sparql"
    body: str | bytes = ""
    headers: dict[str, str] = field(default_factory=dict)
    types: tuple[str, ...] = ()


CASES = (
    Case("query_get", "GET", 200, "/sparql?query=ASK%20%7B%7D", types=RESULTS[:2]),
    Case("query_post_form", "POST", 200, body="query=ASK%20%7B%7D", headers={"Content-Type": FORM}, types=RESULTS[:2]),
    Case("query_post_direct", "POST", 200, body="ASK {}", headers={"Content-Type": QUERY}, types=RESULTS[:2]),
    Case("query_dataset_default_graph", "GET", 200, "/sparql?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D&default-graph-uri=urn%3Anone"),
    Case("query_dataset_named_graphs_get", "GET", 200, "/sparql?query=ASK%20%7BGRAPH%20%3Fg%20%7B%3Fs%20%3Fp%20%3Fo%7D%7D&named-graph-uri=urn%3Anone"),
    Case("query_content_type_select", "GET", 200, "/sparql?query=SELECT%20(1%20AS%20%3Fvalue)%20%7B%7D", types=RESULTS),
    Case("query_content_type_ask", "GET", 200, "/sparql?query=ASK%20%7B%7D", types=RESULTS[:2]),
    Case("query_content_type_describe", "GET", 200, "/sparql?query=DESCRIBE%20%3Curn%3Ax%3E", types=RDF),
    Case("query_content_type_construct", "GET", 200, "/sparql?query=CONSTRUCT%20%7B%3Fs%20%3Fp%20%3Fo%7D%20WHERE%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%201", types=RDF),
    Case("bad_query_method", "PUT", 405, "/sparql?query=ASK%20%7B%7D"),
    Case("bad_multiple_queries", "GET", 400, "/sparql?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D"),
    Case("bad_query_wrong_media_type", "POST", 415, body="ASK {}", headers={"Content-Type": "text/plain"}),
    Case("bad_query_missing_form_type", "POST", 415, body="query=ASK%20%7B%7D"),
    Case("bad_query_missing_direct_type", "POST", 415, body="ASK {}"),
    Case("bad_query_non_utf8", "POST", 400, body="ASK {}".encode("utf-16"), headers={"Content-Type": QUERY}),
    Case("bad_query_charset_utf16", "POST", 415, body="ASK {}".encode("utf-16"), headers={"Content-Type": f"{QUERY}; charset=UTF-16"}),
    Case("bad_query_syntax", "GET", 400, "/sparql?query=ASK%20%7B"),
    Case("bad_query_empty", "GET", 400, "/sparql?query="),
    Case("update_post_form", "POST", 403, body="update=CLEAR%20ALL", headers={"Content-Type": FORM}),
    Case("update_post_direct", "POST", 403, body="CLEAR ALL", headers={"Content-Type": UPDATE}),
    Case("bad_update_get", "GET", 400, "/sparql?update=CLEAR%20ALL"),
    Case("bad_update_as_query", "POST", 400, body="DROP ALL", headers={"Content-Type": QUERY}),
    Case("bad_both", "POST", 400, body="query=ASK%20%7B%7D&update=CLEAR%20ALL", headers={"Content-Type": FORM}),
    Case("not_acceptable", "GET", 406, "/sparql?query=ASK%20%7B%7D", headers={"Accept": "image/png"}),
    Case("service_refused", "GET", 400, "/sparql?query=SELECT%20*%20%7BSERVICE%20%3Chttp%3A%2F%2F127.0.0.1%2F%3E%20%7B%3Fs%20%3Fp%20%3Fo%7D%7D"),
    Case("options", "OPTIONS", 204),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_protocol(client: TestClient, case: Case) -> None:
    response = client.request(case.method, case.url, content=case.body or None, headers=case.headers)
    assert response.status_code == case.status, response.text
    if case.types:
        assert response.headers["content-type"].partition(";")[0] in case.types
    if case.name.startswith("query_dataset"):
        assert "false" in response.text  # an unknown graph is an empty one
    if case.status >= 400:
        assert len(response.text) > 20  # every refusal has words
        assert "/tmp/" not in response.text


def test_dataset_is_only_the_named_graph(client: TestClient, graphs: dict[str, bytes]) -> None:
    name = sorted(graphs)[-1]
    answer = client.get(
        "/sparql", params={"query": "SELECT (COUNT(*) AS ?n) {?s ?p ?o}", "default-graph-uri": name}
    )
    count = int(answer.json()["results"]["bindings"][0]["n"]["value"])
    assert count == len(set(graphs[name].decode().splitlines()))


@pytest.mark.parametrize("media_type", RESULTS)
def test_forms_of_results(client: TestClient, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": "SELECT (1 AS ?x) {}"}, headers={"Accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    assert "1" in answer.text


def test_only_named_origins_may_read(built: Path) -> None:
    ask = {"params": {"query": "ASK {}"}, "headers": {"Origin": "https://intranet.example"}}
    for origins, given in (
        ((), None),
        (("https://intranet.example",), "https://intranet.example"),
        (("*",), "*"),
    ):
        settings = Settings(built, QueryLimits(workers=1), origins=origins)
        with TestClient(create_app(settings)) as client:
            assert client.get("/sparql", **ask).headers.get("access-control-allow-origin") == given


def test_a_loopback_server_answers_to_its_own_names_only(built: Path) -> None:
    settings = Settings(built, QueryLimits(workers=1), hosts=("127.0.0.1", "localhost", "[::1]"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8000") as client:
        assert client.get("/api").status_code == 200
        assert client.get("/api", headers={"Host": "elsewhere.example"}).status_code == 400


def test_safe_headers(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"})
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_service_description(client: TestClient) -> None:
    for media_type in ("text/turtle", "application/n-triples", "application/rdf+xml"):
        answer = client.get("/sparql", headers={"Accept": media_type})
        assert answer.status_code == 200
        assert "SPARQL11Query" in answer.text
    assert client.get("/sparql", headers={"Accept": "text/html"}).headers["location"].endswith("/ask")


def test_graph_store_protocol(client: TestClient, graphs: dict[str, bytes]) -> None:
    name = sorted(graphs)[0]
    answer = client.get("/graphs", params={"graph": name}, headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200
    assert sorted(answer.text.splitlines()) == sorted(set(graphs[name].decode().splitlines()))
    assert client.get("/graphs?default", headers={"Accept": "text/turtle"}).status_code == 200
    assert client.get("/graphs", params={"graph": "urn:none"}).status_code == 404
    assert client.get("/graphs").status_code == 400
    assert client.put("/graphs", params={"graph": name}, content=b"").status_code == 405

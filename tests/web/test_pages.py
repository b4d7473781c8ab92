"""Pages, JSON and linked data: everything offered answers, and documents' words stay words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.insight.queries import named_queries
from kg.present.site.likenesses import Likenesses
from kg.web.app import Settings, create_app
from kg.web.workers import QueryLimits


def test_every_path_of_the_openapi_answers(client: TestClient) -> None:
    paths = client.get("/api", headers={"Accept": "application/json"}).json()["paths"]
    assert set(paths) >= {"/api/questions", "/api/vocabulary", "/sparql"}
    for path in paths:
        if path != "/sparql":
            answer = client.get(path)
            # A question that gives RDF has no rows to give.
            assert answer.status_code in (200, 400), (path, answer.text)


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_a_question_s_text_asks_the_same(client: TestClient, name: str) -> None:
    text = client.get(f"/api/questions/{name}/text").text
    assert not text.startswith("#")
    assert (
        client.post("/sparql", content=text, headers={"Content-Type": "application/sparql-query"}).status_code
        == 200
    )


def test_a_listing_comes_in_pages_that_say_where_they_stand(client: TestClient) -> None:
    address = "/api/questions/theme-evidence"
    first = client.get(address, params={"page": "1", "theme": "neglect"}).json()
    assert first["page"]["number"] == first["page"]["first"] == 1
    assert first["page"]["next"] is None  # there are fewer reviews than a page has
    assert first["rows"] == client.get(address, params={"theme": "neglect"}).json()["rows"]
    text = client.get(f"{address}/text", params={"page": "1"})
    assert text.headers["X-Page"].startswith("page 1 of 1: reviews 1 to ")
    assert "VALUES ?review { <" in text.text
    assert client.get(address, params={"page": "2"}).status_code == 400
    assert client.get(address, params={"page": "last"}).status_code == 400
    assert client.get("/api/questions/recurring-themes", params={"page": "1"}).status_code == 400


def test_values_are_bound_and_never_pasted(client: TestClient) -> None:
    bad = client.get("/api/questions/recurring-themes/text", params={"since": "2019 } DROP ALL #"})
    assert bad.status_code == 400
    assert client.get("/api/questions/recurring-themes", params={"nonsense": "1"}).status_code == 404
    assert client.get("/api/questions/recuring-themes").json()["hint"].startswith("Did you mean")
    good = client.get("/api/questions/recurring-themes", params={"minimum": "1"}).json()
    assert good["count"] == len(good["rows"]) > 0


def test_a_review_is_a_page_and_rdf(client: TestClient) -> None:
    path = "/resource/review/kirklees-child-e"
    there = client.get(path, headers={"Accept": "text/html"})
    assert (there.status_code, there.headers["location"]) == (303, "/reviews/kirklees-child-e.html")
    page = client.get(there.headers["location"])
    assert "Child E" in page.text
    turtle = client.get(path, headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert "caseLabel" in turtle.text
    plain = client.get("/resource/ontology#Review".replace("#", "%23"), headers={"Accept": "text/html"})
    assert "What points to it" in plain.text
    assert client.get("/resource/review/nobody", headers={"Accept": "text/html"}).status_code == 404
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


def test_the_editor_asks_nobody_else(client: TestClient) -> None:
    page = client.get("/ask")
    assert page.status_code == 200
    assert "http" not in page.text.replace("https://safeguarding-learning.example/", "")
    assert "connect-src 'self'" in page.headers["content-security-policy"]


def test_the_pages_of_the_site_are_served(client: TestClient) -> None:
    home = client.get("/")
    assert home.status_code == 200
    for path in re.findall(r'href="([^"#:]+)["#]', home.text):
        assert client.get("/" + path).status_code == 200, path
    assert client.get("/reviews/nobody.html").status_code == 404
    assert client.get("/papers/../manifest.json").status_code == 404
    assert client.get("/papers/learning.ttl").status_code == 404
    assert "frame-ancestors 'none'" in home.headers["content-security-policy"]


def test_neighbours_of_nodes_are_a_piece_of_the_graph(client: TestClient) -> None:
    finding = "item/kirklees-child-e--finding-2"
    piece = client.get("/view/neighbours", params=[("of", finding), ("of", "theme/nowhere")]).json()
    names = [node["id"] for node in piece["nodes"]]
    assert {finding, "review/kirklees-child-e", "theme/record-keeping", "theme/information-sharing"} <= set(
        names
    )
    assert (piece["after"], piece["live"]) == (0, "first")
    ends = {(names[edge[0]], names[edge[1]], edge[2]) for edge in piece["edges"]}
    assert (finding, "theme/record-keeping", "about") in ends
    assert client.get("/view/neighbours", params={"of": "theme/nowhere"}).json()["nodes"] == []
    parents = [names[node["parent"]] for node in piece["nodes"] if node["id"] == finding]
    assert parents == ["review/kirklees-child-e"]


def test_search_gives_names_before_words(client: TestClient) -> None:
    piece = client.get("/view/search", params={"q": "record"}).json()
    found = piece["nodes"][: piece["hits"]]
    assert found[0]["id"] == "theme/record-keeping"
    assert len(found) > 1
    assert all(
        "record" in (node["label"] + node.get("text", "") + node.get("note", "")).lower() for node in found
    )
    child_e = client.get("/view/search", params={"q": "Child E"}).json()["nodes"][0]
    assert child_e["id"] == "review/kirklees-child-e"
    assert client.get("/view/search", params={"q": " "}).json()["nodes"] == []


def test_the_page_of_the_search_asks_and_carries_nothing(client: TestClient) -> None:
    page = client.get("/search.html").text
    assert 'id="index"' not in page
    assert "connect-src 'self'" in page.replace("&#39;", "'")
    addresses = [row[0] for row in client.get("/find", params={"q": "record keeping"}).json()]
    assert addresses[0] == "themes/record-keeping.html"
    for address in addresses:
        assert client.get(f"/{address}").status_code == 200, address


def test_names_come_before_words_and_a_word_need_not_be_typed_to_its_end(client: TestClient) -> None:
    (first, *_) = client.get("/find", params={"q": "child e"}).json()
    assert first[:3] == ["reviews/kirklees-child-e.html", "review", "Kirklees: Child E"]
    begun = client.get("/find", params={"q": "up-to-date recor"}).json()
    assert any("up-to-date records" in words for _, kind, _, _, words in begun if kind == "finding")
    for nothing in ("", " ", "…", '"', "x" * 5000, "zzzz qqqq"):
        assert client.get("/find", params={"q": nothing}).json() == []


def test_every_node_comes_with_its_picture(client: TestClient) -> None:
    whole = client.get("/view/every-node").json()
    places = {mark["id"] for mark in whole["picture"]["nodes"]}
    assert places <= set(range(len(whole["nodes"])))
    assert whole["picture"]["name"] == "all"


def test_a_finding_s_page_is_made_again_when_likenesses_are_there(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[Likenesses] = []
    monkeypatch.setattr(Likenesses, "begin", lambda self: late.append(self))  # nobody looks for them
    app = create_app(Settings(built, QueryLimits(workers=1)))
    with TestClient(app) as client:
        address = "/items/kirklees-child-e--finding-1.html"
        assert "still being looked for" in client.get(address).text
        late[0].put([])
        assert "still being looked for" not in client.get(address).text

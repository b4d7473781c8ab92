"""Answers of named questions are kept while their graph is the published one, and no longer."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.store import generations
from kg.web.app import Settings, create_app
from kg.web.cached import CachedAnswers
from kg.web.workers import QueryLimits, QueryWorkers, Question

COUNT = "/api/questions/catalogue-counts"


def test_an_answer_is_kept_until_the_next_graph() -> None:
    published = ["one"]
    cache = CachedAnswers(lambda: published[-1])
    assert cache.get("a") == ("one", None)
    cache.put("one", "a", b"1")
    assert cache.get("a") == ("one", b"1")
    published.append("two")
    cache.put("one", "b", b"2")  # asked for of the graph before
    assert cache.get("b") == ("two", None)
    assert cache.get("a") == ("two", None)


def test_what_was_not_asked_for_longest_goes_first() -> None:
    cache = CachedAnswers(lambda: "one", most=10)
    cache.get("")
    for asked in ("a", "b", "c"):
        cache.put("one", asked, b"1234")
        cache.get("a")
    assert [cache.get(asked)[1] is not None for asked in ("a", "b", "c")] == [True, False, True]
    cache.put("one", "large", b"x" * 11)
    assert cache.get("large")[1] is None


def test_a_question_asked_again_is_not_worked_out_again(
    graphs: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generations.publish(tmp_path / "graph", "one", graphs.items())
    asked: list[object] = []
    run = QueryWorkers.run

    def counted(workers: QueryWorkers, question: Question) -> bytes:
        asked.append(question)
        return run(workers, question)

    monkeypatch.setattr(QueryWorkers, "run", counted)
    with TestClient(create_app(Settings(tmp_path, QueryLimits(workers=1)))) as client:
        first, again = client.get(COUNT), client.get(COUNT)
        assert first.status_code == 200
        assert (first.content, first.headers["content-type"]) == (
            again.content,
            again.headers["content-type"],
        )
        worked = len(asked)
        assert worked > 0
        generations.publish_changes(tmp_path / "graph", "two", [("urn:new", b'<urn:s> <urn:p> "x" .\n')], [])
        assert client.get(COUNT).json() == first.json()
        assert len(asked) == 2 * worked

"""The answers that a build keeps of each text are those of the graph, and stand aside where they are not of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.insight import bulk
from kg.insight.ask import ask
from kg.insight.evidence import Evidence
from kg.insight.gathering import Scope, gather
from kg.present.viewer.gathering import gather as gather_pictures
from kg.present.viewer.gathering import short
from kg.present.viewer.learning import ITEM_KINDS
from kg.store.kept import kept_answers, rows_path
from kg.store.opening import open_store
from tests.printed_twice import printed_twice


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reviews, one of them in two documents that differ in a few words."""
    return printed_twice(tmp_path_factory.mktemp("twice"))


def gathered(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, asked: bool, scope: Scope | None = None
) -> Evidence:
    with monkeypatch.context() as patch:
        if asked:
            patch.setattr(bulk, "kept_answers", lambda store, questions: None)
        return gather(open_store(folder), scope)


def test_what_is_kept_is_what_the_graph_answers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept_answers(open_store(folder), bulk.questions()) is not None
    kept = gathered(folder, monkeypatch, asked=False)
    assert kept == gathered(folder, monkeypatch, asked=True)
    assert all((kept.tags, kept.parts, kept.links, kept.origins))
    assert len({item.words.sha256 for item in kept.items}) == 3


def test_it_is_what_the_named_questions_answer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scope = Scope(since=2015)
    kept = gathered(folder, monkeypatch, asked=False, scope=scope)
    store, within = open_store(folder), dict(scope.parameters())
    items = {str(row["item"]) for row in ask(store, "learning-items", **within).dicts()}
    assert items == {item.iri for item in kept.items}
    tags = {(str(row["item"]), str(row["exact"])) for row in ask(store, "theme-evidence", **within).dicts()}
    assert tags == {(tag.item, tag.words.exact) for tag in kept.tags}
    links = [
        (
            str(row["source"]),
            str(row["target"]),
            row["targetName"],
            row["linkName"],
            row["exact"],
            row["start"],
        )
        for row in ask(store, "link-evidence", **within).dicts()
    ]
    assert links == [
        (link.source, link.target, link.target_label, link.type_label, link.words.exact, link.words.start)
        for link in kept.links
    ]
    origins = [
        (row["item"], row["finding"], row["stated"])
        for row in ask(store, "what-arises-from-what", **within).dicts()
    ]
    assert origins == [(origin.item, origin.finding, origin.stated) for origin in kept.origins]


def test_pictures_are_made_of_what_the_graph_questions_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(folder)
    learning = gather_pictures(store)
    with monkeypatch.context() as patch:
        patch.setattr(bulk, "kept_answers", lambda store, questions: None)
        assert gather_pictures(store) == learning
    items = {
        (short(row["item"]), row["kind"], short(row["review"])) for row in ask(store, "graph-items").dicts()
    }
    assert items == {(n.id, n.kind, n.parent) for n in learning.nodes if n.kind in ITEM_KINDS}
    tags: dict[tuple[str, str], tuple[str, str]] = {}
    for row in ask(store, "graph-tags").dicts():  # the surest words first
        exact = " ".join(str(row["exact"]).split())
        tags.setdefault((short(row["item"]), short(row["theme"])), (str(row["basis"]), exact))
    assert tags == {(e.source, e.target): (e.basis, e.words) for e in learning.edges if e.relation == "about"}
    roles = {
        (short(row["subject"]), short(row["agency"]), str(row["part"]))
        for row in ask(store, "graph-agency-roles").dicts()
    }
    parts = {part for _, _, part in roles}
    named = [e for e in learning.edges if not e.target.startswith("addressee/")]  # no agency, only words
    assert roles == {(e.source, e.target, e.relation) for e in named if e.relation in parts}
    links = {
        (short(row["source"]), short(row["target"]), row["relation"])
        for row in ask(store, "graph-links").dicts()
    }
    relations = {relation for _, _, relation in links}
    assert links == {(e.source, e.target, e.relation) for e in learning.edges if e.relation in relations}


def test_rows_of_another_description_are_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = gathered(folder, monkeypatch, asked=False)
    sha256 = whole.items[0].words.sha256
    path = rows_path(folder, sha256)
    kept = path.read_bytes()
    path.write_bytes(b"another key\n" + kept.split(b"\n", 1)[1])
    assert kept_answers(open_store(folder), bulk.questions()) is None
    assert gathered(folder, monkeypatch, asked=False) == whole
    path.write_bytes(kept)
    others = {**bulk.questions(), "tags": "SELECT ?item WHERE { ?item ?is ?tagged }"}
    assert kept_answers(open_store(folder), others) is None  # kept by another version of the tool
    path.unlink()
    assert kept_answers(open_store(folder), bulk.questions()) is None
    path.write_bytes(kept)

"""The shapes: the gold keeps them; each kind of damage is found; and pySHACL finds the same."""

from __future__ import annotations

import pyshacl
import pytest
import rdflib

from kg.errors import OntologyError
from kg.graph import iris, shapes
from kg.graph.integrity import check_integrity
from kg.graph.vocabulary import BASE, SLR
from kg.resources import ontology_folder
from kg.store.opening import in_memory
from kg.store.protocol import Store
from tests.gold import kirklees

ITEM = f"<{BASE}item/kirklees-child-e--finding-4>"
DAMAGE = {
    "no wording": (f'{ITEM} <{SLR["wording"].value}> ', None),
    "no evidence": (f'{ITEM} <{SLR["evidence"].value}> ', None),
    "an unknown polarity": (f'{ITEM} <{SLR["polarity"].value}> ', f'{ITEM} <{SLR["polarity"].value}> "fine" .'),
    "a theme without a tag": ("", f'{ITEM} <{SLR["hasTheme"].value}> <{BASE}theme/neglect> .'),
    "a suggestion without a tag": ("", f'{ITEM} <{SLR["suggestedTheme"].value}> <{BASE}theme/neglect> .'),
    "two orders": ("", f'{ITEM} <{SLR["order"].value}> "9"^^<http://www.w3.org/2001/XMLSchema#integer> .'),
    "an order that is no number": (f'{ITEM} <{SLR["order"].value}> ', f'{ITEM} <{SLR["order"].value}> "four" .'),
    "a review that is not there": (f'{ITEM} <{SLR["raisedIn"].value}> ', f'{ITEM} <{SLR["raisedIn"].value}> <{BASE}review/nowhere> .'),
    "a year out of the world": ("", f'<{BASE}review/kirklees-child-e> <{SLR["publicationYear"].value}> "20190"^^<http://www.w3.org/2001/XMLSchema#integer> .'),
}  # fmt: skip


def store_of(graphs: dict[str, bytes], damage: tuple[str, str | None] = ("", None)) -> Store:
    gone, added = damage
    store = in_memory()
    changed = {}
    for name, data in graphs.items():
        lines = [line for line in data.decode().splitlines() if not (gone and line.startswith(gone))]
        if added and name.startswith(f"{BASE}graph/text/"):
            lines.append(added)
        changed[name] = ("\n".join(lines) + "\n").encode()
    store.replace_graphs(changed.items())
    return store


def violations(store: Store) -> set[str]:
    return {fault.node for fault in shapes.check_shapes(store) if fault.severity == "violation"}


def by_pyshacl(store: Store) -> set[str]:
    data = rdflib.Graph()
    for name in store.graph_names():
        data.parse(data=store.graph_bytes(name, "application/n-triples"), format="nt")
    rules = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=rules, inference="none")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    return {
        str(report.value(result, sh.focusNode)) for result in report.subjects(sh.resultSeverity, sh.Violation)
    }


def test_the_gold_keeps_every_shape(graphs: dict[str, bytes]) -> None:
    assert violations(store_of(graphs)) == set()


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_found(graphs: dict[str, bytes], damage: tuple[str, str | None]) -> None:
    assert violations(store_of(graphs, damage))


@pytest.mark.slow
def test_pyshacl_finds_the_same(graphs: dict[str, bytes]) -> None:
    everything = ("", "\n".join(added for _, added in DAMAGE.values() if added))
    damaged = store_of(graphs, everything)
    assert violations(damaged) == by_pyshacl(damaged) != set()


def test_a_constraint_that_is_not_known_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(shapes.CHECKS, "pattern")
    with pytest.raises(OntologyError, match="pattern"):
        list(shapes.check_shapes(in_memory()))


def test_quotations_are_compared_with_their_source(graphs: dict[str, bytes]) -> None:
    document = kirklees().document
    assert not list(check_integrity(store_of(graphs), lambda _: document))
    name = iris.text_graph(document.source.sha256).value
    forged = graphs[name].replace(b'"Safe sleeping advice"', b'"Safe sleeping advise"')
    assert forged != graphs[name]
    faults = list(check_integrity(store_of({**graphs, name: forged}), lambda _: document))
    assert [fault.value for fault in faults] == ["Safe sleeping advise"]


def test_a_text_that_is_not_held_is_told(graphs: dict[str, bytes]) -> None:
    faults = list(check_integrity(store_of(graphs), lambda _: None))
    assert [fault.message for fault in faults] == ["The text behind its quotations is not held."]


def test_a_triple_in_two_graphs_and_a_blank_node_are_found(graphs: dict[str, bytes]) -> None:
    document = kirklees().document
    line = graphs[iris.ENTITIES.value].splitlines(keepends=True)[0]
    blank = b'_:b <http://www.w3.org/2000/01/rdf-schema#label> "nameless" .\n'
    store = store_of({**graphs, f"{BASE}graph/text/other": line + blank})
    messages = {fault.message.split(":")[0] for fault in check_integrity(store, lambda _: document)}
    assert messages == {"A triple stands in two graphs", "A node has no name."}

"""GraphML and GEXF hold every node, edge and attribute, and give the same bytes each time."""

from __future__ import annotations

import io

import networkx as nx
import pytest

from kg.present.exchange import as_networkx, gexf, graphml
from kg.present.viewer.learning import Learning, Node
from tests.present.viewer.learnings import HOSTILE, corpus, hostile


@pytest.mark.parametrize("learning", [corpus(), hostile()])
def test_both_formats_come_back_as_they_were(learning: Learning) -> None:
    graph = as_networkx(learning)
    assert graph.number_of_edges() == len(learning.edges)
    for read, data in ((nx.read_graphml, graphml(graph)), (nx.read_gexf, gexf(graph))):
        back = read(io.BytesIO(data))
        assert back.number_of_nodes() == len(learning.nodes)
        assert back.number_of_edges() == len(learning.edges)
        for node in learning.nodes:
            assert back.nodes[node.id]["label"] == node.label
            assert back.nodes[node.id]["kind"] == node.kind
        assert {data["basis"] for _, _, data in back.edges(data=True)} <= {"stated", "suggested", "computed"}


def test_the_same_graph_gives_the_same_bytes() -> None:
    for write in (graphml, gexf):
        assert write(as_networkx(corpus())) == write(as_networkx(corpus()))


def test_control_characters_do_not_break_the_file() -> None:
    learning = Learning.of([Node("theme/a", "theme", "a\x00b\x0bc")], ())
    for read, write in ((nx.read_graphml, graphml), (nx.read_gexf, gexf)):
        assert read(io.BytesIO(write(as_networkx(learning)))).nodes["theme/a"]["label"] == "a�b�c"


def test_hostile_words_are_kept() -> None:
    labels = {data["label"] for _, data in as_networkx(hostile()).nodes(data=True)}
    assert set(HOSTILE) <= labels

"""The graph for other tools that draw: GraphML (Cytoscape, yEd) and GEXF (Gephi), with every attribute."""

from __future__ import annotations

import io
import re
from dataclasses import fields
from xml.etree import ElementTree

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from kg.graph.vocabulary import BASE
from kg.present.viewer.gathering import gather
from kg.present.viewer.learning import Edge, Learning, Node
from kg.store.protocol import Store

FORMATS = ("graphml", "gexf")
# What XML 1.0 cannot hold at all: a document may, and the file must still open.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def exchange(store: Store, form: str) -> bytes:
    """The whole graph as ``graphml`` or ``gexf``: a directed multigraph, the same bytes for the same dataset."""
    graph = as_networkx(gather(store, most_items=10**9))
    return graphml(graph) if form == "graphml" else gexf(graph)


def as_networkx(learning: Learning) -> nx.MultiDiGraph[str]:
    """Nodes named by their id, with their IRI; edges keyed by relation and basis.  Absent values are left out."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in learning.nodes:
        graph.add_node(_clean(node.id), iri=_clean(BASE + node.id), **_attributes(node, skip=("id",)))
    for edge in learning.edges:
        graph.add_edge(
            _clean(edge.source),
            _clean(edge.target),
            key=f"{edge.relation} {edge.basis}",
            **_attributes(edge, skip=("source", "target")),
        )
    return graph


def _attributes(thing: Node | Edge, skip: tuple[str, ...]) -> dict[str, str | int | float | bool]:
    found = {field.name: getattr(thing, field.name) for field in fields(thing) if field.name not in skip}
    return {
        name: _clean(value) if isinstance(value, str) else value
        for name, value in found.items()
        if value is not None and value != ""
    }


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, named_key_ids=True, edge_id_from_attribute=None)
    return out.getvalue()


def gexf(graph: nx.MultiDiGraph[str]) -> bytes:
    writer = GEXFWriter(version="1.2draft", prettyprint=False)
    writer.add_graph(graph.copy())  # the writer adds to what it is given
    for meta in writer.xml.iter("meta"):
        meta.attrib.clear()  # the date of today: the same graph has to give the same bytes
        for child in list(meta):
            meta.remove(child)
    data: bytes = ElementTree.tostring(writer.xml, encoding="utf-8", xml_declaration=True)
    return data

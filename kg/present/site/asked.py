"""The pages of single things without loading the graph: questions about the thing, and the rows of the texts that speak of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from kg.graph.vocabulary import BASE
from kg.insight.bulk import Rows, in_order, questions
from kg.present.site import things
from kg.present.site.addresses import FOLDERS, address
from kg.present.site.likenesses import Likenesses
from kg.present.site.relations import Surroundings, latest_first
from kg.present.site.things import Raised
from kg.present.viewer import gathering
from kg.present.viewer.gathering import addressee_name, short
from kg.present.viewer.learning import ITEM_KINDS, Edge, Learning, Node
from kg.resources import internal_query
from kg.store.kept import Answers, answers_by_text
from kg.store.protocol import Store
from kg.store.table import Iri, Value

_CUT = re.compile(r"(.*)-[0-9a-f]{8}")  # a name that was too long or too odd for an address
_CLASSES = {"reviews": "ontology#Review", "agencies": "ontology#Agency"}
_KINDS = {
    "agencies": ("agency", "agency-type"),
    "items": ("item",),
    **{folder: (kind,) for kind, folder in FOLDERS.items() if kind != "agency"},
}
_LISTS = 64  # of the reviews that speak of a thing, remembered as they are turned over page by page


class Asked:
    """The things of the graph that ``store`` reads; ``likenesses`` are those of its findings."""

    def __init__(self, store: Store, likenesses: Likenesses) -> None:
        self._store = store
        self._likenesses = likenesses
        likenesses.begin()  # for they take longer than the way from here to a finding
        self._found_speaking = lru_cache(maxsize=_LISTS)(self._find_speaking)

    def at(self, path: str) -> Node | None:
        folder, _, file = path.partition("/")
        kind = next((kind for kind, name in FOLDERS.items() if name == folder), "item")
        for name in self._names(folder, file.removesuffix(".html")):
            if address(Node(name, kind, "")) == path and (node := self.named(name)):
                return node
        return None

    def named(self, name: str) -> Node | None:
        """The thing of that id."""
        if not name.startswith("item/"):
            return self._nodes([name]).get(name)
        for _, review in self._rows("item", "item", [_iri(name)]):
            return self._said([short(review)])[1].get(name)
        return None

    def speaking(self, node: Node) -> Sequence[str]:
        found = set(self._found_speaking(node))
        if alike := self._alike(node):
            findings = [_iri(_other(edge, node)) for edge in alike]
            found |= {short(review) for _, review in self._rows("item", "item", findings)}
        found.discard(_own(node))
        if len(found) <= things.MOST:
            return sorted(found)  # on one page, whose order is another
        return latest_first({review: self._years.get(review) for review in found})

    def around(self, node: Node, reviews: Collection[str]) -> Surroundings:
        within = {_own(node), *reviews} - {""}
        rows, items = self._said(within)
        edges = [
            edge
            for edge in self._edges(node, rows, items)
            if _other(edge, node).partition("/")[0] != "review" or _other(edge, node) in within
        ]
        if node.kind == "review":
            edges += [
                edge
                for edge in gathering.tags_of(rows)
                if edge.source in items and items[edge.source].parent == node.id
            ]
        ends = {end for edge in edges for end in (edge.source, edge.target)}
        nodes = [item for name, item in items.items() if name in ends]
        names = {*ends - {*items}, *(item.parent for item in nodes), node.parent, *self._below(node)}
        learning = Learning.of([node, *nodes, *self._nodes(names).values()], edges)
        return Surroundings(learning, self._likenesses.state if node.kind == "finding" else "")

    def raised(self, theme: Node) -> Raised:
        ((stated, suggested, held),) = self._rows("theme", "theme", [_iri(theme.id)])
        return Raised(stated, suggested, held)

    def _rows(self, name: str, variable: str = "", values: Iterable[Value] = ()) -> list[tuple[Any, ...]]:
        """The sorted rows of one of the questions ``near-…``, for all the values of a variable."""
        bindings = {variable: tuple(values)} if variable else None
        return in_order(self._store.select(internal_query(f"near-{name}.rq"), bindings))

    @cached_property
    def _answers(self) -> Callable[[str, str], Answers]:
        return answers_by_text(self._store, questions())

    @cached_property
    def _themes(self) -> dict[str, Node]:
        return {node.id: node for node in gathering.themes(self._store)}

    @cached_property
    def _wordings(self) -> dict[str, list[str]]:
        """How addressees that are no agencies are worded, by their ids; those of the first items first."""
        found: dict[str, list[str]] = defaultdict(list)
        for _, wording in sorted((str(first), str(wording)) for wording, first in self._rows("as-worded")):
            found[addressee_name(wording)].append(wording)
        return found

    def _names(self, folder: str, file: str) -> Iterator[str]:
        """Ids that may have their page there, the likeliest first."""
        yield from (f"{kind}/{file}" for kind in _KINDS[folder])
        if not (cut := _CUT.fullmatch(file)):
            return
        yield from (f"{kind}/{cut[1]}" for kind in _KINDS[folder])
        if folder == "items":
            review, ended, _ = cut[1].partition("--")
            reviews = [f"review/{review}"] if ended else self._begun("reviews", review)
            for name in reviews:
                yield from self._said([name])[1]
        elif folder == "themes":
            yield from self._themes
        elif folder == "areas":
            yield from (short(area) for (area,) in self._rows("areas"))
        else:
            yield from self._begun(folder, cut[1])
            yield from self._wordings if folder == "agencies" else ()

    def _begun(self, folder: str, begun: str) -> list[str]:
        """Ids that begin so, up to the first sign that may stand for another."""
        words = f"{BASE}{_KINDS[folder][0]}/{begun.partition('-')[0]}"
        bindings = {"class": _iri(_CLASSES[folder]), "beginning": words}
        found = in_order(self._store.select(internal_query("near-named.rq"), bindings))
        return [short(thing) for (thing,) in found]

    def _find_speaking(self, node: Node) -> frozenset[str]:
        """The reviews that speak of a thing, and those that it speaks of."""
        values: list[Value] = [*self._wordings.get(node.id, ())] if _is_worded(node.id) else [_iri(node.id)]
        texts, sure = set(), set()
        for graph, review in self._rows("reviews", "thing", values):
            if graph is None:
                sure.add(short(review))
            else:
                texts.add(graph)
        # Of many texts the reviews of all are asked, which is quicker than text by text.
        few = len(texts) <= things.MOST
        printed = _grouped(self._rows("printed", "graph", texts)) if few else self._printed
        found = [printed[graph] for graph in texts if graph in printed]
        sure |= {name for names in found if len(names) == 1 for name in names}
        doubtful = {name for names in found for name in names} - sure
        if not doubtful or len(sure | doubtful) <= things.MOST:
            return frozenset(sure | doubtful)
        # Of several reviews in one text perhaps only one speaks of it.
        return frozenset({*sure, *self.around(node, doubtful).speaking(node)})

    @cached_property
    def _printed(self) -> dict[str, list[str]]:
        return _grouped(self._rows("printed"))

    @cached_property
    def _years(self) -> dict[str, int]:
        """The year of each review, as published before as cited, the first of several."""
        found: dict[str, int] = {}
        for review, published, cited in sorted(self._rows("years"), key=lambda row: row[1] is None):
            found.setdefault(short(review), cited if published is None else published)
        return found

    def _said(self, reviews: Iterable[str]) -> tuple[Rows, dict[str, Node]]:
        """What the texts of these reviews say: their rows, and the items by id."""
        rows = Rows()
        files: list[tuple[str, str]] = []
        for sha256, graph, file in self._rows("texts", "review", map(_iri, sorted(reviews))):
            if not files or files[-1][0] != sha256:
                rows.add(self._answers(sha256, str(graph)))
            files.append((sha256, file))
        return rows, {node.id: node for node in gathering.items_of(rows, files)}

    def _edges(self, node: Node, rows: Rows, items: dict[str, Node]) -> Iterator[Edge]:
        """The edges at ``node``: of the rows, those of reviews as a whole, and likenesses."""
        edges = [
            *gathering.belonging(items.values()),
            *gathering.tags_of(rows),
            *gathering.mentions_of(rows),
            *gathering.links_of(rows),
            *(edge for _, edge in gathering.as_worded(rows)),
            *self._alike(node),
        ]
        if node.kind in ("review", "agency"):
            edges += gathering.parts_of(self._store, **{node.kind: _iri(node.id)})
        if node.kind in ("review", "theme"):
            edges += gathering.circumstances_of(self._store, **{node.kind: _iri(node.id)})
        return (edge for edge in edges if node.id in (edge.source, edge.target))

    def _alike(self, node: Node) -> Sequence[Edge]:
        return self._likenesses.of(node.id) if node.kind == "finding" else ()

    def _below(self, node: Node) -> Iterable[str]:
        """A theme's narrower themes, an area's reviews."""
        if node.kind == "theme":
            return [theme.id for theme in self._themes.values() if theme.parent == node.id]
        if node.kind == "area":
            return [short(review) for _, review in self._rows("area", "area", [_iri(node.id)])]
        return ()

    def _nodes(self, names: Iterable[str]) -> dict[str, Node]:
        """The reviews with their areas, the themes, agencies and addressees of these ids."""
        of_kind: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names):
            of_kind[name.partition("/")[0]].append(name)
        found = [self._themes[name] for name in of_kind["theme"] if name in self._themes]
        if of_kind["review"]:
            found += gathering.reviews(self._store, [*map(_iri, of_kind["review"])])
        if agencies := [*of_kind["agency"], *of_kind["agency-type"]]:
            found += gathering.agencies(self._store, [*map(_iri, agencies)])
        for name in of_kind["addressee"]:
            found += [gathering.addressee(name, wording) for wording in self._wordings.get(name, ())[:1]]
        for name in of_kind["area"]:
            found += [Node(name, "area", label) for label, _ in self._rows("area", "area", [_iri(name)])[:1]]
        by_id: dict[str, Node] = {}
        for node in found:
            by_id.setdefault(node.id, node)
        return by_id


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[str]]:
    """The ids of the reviews of each text's graph."""
    found: dict[str, list[str]] = defaultdict(list)
    for graph, review in rows:
        found[graph].append(short(review))
    return dict(found)


def _iri(name: str) -> Iri:
    return Iri(BASE + name)


def _is_worded(name: str) -> bool:
    return name.startswith("addressee/")


def _own(node: Node) -> str:
    """The review that a review or an item belongs to."""
    return node.id if node.kind == "review" else node.parent if node.kind in ITEM_KINDS else ""


def _other(edge: Edge, node: Node) -> str:
    return edge.target if edge.source == node.id else edge.source

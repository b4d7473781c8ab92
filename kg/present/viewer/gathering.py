"""From the store to ``Learning``: eight named questions, and the names that a picture needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from kg.graph.vocabulary import BASE
from kg.insight.ask import ask
from kg.insight.lineage import LIKE
from kg.insight.similar import Wordings
from kg.present.viewer.learning import Edge, Learning, Node
from kg.present.viewer.payload import words
from kg.store.protocol import Store

MOST_ITEMS = 40_000  # more would make a page that no laptop opens; the served viewer has no such bound
_AT_ONCE = 4  # questions asked side by side
_BASES = {"stated": "stated", "inferred": "suggested", "suggested": "suggested", "computed": "computed"}


Told = Callable[[int, int], None]  # how many steps are done, of how many


def silent(done: int, of: int) -> None:
    """For callers that show no progress."""


def gather(store: Store, most_items: int | None = MOST_ITEMS, told: Told = silent) -> Learning:
    """Everything that pictures are made of, in a fixed order.  Beyond ``most_items`` the later items are left out."""
    answers: list[list[Any]] = []
    questions = (_items, _reviews, _themes, _agencies, _tags, _roles, _links)
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # the engine works outside Python's lock
        for answer in pool.map(lambda question: list(question(store)), questions):
            answers.append(answer)
            told(len(answers), 8)
    items, reviews, themes, agencies, tags, roles, links = answers
    kept: list[Node] = items[:most_items]
    nodes = [*reviews, *themes, *agencies, *kept]
    edges = [*_belonging(kept), *tags, *roles, *links, *_alike(nodes, tags)]
    addressees = list(_as_worded(store, edges))
    told(8, 8)
    nodes += [node for node, _ in addressees]
    edges += [edge for _, edge in addressees]
    return Learning.of(nodes, edges, left_out=len(items) - len(kept))


def short(iri: object) -> str:
    """An IRI without the base: the id of a node."""
    return str(iri).removeprefix(BASE)


def _rows(store: Store, name: str) -> Iterator[dict[str, Any]]:
    for row in ask(store, name).dicts():
        yield {key: value for key, value in row.items() if value is not None}


def _reviews(store: Store) -> Iterator[Node]:
    for row in _rows(store, "graph-reviews"):
        area = short(row["area"]) if "area" in row else ""
        if area:
            yield Node(area, "area", row["areaName"])
        yield Node(
            short(row["review"]),
            "review",
            row["label"],
            parent=area,
            type=row.get("type", ""),
            year=row.get("year"),
            source=row.get("file", ""),
            placeholder=not row["held"],
        )


def _themes(store: Store) -> Iterator[Node]:
    for row in _rows(store, "graph-themes"):
        parent = short(row["parent"]) if "parent" in row else ""
        group = short(row["group"]).rpartition("/")[2]
        yield Node(
            short(row["theme"]), "theme", row["label"], parent=parent, group=group, note=row.get("note", "")
        )


def _agencies(store: Store) -> Iterator[Node]:
    kind_only = words()["labels"]["kind_of_agency"]
    for row in _rows(store, "graph-agencies"):
        name = short(row["agency"])
        of_kind = kind_only if name.startswith("agency-type/") else ""
        yield Node(name, "agency", row["label"], type=row.get("type", of_kind))


def _items(store: Store) -> Iterator[Node]:
    """Each item once, placed where its wording is printed at greatest length."""
    rows: dict[str, dict[str, Any]] = {}
    for row in _rows(store, "graph-items"):
        seen = rows.get(row["item"])
        if seen is None or _length(row) > _length(seen):
            rows[row["item"]] = row
    for row in rows.values():
        yield Node(
            short(row["item"]),
            row["kind"],
            _item_name(row),
            parent=short(row["review"]),
            text=row["wording"],
            number=row.get("number", ""),
            page=row.get("page"),
            source=row.get("file", ""),
            polarity=row.get("polarity", ""),
            above=short(row["parent"]) if "parent" in row else "",
        )


def _length(row: dict[str, Any]) -> int:
    return int(row.get("end", 0)) - int(row.get("start", 0))


def _item_name(row: dict[str, Any]) -> str:
    word: str = words()["kinds"][row["kind"]][0]
    return f"{word.capitalize()} {row.get('number', '')}".strip()


def _belonging(items: list[Node]) -> Iterator[Edge]:
    for item in items:
        yield Edge(item.id, item.parent, "raised-in", "stated")
        if item.above:
            yield Edge(item.id, item.above, "part-of", "stated")


def _tags(store: Store) -> Iterator[Edge]:
    """One edge for an item's theme: asserted wins over suggested, the surest words over the rest."""
    seen: set[tuple[str, str]] = set()
    for row in _rows(store, "graph-tags"):  # stated sorts before suggested
        pair = (row["item"], row["theme"])
        if pair not in seen:
            seen.add(pair)
            yield _edge(row["item"], row["theme"], "about", row)


def _roles(store: Store) -> Iterator[Edge]:
    for row in _rows(store, "graph-agency-roles"):
        yield _edge(row["subject"], row["agency"], row["part"], {**row, "basis": "stated"})


def _links(store: Store) -> Iterator[Edge]:
    for row in _rows(store, "graph-links"):
        yield _edge(row["source"], row["target"], row["relation"], row)


def _alike(nodes: list[Node], tags: list[Edge]) -> Iterator[Edge]:
    """Findings of different reviews that share a theme in like words: computed, from later to earlier; no identity."""
    themes: dict[str, set[str]] = defaultdict(set)
    for tag in tags:
        themes[tag.source].add(tag.target)
    years = {node.id: node.year or 0 for node in nodes if node.kind == "review"}
    findings = sorted((n for n in nodes if n.kind == "finding"), key=lambda n: (years.get(n.parent, 0), n.id))
    if len(findings) < 2:
        return
    for pair in Wordings([n.text for n in findings]).alike(range(len(findings)), LIKE):
        earlier, later = findings[min(pair.first, pair.second)], findings[max(pair.first, pair.second)]
        if earlier.parent != later.parent and themes[earlier.id] & themes[later.id]:
            yield Edge(
                later.id,
                earlier.id,
                "similar",
                "computed",
                ", ".join(pair.shared),
                None,
                round(pair.score, 2),
            )


def _edge(source: str, target: str, relation: str, row: dict[str, Any]) -> Edge:
    score = row.get("confidence")
    return Edge(
        short(source),
        short(target),
        relation,
        _BASES[row["basis"]],
        " ".join(row.get("exact", "").split()),
        row.get("page"),
        None if score is None else round(float(score), 2),
    )


def _as_worded(store: Store, edges: list[Edge]) -> Iterator[tuple[Node, Edge]]:
    """Addressees that match no agency, one node a wording: "all agencies" is asked too."""
    matched = {edge.source for edge in edges if edge.relation == "asked"}
    note = words()["labels"]["as_worded"]
    for row in _rows(store, "graph-addressees"):
        item = short(row["item"])
        if item not in matched:
            name = "addressee/" + re.sub(r"\W+", "-", row["addressee"].lower()).strip("-")
            yield Node(name, "agency", row["addressee"], type=note), Edge(item, name, "asked", "stated")

"""From the store to ``Learning``: what all texts say, and the names that a picture needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from kg.graph.vocabulary import BASE
from kg.insight.ask import ask
from kg.insight.bulk import Rows, rows_of, whole
from kg.insight.lineage import LIKE
from kg.insight.pausing import collector_paused
from kg.insight.similar import Wordings, marked
from kg.present.viewer.learning import Edge, Learning, Node
from kg.present.viewer.payload import words
from kg.store.protocol import Store

MOST_ITEMS = 40_000  # more would make a page that no laptop opens; the served viewer has no such bound
_BASES = {"stated": "stated", "inferred": "suggested", "suggested": "suggested", "computed": "computed"}


Told = Callable[[int, int], None]  # how many steps are done, of how many


def silent(done: int, of: int) -> None:
    """For callers that show no progress."""


@collector_paused()
def gather(store: Store, most_items: int | None = MOST_ITEMS, told: Told = silent) -> Learning:
    """Everything that pictures are made of, in a fixed order.  Beyond ``most_items`` the later items are left out.

    The same as the questions ``graph-items``, ``graph-tags``, ``graph-agency-roles`` and ``graph-links`` say, from the
    rows that are loaded in bulk; a test holds the two together.
    """
    rows = rows_of(store)
    told(4, 8)
    items = _items(store, rows)
    kept = items[:most_items]
    ids = {node.id for node in kept}
    nodes = [*_reviews(store), *_themes(store), *_agencies(store, rows), *kept]
    told(5, 8)
    tags = [edge for edge in _tags(rows) if edge.source in ids]
    edges = [*_belonging(kept), *tags, *_roles(store, rows), *_links(rows)]
    told(6, 8)
    edges += _alike(nodes, tags)
    told(7, 8)
    addressees = list(_as_worded(rows, edges))
    nodes += [node for node, _ in addressees]
    edges += [edge for _, edge in addressees]
    told(8, 8)
    return Learning.of(nodes, edges, left_out=len(items) - len(kept))


def outline(store: Store) -> Learning:
    """The reviews with their areas, and the themes: what lists name, without what any text says."""
    return Learning.of([*_reviews(store), *_themes(store)], [])


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


def _agencies(store: Store, rows: Rows) -> Iterator[Node]:
    """Every agency, and every kind of agency of which an item names only the kind."""
    kind_only = words()["labels"]["kind_of_agency"]
    mentioned = {agency for agency, *_ in rows.mentions}
    for agency, label, kind in whole(store, "agencies"):
        name = short(agency)
        is_kind = name.startswith("agency-type/")
        if label is not None and (agency in mentioned or not is_kind):
            yield Node(name, "agency", str(label), type=str(kind or (kind_only if is_kind else "")))


def _items(store: Store, rows: Rows) -> list[Node]:
    """Each item once, placed where its wording is printed at greatest length."""
    files = {str(sha256): str(file) for sha256, file in reversed(whole(store, "files"))}
    nodes: dict[str, Node] = {}
    for review, kind, _, item, number, wording, polarity, parent, _ in sorted(
        rows.items, key=lambda row: row[:4]
    ):
        if item not in nodes:
            places = rows.evidence.get(item, ())
            longest = min(
                places, key=lambda w: (w.start - w.end, w.start, w.end, files.get(w.sha256, "")), default=None
            )
            nodes[item] = Node(
                short(item),
                kind,
                item_name(kind, number or ""),
                parent=short(review),
                text=wording,
                number=number or "",
                page=longest.page if longest else None,
                source=files.get(longest.sha256, "") if longest else "",
                polarity=polarity or "",
                above=short(parent) if parent else "",
            )
    return list(nodes.values())


def item_name(kind: str, number: str) -> str:
    """What an item is called: "Finding 3", "Good practice"."""
    word: str = words()["kinds"][kind][0]
    return f"{word.capitalize()} {number}".strip()


def _belonging(items: list[Node]) -> Iterator[Edge]:
    for item in items:
        yield Edge(item.id, item.parent, "raised-in", "stated")
        if item.above:
            yield Edge(item.id, item.above, "part-of", "stated")


def _tags(rows: Rows) -> Iterator[Edge]:
    """One edge for an item's theme: asserted wins over suggested, the surest words over the rest."""
    stated = {(item, theme) for theme, item, _, tagger, *_ in rows.tags if tagger != "model"}
    surest: dict[tuple[str, str], tuple[Any, ...]] = {}
    for theme, item, quote, _, strength, confidence in rows.tags:
        place = rows.words.get(quote)
        exact, page = (place.exact, place.page) if place else ("", None)
        ranked = (strength, -float(confidence or 0), page or 0, exact, confidence, page)
        held = surest.get((item, theme))
        if held is None or ranked[:4] < held[:4]:
            surest[item, theme] = ranked
    for (item, theme), (_, _, _, exact, confidence, page) in surest.items():
        basis = "stated" if (item, theme) in stated else "suggested"
        yield _edge(item, theme, "about", basis, exact, page, confidence)


def _roles(store: Store, rows: Rows) -> Iterator[Edge]:
    for review, agency, part in whole(store, "review-agencies"):
        yield _edge(review, agency, part, "stated")
    for agency, role, item, quote in rows.mentions:
        place = rows.words.get(quote)
        yield _edge(item, agency, role, "stated", place.exact if place else "", place.page if place else None)


def _links(rows: Rows) -> Iterator[Edge]:
    for source, type_, target, basis, link, confidence in rows.links:
        for place in rows.evidence.get(link, ()):
            yield _edge(source, target, type_.rpartition("/")[2], basis, place.exact, place.page, confidence)
    for item, finding, only_judged in rows.origins:
        yield _edge(item, finding, "arises-from", "inferred" if only_judged else "stated")
    for review, theme in rows.circumstances:
        yield _edge(review, theme, "background", "stated")


def _alike(nodes: list[Node], tags: list[Edge]) -> Iterator[Edge]:
    """Findings of different reviews that share a theme in like words: computed, from later to earlier; no identity."""
    themes: dict[str, set[str]] = defaultdict(set)
    for tag in tags:
        themes[tag.source].add(tag.target)
    years = {node.id: node.year or 0 for node in nodes if node.kind == "review"}
    findings = sorted((n for n in nodes if n.kind == "finding"), key=lambda n: (years.get(n.parent, 0), n.id))
    if len(findings) < 2:
        return
    share = marked([themes[n.id] for n in findings])
    for pair in Wordings([n.text for n in findings]).alike(range(len(findings)), LIKE, share):
        earlier, later = findings[min(pair.first, pair.second)], findings[max(pair.first, pair.second)]
        if earlier.parent != later.parent:
            yield Edge(
                later.id,
                earlier.id,
                "similar",
                "computed",
                ", ".join(pair.shared),
                None,
                round(pair.score, 2),
            )


def _edge(
    source: str,
    target: str,
    relation: str,
    basis: str,
    exact: str = "",
    page: int | None = None,
    score: str = "",
) -> Edge:
    return Edge(
        short(source),
        short(target),
        relation,
        _BASES[basis],
        " ".join(exact.split()),
        page,
        round(float(score), 2) if score else None,
    )


def _as_worded(rows: Rows, edges: list[Edge]) -> Iterator[tuple[Node, Edge]]:
    """Addressees that match no agency, one node a wording: "all agencies" is asked too."""
    matched = {edge.source for edge in edges if edge.relation == "asked"}
    note = words()["labels"]["as_worded"]
    for iri, addressees in sorted(rows.addressees.items()):
        item = short(iri)
        if item not in matched:
            for addressee in sorted(addressees):
                name = "addressee/" + re.sub(r"\W+", "-", addressee.lower()).strip("-")
                yield Node(name, "agency", addressee, type=note), Edge(item, name, "asked", "stated")

"""From the store to ``Learning``: what all texts say, and the names that a picture needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from kg.graph.vocabulary import BASE
from kg.insight.bulk import Rows, in_order, rows_of, whole
from kg.insight.lineage import LIKE
from kg.insight.pausing import collector_paused
from kg.insight.queries import find
from kg.insight.similar import Wordings, marked
from kg.present.viewer.learning import Edge, Learning, Node
from kg.present.viewer.payload import words
from kg.resources import internal_query
from kg.store.protocol import Store
from kg.store.table import Bindings, Iri, Value

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
    items = items_of(rows, whole(store, "files"))
    kept = items[:most_items]
    ids = {node.id for node in kept}
    nodes = [*reviews(store), *themes(store), *_agencies(store, rows), *kept]
    told(5, 8)
    tags = [edge for edge in tags_of(rows) if edge.source in ids]
    edges = [*belonging(kept), *tags, *mentions_of(rows), *parts_of(store), *links_of(rows)]
    told(6, 8)
    edges += alike(nodes, tags)
    told(7, 8)
    addressees = list(as_worded(rows))
    nodes += [addressee(edge.target, wording) for wording, edge in addressees]
    edges += [edge for _, edge in addressees]
    told(8, 8)
    return Learning.of(nodes, edges, left_out=len(items) - len(kept))


def outline(store: Store) -> Learning:
    """The reviews with their areas, and the themes: what lists name, without what any text says."""
    return Learning.of([*reviews(store), *themes(store)], [])


def short(iri: object) -> str:
    """An IRI without the base: the id of a node."""
    return str(iri).removeprefix(BASE)


def _rows(store: Store, name: str, bindings: Bindings | None = None) -> Iterator[dict[str, Any]]:
    for row in store.select(find(name).sparql, bindings).dicts():
        yield {key: value for key, value in row.items() if value is not None}


def reviews(store: Store, only: Collection[Iri] | None = None) -> Iterator[Node]:
    """All reviews with their areas, or only some."""
    for row in _rows(store, "graph-reviews", None if only is None else {"review": tuple(only)}):
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


def themes(store: Store) -> Iterator[Node]:
    for row in _rows(store, "graph-themes"):
        parent = short(row["parent"]) if "parent" in row else ""
        group = short(row["group"]).rpartition("/")[2]
        yield Node(
            short(row["theme"]), "theme", row["label"], parent=parent, group=group, note=row.get("note", "")
        )


def _agencies(store: Store, rows: Rows) -> Iterator[Node]:
    """Every agency, and every kind of agency of which an item names only the kind."""
    mentioned = {agency for agency, *_ in rows.mentions}
    for agency, label, kind in whole(store, "agencies"):
        if label is not None and (agency in mentioned or not _is_kind(agency)):
            yield _agency(agency, label, kind)


def agencies(store: Store, only: Collection[Iri]) -> Iterator[Node]:
    """Some agencies, and kinds of agency as far as an item names them."""
    found = store.select(internal_query("near-agencies.rq"), {"agency": tuple(only)})
    for agency, label, kind in in_order(found):
        yield _agency(agency, label, kind)


def _agency(agency: Value, label: Value, kind: Value) -> Node:
    kind_only = words()["labels"]["kind_of_agency"] if _is_kind(agency) else ""
    return Node(short(agency), "agency", str(label), type=str(kind or kind_only))


def _is_kind(agency: Value) -> bool:
    return short(agency).startswith("agency-type/")


def items_of(rows: Rows, files: Sequence[tuple[Any, ...]]) -> list[Node]:
    """Each item once, placed where its wording is printed at greatest length.  ``files`` are sorted (text, file)."""
    named = {str(sha256): str(file) for sha256, file in reversed(files)}
    nodes: dict[str, Node] = {}
    for review, kind, _, item, number, wording, polarity, parent, _ in sorted(
        rows.items, key=lambda row: row[:4]
    ):
        if item not in nodes:
            places = rows.evidence.get(item, ())
            longest = min(
                places, key=lambda w: (w.start - w.end, w.start, w.end, named.get(w.sha256, "")), default=None
            )
            nodes[item] = Node(
                short(item),
                kind,
                item_name(kind, number or ""),
                parent=short(review),
                text=wording,
                number=number or "",
                page=longest.page if longest else None,
                source=named.get(longest.sha256, "") if longest else "",
                polarity=polarity or "",
                above=short(parent) if parent else "",
            )
    return list(nodes.values())


def item_name(kind: str, number: str) -> str:
    """What an item is called: "Finding 3", "Good practice"."""
    word: str = words()["kinds"][kind][0]
    return f"{word.capitalize()} {number}".strip()


def belonging(items: Iterable[Node]) -> Iterator[Edge]:
    for item in items:
        yield Edge(item.id, item.parent, "raised-in", "stated")
        if item.above:
            yield Edge(item.id, item.above, "part-of", "stated")


def tags_of(rows: Rows) -> Iterator[Edge]:
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


def parts_of(store: Store, **bound: Iri) -> Iterator[Edge]:
    """What part each agency has in each review as a whole, or in the ``review`` or of the ``agency`` that is given."""
    for review, agency, part in whole(store, "review-agencies", **bound):
        yield _edge(review, agency, part, "stated")


def circumstances_of(store: Store, **bound: Iri) -> Iterator[Edge]:
    """The circumstances of the ``review``, or of all reviews the ``theme``, that is given."""
    for review, theme in whole(store, "circumstances", **bound):
        yield _edge(review, theme, "background", "stated")


def mentions_of(rows: Rows) -> Iterator[Edge]:
    for agency, role, item, quote in rows.mentions:
        place = rows.words.get(quote)
        yield _edge(item, agency, role, "stated", place.exact if place else "", place.page if place else None)


def links_of(rows: Rows) -> Iterator[Edge]:
    for source, type_, target, basis, link, confidence in rows.links:
        for place in rows.evidence.get(link, ()):
            yield _edge(source, target, type_.rpartition("/")[2], basis, place.exact, place.page, confidence)
    for item, finding, only_judged in rows.origins:
        yield _edge(item, finding, "arises-from", "inferred" if only_judged else "stated")
    for review, theme in rows.circumstances:
        yield _edge(review, theme, "background", "stated")


def alike(nodes: Iterable[Node], tags: Iterable[Edge]) -> Iterator[Edge]:
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


def as_worded(rows: Rows) -> Iterator[tuple[str, Edge]]:
    """Addressees that match no agency, with their wording: "all agencies" is asked too."""
    matched = {item for _, role, item, _ in rows.mentions if role == "asked"}
    for item, addressees in sorted(rows.addressees.items()):
        if item not in matched:
            for addressee in sorted(addressees):
                yield addressee, Edge(short(item), addressee_name(addressee), "asked", "stated")


def addressee_name(wording: str) -> str:
    """The id of an addressee that is no agency: one for wordings that differ in signs and capitals alone."""
    return "addressee/" + re.sub(r"\W+", "-", wording.lower()).strip("-")


def addressee(name: str, wording: str) -> Node:
    return Node(name, "agency", wording, type=words()["labels"]["as_worded"])

"""What keeps coming back?  Reviews from left to right by year, with the findings that tie them to others."""

from __future__ import annotations

from collections import defaultdict

from kg.present.viewer.learning import ITEM_KINDS, Edge, Learning, Node
from kg.present.viewer.picture import Mark, Picture, Region, Support, Tie

NAME = "lineage"
COLUMN = 250.0
ROW = 34.0
GAP = 26.0  # between one review's rows and the next
MOST = 280
LINKS = (
    "mirrors",
    "complements",
    "differs-from",
    "deepens",
    "repeats",
    "follows-up",
    "refers-to",
    "similar",
)


def draw(learning: Learning) -> Picture:
    links = [edge for edge in learning.edges if edge.relation in LINKS]
    linked: dict[str, set[str]] = defaultdict(set)
    for edge in links:
        for end in (edge.source, edge.target):
            node = learning.by_id[end]
            review = learning.review_of(node)
            linked[review] |= {end} if node.kind in ITEM_KINDS else set()
    reviews = sorted((learning.by_id[key] for key in linked if key), key=lambda n: (n.year or 0, n.parent, n.label))
    kept = _within(reviews, linked)
    marks, regions = _columns(learning, kept, linked)
    there = {mark.id for mark in marks}
    ties = tuple(_tie(learning, edge) for edge in links if {edge.source, edge.target} <= there)
    held = tuple(
        Tie(mark.id, learning.by_id[mark.id].parent, "raised-in", mark.stated)
        for mark in marks
        if learning.by_id[mark.id].kind in ITEM_KINDS
    )
    return Picture(NAME, marks, ties + held, regions, left_out=len(reviews) - len(kept))


def _within(reviews: list[Node], linked: dict[str, set[str]]) -> list[Node]:
    """The most linked reviews that fit, in their order."""
    room = MOST
    chosen: set[str] = set()
    for review in sorted(reviews, key=lambda n: (-len(linked[n.id]), -(n.year or 0), n.id)):
        room -= 1 + len(linked[review.id])
        if room < 0:
            break
        chosen.add(review.id)
    return [review for review in reviews if review.id in chosen]


def _columns(
    learning: Learning, reviews: list[Node], linked: dict[str, set[str]]
) -> tuple[tuple[Mark, ...], tuple[Region, ...]]:
    by_year: dict[int | None, list[Node]] = defaultdict(list)
    for review in reviews:
        by_year[review.year].append(review)
    marks: list[Mark] = []
    regions: list[Region] = []
    years = sorted(by_year, key=lambda year: (year is not None, year or 0))
    tall = {year: sum(ROW * (1 + len(linked[r.id])) + GAP for r in by_year[year]) for year in years}
    height = max(tall.values(), default=0.0)
    for place, year in enumerate(years):
        x = place * COLUMN
        y = -tall[year] / 2 + ROW / 2
        for review in by_year[year]:
            marks.append(Mark(review.id, x, y, 10, "right", stated=_own(review.id, "review")))
            y += ROW
            for item in sorted((learning.by_id[key] for key in linked[review.id]), key=lambda n: n.id):
                marks.append(Mark(item.id, x + 22, y, 6, "right", stated=_own(review.id, item.kind)))
                y += ROW
            y += GAP
        title = str(year) if year is not None else "–"
        regions.append(Region(title, x + COLUMN * 0.4, 0, COLUMN - 14, height + 2 * ROW))
    return tuple(marks), tuple(regions)


def _own(review: str, kind: str) -> Support:
    return ((review, kind, 1),)


def _tie(learning: Learning, edge: Edge) -> Tie:
    node = learning.by_id[edge.source]
    support = _own(learning.review_of(node), node.kind)
    if edge.basis == "stated":
        return Tie(edge.source, edge.target, edge.relation, stated=support)
    return Tie(edge.source, edge.target, edge.relation, suggested=support)

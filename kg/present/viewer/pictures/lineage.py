"""What have earlier reviews already said?  Time from left to right, a lane for each area, arrows to what is spoken of."""

from __future__ import annotations

from collections import defaultdict

from kg.present.viewer.learning import ITEM_KINDS, Edge, Learning, Node
from kg.present.viewer.names import ALL_LINEAGE, LINEAGE
from kg.present.viewer.payload import words
from kg.present.viewer.picture import Mark, Picture, Region, Support, Tie

COLUMN = 150.0
TITLES = 190.0  # room for the lanes' names on the left
ROW = 27.0
GAP = 12.0  # between lanes, and between two reviews of one year and area
READABLE = 26  # rows that keep their names legible on a laptop's screen
MOST = 400  # rows in the fuller picture


def draw(learning: Learning) -> Picture:
    """The areas whose reviews are most linked, as many as stay readable."""
    return _picture(LINEAGE, learning, READABLE)


def draw_all(learning: Learning) -> Picture:
    return _picture(ALL_LINEAGE, learning, MOST)


def _picture(name: str, learning: Learning, rows: int) -> Picture:
    links = _links(learning)
    linked: dict[str, set[str]] = defaultdict(set)
    for edge in links:
        for end in (edge.source, edge.target):
            node = learning.by_id[end]
            linked[learning.review_of(node)] |= {end} if node.kind in ITEM_KINDS else set()
    reviews = [learning.by_id[key] for key in sorted(linked) if key]
    kept = _within(reviews, linked, rows)
    marks, regions = _lanes(learning, kept, linked)
    there = {mark.id for mark in marks}
    ties = tuple(_tie(learning, edge) for edge in links if {edge.source, edge.target} <= there)
    return Picture(name, marks, ties, regions, left_out=len(reviews) - len(kept), across=True)


def _links(learning: Learning) -> list[Edge]:
    """Every edge from one review, or an item of it, to another: whatever the kinds of link are."""

    def review(end: str) -> str:
        return learning.review_of(learning.by_id[end])

    return [e for e in learning.edges if review(e.source) and review(e.target) not in ("", review(e.source))]


def _within(reviews: list[Node], linked: dict[str, set[str]], rows: int) -> list[Node]:
    """The reviews of the most linked areas that fit into so many rows; some of the first area always."""
    lanes: dict[str, list[Node]] = defaultdict(list)
    for review in reviews:
        lanes[review.parent].append(review)
    chosen: list[Node] = []
    for lane in sorted(lanes, key=lambda lane: (not lane, -len(lanes[lane]), lane)):
        fitting = lanes[lane] if chosen else _newest(lanes[lane], linked, rows)
        rows -= _tall(fitting, linked)
        if rows < 0:
            break
        chosen += fitting
    return chosen


def _tall(reviews: list[Node], linked: dict[str, set[str]]) -> int:
    """The rows of a lane: its tallest year."""
    stacks: dict[int | None, int] = defaultdict(int)
    for review in reviews:
        stacks[review.year] += 1 + len(linked[review.id])
    return max(stacks.values(), default=0)


def _newest(reviews: list[Node], linked: dict[str, set[str]], rows: int) -> list[Node]:
    """As many of a lane's reviews, the newest first, as fit into so many rows; one always."""
    fitting: list[Node] = []
    for review in sorted(reviews, key=lambda n: (-(n.year or 0), n.id)):
        if fitting and _tall([*fitting, review], linked) > rows:
            break
        fitting.append(review)
    return fitting


def _lanes(
    learning: Learning, reviews: list[Node], linked: dict[str, set[str]]
) -> tuple[tuple[Mark, ...], tuple[Region, ...]]:
    lanes: dict[str, list[Node]] = defaultdict(list)
    for review in reviews:
        lanes[review.parent].append(review)
    years = sorted({review.year for review in reviews}, key=lambda year: (year is not None, year or 0))
    column = {year: place * COLUMN for place, year in enumerate(years)}
    width = max(len(years), 1) * COLUMN + TITLES + 30
    labels: dict[str, str] = words()["labels"]
    marks: list[Mark] = []
    regions: list[Region] = []
    y = 0.0
    for lane in sorted(lanes, key=lambda lane: (not lane, -len(lanes[lane]), lane)):
        lane_marks, height = _lane(learning, lanes[lane], linked, column, y + 20)
        marks += lane_marks
        title = learning.by_id[lane].label if lane else labels["no_area"]
        tall = height + 14
        regions.append(Region(title, width / 2 - TITLES - 10, y + tall / 2, width, tall))
        y += tall + GAP
    heads = [
        Region(str(year or labels["no_year"]), column[year] + COLUMN / 2 - 20, -34, COLUMN - 6, 52)
        for year in years
    ]
    return tuple(marks), tuple(heads + regions)


def _lane(
    learning: Learning,
    reviews: list[Node],
    linked: dict[str, set[str]],
    column: dict[int | None, float],
    top: float,
) -> tuple[list[Mark], float]:
    """One area's reviews: a stack for each year, a review with its linked items below it."""
    marks: list[Mark] = []
    depth: dict[int | None, float] = defaultdict(float)
    for review in sorted(reviews, key=lambda n: (n.year or 0, n.label)):
        x = column[review.year]
        y = top + depth[review.year]
        label = review.label.rpartition(": ")[2]
        marks.append(Mark(review.id, x, y, 9, "right", stated=_own(review.id, "review"), label=label))
        items = sorted((learning.by_id[key] for key in linked[review.id]), key=lambda n: n.id)
        for place, item in enumerate(items, start=1):
            own = _own(review.id, item.kind)
            marks.append(Mark(item.id, x + 16, y + place * ROW, 6.5, "right", stated=own, label=item.label))
        depth[review.year] += (1 + len(items)) * ROW + GAP
    return marks, max(depth.values())


def _own(review: str, kind: str) -> Support:
    return ((review, kind, 1),)


def _tie(learning: Learning, edge: Edge) -> Tie:
    node = learning.by_id[edge.source]
    support = _own(learning.review_of(node), node.kind)
    if edge.basis == "stated":
        return Tie(edge.source, edge.target, edge.relation, stated=support)
    return Tie(edge.source, edge.target, edge.relation, suggested=support)

"""Which review raised what?  Two columns: reviews (areas when there are many) and the themes they raise."""

from __future__ import annotations

from collections import defaultdict

from kg.present.viewer.layout.columns import spread
from kg.present.viewer.learning import Learning
from kg.present.viewer.names import REVIEWS_AND_THEMES
from kg.present.viewer.picture import Mark, Picture, Tally, Tie, radius
from kg.present.viewer.pictures.recurring_themes import theme_tallies

MOST_ROWS = 30  # a side; more is aggregated or left to search
HALF = 330.0  # from the middle to each column


def draw(learning: Learning) -> Picture:
    tallies = theme_tallies(learning)
    themes = sorted(tallies, key=lambda key: (-tallies[key].stated, -tallies[key].reviews, key))
    shown = themes[:MOST_ROWS]
    lefts = _left_side(learning)
    pairs: dict[tuple[str, str], Tally] = defaultdict(Tally)
    sides: dict[str, Tally] = defaultdict(Tally)
    for node in learning.nodes:
        review = learning.review_of(node)
        if review not in lefts or node.kind == "review":
            continue
        for edge in learning.edges_from(node.id, "about"):
            sides[lefts[review]].add(edge.basis, review, node.kind)
            if edge.target in shown:
                pairs[lefts[review], edge.target].add(edge.basis, review, node.kind)
    rows = _by_year(learning, sides)[:MOST_ROWS]
    marks = _marks(rows, shown, {**sides, **tallies})
    ties = tuple(
        Tie(left, theme, "raises", tally.rows("stated"), tally.rows("suggested"))
        for (left, theme), tally in sorted(pairs.items())
        if left in rows
    )
    return Picture(
        REVIEWS_AND_THEMES,
        marks,
        ties,
        left_out=len(themes) - len(shown) + max(0, len(sides) - len(rows)),
        across=True,
    )


def _left_side(learning: Learning) -> dict[str, str]:
    """Each held review's row: itself, or its area when the reviews are too many to show one by one."""
    reviews = [node for node in learning.of_kind("review") if not node.placeholder]
    if len(reviews) <= MOST_ROWS:
        return {node.id: node.id for node in reviews}
    return {node.id: node.parent or node.id for node in reviews}


def _by_year(learning: Learning, sides: dict[str, Tally]) -> list[str]:
    def key(name: str) -> tuple[int, int, str]:
        node = learning.by_id[name]
        return (-(node.year or 0), -sides[name].reviews, node.label)

    return sorted(sides, key=key)


def _marks(rows: list[str], shown: list[str], tallies: dict[str, Tally]) -> tuple[Mark, ...]:
    height = max(len(rows), len(shown)) * 30.0
    left = dict(zip(rows, spread(len(rows), height), strict=True))
    right = dict(zip(shown, spread(len(shown), height), strict=True))
    most = max((tallies[theme].reviews for theme in shown), default=0)
    marks = []
    for key, x, places, side in (("left", -HALF, left, "left"), ("right", HALF, right, "right")):
        for name, y in places.items():
            size = radius(tallies[name].reviews, most, 5, 13) if key == "right" else 8.0
            tally = tallies[name]
            marks.append(Mark(name, x, y, size, side, tally.rows("stated"), tally.rows("suggested")))
    return tuple(marks)

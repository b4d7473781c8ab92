"""Every node, in three blocks side by side: agencies, reviews with their learning in a card each, themes by group."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace

from kg.present.viewer.layout.masonry import COLUMN, Frame, masonry
from kg.present.viewer.learning import ITEM_KINDS, Learning, Node
from kg.present.viewer.names import ALL
from kg.present.viewer.picture import Mark, Picture, Region, Support, Tally, Tie
from kg.present.viewer.pictures import recurring_themes

DOT = 14.0  # between the items of one review
PER_ROW = int((COLUMN - 24) / DOT)
HEAD = 30.0
ROW = 24.0  # between agencies
BETWEEN = 220.0  # blocks
ASPECT = 2.1


def draw(learning: Learning) -> Picture:
    items: dict[str, list[Node]] = defaultdict(list)
    for node in learning.of_kind(*ITEM_KINDS):
        items[node.parent].append(node)
    reviews = sorted(learning.of_kind("review"), key=lambda n: (n.parent, n.year or 0, n.id))
    themes = recurring_themes.draw_all(learning)
    height = _height(reviews, items, themes, len(learning.of_kind("agency")))
    themes = recurring_themes.draw_all(learning, _area(themes) / height**2)
    middle, cards = _cards(reviews, items, height)
    right, frames = _beside(themes, max((m.x for m in middle), default=0.0) + COLUMN)
    left = _agencies(learning, min((m.x for m in middle), default=0.0) - BETWEEN, height)
    marks = (*left, *middle, *right)
    return Picture(ALL, marks, _ties(learning, {mark.id for mark in marks}), (*cards, *frames), across=True)


def _height(reviews: list[Node], items: dict[str, list[Node]], themes: Picture, agencies: int) -> float:
    """The height at which the three blocks together have the stage's shape."""
    area = sum((HEAD + 24 + DOT * math.ceil(len(items[r.id]) / PER_ROW)) * COLUMN for r in reviews)
    area += _area(themes) + agencies * ROW * COLUMN
    return max(420.0, math.sqrt(area / ASPECT))


def _area(themes: Picture) -> float:
    return sum(region.width * region.height for region in themes.regions)


def _cards(
    reviews: list[Node], items: dict[str, list[Node]], height: float
) -> tuple[list[Mark], list[Region]]:
    rows = [[DOT] * max(1, math.ceil(len(items[r.id]) / PER_ROW)) for r in reviews]
    area = sum((HEAD + 16 + sum(own)) * COLUMN for own in rows)
    frames = masonry([HEAD] * len(rows), rows, area / height**2)
    marks: list[Mark] = []
    regions: list[Region] = []
    for review, frame in zip(reviews, frames, strict=True):
        regions.append(Region("", frame.x, frame.y, frame.width, frame.height))
        marks += _card(review, items[review.id], frame)
    return marks, regions


def _card(review: Node, items: list[Node], frame: Frame) -> list[Mark]:
    left = frame.x - frame.width / 2
    own = ((review.id, "review", 1),)
    marks = [Mark(review.id, left + 16, frame.y - frame.height / 2 + 16, 8, "right", stated=own)]
    order = sorted(items, key=lambda item: (ITEM_KINDS.index(item.kind), item.id))
    for place, item in enumerate(order):
        line, column = divmod(place, PER_ROW)
        spot = (round(left + 16 + column * DOT, 1), frame.rows[line])
        marks.append(Mark(item.id, *spot, 4.5, "none", stated=((review.id, item.kind, 1),)))
    return marks


def _beside(themes: Picture, left: float) -> tuple[list[Mark], list[Region]]:
    """The picture of all themes, moved so that it begins at ``left``."""
    if not themes.regions:
        return [], []
    shift = left + BETWEEN / 2 - min(region.x - region.width / 2 for region in themes.regions)
    marks = [replace(mark, x=round(mark.x + shift, 1)) for mark in themes.marks]
    return marks, [replace(region, x=round(region.x + shift, 1)) for region in themes.regions]


def _agencies(learning: Learning, right: float, height: float) -> list[Mark]:
    """Agencies in columns, the ones with most parts nearest to the reviews, names on the left."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for edge in learning.edges:
        if learning.by_id[edge.target].kind == "agency":
            node = learning.by_id[edge.source]
            tallies[edge.target].add(edge.basis, learning.review_of(node), node.kind)
    order = sorted(learning.of_kind("agency"), key=lambda n: (-tallies[n.id].items, n.label, n.id))
    fit = max(1, int(height / ROW))
    marks = []
    for place, node in enumerate(order):
        column, row = divmod(place, fit)
        spot = (round(right - column * 300.0, 1), round((row - (fit - 1) / 2) * ROW, 1))
        rows = (tallies[node.id].rows("stated"), tallies[node.id].rows("suggested"))
        marks.append(Mark(node.id, *spot, 6, "left", *rows))
    return marks


def _ties(learning: Learning, there: set[str]) -> tuple[Tie, ...]:
    """Every edge but those from an item to the review whose card it stands in."""
    ties = []
    for edge in learning.edges:
        if edge.relation == "raised-in" or not {edge.source, edge.target} <= there:
            continue
        node = learning.by_id[edge.source]
        review = learning.review_of(node)
        own: Support = ((review, node.kind, 1),) if review else ()
        stated = edge.basis == "stated"
        ties.append(
            Tie(edge.source, edge.target, edge.relation, own if stated else (), () if stated else own)
        )
    return tuple(ties)

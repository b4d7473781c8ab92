"""Everything at first sight: theme groups in the middle, areas around them; each opens into what it holds."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace

from kg.present.viewer.layout.labels import box_below
from kg.present.viewer.layout.pack import pack
from kg.present.viewer.learning import ITEM_KINDS, Learning
from kg.present.viewer.names import EVERYTHING
from kg.present.viewer.picture import Mark, Picture, Tally, Tie, radius
from kg.present.viewer.pictures import every_node

TIES = 3  # for each area its groups, the strongest
MOST_AREAS = 36
READABLE = 160  # nodes besides themes


def draw(learning: Learning) -> Picture:
    """Node by node while that stays readable, else groups and areas."""
    if len(learning.of_kind("review", "agency", *ITEM_KINDS)) > READABLE:
        return _aggregate(learning)
    return replace(every_node.draw(learning), name=EVERYTHING)


def _aggregate(learning: Learning) -> Picture:
    tops = {node.group: node.id for node in learning.of_kind("theme") if not node.parent}
    groups: dict[str, Tally] = defaultdict(Tally)
    areas: dict[str, Tally] = defaultdict(Tally)
    pairs: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for node in learning.nodes:
        review = learning.review_of(node)
        if not review or node.kind == "review":
            continue
        area = learning.by_id[review].parent or review
        for edge in learning.edges_from(node.id, "about"):
            top = tops[learning.by_id[edge.target].group]
            groups[top].add(edge.basis, review, node.kind)
            areas[area].add(edge.basis, review, node.kind)
            pairs[area, top].add(edge.basis, review, node.kind)
    middle = _middle(learning, groups)
    ring = max((math.hypot(m.x / 1.4, m.y) for m in middle), default=0.0) + 190
    outer = _ring(learning, areas, ring)
    there = {mark.id for mark in outer}
    kept: dict[str, int] = defaultdict(int)
    ties = []
    for area, top in sorted(pairs, key=lambda pair: (-pairs[pair].reviews, -pairs[pair].items, pair)):
        if area in there and kept[area] < TIES:
            kept[area] += 1
            tally = pairs[area, top]
            ties.append(Tie(area, top, "raises", tally.rows("stated"), tally.rows("suggested")))
    return Picture(EVERYTHING, tuple(middle + outer), tuple(ties), left_out=len(areas) - len(outer))


def _middle(learning: Learning, groups: dict[str, Tally]) -> list[Mark]:
    order = sorted(groups, key=lambda key: (-groups[key].reviews, -groups[key].items, key))
    most = max((tally.reviews for tally in groups.values()), default=0)
    sizes = [radius(groups[key].reviews, most, 14, 40) for key in order]
    boxes = [box_below(learning.by_id[key].label, size) for key, size in zip(order, sizes, strict=True)]
    return [
        Mark(
            key,
            round(p.x, 1),
            round(p.y, 1),
            size,
            "below",
            groups[key].rows("stated"),
            groups[key].rows("suggested"),
        )
        for key, size, p in zip(order, sizes, pack(boxes, aspect=1.9), strict=True)
    ]


def _ring(learning: Learning, areas: dict[str, Tally], ring: float) -> list[Mark]:
    """Areas clockwise by name on an oval, their names outwards."""
    chosen = sorted(areas, key=lambda key: (-areas[key].reviews, key))[:MOST_AREAS]
    order = sorted(chosen, key=lambda key: (learning.by_id[key].label, key))
    most = max((areas[key].reviews for key in order), default=0)
    ring = max(ring, len(order) * 30 / math.pi)
    marks = []
    for place, key in enumerate(order):
        turn = 2 * math.pi * (place + 0.5) / len(order) - math.pi / 2
        x, y = round(1.5 * ring * math.cos(turn), 1), round(ring * math.sin(turn), 1)
        tally = areas[key]
        side = "right" if x >= 0 else "left"
        marks.append(
            Mark(
                key,
                x,
                y,
                radius(tally.reviews, most, 6, 16),
                side,
                tally.rows("stated"),
                tally.rows("suggested"),
            )
        )
    return marks

"""Every node, drawn one by one: themes in the middle, reviews with their items around them, agencies outside."""

from __future__ import annotations

import math
from collections import defaultdict

from kg.present.viewer.learning import ITEM_KINDS, Learning, Node
from kg.present.viewer.names import ALL
from kg.present.viewer.picture import Mark, Picture, Support, Tally, Tie, bounds
from kg.present.viewer.pictures import recurring_themes

_TURN = math.pi * (3 - math.sqrt(5))
DOT = 13.0  # between the items of one review


def draw(learning: Learning) -> Picture:
    middle = recurring_themes.draw_all(learning)
    items: dict[str, list[Node]] = defaultdict(list)
    for node in learning.of_kind(*ITEM_KINDS):
        items[node.parent].append(node)
    reviews = sorted(learning.of_kind("review"), key=lambda n: (n.parent, n.year or 0, n.id))
    left, _, right, bottom = bounds(middle.marks)
    ring = max(right - left, bottom * 2, 300.0) / 2
    spots = _wheel([DOT * math.sqrt(len(items[r.id]) + 3) + 26 for r in reviews], ring)
    marks = list(middle.marks)
    angles: dict[str, list[float]] = defaultdict(list)
    outside = ring
    for review, (x, y) in zip(reviews, spots, strict=True):
        marks.append(Mark(review.id, x, y, 10, stated=((review.id, "review", 1),)))
        for place, item in enumerate(items[review.id], start=3):
            reach, turn = DOT * math.sqrt(place), place * _TURN
            spot = (round(x + reach * math.cos(turn), 1), round(y + reach * math.sin(turn), 1))
            marks.append(Mark(item.id, *spot, 4.5, "none", stated=((review.id, item.kind, 1),)))
        outside = max(outside, math.hypot(x, y))
        for edge in learning.edges_from(review.id):
            angles[edge.target].append(math.atan2(y, x))
    marks += _agencies(learning, angles, outside + 170)
    there = {mark.id for mark in marks}
    return Picture(ALL, tuple(marks), _ties(learning, there))


def _wheel(sizes: list[float], ring: float) -> list[tuple[float, float]]:
    """Places for circles of these radii on rings around the middle, one ring outside the other."""
    spots: list[tuple[float, float]] = []
    rest = list(sizes)
    while rest:
        widest = max(rest)
        ring += widest
        row: list[float] = []
        length = 0.0
        while rest and length + 2 * rest[0] <= 2 * math.pi * ring:
            length += 2 * rest[0]
            row.append(rest.pop(0))
        slack = 2 * math.pi * ring / length if length else 1.0
        turn = -math.pi / 2
        for size in row:
            step = size / ring * slack
            turn += step
            spots.append((round(ring * math.cos(turn), 1), round(ring * math.sin(turn), 1)))
            turn += step
        ring += widest
    return spots


def _agencies(learning: Learning, angles: dict[str, list[float]], ring: float) -> list[Mark]:
    """Agencies on the outermost rings, each near the direction of its reviews."""

    def direction(node: Node) -> tuple[float, str]:
        found = angles.get(node.id, [])
        return (math.atan2(sum(map(math.sin, found)), sum(map(math.cos, found))), node.id)

    agencies = sorted(learning.of_kind("agency"), key=direction)
    tallies: dict[str, Tally] = defaultdict(Tally)
    for edge in learning.edges:
        node = learning.by_id[edge.source]
        if learning.by_id[edge.target].kind == "agency":
            tallies[edge.target].add(edge.basis, learning.review_of(node), node.kind)
    marks = []
    fit = max(1, int(2 * math.pi * ring / 60))
    for place, node in enumerate(agencies):
        line, slot = divmod(place, fit)
        turn = 2 * math.pi * slot / min(fit, len(agencies) - line * fit) - math.pi
        reach = ring + 70 * line
        x, y = round(reach * math.cos(turn), 1), round(reach * math.sin(turn), 1)
        tally = tallies[node.id]
        marks.append(Mark(node.id, x, y, 8, "below", tally.rows("stated"), tally.rows("suggested")))
    return marks


def _ties(learning: Learning, there: set[str]) -> tuple[Tie, ...]:
    ties = []
    for edge in learning.edges:
        if edge.source in there and edge.target in there:
            node = learning.by_id[edge.source]
            review = learning.review_of(node)
            own: Support = ((review, node.kind, 1),) if review else ()
            if edge.basis == "stated":
                ties.append(Tie(edge.source, edge.target, edge.relation, stated=own))
            else:
                ties.append(Tie(edge.source, edge.target, edge.relation, suggested=own))
    return tuple(ties)

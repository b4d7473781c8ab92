"""Who is asked to act, and on what?  A row for each agency, a dot for each recommendation, the themes on the right."""

from __future__ import annotations

from collections import defaultdict

from kg.present.viewer.layout.columns import spread
from kg.present.viewer.learning import Learning, Node
from kg.present.viewer.names import WHO_IS_ASKED
from kg.present.viewer.picture import Mark, Picture, Tally, Tie, radius

MOST_ROWS = 26
MOST_DOTS = 220
PER_LINE = 14
DOT = 24.0
ROW = 32.0
THEMES_AT = 60 + (PER_LINE + 6) * DOT


def draw(learning: Learning) -> Picture:
    asked: dict[str, list[Node]] = defaultdict(list)
    for item in learning.of_kind("recommendation"):
        for edge in learning.edges_from(item.id, "asked"):
            asked[edge.target].append(item)
    order = sorted(asked, key=lambda key: (-len(asked[key]), learning.by_id[key].label, key))
    marks, ties, height = _rows(asked, order[:MOST_ROWS])
    drawn = {tie.target for tie in ties}
    themes, lines = _themes(learning, drawn, height)
    every = {item.id for items in asked.values() for item in items}
    return Picture(
        WHO_IS_ASKED,
        tuple(marks + themes),
        tuple(ties + lines),
        left_out=len(order[MOST_ROWS:]) + len(every - drawn),
        across=True,
    )


def _rows(asked: dict[str, list[Node]], shown: list[str]) -> tuple[list[Mark], list[Tie], float]:
    """Agencies down the left; a recommendation stands in the row of the first agency that it asks."""
    most = max((len(asked[key]) for key in shown), default=0)
    marks: list[Mark] = []
    ties: list[Tie] = []
    drawn: set[str] = set()
    y = 0.0
    for agency in shown:
        tally = Tally()
        fresh: list[Node] = []
        for item in asked[agency]:
            tally.add("stated", item.parent, item.kind)
            if item.id not in drawn and len(drawn) < MOST_DOTS:
                drawn.add(item.id)
                fresh.append(item)
            if item.id in drawn:
                ties.append(Tie(agency, item.id, "asked", stated=((item.parent, item.kind, 1),)))
        size = radius(len(asked[agency]), most, 6, 14)
        marks.append(Mark(agency, 0, y, size, "left", stated=tally.rows("stated")))
        for place, item in enumerate(fresh):
            line, column = divmod(place, PER_LINE)
            spot = (60 + column * DOT, y + line * DOT)
            marks.append(Mark(item.id, *spot, 8, "none", stated=((item.parent, item.kind, 1),)))
        y += ROW + DOT * (max(0, len(fresh) - 1) // PER_LINE)
    return marks, ties, y


def _themes(learning: Learning, items: set[str], height: float) -> tuple[list[Mark], list[Tie]]:
    """The themes that these recommendations are most often about."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    lines: list[Tie] = []
    for item in sorted(items):
        node = learning.by_id[item]
        for edge in learning.edges_from(item, "about"):
            tallies[edge.target].add(edge.basis, node.parent, node.kind)
            own = ((node.parent, node.kind, 1),)
            stated = edge.basis == "stated"
            lines.append(Tie(item, edge.target, "about", own if stated else (), () if stated else own))
    order = sorted(tallies, key=lambda key: (-tallies[key].items, learning.by_id[key].label))[:MOST_ROWS]
    most = max((tallies[key].items for key in order), default=0)
    marks = []
    for key, y in zip(order, spread(len(order), height), strict=True):
        rows = (tallies[key].rows("stated"), tallies[key].rows("suggested"))
        size = radius(tallies[key].items, most, 5, 13)
        marks.append(Mark(key, THEMES_AT, y + height / 2 - ROW / 2, size, "right", *rows))
    return marks, [line for line in lines if line.target in set(order)]

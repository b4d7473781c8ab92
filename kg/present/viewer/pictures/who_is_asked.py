"""Who is asked to do what?  A row for each agency, a dot for each recommendation that asks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from kg.present.viewer.learning import Learning, Node
from kg.present.viewer.picture import Mark, Picture, Tally, Tie, radius

NAME = "who-is-asked"
MOST_ROWS = 40
MOST_DOTS = 240
PER_LINE = 16
DOT = 22.0
ROW = 34.0


def draw(learning: Learning) -> Picture:
    asked: dict[str, list[Node]] = defaultdict(list)
    for item in learning.of_kind("recommendation"):
        for edge in learning.edges_from(item.id, "asked"):
            asked[edge.target].append(item)
    order = sorted(asked, key=lambda key: (-len(asked[key]), learning.by_id[key].label))
    shown = order[:MOST_ROWS]
    most = max((len(asked[key]) for key in shown), default=0)
    marks: list[Mark] = []
    ties: list[Tie] = []
    drawn: set[str] = set()
    y = 0.0
    for agency in shown:
        tally = Tally()
        fresh = []
        for item in sorted(asked[agency], key=_order(learning)):
            tally.add("stated", item.parent, item.kind)
            own = ((item.parent, item.kind, 1),)
            ties.append(Tie(agency, item.id, "asked", stated=own))
            if item.id not in drawn and len(drawn) < MOST_DOTS:
                drawn.add(item.id)
                fresh.append(item)
        marks.append(Mark(agency, 0, y, radius(len(asked[agency]), most, 6, 15), "left", stated=tally.rows("stated")))
        for place, item in enumerate(fresh):
            line, column = divmod(place, PER_LINE)
            own = ((item.parent, item.kind, 1),)
            marks.append(Mark(item.id, 50 + column * DOT, y + line * DOT, 7.5, "none", stated=own))
        y += ROW + DOT * (max(0, len(fresh) - 1) // PER_LINE)
    return Picture(
        NAME,
        tuple(marks),
        tuple(tie for tie in ties if tie.target in drawn),
        left_out=len(order) - len(shown) + len({i.id for key in order for i in asked[key]} - drawn),
    )


def _order(learning: Learning) -> Callable[[Node], tuple[str, str]]:
    """Dots of one theme group stand together."""

    def key(item: Node) -> tuple[str, str]:
        themes = learning.edges_from(item.id, "about")
        return (learning.by_id[themes[0].target].group if themes else "~", item.id)

    return key

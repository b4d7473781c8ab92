"""Which themes recur?  A map: themes sized by reviews, gathered by group, tied where one item raises both."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from kg.present.viewer.layout.labels import box_below
from kg.present.viewer.layout.pack import Box, Placed, extent, pack
from kg.present.viewer.learning import Learning, Node
from kg.present.viewer.picture import Mark, Picture, Region, Tally, Tie, radius

NAME = "recurring-themes"
TITLE_HEIGHT = 26.0
MARGIN = 9.0
READABLE = 42  # themes that keep their names legible on a laptop's screen
ALL = "all-themes"


def theme_tallies(learning: Learning) -> dict[str, Tally]:
    """What each theme rests on, for themes that any learning item raises."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for node in learning.nodes:
        review = learning.review_of(node)
        if review and node.kind != "review":
            for edge in learning.edges_from(node.id, "about"):
                tallies[edge.target].add(edge.basis, review, node.kind)
    return dict(tallies)


def draw(learning: Learning) -> Picture:
    """The themes that recur most, as many as stay readable; themes raised once only where there are few others."""
    tallies = theme_tallies(learning)
    ranked = _ranked(learning, tallies)
    recurring = [theme for theme in ranked if tallies[theme.id].reviews > 1]
    shown = (recurring if len(recurring) >= READABLE // 3 else ranked)[:READABLE]
    return _picture(NAME, learning, tallies, shown, partners=1, left_out=len(ranked) - len(shown))


def draw_all(learning: Learning) -> Picture:
    """Every theme that any review raises."""
    tallies = theme_tallies(learning)
    return _picture(ALL, learning, tallies, _ranked(learning, tallies), partners=2, left_out=0)


def _ranked(learning: Learning, tallies: dict[str, Tally]) -> list[Node]:
    return sorted(
        (learning.by_id[key] for key in tallies),
        key=lambda node: (-tallies[node.id].reviews, -tallies[node.id].items, node.label),
    )


def _picture(
    name: str, learning: Learning, tallies: dict[str, Tally], themes: list[Node], partners: int, left_out: int
) -> Picture:
    sizes = theme_sizes(tallies)
    groups: dict[str, list[Node]] = defaultdict(list)
    for theme in themes:
        groups[theme.group].append(theme)
    spots, regions = _map(groups, sizes, _titles(learning))
    marks = tuple(
        Mark(
            theme.id,
            *spots[theme.id],
            sizes[theme.id],
            stated=tallies[theme.id].rows("stated"),
            suggested=tallies[theme.id].rows("suggested"),
        )
        for theme in themes
    )
    return Picture(name, marks, _ties(learning, {theme.id for theme in themes}, partners), regions, left_out)


def theme_sizes(tallies: dict[str, Tally]) -> dict[str, float]:
    """Radii by reviews; by items while only one review is held, since all would look alike."""
    most_reviews = max((tally.reviews for tally in tallies.values()), default=0)
    counts = {key: tally.reviews if most_reviews > 1 else tally.items for key, tally in tallies.items()}
    most = max(counts.values(), default=0)
    return {key: radius(count, most) for key, count in counts.items()}


def _titles(learning: Learning) -> dict[str, str]:
    return {node.group: node.label for node in learning.of_kind("theme") if not node.parent}


def _map(
    groups: dict[str, list[Node]], sizes: dict[str, float], titles: dict[str, str]
) -> tuple[dict[str, tuple[float, float]], tuple[Region, ...]]:
    """Pack themes within their group, then the groups, the weightiest in the middle."""
    inner: dict[str, list[Placed]] = {}
    for group, themes in groups.items():
        inner[group] = pack([box_below(theme.label, sizes[theme.id]) for theme in themes], aspect=1.5, step=5)
    order = sorted(groups, key=lambda group: (-sum(sizes[t.id] ** 2 for t in groups[group]), group))
    frames = {group: extent(inner[group]) for group in order}
    outer = pack(
        [_framed(frames[group], titles.get(group, group)) for group in order], aspect=2.0, step=7
    )
    spots: dict[str, tuple[float, float]] = {}
    regions: list[Region] = []
    for group, place in zip(order, outer, strict=True):
        regions.append(
            Region(
                titles.get(group, group),
                round(place.x, 1),
                round(place.y, 1),
                round(place.width - MARGIN, 1),
                round(place.height - MARGIN, 1),
                group,
            )
        )
        for theme, box in zip(groups[group], inner[group], strict=True):
            x = place.x + box.x - frames[group].x
            top = place.y + TITLE_HEIGHT / 2 + box.y - frames[group].y - box.height / 2
            spots[theme.id] = (round(x, 1), round(top + sizes[theme.id] + 4, 1))
    return spots, tuple(regions)


def _framed(frame: Placed, title: str) -> Box:
    return Box(max(frame.width, len(title) * 8.5) + 3 * MARGIN, frame.height + TITLE_HEIGHT + 2 * MARGIN)


def _ties(learning: Learning, shown: set[str], partners: int) -> tuple[Tie, ...]:
    """Pairs of themes raised by one item: for each theme its strongest partners."""
    pairs: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for node in learning.nodes:
        review = learning.review_of(node)
        if not review or node.kind == "review":
            continue
        bases = {edge.target: edge.basis for edge in learning.edges_from(node.id, "about") if edge.target in shown}
        for one, other in combinations(sorted(bases), 2):
            both_stated = bases[one] == bases[other] == "stated"
            pairs[one, other].add("stated" if both_stated else "suggested", review, node.kind)
    ranked = sorted(pairs, key=lambda pair: (-pairs[pair].reviews, -pairs[pair].items, pair))
    kept: dict[str, int] = defaultdict(int)
    ties = []
    for one, other in ranked:
        if kept[one] < partners or kept[other] < partners:
            kept[one] += 1
            kept[other] += 1
            tally = pairs[one, other]
            ties.append(Tie(one, other, "raised-together", tally.rows("stated"), tally.rows("suggested")))
    return tuple(ties)

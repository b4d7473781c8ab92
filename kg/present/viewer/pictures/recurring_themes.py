"""Which themes recur?  A map: themes sized by reviews, gathered by group, tied where one item raises both."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from kg.present.viewer.layout.labels import wrap
from kg.present.viewer.layout.masonry import masonry
from kg.present.viewer.learning import ITEM_KINDS, Learning, Node
from kg.present.viewer.names import ALL_THEMES, RECURRING_THEMES
from kg.present.viewer.picture import Mark, Picture, Region, Tally, Tie, radius

NAME_WIDTH = 22  # characters of a theme's name in a line, of at most three
TITLE_WIDTH = 25  # of a group's
INSET = 10.0
ASPECT = 2.15  # of the stage on a laptop
READABLE = 36  # themes that keep their names legible on a laptop's screen
FINDINGS = ("finding", "point")  # a theme recurs when findings or their points raise it, as in `kg themes`


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a map shows: themes, the kinds of item that count, the shape, and how many themes it leaves out."""

    themes: list[Node]
    kinds: tuple[str, ...]
    aspect: float
    left_out: int = 0


def theme_tallies(learning: Learning, kinds: tuple[str, ...] = ITEM_KINDS) -> dict[str, Tally]:
    """What each theme rests on, for themes that any learning item of these kinds raises."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for node in learning.of_kind(*kinds):
        for edge in learning.edges_from(node.id, "about"):
            tallies[edge.target].add(edge.basis, node.parent, node.kind)
    return dict(tallies)


def draw(learning: Learning) -> Picture:
    """The themes that recur most, as many as stay readable; themes raised once only where there are few others."""
    tallies = theme_tallies(learning, FINDINGS)
    ranked = _ranked(learning, tallies)
    recurring = [theme for theme in ranked if tallies[theme.id].reviews > 1]
    shown = (recurring if len(recurring) >= READABLE // 3 else ranked)[:READABLE]
    choice = _Choice(shown, FINDINGS, ASPECT, len(ranked) - len(shown))
    return _picture(RECURRING_THEMES, learning, tallies, choice)


def draw_all(learning: Learning, aspect: float = ASPECT) -> Picture:
    """Every theme that any learning raises."""
    tallies = theme_tallies(learning)
    choice = _Choice(_ranked(learning, tallies), ITEM_KINDS, aspect)
    return _picture(ALL_THEMES, learning, tallies, choice)


def _ranked(learning: Learning, tallies: dict[str, Tally]) -> list[Node]:
    return sorted(
        (learning.by_id[key] for key in tallies),
        key=lambda node: _rank(tallies[node.id], node),
    )


def _rank(tally: Tally, node: Node) -> tuple[int, int, int, str]:
    return (-tally.stated, -tally.reviews, -tally.items, node.label)


def _picture(name: str, learning: Learning, tallies: dict[str, Tally], choice: _Choice) -> Picture:
    sizes = theme_sizes(tallies)
    groups: dict[str, list[Node]] = defaultdict(list)
    for theme in choice.themes:
        groups[theme.group].append(theme)
    spots, regions = _map(groups, sizes, _titles(learning), choice.aspect)
    marks = tuple(
        Mark(
            theme.id,
            *spots[theme.id],
            sizes[theme.id],
            "beside",
            stated=tallies[theme.id].rows("stated"),
            suggested=tallies[theme.id].rows("suggested"),
        )
        for theme in choice.themes
    )
    ties = _ties(learning, {theme.id for theme in choice.themes}, choice.kinds)
    return Picture(name, marks, ties, regions, choice.left_out)


def theme_sizes(tallies: dict[str, Tally]) -> dict[str, float]:
    """Radii by reviews; by items while only one review is held, since all would look alike."""
    most_reviews = max((tally.reviews for tally in tallies.values()), default=0)
    counts = {key: tally.reviews if most_reviews > 1 else tally.items for key, tally in tallies.items()}
    most = max(counts.values(), default=0)
    return {key: radius(count, most, 6, 25) for key, count in counts.items()}


def _titles(learning: Learning) -> dict[str, str]:
    return {node.group: node.label for node in learning.of_kind("theme") if not node.parent}


def _map(
    groups: dict[str, list[Node]], sizes: dict[str, float], titles: dict[str, str], aspect: float
) -> tuple[dict[str, tuple[float, float]], tuple[Region, ...]]:
    """A frame for each group, the fullest first, with its themes from the most raised down."""
    order = sorted(groups, key=lambda group: (-len(groups[group]), -sizes[groups[group][0].id], group))
    heads = [18.0 + 17 * len(wrap(titles.get(group, group), TITLE_WIDTH)) for group in order]
    rows = [[_row(theme, sizes[theme.id]) for theme in groups[group]] for group in order]
    spots: dict[str, tuple[float, float]] = {}
    regions: list[Region] = []
    for group, frame in zip(order, masonry(heads, rows, aspect), strict=True):
        regions.append(Region(titles.get(group, group), frame.x, frame.y, frame.width, frame.height, group))
        widest = max(sizes[theme.id] for theme in groups[group])
        for theme, y in zip(groups[group], frame.rows, strict=True):
            spots[theme.id] = (round(frame.x - frame.width / 2 + INSET + widest, 1), y)
    return spots, tuple(regions)


def _row(theme: Node, size: float) -> float:
    """The height of a mark with its name beside it."""
    return max(2 * size, 15.6 * len(wrap(theme.label, NAME_WIDTH)) + 3) + 7


def _ties(learning: Learning, shown: set[str], kinds: tuple[str, ...]) -> tuple[Tie, ...]:
    """Pairs of themes raised by one item: for each theme its strongest partner."""
    pairs: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for node in learning.of_kind(*kinds):
        bases = {
            edge.target: edge.basis for edge in learning.edges_from(node.id, "about") if edge.target in shown
        }
        for one, other in combinations(sorted(bases), 2):
            both_stated = bases[one] == bases[other] == "stated"
            pairs[one, other].add("stated" if both_stated else "suggested", node.parent, node.kind)
    ranked = sorted(pairs, key=lambda pair: (-pairs[pair].reviews, -pairs[pair].items, pair))
    kept: set[str] = set()
    ties = []
    for one, other in ranked:
        if one not in kept or other not in kept:
            kept |= {one, other}
            tally = pairs[one, other]
            ties.append(Tie(one, other, "raised-together", tally.rows("stated"), tally.rows("suggested")))
    return tuple(ties)

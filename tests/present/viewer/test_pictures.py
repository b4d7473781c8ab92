"""Pictures: what they count, that labels have room, and that the same graph gives the same picture."""

from __future__ import annotations

from itertools import combinations

import pytest

from kg.present.viewer.layout.masonry import masonry
from kg.present.viewer.layout.pack import Box, pack
from kg.present.viewer.learning import Edge, Learning, Node
from kg.present.viewer.picture import Picture, radius
from kg.present.viewer.pictures import draw_all, every_node, lineage, recurring_themes, who_is_asked
from tests.present.viewer.learnings import corpus


def test_sizes_grow_by_area() -> None:
    assert radius(1, 4, 0, 20) == 10
    assert radius(4, 4, 0, 20) == 20
    assert radius(0, 0) > 0


def test_packed_boxes_stay_clear_of_each_other() -> None:
    placed = pack([Box(40 + 7 * (n % 5), 20 + 3 * (n % 4)) for n in range(40)])
    assert all(one.clear_of(other) for one, other in combinations(placed, 2))
    assert placed[0].x == placed[0].y == 0


def test_masonry_frames_do_not_overlap_and_come_near_the_wished_shape() -> None:
    rows = [[30.0] * (1 + n % 6) for n in range(13)]
    frames = masonry([40.0] * 13, rows, aspect=2.0)
    for one, other in combinations(frames, 2):
        apart = abs(one.x - other.x) * 2 >= one.width + other.width
        assert apart or abs(one.y - other.y) * 2 >= one.height + other.height
    wide = max(f.x + f.width / 2 for f in frames) - min(f.x - f.width / 2 for f in frames)
    tall = max(f.y + f.height / 2 for f in frames) - min(f.y - f.height / 2 for f in frames)
    assert 1.2 < wide / tall < 3.2
    assert masonry([], [], 2) == []


@pytest.mark.parametrize("learning", [corpus(), corpus(1), corpus(60), Learning.of((), ())])
def test_every_picture_has_its_marks_once_and_ties_between_them(learning: Learning) -> None:
    for picture in draw_all(learning):
        ids = [mark.id for mark in picture.marks]
        assert len(ids) == len(set(ids)), picture.name
        assert {end for tie in picture.ties for end in (tie.source, tie.target)} <= set(ids)
        assert all(mark.size > 0 for mark in picture.marks)


@pytest.mark.parametrize("picture", draw_all(corpus(60)), ids=lambda p: p.name)
def test_no_two_marks_share_a_place(picture: Picture) -> None:
    places = [(mark.x, mark.y) for mark in picture.marks]
    assert len(places) == len(set(places))


def test_first_pictures_stay_readable_however_large_the_graph() -> None:
    pictures = {picture.name: picture for picture in draw_all(corpus(400))}
    for name in ("recurring-themes", "reviews-and-themes", "lineage", "who-is-asked", "everything"):
        assert len(pictures[name].marks) <= 300, name
    assert len(pictures["all"].marks) > 4000


def test_recurring_themes_count_findings_and_points_stated_apart_from_suggested() -> None:
    nodes = [
        Node("theme/t", "theme", "T", group="t"),
        *(Node(f"review/{n}", "review", n) for n in "abc"),
        Node("item/a1", "finding", "F", parent="review/a"),
        Node("item/b1", "point", "P", parent="review/b"),
        Node("item/c1", "recommendation", "R", parent="review/c"),
    ]
    edges = [
        Edge("item/a1", "theme/t", "about", "stated"),
        Edge("item/b1", "theme/t", "about", "suggested"),
        Edge("item/c1", "theme/t", "about", "stated"),
    ]
    (mark,) = recurring_themes.draw(Learning.of(nodes, edges)).marks
    assert mark.stated == (("review/a", "finding", 1),)
    assert mark.suggested == (("review/b", "point", 1),)


def test_lineage_runs_from_early_to_late() -> None:
    learning = corpus(20)
    spots = {mark.id: mark.x for mark in lineage.draw_all(learning).marks}
    years = sorted(
        (node.year or 0, spots[node.id]) for node in learning.of_kind("review") if node.id in spots
    )
    assert [x for _, x in years] == sorted(x for _, x in years)


def test_who_is_asked_puts_the_most_asked_first() -> None:
    learning = corpus(20)
    picture = who_is_asked.draw(learning)
    asked = [mark for mark in picture.marks if mark.id.startswith("agency/")]
    counts = [sum(count for _, _, count in mark.stated) for mark in sorted(asked, key=lambda m: m.y)]
    assert counts == sorted(counts, reverse=True)


def test_an_item_stands_in_its_reviews_card() -> None:
    picture = every_node.draw(corpus(5))
    spots = {mark.id: (mark.x, mark.y) for mark in picture.marks}
    item = next(mark for mark in picture.marks if mark.id.startswith("item/"))
    review = "review/" + item.id[5:].partition("--")[0]
    assert abs(spots[review][0] - item.x) < 220
    assert 0 < item.y - spots[review][1] < 80


def test_order_of_input_does_not_matter() -> None:
    learning = corpus()
    turned = Learning.of(reversed(learning.nodes), reversed(learning.edges))
    assert draw_all(learning) == draw_all(turned)

"""Each analysis on the small corpus with known answers."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.insight.analyses import analyse, tags_by_tier
from kg.insight.comparison import area_with_rest, in_common
from kg.insight.cooccurrence import pairs
from kg.insight.evidence import Evidence, Tag
from kg.insight.gaps import gaps, nobody_asked
from kg.insight.lineage import Step, chains, stated_steps, suggested_steps
from kg.insight.novelty import first_seen, news
from kg.insight.recurrence import recurrence, recurrences, with_narrower
from kg.insight.returned import returns
from kg.insight.roles import agencies_of_theme
from kg.insight.trend import Direction, trend
from kg.model import ItemKind
from tests.insight.reviews import A1, B1, A, B, C, D, corpus, item, review, tag


def test_recurrence_counts_reviews_whose_findings_raise_a_theme() -> None:
    rows = recurrences(corpus())
    assert [(r.theme.slug, r.reviews.stated.value, r.reviews.suggested.value) for r in rows] == [
        ("men", 2, 0),
        ("sharing", 1, 1),
        ("records", 1, 0),
    ]
    men = rows[0]
    assert men.reviews.stated.of == 4, "reviews only named are not in the denominator"
    assert (men.anywhere.stated.value, men.praised.stated.value, men.seen) == (3, 1, (2015, 2018))


def test_no_record_is_behind_the_figures_of_both_tiers() -> None:
    seen = 0
    for row in recurrences(corpus()):
        for count in (row.reviews, row.anywhere, row.items, row.praised, *(c for _, c in row.groups)):
            assert all(isinstance(r, Tag) and r.stated for r in count.stated.records)
            assert all(isinstance(r, Tag) and not r.stated for r in count.suggested.records)
            seen += count.suggested.value
    assert seen


def test_shares_and_changes_rest_on_what_is_stated() -> None:
    reviews = [review(f"r{n}", "North", 2010 + n % 10) for n in range(60)]
    items = [item("f1", one, ItemKind.FINDING) for one in reviews]
    late = [one for one, of in zip(items, reviews, strict=True) if (of.year or 0) >= 2016]
    guessed = tuple(tag(one, "men", stated=False) for one in late)
    evidence = Evidence(tuple(reviews), corpus().themes, tuple(items), guessed)
    row = recurrence(evidence, evidence.theme["men"])
    assert (row.reviews.stated.value, row.reviews.suggested.value, row.seen) == (0, 24, ())
    assert trend(row).direction is Direction.STEADY


def test_a_theme_nobody_mentions_is_nought_of_all() -> None:
    evidence = corpus()
    row = recurrence(evidence, evidence.theme["unseen"])
    assert (row.reviews.none, row.reviews.stated.of, row.seen, row.areas) == (True, 4, (), ())


def test_narrower_themes_count_with_the_broader_one() -> None:
    evidence = corpus()
    assert with_narrower(evidence, evidence.theme["sharing"]).stated.value == 2


def test_only_stated_themes_pair() -> None:
    found = pairs(corpus())
    assert [(pair.first, pair.second, pair.together.value) for pair in found] == [("men", "sharing", 1)]
    assert not found[0].beyond_chance


def test_pairs_beyond_chance_allow_for_all_that_were_looked_at() -> None:
    evidence = corpus()
    many = [item(f"x{n}", A, ItemKind.FINDING) for n in range(40)]
    joined = [tag(one, slug) for one in many[:12] for slug in ("men", "records")]
    apart = [tag(one, "sharing") for one in many[12:]]
    found = pairs(replace(evidence, items=(*evidence.items, *many), tags=(*joined, *apart)))
    assert [(pair.first, pair.second, pair.beyond_chance) for pair in found] == [("men", "records", True)]


def test_stated_descent_and_its_nearest_finding() -> None:
    evidence = corpus()
    steps = stated_steps(evidence)
    assert [(s.later, s.earlier, s.finding, s.stated) for s in steps] == [(B1.iri, A.iri, A1.iri, True)]
    assert [len(chain.steps) for chain in chains(evidence, steps)] == [1]


def _step(later: int, earlier: int) -> Step:
    return Step(f"n{later:03}", f"r{earlier:03}", f"n{earlier:03}", None)


def _every_way(steps: set[tuple[int, int]], node: int) -> list[list[int]]:
    onward = [way for one, far in sorted(steps) if one == node for way in _every_way(steps, far)]
    return [[node], *([node, *way] for way in onward)]


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] > pair[1])))
def test_a_chain_is_the_first_of_the_longest_ways(pairs: set[tuple[int, int]]) -> None:
    found = chains(Evidence(()), tuple(_step(*pair) for pair in pairs))
    starts = {later for later, _ in pairs} - {earlier for _, earlier in pairs}
    longest = {start: max(_every_way(pairs, start), key=len) for start in sorted(starts)}
    assert {
        int(chain.steps[0].later[1:]): [int(step.later[1:]) for step in chain.steps]
        + [int(str(chain.steps[-1].finding)[1:])]
        for chain in found
    } == longest


def test_very_many_ways_are_not_walked_one_by_one() -> None:
    """Sixty years in which each of three findings repeats all three of the year before: 3 to the 60th ways."""
    steps = [_step(a, b) for year in range(60) for a in range(3 * year + 3, 3 * year + 6) for b in range(3 * year, 3 * year + 3)]  # fmt: skip
    assert {len(chain.steps) for chain in chains(Evidence(()), tuple(steps))} == {60}


def test_a_way_ends_where_it_would_go_round() -> None:
    found = chains(Evidence(()), (_step(9, 1), _step(1, 2), _step(2, 1)))
    assert [[step.later for step in chain.steps] for chain in found] == [["n009", "n001"]]


def test_likeness_is_suggested_only_where_no_link_says_so() -> None:
    evidence = corpus()
    assert list(suggested_steps(evidence)) == []
    unlinked = replace(evidence, links=())
    assert [(s.later, s.finding, s.stated) for s in suggested_steps(unlinked)] == [(B1.iri, A1.iri, False)]


def test_learning_comes_back_only_after_a_recommendation_in_the_same_area() -> None:
    found = returns(corpus())
    assert [(r.area, r.theme.slug, r.asked_in, r.found_in, r.stated, r.reviews.value) for r in found] == [
        ("North", "men", 2015, (2018,), True, 1)
    ]


def test_new_means_never_before_and_not_of_unknown_year() -> None:
    evidence = corpus()
    assert [seen.theme.slug for seen in first_seen(evidence, 2019)] == ["records"]
    assert first_seen(evidence, 2015) == (), "nothing is new when there is nothing before"
    found = news(evidence, C)
    assert (found.before, [t.slug for t, _ in found.new], [t.slug for t, _ in found.known]) == (
        2,
        ["records"],
        ["men", "sharing"],
    )
    assert news(evidence, D).new == ()


def test_gaps_are_in_three_states() -> None:
    rows = {gap.name: gap for gap in gaps(corpus())}
    assert (rows["recommendation"].none.value, rows["recommendation"].none.of) == (1, 1)
    assert nobody_asked(corpus()).value == 0


def test_roles_are_told_apart() -> None:
    rows = agencies_of_theme(corpus(), "men")
    assert [(row.label, [figure.value for figure in row.roles]) for row in rows] == [
        ("X Trust", [0, 0, 0, 1])
    ]


def test_a_trend_needs_reviews_on_both_sides() -> None:
    evidence = corpus()
    assert trend(recurrence(evidence, evidence.theme["men"])).direction is Direction.TOO_FEW


def test_a_sharp_change_is_found_and_dated() -> None:
    reviews = [review(f"r{n}", "North", 2010 + n % 10) for n in range(60)]
    items = [item("f1", one, ItemKind.FINDING) for one in reviews]
    late = [tag(one, "men") for one, of in zip(items, reviews, strict=True) if (of.year or 0) >= 2016]
    evidence = Evidence(tuple(reviews), corpus().themes, tuple(items), tuple(late))
    found = trend(recurrence(evidence, evidence.theme["men"]))
    assert (found.direction, found.year) == (Direction.RISE, 2016)
    assert found.before is not None
    assert (found.before.value, found.before.of) == (0, 36)


def test_area_with_rest_says_too_few() -> None:
    rows = area_with_rest(corpus(), "North", "north")
    assert rows[0].theme.slug == "men"
    assert (rows[0].here.stated.value, rows[0].elsewhere.stated.value, rows[0].adjusted) == (2, 1, None)


def test_what_two_reviews_share() -> None:
    common = in_common(corpus(), A.iri, C.iri)
    assert [theme.slug for theme in common.both_stated] == ["men"]
    assert [theme.slug for theme in common.both_suggested] == ["sharing"]
    assert [(theme.slug, stated) for theme, stated in common.only_second] == [("records", True)]


def test_the_whole_is_the_same_every_time_and_whatever_the_order() -> None:
    evidence = corpus()
    turned = replace(evidence, tags=tuple(reversed(evidence.tags)), items=tuple(reversed(evidence.items)))
    first, second = analyse(evidence), analyse(turned)
    assert [r.theme.slug for r in first.recurrences] == [r.theme.slug for r in second.recurrences]
    assert [(p.first, p.second, p.adjusted) for p in first.pairs] == [
        (p.first, p.second, p.adjusted) for p in second.pairs
    ]
    assert first.chains == second.chains


def test_one_review_only_breaks_nothing() -> None:
    evidence = corpus()
    alone = replace(evidence, reviews=(B,), items=(B1,), tags=(tag(B1, "men"),), links=(), parts=())
    found = analyse(alone)
    assert (found.new, found.returns, found.landscape) == ((), (), None)
    tags = tags_by_tier(alone)
    assert (tags.stated.value, tags.suggested.value) == (1, 0)

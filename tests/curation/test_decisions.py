"""A person's decision wins, lasts, is found again in a changed text, and is told when it cannot be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.curation.applying import apply
from kg.curation.decisions import Action, Decision, signature
from kg.curation.files import read_decisions, write_decisions
from kg.errors import CurationError
from kg.model import Item, Tagger, Understanding
from tests.gold import kirklees

FIRST = "kirklees-child-e--finding-1"


@pytest.fixture(scope="module")
def understood() -> Understanding:
    return kirklees()


def _item(understanding: Understanding, key: str) -> Item:
    return next(item for item in understanding.reviews[0].items if item.key == key)


def _decide(action: Action, theme: str = "", **more: str) -> Decision:
    words = _item(kirklees(), "finding-1").text
    return Decision(
        **{"item": FIRST, "words": words, "by": "Jane Roe", "on": "2026-11-29", **more},
        action=action,
        theme=theme,
    )


def test_reject_and_add_win_over_the_machine(understood: Understanding) -> None:
    had = {tag.theme for tag in _item(understood, "finding-1").themes}
    gone = sorted(had)[0]
    decided, unplaced = apply(
        understood, [_decide(Action.REJECT, gone), _decide(Action.ADD, "drift-and-delay")]
    )
    tags = _item(decided, "finding-1").themes
    assert {tag.theme for tag in tags} == had - {gone} | {"drift-and-delay"}
    added = next(tag for tag in tags if tag.theme == "drift-and-delay")
    assert added.tagger is Tagger.PERSON
    assert added.reason == "Added by Jane Roe on 2026-11-29."
    assert added.quote.exact == understood.document.words(added.quote.span)
    assert not unplaced


def test_primary_is_one(understood: Understanding) -> None:
    decided, _ = apply(understood, [_decide(Action.PRIMARY, "post-separation-abuse")])
    primary = [tag.theme for tag in _item(decided, "finding-1").themes if tag.strength == "primary"]
    assert primary == ["post-separation-abuse"]


def test_drop_takes_the_points_along(understood: Understanding) -> None:
    decided, _ = apply(understood, [_decide(Action.DROP)])
    assert not [i for i in decided.reviews[0].items if i.key == "finding-1" or i.parent == "finding-1"]


def test_reword_keeps_the_quotation(understood: Understanding) -> None:
    decided, _ = apply(understood, [_decide(Action.REWORD, value="Understanding of domestic abuse is poor")])
    item = _item(decided, "finding-1")
    assert item.text == "Understanding of domestic abuse is poor"
    assert item.quote == _item(understood, "finding-1").quote


def test_a_new_item_rests_on_exact_words(understood: Understanding) -> None:
    words = "The death was suspected to be an overlay"
    new = Decision(
        "kirklees-child-e", Action.NEW, "safer-sleeping", words, "finding", "Jane Roe", "2026-11-29"
    )
    decided, unplaced = apply(understood, [new, replace(new, words="These words stand nowhere in it")])
    added = decided.reviews[0].items[-1]
    assert added.quote.exact == words
    assert [tag.theme for tag in added.themes] == ["safer-sleeping"]
    assert [one.why for one in unplaced] == ["its words are not in the document"]


def test_merged_agencies_are_one(understood: Understanding) -> None:
    merge = Decision("locala", Action.MERGE, value="cafcass", by="Jane Roe")
    decided, _ = apply(understood, [merge])
    keys = [agency.key for agency in decided.reviews[0].agencies]
    assert "locala" not in keys
    assert keys.count("cafcass") == 1


def test_a_decision_finds_its_item_under_another_name(understood: Understanding) -> None:
    review = understood.reviews[0]
    renamed = tuple(
        replace(item, key="finding-9", number="9") if item.key == "finding-1" else item
        for item in review.items
    )
    moved = replace(understood, reviews=(replace(review, items=renamed),))
    decided, unplaced = apply(moved, [_decide(Action.ADD, "drift-and-delay")])
    assert not unplaced
    assert "drift-and-delay" in {tag.theme for tag in _item(decided, "finding-9").themes}


def test_another_item_under_the_old_name_is_left_alone(understood: Understanding) -> None:
    review = understood.reviews[0]
    items = tuple(
        replace(i, text="Quite another matter altogether") if i.key == "finding-1" else i
        for i in review.items
    )
    decided, unplaced = apply(
        replace(understood, reviews=(replace(review, items=items),)), [_decide(Action.ADD, "drift-and-delay")]
    )
    assert [one.why for one in unplaced] == ["its words are now about something else"]
    assert "drift-and-delay" not in {tag.theme for tag in _item(decided, "finding-1").themes}


def test_a_blind_coding_changes_nothing(understood: Understanding) -> None:
    decided, unplaced = apply(understood, [_decide(Action.CODE, "drift-and-delay", value="primary")])
    assert decided == understood
    assert not unplaced


def test_turtle_round_trip_is_sorted_and_stable(tmp_path: Path) -> None:
    decisions = (
        _decide(Action.REJECT, "domestic-abuse", note='She said "no"\nand = meant it'),
        _decide(Action.ADD, "drift-and-delay"),
        Decision("locala", Action.MERGE, value="cafcass", by="Jane Roe", on="2026-11-29"),
        Decision(
            "kirklees-child-e", Action.NEW, "safer-sleeping", "Ten words or more here", "finding", "Jane Roe"
        ),
    )
    write_decisions(tmp_path, decisions)
    assert read_decisions(tmp_path) == tuple(sorted(decisions))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write_decisions(tmp_path, reversed(decisions))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert set(before) == {"agencies.ttl", "kirklees-child-e.ttl"}


def test_signature_changes_with_any_decision() -> None:
    one = _decide(Action.ADD, "drift-and-delay")
    assert signature((one,)) != signature((replace(one, note="x"),)) != signature(())


def test_broken_turtle_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("<a> <b> .")
    with pytest.raises(CurationError, match=r"x\.ttl cannot be read"):
        read_decisions(tmp_path)

"""Keys of reviews: the same however a label is spelt, and whatever the load order."""

from __future__ import annotations

import pytest

from kg.extraction.identity.keys import review_key, slug


@pytest.mark.parametrize(
    "label", ["Children B+C", "Children B and C", "Children B, C", "Child B; Child C", "Children B & C"]
)
def test_several_children_have_one_key(label: str) -> None:
    assert review_key("Tarn", label, "") == "tarn-children-b-c"


def test_slugs_fold_accents_and_apostrophes() -> None:
    assert slug("Meddygfa’r Bŵl – Children's") == "meddygfar-bwl-childrens"


def test_without_a_label_the_title_stands_in() -> None:
    assert review_key("Tarn", None, "Learning from five deaths") == "learning-from-five-deaths"
    assert review_key(None, "Child A", "x") == "child-a"

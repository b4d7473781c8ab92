"""On whole documents that the labels were not written for, what the asserted tier gives is right."""

from __future__ import annotations

import pytest

from benchmarks.theme_scores import gold_items
from kg.theming.asserted import assert_themes
from kg.theming.codebook import load_codebook
from kg.theming.lexicon import Lexicon
from tests.gold import SHARED


@pytest.mark.corpus
def test_asserted_themes_are_right_nine_times_in_ten() -> None:
    lexicon = Lexicon(load_codebook())
    right = given = 0
    for _, text, _, themes, _ in gold_items(SHARED / "reviews"):
        found = {tag.theme for tag in assert_themes(text, lexicon, {})}
        given += len(found)
        right += len(found & set(themes))
    assert given >= 40
    assert right / given >= 0.9

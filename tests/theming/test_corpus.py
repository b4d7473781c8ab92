"""On whole documents that the labels were not written for, what the asserted tier gives is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.theme_scores import against_readers, gold_items, read_blind
from kg.theming.asserted import assert_themes
from kg.theming.codebook import load_codebook
from kg.theming.lexicon import Lexicon
from tests.gold import SHARED

UNSEEN = Path(__file__).resolve().parents[1] / "unseen"


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


def test_what_readers_coded_blind_is_found_by_an_items_text_and_is_of_the_codebook() -> None:
    themes = load_codebook().themes
    assert {theme for codings in read_blind().values() for own in codings for theme in own} <= set(themes)
    texts = [text for _, text, _, _, _ in gold_items(UNSEEN)]
    first, second = against_readers(texts, [["neglect"] for _ in texts])
    assert "reader 1 on 200 items" in first
    assert "reader 2 on 200 items" in second

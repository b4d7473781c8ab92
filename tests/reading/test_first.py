"""Readers keep words, kinds and places; the real seed keeps its text exactly."""

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import BlockKind
from kg.reading import read, read_bytes

SEED = Path(__file__).parents[2] / "seeds" / "kirklees-child-e-executive-summary-2019.txt"


def test_plain_text_without_form_feeds_is_kept_exactly() -> None:
    assert read(SEED).text == SEED.read_text(encoding="utf-8")


def test_html_numbers_ordered_lists_and_drops_navigation() -> None:
    page = (
        b"<html><nav>Home</nav><main><h2>Findings</h2><ol type=a><li>One</li><li>Two</li></ol></main></html>"
    )
    document = read_bytes(page, "a.html")
    assert [(b.kind, b.marker, document.words(b.span)) for b in document.blocks] == [
        (BlockKind.HEADING, None, "Findings"),
        (BlockKind.LIST_ITEM, "a.", "One"),
        (BlockKind.LIST_ITEM, "b.", "Two"),
    ]


def test_rich_text_is_refused_with_what_to_do() -> None:
    with pytest.raises(SourceError) as error:
        read_bytes(b"{\\rtf1 hello}", "a.rtf")
    assert error.value.hint
    assert "Word" in error.value.hint

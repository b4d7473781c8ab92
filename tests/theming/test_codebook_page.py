"""The analysts' page of the codebook is the one that the ontology gives."""

from __future__ import annotations

from pathlib import Path

from kg.theming.bank import read_bank
from kg.theming.codebook import load_codebook
from kg.theming.codebook_page import codebook_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "analysts" / "codebook.md"


def test_the_page_is_up_to_date() -> None:
    codebook = load_codebook()
    page = codebook_page(codebook, read_bank(codebook))
    assert PAGE.read_text(encoding="utf-8") == page, "write it again: kg bank page"
    assert all(f'<a id="{theme.slug}">' in page for theme in codebook)
    assert page.count("\n1. ") == 1

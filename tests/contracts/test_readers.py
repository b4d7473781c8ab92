"""What every reader promises, checked on one document of each format and on the cases."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from kg.model import BlockKind, Document
from kg.reading import read, read_bytes
from kg.reading.formats import READERS
from tests.reading.making import docx, lines, p, pdf

CASES = Path(__file__).parents[1] / "cases"

SAMPLES: dict[str, bytes] = {
    "a.pdf": pdf(
        lambda c: (
            lines(c, 60, 740, ["1. First words of the page", "• An item", "Words that run on to the"])
            and None
        ),
        lambda c: lines(c, 60, 740, ["next page, and end."]) and None,
    ),
    "a.docx": docx(p("Findings", run="<w:b/>") + p("1. First words.") + p("Second words.")),
    "a.html": b"<!doctype html><html><h1>Findings</h1><ol><li>First</li></ol><p>Second\xe2\x80\x8b words.</p></html>",
    "a.md": b"# Findings\n\n- First\n\nSecond words.\n",
    "a.txt": b"Findings\n\n1. First words.\n\nSecond words.\n",
    "paged.txt": b"FINDINGS\n\n1. First words.\n\fSecond words.\n\f",
}


def check(document: Document) -> None:
    """Offsets, order, cover and clean text: what the rest of the tool relies on."""
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(document.text), (
            "blocks are in order and disjoint"
        )
        end = block.span.end
        words = document.words(block.span)
        assert words == words.strip()
        assert document.quote(block.span).exact == words
        assert block.page == document.page_of(block.span.start)
        assert (block.cell is not None) == (block.kind is BlockKind.CELL)
        assert block.lead is None or block.span.covers(block.lead)
        if block.marker and block.marker_printed:
            assert (
                block.marker
                in document.text[max(0, block.span.start - len(block.marker) - 8) : block.span.start]
            )
    for offset, letter in enumerate(document.text):
        allowed = letter in "\n\r\t" or unicodedata.category(letter) not in ("Cc", "Cs")
        assert allowed, f"control character {letter!r} at {offset}"
    if document.pages:
        assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))
        assert (document.pages[0].span.start, document.pages[-1].span.end) == (0, len(document.text))
        for before, after in zip(document.pages, document.pages[1:], strict=False):
            assert before.span.end == after.span.start, "pages cover the text"


@pytest.mark.parametrize("name", SAMPLES)
def test_every_reader_keeps_the_promises(name: str) -> None:
    document = read_bytes(SAMPLES[name], name)
    check(document)
    assert document.blocks
    assert document.source.size == len(SAMPLES[name])


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_bytes_give_the_same_document(name: str) -> None:
    assert read_bytes(SAMPLES[name], name) == read_bytes(SAMPLES[name], name)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_wrong_extension_is_read_by_the_bytes_with_a_problem(name: str) -> None:
    right = read_bytes(SAMPLES[name], name)
    wrong = read_bytes(SAMPLES[name], "a.docx" if name != "a.docx" else "a.pdf")
    assert "wrong-extension" in [problem.code for problem in wrong.problems]
    if name != "a.md":  # only its name tells Markdown from text
        assert wrong.text == right.text


def test_every_listed_reader_has_a_sample() -> None:
    assert {read_bytes(data, name).source.media_type for name, data in SAMPLES.items()} == {
        reader.media_type for reader in READERS
    }


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in sorted(CASES.glob("*"))
        if path.suffix in (".pdf", ".docx", ".html", ".md", ".txt") and "scan" not in path.name
    ],
    ids=lambda path: path.name,
)
def test_the_cases_keep_the_promises(path: Path) -> None:
    check(read(path))

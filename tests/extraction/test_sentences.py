"""Sentences as spans."""

from __future__ import annotations

import pytest

from kg.extraction.sentences import sentences
from kg.model import Document, Source, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody asked. The form was lost.", ["Nobody asked.", "The form was lost."]),
        ("Dr P. Smith rang. St. Oswin’s did not.", ["Dr P. Smith rang.", "St. Oswin’s did not."]),
        ("She said “no.” He left.", ["She said “no.”", "He left."]),
        ("This is Child D. She was three.", ["This is Child D.", "She was three."]),
        ("Weight 2.9 kg, e.g. at birth.", ["Weight 2.9 kg, e.g. at birth."]),
        ("Who asked? Nobody did", ["Who asked?", "Nobody did"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    document = Document(Source("x", "0" * 64, "text/plain", 1), text, ())
    assert [document.words(span) for span in sentences(document, Span(0, len(text)))] == expected

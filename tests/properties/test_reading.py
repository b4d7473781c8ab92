"""Whatever the bytes, a reader gives a Document that keeps its promises, or an error with words."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.model import Document
from kg.reading import read_bytes
from kg.reading.hyphens import Vocabulary
from tests.contracts.test_readers import SAMPLES, check

CALM = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\f"), max_size=400)


@CALM
@given(WORDS, st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    attempt(text.encode("utf-8", "replace"), name)


@CALM
@given(
    st.lists(
        st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), max_size=90), max_size=40
    )
)
def test_text_with_form_feeds_keeps_every_long_word(rows: list[str]) -> None:
    text = "\n".join(rows) + "\n\fThe last page holds words.\n"
    document = attempt(text.encode(), "a.txt")
    assert document is not None
    assert "The last page holds words." in document.text


@CALM
@given(
    st.text(st.characters(categories=["L"]), min_size=1, max_size=12),
    st.text(st.characters(categories=["L"]), min_size=1, max_size=12),
)
def test_joining_a_cut_word_loses_no_letter(first: str, second: str) -> None:
    joined = Vocabulary([]).join(first + "-", second)
    assert (joined + second).replace("-", "").replace(" ", "") == (first + second).replace("-", "")


@CALM
@given(st.sampled_from(sorted(SAMPLES)), st.randoms(use_true_random=False))
def test_damaged_files_end_in_a_document_or_an_error_with_words(name: str, chance: random.Random) -> None:
    data = bytearray(SAMPLES[name])
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(data))
        action = chance.choice(("flip", "cut", "double"))
        if action == "flip":
            data[place] = chance.randrange(256)
        elif action == "cut":
            del data[place : place + chance.randint(1, 40)]
        else:
            data[place:place] = data[place : place + chance.randint(1, 40)]
        if not data:
            break
    attempt(bytes(data), name)


def attempt(data: bytes, name: str) -> Document | None:
    """Read bytes that may be anything: the Document, its promises checked, or None after an error that names the file."""
    problem = ""
    try:
        document = read_bytes(data, name)
    except KgError as error:
        document, problem = None, error.what
    if document is None:
        assert name in problem
        return None
    if document.source.media_type != "text/plain" or document.pages:  # plain text is kept as it is
        check(document)
    return document

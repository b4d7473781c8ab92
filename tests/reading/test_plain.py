"""Plain text: exact when it is plain, pages when it has form feeds."""

from pathlib import Path

from kg.model import BlockKind
from kg.reading import read, read_bytes

SEED = Path(__file__).parents[2] / "seeds" / "kirklees-child-e-executive-summary-2019.txt"

PAGED = """Anytown Review

INTRODUCTION

1. The first paragraph is long enough to be set over two lines of this page, and it was written in
20191 by the panel.

2. The second paragraph runs on over the end of the page and the running foot must not stand in its

1 Working Together 2018.
Page 1 of 3
\fAnytown Review

middle.

AGENCIES

• • •
Anytown Police
Anytown Council
The Surgery

Page 2 of 3
\fAnytown Review

3. The last.

Page 3 of 3
"""


def test_text_without_form_feeds_is_kept_exactly() -> None:
    assert read(SEED).text == SEED.read_text(encoding="utf-8")


def test_text_with_form_feeds_loses_its_running_heads_and_joins_what_a_page_cuts() -> None:
    document = read_bytes(PAGED.encode(), "a.txt")
    assert "Page 1" not in document.text
    assert "Anytown Review" not in document.text
    assert "must not stand in its middle." in document.text
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert document.page_of(document.text.index("The last")) == 3


def test_a_footnote_is_told_apart_and_its_glued_digit_dropped() -> None:
    document = read_bytes(PAGED.encode(), "a.txt")
    notes = [document.words(b.span) for b in document.blocks if b.kind is BlockKind.FOOTNOTE]
    assert notes == ["1 Working Together 2018."]
    assert "written in 2019 by" in document.text


def test_a_stack_of_bullets_goes_back_to_its_items() -> None:
    document = read_bytes(PAGED.encode(), "a.txt")
    items = [(b.marker, document.words(b.span)) for b in document.blocks if b.marker == "•"]
    assert items == [("•", "Anytown Police"), ("•", "Anytown Council"), ("•", "The Surgery")]


def test_other_encodings_are_read_and_said() -> None:
    document = read_bytes("Mrs V’s daughter – “frightened”.".encode("cp1252"), "a.txt")
    assert document.text == "Mrs V’s daughter – “frightened”."
    assert [problem.code for problem in document.problems] == ["encoding-guessed"]


def test_a_ragged_numbered_paragraph_is_one_though_a_word_would_fit() -> None:
    page = (
        " 5.       IMRs were provided by Anytown Children's Services, Harbourside Drug\n"
        "          Treatment Service, Anytown Primary Care Trust (in respect of health visiting),\n"
        "          Anytown Police and the authors of Individual Management Reviews\n"
        "          (IMRs). There was no plan of any kind in respect of either child from\n"
        "          June 2010.\n\n"
        " 6.       The Panel met nine times.\n"
    )
    document = read_bytes(f"{page}\f 7.       The child was seen at home.\n".encode(), "a.txt")
    first = document.blocks[0]
    assert (first.marker, document.words(first.span)[-10:]) == ("5.", "June 2010.")
    assert [block.marker for block in document.blocks] == ["5.", "6.", "7."]


def test_roman_numbers_within_numbered_paragraphs_count() -> None:
    text = b"LESSONS\n\n7.1 (i) Services must see the child.\n\n7.2 (ii) A new adult changes the risk.\n\n7.3 (a) A letter does not count here.\n"
    found = read_bytes(text, "lessons.txt")
    assert [block.marker for block in found.blocks if block.marker] == ["(i)", "(ii)", "7.3"]

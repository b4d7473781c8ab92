"""What is held back is nowhere left: not in sentences, tables, charts, rows or any format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.insight.evidence import Evidence
from kg.insight.figures import Figure, Tally, Trace
from kg.present.formats.figures import counts, lines, text
from kg.present.formats.html import html
from kg.present.formats.json import as_json
from kg.present.identifying import identifying, is_nhs_number, warnings
from kg.present.paper.blocks import Count, Grid, Line, Page, Paper, Paragraph, Picture, Quotation
from kg.present.paper.board import board
from kg.present.paper.wording import tally
from kg.present.settings import Settings
from kg.present.shield import redacted, shielded
from tests.insight.reviews import A1, A, B, corpus


def figure(value: int, of: int | None = None) -> Figure:
    return Figure(value, of, Trace("theme-evidence", (("n", value),), "review"))


def page(line: Line) -> Paper:
    return Paper("Title", ("Subtitle",), (Page("p", "Page", (Paragraph(line),)),))


def shown(line: Line, settings: Settings) -> str:
    return text(next(lines(shielded(page(line), settings).pages[0])))


def test_small_counts_are_withheld_with_the_right_noun() -> None:
    hidden = Settings(suppress_below=3)
    assert shown((Count(figure(1), "1 review", nouns="review|reviews"),), hidden) == "fewer than 3 reviews"
    assert (
        shown((Count(figure(2, 9), "2 of 9 reviews", nouns="review|reviews"),), hidden)
        == "fewer than 3 of 9 reviews"
    )
    assert shown((Count(figure(4), "4 reviews"),), hidden) == "4 reviews"
    assert shown((Count(figure(0), "0 reviews"),), hidden) == "0 reviews"


def test_of_two_tiers_only_the_small_one_is_withheld() -> None:
    line = tally(Tally(figure(5, 9), figure(1, 9)))
    assert shown(line, Settings(suppress_below=3)) == "5 of 9 reviews (suggested in fewer than 3 more)"


def test_rounding() -> None:
    assert shown((Count(figure(13), "13 reviews"),), Settings(round_to=5)) == "about 15 reviews"


def test_years_that_stand_for_a_small_count_are_withheld_with_it() -> None:
    years = (Count(figure(2), "2018 and 2022", withheld="later years"),)
    assert shown(years, Settings(suppress_below=3)) == "later years", "to list them is to count"
    assert shown(years, Settings(suppress_below=2)) == "2018 and 2022"
    span = ("2", " ", Count(figure(2), "between 2018 and 2022"), ".")
    assert shown(span, Settings(suppress_below=3)) == "2."
    assert shown(span, Settings(round_to=5)) == "2 between 2018 and 2022."


def test_a_small_denominator_goes_with_the_count() -> None:
    one = (Count(figure(1, 1), "1 of 1 review", nouns="review|reviews"),)
    assert shown(one, Settings(suppress_below=3)) == "fewer than 3 reviews"


def test_a_sentence_that_begins_with_a_rounded_count_begins_with_a_capital() -> None:
    assert shown((Count(figure(37), "37 findings"), " hang loose."), Settings(round_to=5)) == (
        "About 35 findings hang loose."
    )


def test_the_opening_sentence_is_shielded_too() -> None:
    paper = Paper("T", (Count(figure(1), "1 review", nouns="review|reviews"), "."), page(("words",)).pages)
    assert text(shielded(paper, Settings(suppress_below=3)).subtitle) == "Fewer than 3 reviews."


def test_with_nothing_held_back_the_paper_is_the_same() -> None:
    paper = board(corpus())
    assert shielded(paper, Settings()) is paper


def test_no_rows_or_charts_are_left_behind_withheld_counts() -> None:
    paper = shielded(board(corpus()), Settings(suppress_below=3))
    assert [count for page in paper.pages for count in counts(page)] == []
    assert all(
        block.drawing is None for page in paper.pages for block in page.blocks if isinstance(block, Picture)
    )


@pytest.mark.parametrize(("adds_up", "others"), [(True, ["withheld", "withheld"]), (False, ["6", "7"])])
def test_parts_of_a_whole_are_withheld_together(adds_up: bool, others: list[str]) -> None:
    row = ((Count(figure(1), "1"),), (Count(figure(6), "6"),), (Count(figure(7), "7"),))
    paper = Paper("T", ("S",), (Page("p", "P", (Grid("c", (), (row,), adds_up),)),))
    grid = shielded(paper, Settings(suppress_below=3)).pages[0].blocks[0]
    assert isinstance(grid, Grid)
    assert [text(cell) for cell in grid.rows[0]] == ["fewer than 3", *others]


def test_no_words_of_documents_are_left_without_quotations() -> None:
    settings = Settings(quotations=False)
    evidence = corpus()
    paper = shielded(board(evidence), settings)
    assert not [block for page in paper.pages for block in page.blocks if isinstance(block, Quotation)]
    for written in (html(paper, evidence, settings), as_json(paper, evidence, settings)):
        for item in evidence.items:
            if item.wording != "words":
                assert item.wording not in written
        assert evidence.tags[0].words.exact not in written


def test_pseudonyms_are_replaced_as_whole_words_in_their_own_review() -> None:
    evidence = corpus()
    items = tuple(
        replace(i, wording="Ann and Annette met Ann’s mother") if i == A1 else i for i in evidence.items
    )
    clean = redacted(replace(evidence, items=items), {A.iri: ("Ann",)})
    assert clean.item[A1.iri].wording == "[name] and Annette met [name]’s mother"


def test_titles_lose_the_names_that_their_label_does_not_give() -> None:
    evidence = corpus()
    titled = tuple(replace(review, title=f"ANN, {review.label}: a review") for review in evidence.reviews)
    clean = redacted(replace(evidence, reviews=titled), {A.iri: ("Ann", A.label)})
    assert clean.review[A.iri].title == f"[name], {A.label}: a review"


def test_details_in_what_one_review_says_of_another_are_found() -> None:
    evidence = corpus()
    words = replace(evidence.links[0].words, exact="Ann, born on 12 April 2018, was known")
    link = replace(evidence.links[0], source=B.iri, words=words)
    assert [detail.kind for detail in warnings(replace(evidence, links=(link,)))] == ["date-of-birth"]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("NHS number 943 476 5919 was on the form", ("nhs-number",)),
        ("number 943 476 5918 has a wrong check digit", ()),
        ("QQ 12 34 56 C is no prefix in use", ()),
        ("her number AB 12 34 56 C", ("national-insurance-number",)),
        ("they lived at HD1 2TG until May", ("postcode",)),
        ("call 01484 221000 or +44 7700 900123", ("phone",)),
        ("write to a.person@example.org", ("email",)),
        ("Child E, born on 12 April 2018, died", ("date-of-birth",)),
        ("DOB: 12/04/2018", ("date-of-birth",)),
        ("a meeting on 12 April 2018 of 14 agencies", ()),
    ],
)
def test_identifying_details(words: str, kinds: tuple[str, ...]) -> None:
    assert identifying(words) == kinds


def test_ten_alike_are_no_nhs_number() -> None:
    assert not is_nhs_number("1111111111")


@pytest.mark.corpus
def test_the_gold_paper_can_be_published_whole(evidence: Evidence) -> None:
    settings = Settings(suppress_below=3, quotations=False, redact=True)
    paper = shielded(board(redacted(evidence, {})), settings)
    assert "fewer than 3" in as_json(paper, evidence, settings)


def test_a_sentence_about_a_share_that_may_not_be_told_is_left_out() -> None:
    share = ("Stated in ", Count(figure(1, 9), "11%", "rate"), " of the reviews.")
    paper = Paper("T", ("S",), (Page("p", "P", (Paragraph(share), Paragraph(("Kept.",)))),))
    blocks = shielded(paper, Settings(suppress_below=3)).pages[0].blocks
    assert "Kept." in [text(block.line) for block in blocks if isinstance(block, Paragraph)]
    assert not any("Stated in" in text(block.line) for block in blocks if isinstance(block, Paragraph))


def test_small_counts_by_year_go_with_their_table_and_reviews_held_are_no_secret() -> None:
    few = replace(figure(1), trace=Trace("reviews-held", (), "review"))
    held = (Count(few, "1"),)
    for count, left in ((1, 0), (4, 1)):
        grid = Grid("c", (), ((held, (Count(figure(count), str(count)),)),), by_year=True)
        kept = shielded(Paper("T", ("S",), (Page("p", "P", (grid,)),)), Settings(suppress_below=3))
        tables = [block for block in kept.pages[0].blocks if isinstance(block, Grid)]
        assert len(tables) == left
        assert all(text(table.rows[0][0]) == "1" for table in tables)


def test_what_rounds_to_nought_is_not_called_nought() -> None:
    assert shown((Count(figure(2), "2 reviews"),), Settings(round_to=5)) == "fewer than 5 reviews"

"""What a review says of other reviews, in the ways in which authors say it."""

from __future__ import annotations

import pytest

from kg.extraction.links.source import _NUMBERED
from kg.extraction.understand import understand
from kg.model import Basis, ReviewLink
from tests.extraction.texts import document

HEAD = "# Serious Case Review: Child B\n\nTarn Safeguarding Children Board\n\nMay 2020\n\n## Findings\n\nFinding 1: Nobody asked about the men in the house\n\nFinding 2: Records were not read by those who made the plan\n\n"


def links(body: str) -> tuple[ReviewLink, ...]:
    return understand(document(HEAD + body)).reviews[0].links


@pytest.mark.parametrize(
    ("sentence", "kind", "label", "target"),
    [
        (
            "This repeats what was found in the review of Child M in 2017.",
            "repeats",
            "Child M (2017)",
            "tarn-child-m",
        ),
        (
            "The circumstances mirror those of Child C (Beck, 2015).",
            "mirrors",
            "Beck Child C (2015)",
            "beck-child-c",
        ),
        (
            "It may be read as a companion to the review of Rowan, published by Fell Vale in 2016.",
            "complements",
            "Fell Vale Rowan (2016)",
            "fell-vale-rowan",
        ),
        (
            "In contrast to Child D, reviewed in 2018, this child was never known to services; the review of Child D says so.",
            "differs-from",
            "Child D (2018)",
            "tarn-child-d",
        ),
        (
            "The Board's review of Child S, in 2019, recommended a policy and we have followed up how far it reached.",
            "follows-up",
            "Child S (2019)",
            "tarn-child-s",
        ),
        (
            "This is a repeat of Lesson 3 of Child A (2015), in almost the same words.",
            "repeats",
            "Child A (2015)",
            "tarn-child-a",
        ),
        (
            "This is a repeat of Lesson 3 of the review of Child A.",
            "repeats",
            "Child A",
            "tarn-child-a",
        ),
        (
            "The same belief is described in the review of Baby Finch, published in Pellworth last year.",
            "mirrors",
            "Pellworth Baby Finch",
            "pellworth-baby-finch",
        ),
        (
            "The Panel was referred to the Serious Case Review of Baby R (Fell Moor, 2011).",
            "refers-to",
            "Fell Moor Baby R (2011)",
            "fell-moor-baby-r",
        ),
        (
            "The same was found in CPR 2/2019, after which forms were changed.",
            "repeats",
            "CPR 2/2019",
            "tarn-cpr-2-2019",
        ),
        (
            "The same gap was described in Northwold's review of Kai (2022).",
            "mirrors",
            "Northwold Kai (2022)",
            "northwold-kai",
        ),
        (
            "Baby N (Beck, 2022), where crying had been discussed at each visit, is not the same.",
            "differs-from",
            "Beck Baby N (2022)",
            "beck-baby-n",
        ),
        (
            "Nothing in this case resembles the case of Child M (2011), to which we were referred.",
            "differs-from",
            "Child M (2011)",
            "tarn-child-m",
        ),
        (
            "The panel considered whether the recommendations of the review of Child S (2011) had been implemented.",
            "follows-up",
            "Child S (2011)",
            "tarn-child-s",
        ),
        (
            "The review of Baby W, published in 2016, is being implemented and is not repeated here.",
            "refers-to",
            "Baby W (2016)",
            "tarn-baby-w",
        ),
        (
            "In the review of Ms T (2019) concerns were likewise closed, and the matter arises again.",
            "repeats",
            "Ms T (2019)",
            "tarn-ms-t",
        ),
        (
            "This should be considered with the national review, The Myth of Absent Men (2021).",
            "complements",
            "national review, The Myth of Absent Men (2021)",
            "national-national-review-the-myth-of-absent-men",
        ),
        (
            "This builds upon the thematic review of neglect published by the Partnership in 2021.",
            "complements",
            "thematic review of neglect (2021)",
            "tarn-thematic-review-of-neglect",
        ),
        (
            "The circumstances mirror those of Edwin, published by Beck in 2020.",
            "mirrors",
            "Beck Edwin (2020)",
            "beck-edwin",
        ),
        (
            "This repeats what the Partnership found in Peter in 2018, whose illness was put down to his autism.",
            "repeats",
            "Peter (2018)",
            "tarn-peter",
        ),
        (
            "Unlike Jacob, a review by our neighbours in Fell Vale in 2021, this child was seen.",
            "differs-from",
            "Fell Vale Jacob (2021)",
            "fell-vale-jacob",
        ),
        (
            "This repeats what we found in the review of Child C and Child F in 2013.",
            "repeats",
            "Child C and Child F (2013)",
            "tarn-child-c-child-f",
        ),
        (
            "Finding 1 mirrors what Fell found in its Carers Review of 2017.",
            "mirrors",
            "Fell Carers Review (2017)",
            "fell-carers-review",
        ),
        (
            "The circumstances mirror those of the Fell DHR (Shanice, 2019).",
            "mirrors",
            "Fell Shanice (2019)",
            "fell-shanice",
        ),
        (
            "Finding 2 repeats the review of Child P in 2017, which led to a new tool.",
            "repeats",
            "Child P (2017)",
            "tarn-child-p",
        ),
    ],
)
def test_relations(sentence: str, kind: str, label: str, target: str) -> None:
    found = links(f"## Other reviews\n\n{sentence}\n")
    assert [(link.type, link.label, link.target) for link in found] == [(kind, label, target)]
    assert found[0].basis is Basis.STATED


@pytest.mark.parametrize(
    "words",
    [
        "Our second finding repeats what was said in the review of Child M in 2017.",
        "The second of our findings repeats what was said in the review of Child M in 2017.",
        "The second finding above repeats what was said in the review of Child M in 2017.",
    ],
)
def test_a_sentence_counts_to_the_finding_that_it_is_about(words: str) -> None:
    review = understand(document(HEAD + f"## Other reviews\n\n{words}\n")).reviews[0]
    assert [link.source for link in review.links] == [review.items[1].key]


def test_what_was_in_a_review_named_before_claims_nothing() -> None:
    found = links(
        "## Other reviews\n\nThis repeats the review of Child M in 2017. That report recommended training for all officers.\n"
    )
    assert [link.type for link in found] == ["repeats"]


def test_a_sentence_names_the_finding_that_it_is_about() -> None:
    found = links(
        "## Other reviews\n\nFinding 2 mirrors what was found in Beck in the review of Child C (2015).\n"
    )
    assert [link.source for link in found] == ["finding-2"]


def test_below_the_last_finding_the_words_tell_which_it_is_about() -> None:
    found = links("## Other reviews\n\nThe learning about men in the house repeats that of Child C (2015).\n")
    assert [link.source for link in found] == ["finding-1"]


def test_a_claim_about_the_whole_review_is_of_no_finding() -> None:
    found = links("## Other reviews\n\nThis review of men should be read with that of Child C (2015).\n")
    assert [link.source for link in found] == [None]


def test_this_review_names_nobody_else() -> None:
    assert (
        links("## Method\n\nThe review considers the contact of agencies with Child B and Adult S.\n") == ()
    )


def test_that_case_is_the_one_named_before() -> None:
    found = links(
        "## Other reviews\n\nReaders may know the serious case review of Child A, published by Beck in 2015. Our children differ from that case in every way.\n"
    )
    assert ("differs-from", "Beck Child A (2015)") in [(link.type, link.label) for link in found]


def test_people_of_this_case_are_no_reviews() -> None:
    story = "Mr N was seen. Mr N was 26. In this case Mr N was not asked. Mr N left. Mr N rang. Mr N came back. Mr N was arrested."
    assert links(f"## Story\n\n{story}\n") == ()


def test_what_has_no_bearing_is_no_link() -> None:
    assert (
        links(
            "## Other reviews\n\nThe findings of Child C (2017) were considered and have no bearing upon this case.\n"
        )
        == ()
    )


def test_research_is_no_review() -> None:
    assert links("## Method\n\nThe author read Brandon (2016) and the national review of placements.\n") == ()


@pytest.mark.parametrize(
    ("sentence", "kind", "label"),
    [
        (
            "In Jaden’s review, in 2018, we asked for one worker, and it is no less true of this child.",
            "repeats",
            "Jaden (2018)",
        ),
        (
            "In the Beck case of Mr V, published in 2018, a plan was ended at a first meeting as it was here.",
            "mirrors",
            "Beck Mr V (2018)",
        ),
        (
            "Baby M (rapid review, 2018) should be read beside this one.",
            "complements",
            "Baby M (2018)",
        ),
        (
            "A similar finding was made about Rhys in the review that Beck LSCB published in 2018.",
            "mirrors",
            "Beck Rhys (2018)",
        ),
        (
            "Readers may look at the Linden Court review of 2018.",
            "refers-to",
            "Linden Court (2018)",
        ),
        (
            "The report on the Orrin children (2018) came to the same view.",
            "mirrors",
            "Orrin children (2018)",
        ),
        (
            "The review of Mrs Elsie Crane in 2018 found that no cause was recorded, and the first finding repeats it.",
            "repeats",
            "Mrs Elsie Crane (2018)",
        ),
    ],
)
def test_reviews_told_by_whom_they_are_about(sentence: str, kind: str, label: str) -> None:
    found = links(f"## Have we been here before?\n\n{sentence}\n")
    assert [(link.type, link.label) for link in found] == [(kind, label)]


@pytest.mark.parametrize(
    "line", ["Chair of the Serious Case Review Panel: Mrs Hazel Oduya", "Reference: TL/RR/24/06"]
)
def test_officers_and_own_numbers_are_no_reviews(line: str) -> None:
    assert (
        links(f"## About this review\n\n{line}\n\nThe panel met on four days and was glad to be told.\n")
        == ()
    )


@pytest.mark.parametrize(
    ("sentence", "kind", "label"),
    [
        ("The same was found in the Beck Vale review of Hazel House (2018).", "mirrors", "Hazel House (2018)"),
        ("Our thematic review “Four winters” (2016) said the same.", "repeats", "Four winters (2016)"),
        ("Unlike Child M in Fell Moor (2010), this child was never on a plan.", "differs-from", "Fell Moor Child M (2010)"),
        ("In 2019 my predecessor made a report after the death of Marcus Pell, who had the same illness; it repeats itself.", "repeats", "Marcus Pell (2019)"),
    ],
)  # fmt: skip
def test_reviews_of_houses_titles_and_reports_are_named(sentence: str, kind: str, label: str) -> None:
    found = links(f"## Other reviews\n\n{sentence}\n")
    assert [(link.type, link.label.removeprefix("Beck Vale ")) for link in found] == [(kind, label)]


def test_a_month_is_no_subject_and_a_recommendation_claims_nothing() -> None:
    body = "## Narrative\n\nThe looked after child review of June 2018 was held by telephone.\n\n## Recommendations\n\n"
    assert links(body + "1. The Board should report on what became of the review of Child M (2011).\n") == ()


@pytest.mark.parametrize(
    ("sentence", "kind", "label"),
    [
        ("A review for Fell Moor Community Safety Partnership about Priya (2022) drew attention to the same gap.", "mirrors", "Fell Moor Priya (2022)"),
        ("The review that was made in Fell Moor of the death of Ellis in 2022 could have been ours.", "mirrors", "Fell Moor Ellis (2022)"),
        ("Vale of Beck’s review of Theo (2021) says that the builders were the last visitors, and we say the same.", "mirrors", "Vale of Beck Theo (2021)"),
        ("In our own review of the death of Irene, published in 2016, nobody had been asked, and this is no different.", "repeats", "Irene (2016)"),
    ],
)  # fmt: skip
def test_whose_review_it_is_stands_between(sentence: str, kind: str, label: str) -> None:
    found = links(f"## Other reviews\n\n{sentence}\n")
    assert [(link.type, link.label) for link in found] == [(kind, label)]


def test_learning_point_names_its_number() -> None:
    assert _NUMBERED.search("and learning point 2 below is the same").group("number") == "2"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("sentence", "kind", "label"),
    [
        ("In Orme and Sarn the report on Sibling Group 5 (2018) tells of an aunt who was treated in the same way.", "mirrors", "Orme and Sarn Sibling Group 5 (2018)"),
        ("Finding 1 says again what the Board was told in 2016 about Miss L.", "repeats", "Miss L (2016)"),
        ("After Nessa (2017) the Board undertook to pay for a worker, and we asked what became of that.", "follows-up", "Nessa (2017)"),
        ("My colleague in Fell Moor reported upon the same gap in records, in much the same terms, after the death of Colin Bray in 2015.", "mirrors", "Fell Moor Colin Bray (2015)"),
        ("The circumstances are unlike those of Mr Dacre (Pen-Marl, 2016), who had a bed.", "differs-from", "Pen-Marl Mr Dacre (2016)"),
        ("Finding 2 is found line for line in Baby Ned (Beck Safeguarding Children Partnership, March 2018).", "mirrors", "Beck Baby Ned (2018)"),
        ("Finding 2 mirrors what was found in the review of ‘Ottilie’ (2018, Fell Moor).", "mirrors", "Fell Moor Ottilie (2018)"),
    ],
)  # fmt: skip
def test_reviews_named_by_place_year_and_what_a_board_did(sentence: str, kind: str, label: str) -> None:
    found = links(f"## Other reviews\n\n{sentence}\n")
    assert [(link.type, link.label) for link in found] == [(kind, label)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Finding 1 has its counterpart in our review of Child M (2017).", "repeats"),
        ("Finding 1 has its counterpart in the review of Child M (Beck, 2017).", "mirrors"),
        ("Finding 1 should be distinguished from that in the review of Child M (2017), for she was known to nobody.", "differs-from"),
        ("The review of Child M (Beck, 2017) was of men only, and has nothing corresponding to Finding 1.", "differs-from"),
        ("The form that was used was brought in as an action from the review of Child M (2017).", "follows-up"),
        ("Finding 2 has been made here before, in the review of Child M (2017).", "repeats"),
        ("Finding 2 was made by this Board in its review of Child M in 2017, with the difference that he was older.", "repeats"),
        ("In the review of Child M (Beck, 2017) is much that is of a piece with Finding 2.", "mirrors"),
        ("The review of Child M (Beck, 2017) reported upon a failure to join up repeated calls, in much the same terms.", "mirrors"),
    ],
)  # fmt: skip
def test_likeness_and_difference_in_many_words(sentence: str, kind: str) -> None:
    assert [link.type for link in links(f"## Other reviews\n\n{sentence}\n")] == [kind]


def test_a_body_that_is_called_by_a_noun_for_a_person_is_no_review() -> None:
    body = "A report of its own investigation was produced by Cornerstone Student Living in 2019."
    assert links(f"## Narrative\n\n{body}\n") == ()


@pytest.mark.parametrize("words", ["Findings 2 and 1", "what we report in A2", "those in 4.2"])
def test_findings_are_named_by_their_place(words: str) -> None:
    match = _NUMBERED.search(f"This mirrors {words} above.")
    assert match
    assert (match.group("number") or match.group("place")) in ("2", "A2", "4.2")


@pytest.mark.parametrize(
    ("sentence", "kind", "label"),
    [
        (
            "Corin, a Serious Case Review which this Board published in 2016, had the same locked door in it.",
            "repeats",
            "Corin (2016)",
        ),
        (
            "The first review held in Tarn, which was into the death of Odette in 2014, said the same of the ward.",
            "repeats",
            "Odette (2014)",
        ),
        (
            "This is very like the review of the Hay Lodge children, published by a neighbouring board in 2021.",
            "mirrors",
            "Hay Lodge children (2021)",
        ),
        (
            "A review in Denby a year later, of the death of a man called Ossian, is much like this one.",
            "mirrors",
            "Denby Ossian",
        ),
        (
            "The death of Mr T in Denby, a year before, is so like this one that they could be exchanged.",
            "mirrors",
            "Denby Mr T",
        ),
        (
            "Young Person D, published in 2018, differs from this case in every respect.",
            "differs-from",
            "Young Person D (2018)",
        ),
    ],
)
def test_reviews_named_with_their_year_or_place_apart(sentence: str, kind: str, label: str) -> None:
    found = [(link.type, link.label) for link in links(f"## Earlier reviews\n\n{sentence}\n")]
    assert (kind, label) in found


def test_a_sentence_speaks_on_of_the_review_before_it() -> None:
    found = links(
        "## Earlier reviews\n\nThe review of Child M in 2017 repeats nothing that was known. It led to a new rule, and we asked what became of that.\n"
    )
    assert "follows-up" in {link.type for link in found}


def test_a_row_tells_of_the_review_in_its_first_cell() -> None:
    found = [
        (link.type, link.label)
        for link in links(
            "## Earlier reviews\n\n| Review | What is said of it |\n|---|---|\n"
            "| Child M (Tarn, 2017) | Finding 2 says again what was said there. |\n"
            "| Child R (Beck, 2018) | No connection. |\n"
        )
    ]
    assert found == [("repeats", "Child M (2017)")]

"""Identity off covers in the ways in which boards lay them out."""

from __future__ import annotations

import pytest

from kg.extraction.identity.identify import identify
from kg.extraction.identity.label import told_in_turn
from kg.extraction.identity.publisher import area_of
from kg.extraction.outline import outline
from kg.extraction.sections import Section
from kg.model import Basis, Document, Identity, PartialDate
from tests.extraction.texts import document

BODY = "\n\n## Introduction\n\nThis review was held by the Board. {story}\n\n## Findings\n\nFinding 1: Nobody asked about the men in the house\n"


def one(cover: str, story: str = "") -> Identity:
    read: Document = document(cover + BODY.format(story=story))
    return identify(read, outline(read))


@pytest.mark.parametrize(
    ("cover", "label", "key"),
    [
        (
            "# Serious Case Review\n\n## CHILD A\n\nTarn Safeguarding Children Board",
            "Child A",
            "tarn-child-a",
        ),
        (
            "# Children F, G and H\n\nSerious Case Review\n\nTarn Safeguarding Children Board",
            "Children F, G and H",
            "tarn-children-f-g-h",
        ),
        (
            "# A Serious Case Review ‘Young Person T’\n\nTarn Safeguarding Children Board",
            "Young Person T",
            "tarn-young-person-t",
        ),
        (
            "# Domestic Homicide Review\n\nReport into the death of Mrs V in August 2018\n\nTarn Community Safety Partnership",
            "Mrs V",
            "tarn-mrs-v",
        ),
        (
            "# Case Management Review: The Brennock Family\n\nTarn Safeguarding Children Board",
            "The Brennock Family",
            "tarn-the-brennock-family",
        ),
        (
            "# Concise Child Practice Review\n\nTCPR 04/2021\n\nTarn Safeguarding Board",
            "TCPR 04/2021",
            "tarn-tcpr-04-2021",
        ),
        (
            "# Joint Safeguarding Adults Review concerning Mr H and his mother, Mrs H\n\nTarn Safeguarding Adults Board",
            "Mr H; Mrs H",
            "tarn-mr-h-mrs-h",
        ),
    ],
)
def test_case_labels(cover: str, label: str, key: str) -> None:
    found = one(cover)
    assert found.case_label is not None
    assert (found.case_label.value, found.key) == (label, key)


def test_a_pseudonym_is_what_is_left_of_the_title_and_named_in_the_text() -> None:
    found = one(
        "# Safeguarding Adult Review – Bryony\n\nTarn Safeguarding Adults Board",
        "Bryony was 71. Bryony kept bees.",
    )
    assert found.case_label is not None
    assert found.case_label.value == "Bryony"


@pytest.mark.parametrize(
    ("dates", "iso"),
    [
        (
            "Report accepted by the Board: 26th March 2015\n\nDate of publication: 23rd July 2015\n\nAction plan last updated: 3rd July 2015",
            "2015-07-23",
        ),
        ("12.10.2020 (revised for publication 05.01.2021)", "2021-01-05"),
        ("Date: 22nd June 2021\n\nPublication Date: 28th July 2021", "2021-07-28"),
        ("Report completed: October 2019\n\nApproved for publication: February 2021", "2021-02"),
        ("Died November 2022\n\nDate of report: February 2024\n\nPublished on 16/01/2025", "2025-01-16"),
        ("November 2018", "2018-11"),
        ("Date of publication: 2014", "2014"),
        ("August 2021\n\nUpdated May 2022", "2021-08"),
    ],
)
def test_publication_beats_all_other_dates_of_a_cover(dates: str, iso: str) -> None:
    found = one(f"# Serious Case Review: Child B\n\nTarn Safeguarding Children Board\n\n{dates}")
    assert found.issued is not None
    assert found.issued.value.iso() == iso


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Independent Author: Una Crag-Moss MA, CQSW, Dip. Crim.", "Una Crag-Moss"),
        ("Lead reviewers: Una Crag and Paul Beck", "Una Crag; Paul Beck"),
        ("Overview report prepared by:- Una Crag LL.B., Dip SW\n\nPanel Chair: Dr Ann Other", "Una Crag"),
        ("Report by: Una Crag, independent reviewer\n\nBoard Chair: Dame Ann Other", "Una Crag"),
        (
            "Professor Una Crag, consultant forensic psychiatrist\n\nPaul Beck, independent reviewer",
            "Professor Una Crag; Paul Beck",
        ),
        ("Independent Chair and Author: Una Crag", "Una Crag"),
        ("Published: March 2023 Lead reviewer: Una Crag Type: LCSPR", "Una Crag"),
        ("Una Crag and Dr Paul Ojo", "Una Crag; Dr Paul Ojo"),
        ("Report of the Independent Overview Author, Una Crag CQSW, MA", "Una Crag"),
        ("Independent Chair: Ann Other", None),
        ("Independent Scrutineer: Ann Other", None),
    ],
)
def test_authors_and_not_chairs(line: str, author: str | None) -> None:
    found = one(f"# Serious Case Review: Child B\n\nTarn Safeguarding Children Board\n\n{line}")
    assert (found.author.value if found.author else None) == author


@pytest.mark.parametrize(
    ("story", "iso"),
    [
        (
            "Child B was a baby boy who died on 9th October 2013. The Panel met on 4th November 2013.",
            "2013-10-09",
        ),
        (
            "On 3rd May 2018 the Board was informed of the death of Sam, a 4 month old baby, on 1st May 2018.",
            "2018-05-01",
        ),
        (
            "In June 2021 Child B, then eleven weeks old, was taken to hospital with a swollen thigh.",
            "2021-06",
        ),
        ("Child B took her own life in mid-December 2017 aged sixteen.", "2017-12"),
        ("The panel met in May 2020 and the report was accepted in June 2020.", None),
    ],
)
def test_the_incident_is_dated_by_the_story_and_not_by_the_process(story: str, iso: str | None) -> None:
    found = one("# Serious Case Review: Child B\n\nTarn Safeguarding Children Board", story)
    assert (found.incident_date.value.iso() if found.incident_date else None) == iso


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Serious Case Review", "serious-case-review"),
        ("Local Child Safeguarding Practice Review", "local-child-safeguarding-practice-review"),
        ("Thematic Local Child Safeguarding Practice Review", "thematic-review"),
        ("Domestic Abuse Related Death Review", "domestic-abuse-related-death-review"),
        ("Safeguarding Adults Review", "safeguarding-adult-review"),
        ("Extended Child Practice Review", "child-practice-review-wales"),
        ("Single Unified Safeguarding Review", "unified-review"),
        ("Offensive Weapons Homicide Review", "offensive-weapons-homicide-review"),
        ("MAPPA Serious Case Review", "mappa-serious-case-review"),
        ("Case Management Review", "case-management-review"),
        ("Significant Case Review", "significant-case-review"),
    ],
)
def test_types(title: str, slug: str) -> None:
    found = one(f"# {title}: Child B\n\nTarn Safeguarding Board")
    assert found.type is not None
    assert found.type.value == slug


def test_the_area_is_what_is_left_of_the_boards_name() -> None:
    for board, area in (
        ("Tarn and Beck Safeguarding Children Partnership", "Tarn and Beck"),
        ("Safer Tarn Partnership", "Tarn"),
        ("Tarn Local Safeguarding Children Board", "Tarn"),
    ):
        found = one(f"# Serious Case Review: Child B\n\n{board}")
        assert found.area is not None
        assert found.area.value == area


def test_several_commissioners_publish_together() -> None:
    cover = "# Joint Domestic Homicide Review and Safeguarding Adults Review: Mrs B\n\nCommissioned by\n\nTarn Community Safety Partnership\n\nTarn Safeguarding Adults Board\n\nNHS England\n\nMay 2020"
    found = one(cover)
    assert found.publisher is not None
    assert found.publisher.value.split("; ") == [
        "Tarn Community Safety Partnership",
        "Tarn Safeguarding Adults Board",
        "NHS England",
    ]


def test_an_abstract_says_what_its_heading_says() -> None:
    read = document(
        "## 2019 – Tarn Vale – Child S\n\nDeath of a 9-year-old boy in April 2018 following an asthma attack.\n\nKeywords: asthma\n"
    )
    found = identify(read, outline(read))
    assert found.document_kind == "abstract"
    assert (found.key, found.title) == ("tarn-vale-child-s", "2019 – Tarn Vale – Child S")
    assert found.type is not None
    assert (found.type.value, found.type.basis) == ("serious-case-review", Basis.INFERRED)
    assert found.incident_date is not None
    assert found.incident_date.value.iso() == "2018-04"
    assert found.subjects[0].age_band == "6-to-10"


def test_a_coroner_stands_for_publisher_and_author() -> None:
    text = "# REGULATION 28: REPORT TO PREVENT FUTURE DEATHS\n\nI am Una Crag, Assistant Coroner, for the area of Tarn Vale\n\nOn 3 May 2022 I commenced an investigation into the death of Sam Fell. Sam Fell died on 1 May 2022.\n\n## CORONER'S CONCERNS\n\nThe MATTERS OF CONCERN are as follows:\n\n1. There was no plan\n2. There was no record\n"
    read = document(text)
    found = identify(read, outline(read))
    assert found.author is not None
    assert found.area is not None
    assert found.case_label is not None
    assert (found.author.value, found.area.value, found.case_label.value) == (
        "Una Crag",
        "Tarn Vale",
        "Sam Fell",
    )


def test_every_claim_is_the_documents_own_words() -> None:
    read = document(
        "# Serious Case Review: Child B\n\nTarn Safeguarding Children Board\n\nAuthor: Una Crag\n\nPublished May 2020"
        + BODY.format(story="Child B died in May 2018.")
    )
    found = identify(read, outline(read))
    claims = [
        found.case_label,
        found.type,
        found.publisher,
        found.area,
        found.issued,
        found.author,
        found.incident_date,
    ]
    assert all(c is not None and read.words(c.quote.span) == c.quote.exact for c in claims)


@pytest.mark.parametrize(
    ("board", "area"),
    [
        ("STOW MOOR SAFEGUARDING CHILDREN BOARD", "Stow Moor"),
        ("STOW-ON-TARN SAFEGUARDING CHILDREN BOARD", "Stow-On-Tarn"),
        ("BCP Safeguarding Children Board", "BCP"),
    ],
)
def test_capitals_of_a_whole_name_are_not_the_areas(board: str, area: str) -> None:
    assert area_of(board) == area


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        (
            "# Domestic Homicide Review\n\n# Under section 9 of the Act\n\nAuthor: Ida Lund",
            "Domestic Homicide Review Under section 9 of the Act",
        ),
        (
            "# Seen, Heard, Believed?\n\n# A Thematic Review\n\nMay 2024",
            "Seen, Heard, Believed? A Thematic Review",
        ),
        ("# Review of Jo\n\n# The story\n\n" + "Jo was small and had many friends. " * 5, "Review of Jo"),
        ("# Jo\n\nIndependent review commissioned by Tarn Safeguarding Adults Board into a death.", "Jo"),
        (
            "# Adroddiad Adolygiad Ymarfer Plant Child Practice Review Report\n\nTarn Safeguarding Board",
            "Child Practice Review Report",
        ),
    ],
)
def test_titles(cover: str, title: str) -> None:
    assert one(cover, "Jo died in May 2019. Jo lived with his aunt.").title == title


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "TARN SAFEGUARDING ADULTS BOARD\n\nand\n\nSAFER TARN PARTNERSHIP",
            "TARN SAFEGUARDING ADULTS BOARD; SAFER TARN PARTNERSHIP",
        ),
        (
            "Ottermouth, Sallow and Crane Safeguarding Children Partnership",
            "Ottermouth, Sallow and Crane Safeguarding Children Partnership",
        ),
        ("Business Unit, Tarn Safeguarding Children Partnership", "Tarn Safeguarding Children Partnership"),
        ("Glan Du Glan Du Safeguarding Board", "Glan Du Safeguarding Board"),
        (
            "Local Review for the Tarn Safeguarding Children Partnership",
            "Tarn Safeguarding Children Partnership",
        ),
        ("Commissioned by NHS England, Northern region", "NHS England, Northern region"),
    ],
)
def test_publishers(line: str, names: str) -> None:
    found = identify(*_read(f"# Review: Jo\n\n{line}\n\n## Findings\n\nFinding 1: Nobody asked\n"))
    assert found.publisher is not None
    assert found.publisher.value == names


def _read(text: str) -> tuple[Document, tuple[Section, ...]]:
    read = document(text)
    return read, outline(read)


@pytest.mark.parametrize(
    ("story", "date"),
    [
        (
            "On 23 February 2018 he attacked a woman at a bus stop. In September 2018 he was convicted of attempted murder.",
            "2018-02-23",
        ),
        ("Between December 2020 and October 2021 five people died on the streets of Tarn.", None),
        ("Between January and September 2023 a baby died.", "2023"),
        (
            "The review was held under the Boards Regulations 2006 following the death of Jo on 19 November 2012.",
            "2012-11-19",
        ),
        (
            "In December 2022 a fire began in the back room. She died in the hospital three days later.",
            "2022-12",
        ),
        ("In 2019 her father had an accident. She was taken to hospital in September 2020.", "2020-09"),
    ],
)
def test_incident_dates_that_others_crowd(story: str, date: str | None) -> None:
    found = one("# Review: Jo\n\nTarn Safeguarding Adults Board", story).incident_date
    assert (found.value.iso() if found else None) == date


def test_completion_is_no_publication_but_the_nearest_to_it() -> None:
    found = one("# Review: Jo\n\nTarn Safeguarding Adults Board\n\nDate of report: September 2020").issued
    assert found is not None
    assert (found.value.iso(), found.basis) == ("2020-09", Basis.INFERRED)


@pytest.mark.parametrize(
    "lines",
    [
        "2019 – 2021\n\nOctober 2022",
        "(Draft for factual accuracy, June 2022 – superseded)\n\nFinal report, October 2022",
        "Sent: Fri, 30 Sep 2022 16:52\n\nPublished October 2022 Last updated: 3 March 2025",
    ],
)
def test_periods_drafts_and_mails_are_not_the_day_of_publication(lines: str) -> None:
    found = one(f"# Review: Jo\n\nTarn Safeguarding Adults Board\n\n{lines}").issued
    assert found is not None
    assert (found.value.iso(), found.basis) == ("2022-10", Basis.STATED)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Lavinia Strang QC", "Lavinia Strang QC"),
        (
            "Professor Hilary Drax and Naveed Mahmood\n\nIndependent Reviewers",
            "Professor Hilary Drax; Naveed Mahmood",
        ),
        (
            "| REVIEWER 1 (as appropriate) | REVIEWER 2 (as appropriate) |\n|---|---|\n| Rhian Maes | Philip Anton |",
            "Rhian Maes; Philip Anton",
        ),
    ],
)
def test_authors_by_the_line_below_or_the_cell_above(line: str, names: str) -> None:
    found = one(f"# Review: Jo\n\nTarn Safeguarding Adults Board\n\n{line}").author
    assert found is not None
    assert found.value == names


def test_a_form_says_when_it_happened_and_who_completed_it() -> None:
    form = "# Rapid Review: Baby T\n\nTarn Safeguarding Children Partnership\n\nCompleted by: Jory Angwin, development officer\n\nDate of incident: 17 August 2024"
    found = one(form)
    assert found.author is not None
    assert found.author.value == "Jory Angwin"
    assert found.incident_date is not None
    assert found.incident_date.value == PartialDate(2024, 8, 17)


def test_a_whole_name_behind_a_title_and_years_in_a_title() -> None:
    cover = "# Safeguarding Adults Review: Mr Ambrose Tull, 2019 to 2023\n\nTarn Safeguarding Adults Board"
    found = one(cover, "Mr Tull was 79. The carers knew Mr Tull well.")
    assert found.case_label is not None
    assert found.case_label.value == "Mr Ambrose Tull"
    assert found.title == "Safeguarding Adults Review: Mr Ambrose Tull, 2019 to 2023"


def test_who_owns_the_story_is_its_subject() -> None:
    cover = (
        "# Tobi’s Story: a Local Child Safeguarding Practice Review\n\nTarn Safeguarding Children Partnership"
    )
    found = one(cover, "We met Tobi often, and his mother told us that Tobi drew.")
    assert found.case_label is not None
    assert found.case_label.value == "Tobi"


def test_a_board_is_known_with_its_place_behind_it() -> None:
    cover = "# Case Management Review\n\nRegional Safeguarding Board for Glenmore\n\nChild R\n\nMay 2019\n\n"
    identity = one(cover)
    assert identity.publisher
    assert identity.publisher.value == "Regional Safeguarding Board for Glenmore"
    assert identity.area
    assert identity.area.value == "Glenmore"


def test_a_title_ends_before_its_author_and_begins_behind_its_board() -> None:
    cover = "# Tarn Safeguarding Adults Board Safeguarding Adults Review Edna by Jane Marsh, independent author\n\n"
    identity = one(cover)
    assert identity.title == "Safeguarding Adults Review Edna"


def test_a_line_under_the_title_names_the_author() -> None:
    cover = "Tarn Safeguarding Adults Board\n\n# Safeguarding Adults Review: Edna\n\nby Jane Marsh\n\nMay 2021\n\n"
    identity = one(cover)
    assert identity.author
    assert identity.author.value == "Jane Marsh"
    assert identity.title == "Safeguarding Adults Review: Edna"


def test_where_a_page_stands_and_what_a_report_is_are_no_part_of_its_title() -> None:
    cover = (
        "Home > Our work > Learning > Review: Edna\n\n# Safeguarding Adults Review: Edna\n\n"
        "A review using the Learning Together model\n\nTarn Safeguarding Adults Board"
    )
    identity = one(cover, "Edna died in May 2019.")
    assert identity.title == "Safeguarding Adults Review: Edna"


def test_by_in_front_of_an_author_is_no_part_of_the_name() -> None:
    cover = "# Safeguarding Adults Review: Edna\n\nBy Judith Pell, independent author\n\nTarn Safeguarding Adults Board"
    identity = one(cover, "Edna died in May 2019.")
    assert identity.author is not None
    assert identity.author.value == "Judith Pell"


def test_a_title_with_a_colon_is_no_label() -> None:
    found = one(
        "# Learning from a Rapid Review: Baby Idris\n\nPublished: March 2025\n\nTarn Safeguarding Children Partnership",
        "Idris was ten weeks old. Idris came to hospital. Idris is well.",
    )
    assert found.title == "Learning from a Rapid Review: Baby Idris"
    assert found.case_label is not None
    assert found.case_label.value == "Baby Idris"


def test_several_are_labelled_as_the_text_calls_them() -> None:
    story = "They are called Kai, Tobias and Dev. Kai laughs, Tobias rides, Dev sings. Kai, Tobias and Dev met at school."
    found = one("# Three boys\n\nA thematic review\n\nTarn Safeguarding Children Partnership", story)
    assert found.case_label is not None
    assert found.case_label.value == "Kai; Tobias; Dev"


def test_prose_below_the_cover_names_no_publisher() -> None:
    cover = "# Thematic review: three boys\n\nTarn Safeguarding Children Partnership"
    story = "Safer Beck Partnership shared in the cost of the review, for the learning is about places too, and people."
    found = one(cover, story)
    assert found.publisher is not None
    assert found.publisher.value == "Tarn Safeguarding Children Partnership"


def test_the_row_of_a_chronology_tells_the_day() -> None:
    story = (
        "Baby R died in February 2022 when he was eleven weeks old. His parents lived with his grandmother in a flat that was "
        "damp, and they had asked for another one four times in the year before. The health visitor wrote to the landlord, who "
        "sent a form, and the form came back with no more than a name on it.\n\n## Chronology\n\n| Date | Event |\n| --- | --- |\n"
        "| 3 February 2022 | Email to the nursery |\n| 12 February 2022 | Death of Baby R |\n"
    )
    found = one("# Serious Case Review: Baby R\n\nTarn Safeguarding Children Board", story)
    assert found.incident_date is not None
    assert found.incident_date.value == PartialDate(2022, 2, 12)


@pytest.mark.parametrize(
    ("cover", "author"),
    [
        ("Ada Finch and Dele Orme\n\nQuayside Consultants", "Ada Finch; Dele Orme"),
        ("Professor Imogen Vale", "Professor Imogen Vale"),
        ("Port Lennan", None),
        ("Prepared by Kath Bell, Learning and Improvement Officer", "Kath Bell"),
        ("## Lead reviewer: Ada Finch Published March 2024", "Ada Finch"),
        (
            "Dr Ada Finch, consultant forensic psychiatrist\n\nTom Orme, investigator",
            "Dr Ada Finch; Tom Orme",
        ),
    ],
)
def test_authors_without_a_label_and_posts_that_are_none(cover: str, author: str | None) -> None:
    found = one(f"# Safeguarding Adults Review: Edna\n\n{cover}\n\nTarn Safeguarding Adults Board\n")
    assert (found.author.value if found.author else None) == author
    assert found.title == "Safeguarding Adults Review: Edna"


def test_a_box_names_the_subject_and_a_number_does_not() -> None:
    form = "# Safeguarding Review TSB 2/2024\n\nTarn Safeguarding Board\n\n| Person at the centre of the review | Maren (a pseudonym) |\n|---|---|\n| Chair | Jo Pell |\n\n"
    found = one(form + "When the team met Maren she was alone. It was Maren who rang.\n")
    assert found.case_label
    assert found.case_label.value == "Maren"


def test_babies_told_in_turn_are_called_by_letters() -> None:
    rows = "".join(f"| Baby {letter} | Bruised at {n} weeks |\n" for n, letter in enumerate("ABC", 4))
    told = f"## The babies\n\n| Case | Harm |\n|---|---|\n{rows}\nThere is a plan for Baby A, a plan for Baby B and a plan for Baby C.\n"
    found = told_in_turn(document(told))
    assert found
    assert found.value == "Baby A; Baby B; Baby C"

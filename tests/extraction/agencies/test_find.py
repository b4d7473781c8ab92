"""Who took part, in the layouts that reviews use; and who only owns the review or is named in it."""

from __future__ import annotations

import pytest

from kg.extraction.agencies.find import find_agencies
from kg.extraction.identity.identify import identify
from kg.extraction.outline import outline
from kg.model import Agency, AgencyRole
from tests.extraction.texts import document

COVER = "# Safeguarding Adults Review: Adult K\n\nTarn Safeguarding Adults Board\n\nMay 2022\n\n"


def agencies(body: str) -> tuple[Agency, ...]:
    read = document(COVER + body)
    sections = outline(read)
    return find_agencies(read, sections, identify(read, sections))


def took_part(body: str) -> list[str]:
    return [a.name for a in agencies(body) if a.role is AgencyRole.CONTRIBUTED]


def test_a_list_behind_a_lead_in() -> None:
    body = "## How we did it\n\nThe following agencies provided a report:\n\n- Tarn Police\n- Beck Surgery; and\n- Fir Grange\n\nMaterials considered included:\n\n- Paper records\n- Care Plans\n"
    assert took_part(body) == ["Tarn Police", "Beck Surgery", "Fir Grange"]


def test_a_run_on_sentence() -> None:
    body = "## Method\n\nReports were received from Tarn Council Adult Social Care, the district nursing service of Beck NHS Trust, Clear Tides (the alcohol service) and Tarn Police.\n"
    assert took_part(body) == [
        "Tarn Council Adult Social Care",
        "Beck NHS Trust",
        "Clear Tides",
        "Tarn Police",
    ]


def test_a_table_with_acronyms() -> None:
    body = "## Agencies\n\n| Agency | Acronym | Contact |\n|---|---|---|\n| Tarn Police | TP | Two calls |\n| Beck Mental Health NHS Trust | BMHT | Crisis team |\n"
    found = [(a.name, a.acronym) for a in agencies(body) if a.role is AgencyRole.CONTRIBUTED]
    assert found == [("Tarn Police", "TP"), ("Beck Mental Health NHS Trust", "BMHT")]


def test_a_list_of_names_without_a_lead_in() -> None:
    body = "## How we did it\n\nWe read what we were sent.\n\n- Tarn Police\n- Beck Surgery\n- Tarn Council Housing Options\n"
    assert took_part(body) == ["Tarn Police", "Beck Surgery", "Tarn Council Housing Options"]


def test_agencies_that_have_a_section_each() -> None:
    body = "## What each service did\n\n### Tarn Police\n\nThey came.\n\n### Beck Surgery\n\nIt wrote.\n\n### Tarn Council Adult Social Care\n\nIt visited.\n"
    assert took_part(body) == ["Tarn Police", "Beck Surgery", "Tarn Council Adult Social Care"]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (
            "## The work\n\nIt was done with the help of Tarn Maternity and Neonatal Services, Beck Police, Fir Surgery and Rosewood House.",
            ["Tarn Maternity and Neonatal Services", "Beck Police", "Fir Surgery", "Rosewood House"],
        ),
        (
            "## Method\n\nPractitioners from Tarn Police, Beck NHS Trust, Fir Surgery and Oak House School came to two events.",
            ["Tarn Police", "Beck NHS Trust", "Fir Surgery", "Oak House School"],
        ),
        (
            "## Method\n\nReports were provided by Tarn Police and Beck Surgery. A short report was received from Fell Ambulance Service.",
            ["Tarn Police", "Beck Surgery", "Fell Ambulance Service"],
        ),
        (
            "## Contributors\n\n- Tarn Police – Individual Management Review\n- Probation Service, Torrin\n- Beck Surgery",
            ["Tarn Police", "Probation Service, Torrin", "Beck Surgery"],
        ),
        (
            "## Method\n\nReports came from Tarn Police, Health (Beck NHS Trust and Fir Surgery) and Oak House School.",
            ["Tarn Police", "Beck NHS Trust", "Fir Surgery", "Oak House School"],
        ),
        (
            "## Contributors\n\n- Tarn Police\n- Beck Surgery\n- Children's Services and Jobcentre Plus were asked and had nothing to report.",
            ["Tarn Police", "Beck Surgery"],
        ),
    ],
)
def test_other_ways_of_saying_who_took_part(body: str, names: list[str]) -> None:
    assert took_part(body + "\n") == names


def test_two_names_joined_are_no_third_body() -> None:
    body = "## Contributors\n\n- Recovery Tarn\n- Tarn Council Children's Services\n\n## Story\n\nRecovery Tarn and Tarn Council Children's Services met.\n"
    assert not [a.name for a in agencies(body) if " and " in a.name]


def test_a_panel_of_job_titles_is_no_list_of_agencies() -> None:
    body = "## Agencies\n\nThe following provided information:\n\n- Tarn Police\n- Beck Surgery\n\nThe panel members were:\n\n- Head of Safeguarding, Fell Council\n- Designated Nurse, Tor Integrated Care Board\n"
    assert took_part(body) == ["Tarn Police", "Beck Surgery"]


def test_a_panel_stands_in_when_nothing_else_tells_and_says_so() -> None:
    body = "## Panel\n\n| Name | Job title | Organisation |\n|---|---|---|\n| A B | Head of Care | Tarn Council |\n| C D | Inspector | Tarn Police |\n"
    found = [a for a in agencies(body) if a.role is AgencyRole.CONTRIBUTED]
    assert [(a.name, a.basis.value) for a in found] == [
        ("Tarn Council", "inferred"),
        ("Tarn Police", "inferred"),
    ]


def test_those_asked_by_recommendations_did_not_take_part() -> None:
    body = "## Contributors\n\n- Tarn Police\n- Beck Surgery\n\n## Recommendations\n\n### Fell Ambulance Service\n\n- Write things down.\n\n### Tor Hospital\n\n- Read them.\n\n### Moor College\n\n- Ask.\n"
    assert took_part(body) == ["Tarn Police", "Beck Surgery"]


def test_the_publisher_and_bodies_in_passing_have_their_own_parts() -> None:
    body = "## Contributors\n\n- Tarn Police\n- Beck Surgery\n\n## Story\n\nShe had once been a patient of Fell Hospital.\n"
    parts = {a.name: a.role for a in agencies(body)}
    assert parts["Tarn Safeguarding Adults Board"] is AgencyRole.PUBLISHED
    assert parts["Fell Hospital"] is AgencyRole.MENTIONED


def test_general_and_unnamed_bodies_get_the_area_or_the_review_in_their_keys() -> None:
    keys = [
        a.key
        for a in agencies(
            "## Agencies\n\n- Adult Social Care\n- 2 local GP practices\n- Hospital 1\n- Tarn Police\n- Care Quality Commission (CQC)\n"
        )
    ]
    assert keys[:5] == [
        "tarn-adult-social-care",
        "tarn-adult-k-gp-practices",
        "tarn-adult-k-hospital-1",
        "tarn-police",
        "care-quality-commission",
    ]


def test_the_area_in_an_abstracts_heading_is_no_agency() -> None:
    read = document(
        "## 2019 – Tarn Vale – Child S\n\nDeath of a 9-year-old boy in April 2018.\n\nKeywords: asthma\n"
    )
    sections = outline(read)
    found = identify(read, sections)
    assert found.publisher is not None
    assert found.publisher.value == "Tarn Vale"
    assert find_agencies(read, sections, found) == ()


def test_papers_and_records_tell_whose_they_are_and_a_long_list_ends_in_two() -> None:
    body = (
        "## Method\n\nThe author saw records from Tarn Police, Beck Surgery, Fir Grange School, Tarn Council and "
        "Beck Royal Hospital and Tideline.\n"
    )
    assert took_part(body)[-2:] == ["Beck Royal Hospital", "Tideline"]


def test_a_date_before_a_list_is_no_body() -> None:
    body = "## Method\n\nThe following took part in a workshop in June 2021: Tarn Police, Beck Surgery and Fir Grange School.\n"
    assert "June 2021" not in took_part(body)
    assert "Beck Surgery" in took_part(body)


def test_the_last_two_of_a_run_on_sentence_and_a_branch_behind_a_comma() -> None:
    body = "## Who helped\n\nThe Board is grateful to Tarn Council Adult Social Care, Police Scotland, Tarn Division, Beck Surgery, Fern Lodge Supported Housing and Great Tarn Ambulance Service NHS Trust.\n"
    assert took_part(body) == [
        "Tarn Council Adult Social Care",
        "Police Scotland, Tarn Division",
        "Beck Surgery",
        "Fern Lodge Supported Housing",
        "Great Tarn Ambulance Service NHS Trust",
    ]
    one = "## Who helped\n\nReports were received from Tarn Police, Beck NHS Trust, Tarn Fire and Rescue Service.\n"
    assert took_part(one) == ["Tarn Police", "Beck NHS Trust", "Tarn Fire and Rescue Service"]


def test_a_passage_that_tells_sentence_by_sentence_who_gave_what() -> None:
    body = (
        "## How the review was done\n\nTarn Police supplied a chronology. Beck Hospitals NHS Trust, which had seen him twice, "
        "did likewise, and so did Fell Homes, his landlord. A shorter report came from Fir Surgery. We are grateful to Larkrise, "
        "a charity which had never met him. The Polish School was approached and preferred not to be involved.\n"
    )
    assert took_part(body) == [
        "Tarn Police",
        "Beck Hospitals NHS Trust",
        "Fell Homes",
        "Fir Surgery",
        "Larkrise",
    ]


def test_whoever_is_told_of_under_a_heading_for_those_who_took_part() -> None:
    body = (
        "## Who took part?\n\nFour organisations came. Beck Royal Infirmary provided midwifery. Health visiting came from Tarn "
        "Community Health. The flat was let by Fell Living, a housing association.\n\nThe others were Fir Surgery and First Light "
        "Tarn, who run a group.\n\nFell Ambulance Service came first; its crews had not met her before.\n"
    )
    assert took_part(body) == [
        "Beck Royal Infirmary",
        "Tarn Community Health",
        "Fell Living",
        "Fir Surgery",
        "First Light Tarn",
    ]


def test_evidence_in_the_cells_of_a_form() -> None:
    body = (
        "## The inquest\n\n| 3 | The jury heard oral evidence from staff of Beck NHS Trust, of the University of Tarn and of Tarn "
        "Constabulary. Statements were read from Fir Surgery and from the Fell Ambulance Service. |\n|---|---|\n| 4 | He was 19. He died. |\n"
    )
    assert took_part(body) == [
        "Beck NHS Trust",
        "University of Tarn",
        "Tarn Constabulary",
        "Fir Surgery",
        "Fell Ambulance Service",
    ]


def test_several_agencies_in_one_cell() -> None:
    body = (
        "## Who helped us\n\n| What they gave | Who |\n|---|---|\n| A report | Tarn Police; Tarn Council Adult Social Care |\n"
        "| Records | Beck NHS Trust; Clear Tides Tarn (a charity) |\n"
    )
    assert took_part(body) == [
        "Tarn Police",
        "Tarn Council Adult Social Care",
        "Beck NHS Trust",
        "Clear Tides Tarn",
    ]


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (
            "Evidence was given at the inquest by PC Moss of Tarn Police, Dr Bell of Fir Surgery and Ms Lane of Fell Homes.",
            ["Tarn Police", "Fir Surgery", "Fell Homes"],
        ),
        (
            "Information came from Tarn Police, which ran the enquiry, from Larkrise, which housed him, and from Beck NHS Trust.",
            ["Tarn Police", "Larkrise", "Beck NHS Trust"],
        ),
        (
            "The agencies that had known him were the police (Tarn Constabulary), his GP (Fir Surgery) and his landlord (Fell Homes).",
            ["Tarn Constabulary", "Fir Surgery", "Fell Homes"],
        ),
        (
            "We heard from Tarn Police (twice), from Beck NHS Trust’s health visitors and from Fell Homes.",
            ["Tarn Police", "Beck NHS Trust", "Fell Homes"],
        ),
    ],
)
def test_clauses_fields_and_witnesses_within_a_sentence(told: str, names: list[str]) -> None:
    assert took_part(f"## Method\n\n{told}\n") == names

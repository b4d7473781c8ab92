"""The incident's date: the day that the body gives, and no date of a step, a birth or another case."""

from __future__ import annotations

import pytest

from kg.extraction.identity.identify import identify
from kg.extraction.outline import outline
from kg.model import Identity
from tests.extraction.texts import document as read

COVER = "# Domestic Homicide Review\n\n## Overview report into the death of Odile in May 2019\n\nMarlport Community Safety Partnership\n\n"


def _identity(text: str) -> Identity:
    document = read(text)
    return identify(document, outline(document))


def _incident(text: str) -> str | None:
    date = _identity(text).incident_date
    return date.value.iso() if date else None


@pytest.mark.parametrize(
    "story",
    [
        "Odile was killed at the family home on 9 May 2019 by her husband.",
        "On 9 May 2019 a neighbour saw smoke and rang the fire service. Odile was found dead in the hall.",
        "In April 2019 Odile left him and went to her sister. He killed her on 9 May.",
        "On 6 May 2019 he came to the house. Odile was killed three days later by her husband.",
    ],
)
def test_the_body_gives_the_day_of_the_month_on_the_cover(story: str) -> None:
    assert _incident(COVER + f"## The facts\n\n{story}\n") == "2019-05-09"


@pytest.mark.parametrize(
    ("story", "iso"),
    [
        (
            "Child Z was born in March 2015 and died at home on 2 July 2015, when he was four months old.",
            "2015-07-02",
        ),
        ("Child Z died on Boxing Day 2016 in a cot that was not his own.", "2016-12-26"),
        (
            "The review concerns a boy who was nine when, in March 2017, he was carried into a surgery.",
            "2017-03",
        ),
        (
            "The Board decided on 4 August 2018 that a review of the death was to be held. Child Z died on 1 June 2018.",
            "2018-06-01",
        ),
        ("After Alban (2014) the Board asked for lockable boxes. Child Z died on 1 June 2018.", "2018-06-01"),
        (
            "On 9 January 2018 Child Z was taken to hospital with vomiting. He died on 17 January of sepsis.",
            "2018-01-17",
        ),
    ],
)
def test_takes_the_event_and_no_other_date(story: str, iso: str) -> None:
    cover = "# Serious Case Review: Child Z\n\nMarlport Safeguarding Children Board\n\n"
    assert _incident(cover + f"## The facts\n\n{story}\n") == iso


def test_a_review_of_several_cases_has_the_date_that_they_share() -> None:
    cover = (
        "# Thematic Review: three deaths by fire\n\nMarlport Safeguarding Adults Board\n\n## The people\n\n"
    )
    one = "Pia, 61, died on 3 March 2020.\n\nOsk, 70, died on 4 May 2020.\n\nUli, 55, died in June 2020.\n"
    assert _incident(cover + one) == "2020"
    assert _incident(cover + one.replace("June 2020", "June 2021")) is None


def test_those_of_whom_a_thematic_review_tells_in_turn_are_its_label() -> None:
    text = (
        "# Thematic Review: three deaths by fire\n\nMarlport Safeguarding Adults Board\n\n## The people\n\n"
        "Pia, 61, was a cook.\n\nOskar, 70, was a tailor.\n\nUlrike, 55, was a nurse.\n\n## Learning\n\n"
        "The fire service had visited Pia and Oskar, and nobody told it of Ulrike. For Pia, for Oskar and for Ulrike it came late.\n"
    )
    label = _identity(text).case_label
    assert label is not None
    assert label.value == "Pia; Oskar; Ulrike"


FORM = (
    "# REGULATION 28 REPORT TO PREVENT FUTURE DEATHS\n\n{head}## CORONER\n\nI am Ines Voll, {office}.\n\n"
    "## INVESTIGATION and INQUEST\n\nOn 8 January 2022 I commenced an investigation into the death of Bruno Katz, aged 41. "
    "The investigation concluded at the end of the inquest on 3 March 2023.\n\n## CIRCUMSTANCES OF THE DEATH\n\n"
    "Mr Katz moved to the house in June 2021. {death}\n\n## CORONER’S CONCERNS\n\n"
    "I made a report on 4 May 2020 after the death of Otto Lang, in the same terms.\n"
)


@pytest.mark.parametrize(
    ("death", "iso"),
    [
        ("He was found on the floor on 30 December and could not be revived.", "2021-12-30"),
        ("On 28 December 2021 he was taken to hospital. He died two days later.", "2021-12-30"),
        ("In December he ate less.", None),
    ],
)
def test_a_coroners_form_tells_the_day_of_death_before_the_investigation(death: str, iso: str | None) -> None:
    text = FORM.format(head="", office="Area Coroner for the coroner area of Marlport", death=death)
    assert _incident(text) == iso


@pytest.mark.parametrize(
    ("head", "office", "name"),
    [
        ("", "Assistant Coroner for Marlport and the Isles", "Assistant Coroner for Marlport and the Isles"),
        ("", "Area Coroner, HM Coroner for Marlport", "HM Coroner for Marlport"),
        (
            "HIS MAJESTY’S CORONER\n\nMARLPORT\n\n",
            "Area Coroner for the coroner area of Marlport",
            "His Majesty’s Coroner for Marlport",
        ),
    ],
)
def test_a_coroners_office_as_it_stands_over_the_form(head: str, office: str, name: str) -> None:
    found = _identity(FORM.format(head=head, office=office, death="He died on 30 December."))
    assert found.publisher is not None
    assert found.publisher.value == name
    assert found.author is not None
    assert found.author.value == "Ines Voll"


@pytest.mark.parametrize(
    ("below", "iso"),
    [
        ("Approved for publication by the Home Office: 2 March 2021\n\nPublished: 9 June 2021", "2021-06-09"),
        ("Marlport Partnership. June 2021. Ten minutes to read, ten to talk about.", "2021-06"),
        (
            "June 2021\n\n## About\n\nThe review was signed off in May and published on 9 June 2021.",
            "2021-06-09",
        ),
    ],
)
def test_published_on_the_day_that_is_told(below: str, iso: str) -> None:
    issued = _identity(
        f"# Domestic Homicide Review: Odile\n\nMarlport Community Safety Partnership\n\n{below}\n"
    ).issued
    assert issued is not None
    assert issued.value.iso() == iso


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        (
            "# Marlport Safeguarding Children Board Serious Case Review: Child Z",
            "Serious Case Review: Child Z",
        ),
        (
            "# Extended Adult Practice Review Report\n\nMarlport Safeguarding Board\n\nRe: APR MP 3/2019",
            "Extended Adult Practice Review Report Re: APR MP 3/2019",
        ),
        (
            "Report abuse | Search | Easy read\n\n# Serious Case Review: Child Z",
            "Serious Case Review: Child Z",
        ),
    ],
)
def test_a_title_without_board_or_bar_and_with_its_reference(cover: str, title: str) -> None:
    assert _identity(f"{cover}\n\n## Introduction\n\nThe review was held by the Board.\n").title == title


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Isle of Marl Safeguarding Children Partnership", "Isle of Marl Safeguarding Children Partnership"),
        ("Three Becks Safeguarding Children Partnership", "Three Becks Safeguarding Children Partnership"),
        ("Chair of Marl Safeguarding Children Partnership", "Marl Safeguarding Children Partnership"),
    ],
)
def test_a_board_keeps_the_first_words_of_its_place(line: str, name: str) -> None:
    publisher = _identity(
        f"# Serious Case Review: Child Z\n\n{line}\n\n## Introduction\n\nIt was held.\n"
    ).publisher
    assert publisher is not None
    assert publisher.value == name

"""Who is asked, named and credited: short wordings expanded to the agencies that took part."""

from __future__ import annotations

import pytest

from kg.extraction.understand import understand
from kg.model import Extraction, ItemAgencyRole, ItemKind
from tests.extraction.texts import document

HEAD = (
    "# Safeguarding Adults Review: Adult K\n\nTarn Safeguarding Adults Board\n\nMay 2022\n\n## Agencies which took part\n\n"
    "- Tarn Police\n- Tarn Council Adult Social Care\n- Beck Hospitals NHS Foundation Trust – emergency department, long stay team\n"
    "- Tarn Integrated Care Board (ICB)\n- Tarn and Beck Fire and Rescue Service\n\n"
)


def review(body: str) -> Extraction:
    return understand(document(HEAD + body)).reviews[0]


def asked(recommendation: str) -> tuple[str, ...]:
    found = review(
        f"## Recommendations\n\n1. {recommendation}\n2. Everybody should read this report again next year.\n"
    )
    return next(item for item in found.items if item.kind is ItemKind.RECOMMENDATION).addressees


def test_the_subject_of_should_is_asked() -> None:
    assert asked("The ICB should fund a service for people who drink.") == ("Tarn Integrated Care Board",)
    assert asked("Adult Social Care and the police should meet each month.") == (
        "Tarn Council Adult Social Care",
        "Tarn Police",
    )
    assert asked("The Board should publish what it finds in a year.") == ("Tarn Safeguarding Adults Board",)


def test_those_whom_the_board_is_to_ask_are_asked() -> None:
    assert asked("The Board should ask the Fire and Rescue Service to share its scores.") == (
        "Tarn and Beck Fire and Rescue Service",
    )


def test_a_heading_that_addresses_names_those_asked_by_labelled_recommendations() -> None:
    found = review(
        "## Recommendations\n\n### For the Fire and Rescue Service\n\nR1. Share the scores of each visit within a week.\n\n"
        "### To Adult Social Care and the police\n\nR2. Meet each month about those who open to nobody.\n"
    )
    asked_of = [item.addressees for item in found.items if item.kind is ItemKind.RECOMMENDATION]
    assert asked_of == [
        ("Tarn and Beck Fire and Rescue Service",),
        ("Tarn Council Adult Social Care", "Tarn Police"),
    ]


def test_a_body_of_the_register_opens_what_is_asked_of_it() -> None:
    assert asked("That the Home Office consider whether a caution should be given to parents.") == (
        "Home Office",
    )


def test_a_kind_in_a_column_is_the_one_that_the_sentence_names() -> None:
    found = review(
        "## Recommendations\n\n| No. | Recommendation | Lead |\n|---|---|---|\n"
        "| 1 | Tarn Police and Adult Social Care to agree who rings the family first. | Police; Adult Social Care |\n"
        "| 2 | The ICB to fund a nurse for people who drink. | ICB |\n"
    )
    first = next(item for item in found.items if item.kind is ItemKind.RECOMMENDATION)
    assert first.addressees == ("Tarn Police", "Tarn Council Adult Social Care")


def test_everybody_stays_everybody() -> None:
    assert asked("All agencies should review their recording of names.") == ("All agencies",)


@pytest.mark.parametrize(
    ("recommendation", "names"),
    [
        ("Finally, the Board should publish what it finds.", ("Tarn Safeguarding Adults Board",)),
        (
            "With the Fire and Rescue Service, Tarn Police should agree who visits.",
            ("Tarn Police", "Tarn and Beck Fire and Rescue Service"),
        ),
        ("The long stay team should see each patient in person.", ("Beck Hospitals NHS Foundation Trust",)),
        (
            "When a person has fallen twice, Adult Social Care should visit within a week.",
            ("Tarn Council Adult Social Care",),
        ),
        (
            "The Board should, with the Police and Crime Commissioner, fund an advocate.",
            ("Tarn Safeguarding Adults Board", "Police and Crime Commissioner"),
        ),
        (
            "Before any charge the ICB and Tarn Police should meet.",
            ("Tarn Integrated Care Board", "Tarn Police"),
        ),
        (
            "The Board’s emergency plan should say who visits.",
            ("Tarn Safeguarding Adults Board",),
        ),
        ("The Trust should ring each person who leaves.", ("Beck Hospitals NHS Foundation Trust",)),
        (
            "The ICB should ask practices to write the risk of fire on the record.",
            ("Tarn Integrated Care Board",),
        ),
        ("Tarn SAB should relaunch its procedure on self-neglect.", ("Tarn Safeguarding Adults Board",)),
        ("All schools and colleges should have a lead for health.", ("All schools and colleges",)),
        (
            "The three lists should be brought together each month by the violence reduction co-ordinator.",
            ("violence reduction co-ordinator",),
        ),
        ("The Police and Crime Commissioner should review the grant.", ("Police and Crime Commissioner",)),
        (
            "The Trust, which runs the ward, should ring each person, and the ICB should pay for it.",
            ("Beck Hospitals NHS Foundation Trust", "Tarn Integrated Care Board"),
        ),
        (
            "The Trust should agree with the ICB a single list.",
            ("Beck Hospitals NHS Foundation Trust", "Tarn Integrated Care Board"),
        ),
        ("The Board itself should print the card.", ("Tarn Safeguarding Adults Board",)),
    ],
)
def test_who_is_asked_in_other_words(recommendation: str, names: tuple[str, ...]) -> None:
    assert asked(recommendation) == names


def test_a_post_in_a_column_yields_to_the_subject_of_the_sentence() -> None:
    found = review(
        "## Recommendations\n\n| Recommendation | Lead |\n| --- | --- |\n"
        "| Tarn Police should train all officers in coercive control. | Head of Public Protection |\n"
        "| The ICB should fund a service for people who drink. | Director of Commissioning |\n"
    )
    every = [item.addressees for item in found.items if item.kind is ItemKind.RECOMMENDATION]
    assert every == [("Tarn Police",), ("Tarn Integrated Care Board",)]


def test_a_line_over_a_list_names_those_asked_in_it() -> None:
    found = review(
        "## Recommendations\n\nAdult Social Care should:\n\n- report every fire to the Board within a week\n"
        "- provide one plan that goes wherever the person goes\n"
    )
    every = [item.addressees for item in found.items if item.kind is ItemKind.RECOMMENDATION]
    assert every == [("Tarn Council Adult Social Care",)] * 2


def test_the_closer_of_heading_and_sentence_is_asked() -> None:
    found = review(
        "## Recommendations\n\n### Tarn Council\n\n1. Commissioners should set out in each contract who repeats the score.\n"
        "2. Adult Social Care should visit each person who has had a fire.\n"
    )
    every = [item.addressees for item in found.items if item.kind is ItemKind.RECOMMENDATION]
    assert every == [("Tarn Council",), ("Tarn Council Adult Social Care",)]


def test_good_practice_credits_and_findings_name() -> None:
    found = review(
        "## Findings\n\nFinding 1: The police did not tell the social worker about the fire\n\n"
        "Finding 2: Nobody at the emergency department asked who was at home\n\n"
        "## Good practice\n\n- A paramedic wrote four concerns and telephoned the team manager\n"
    )
    parts = {item.key: [(a.role, a.key, a.type) for a in item.agencies] for item in found.items}
    first = parts["finding-1"]
    assert (ItemAgencyRole.NAMED, "tarn-police", "police-force") in first
    assert (ItemAgencyRole.NAMED, "tarn-adult-social-care", "adult-social-care") not in first
    assert [key for _, key, _ in parts["finding-2"]] == ["beck-hospitals-nhs-foundation-trust"]
    credited = next(v for k, v in parts.items() if k.startswith("good-practice"))
    assert (ItemAgencyRole.CREDITED, None, "ambulance-service") in credited


def test_a_boards_officer_in_a_column_of_leads_is_the_board() -> None:
    found = review(
        "## Recommendations\n\n| No. | Recommendation | Lead |\n|---|---|---|\n| 1 | Publish the findings within a year. | SAB Chair |\n"
        "| 2 | Visit each person who has fallen twice. | Tarn Police |\n"
    )
    told = [item.addressees for item in found.items if item.kind is ItemKind.RECOMMENDATION]
    assert told == [("Tarn Safeguarding Adults Board",), ("Tarn Police",)]

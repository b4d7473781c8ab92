"""Names of bodies in running words, real or invented: told by their heads."""

from __future__ import annotations

import pytest

from kg.extraction.agencies.grammar import is_distinct, names_in
from kg.extraction.agencies.kinds import kind_of


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in names_in(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Officers of Brackwell Constabulary came at once.", ["Brackwell Constabulary"]),
        ("In Castlegate Infirmary she was seen by Moor Police.", ["Castlegate Infirmary", "Moor Police"]),
        (
            "North Fell Clinical Commissioning Group Mid Fell Hospital Trust",
            ["North Fell Clinical Commissioning Group", "Mid Fell Hospital Trust"],
        ),
        ("the Ash Tree Surgery and Elm Lane Medical Centre", ["Ash Tree Surgery", "Elm Lane Medical Centre"]),
        ("Tarn and Beck Fire and Rescue Service", ["Tarn and Beck Fire and Rescue Service"]),
        ("Tarn Health Visiting and School Nursing", ["Tarn Health Visiting and School Nursing"]),
        ("Beck Primary School and Nursery", ["Beck Primary School and Nursery"]),
        ("Town Surgery 3 and the Ashgrove Family Hub", ["Town Surgery 3", "Ashgrove Family Hub"]),
        ("Tarn County Council Children’s Services", ["Tarn County Council Children’s Services"]),
        ("Chair of the Tarn Community Safety Partnership", ["Tarn Community Safety Partnership"]),
        ("Ysgol y Bryn and Meddygfa’r Afon", ["Ysgol y Bryn and Meddygfa’r Afon"]),
        ("Good practice was seen.", []),
        ("a Child Practice Review was held", []),
        ("She went to hospital and told the police.", []),
    ],
)
def test_names_run_to_their_heads(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tarn Mental Health Partnership NHS Trust", "mental-health-trust"),
        ("Tarn and Beck Partnership NHS Foundation Trust", "mental-health-trust"),
        ("Two Becks NHS Foundation Trust", "health-body"),
        ("Tarn Community Health NHS Trust", "community-health-provider"),
        ("St Kilda’s Hospitals NHS Foundation Trust", "acute-hospital-trust"),
        ("Beck Ambulance Service NHS Trust", "ambulance-service"),
        ("Tarn Council Adult Social Care", "adult-social-care"),
        ("Tarn Borough Council", "local-authority"),
        ("Beck Academy Trust", "school"),
        ("Tarn Safeguarding Adults Board", "safeguarding-adults-board"),
        ("Heddlu Canol Arlais", "police-force"),
        ("Little Otters Nursery", "early-years-setting"),
        ("Turning Leaf", "other-body"),
    ],
)
def test_the_weightiest_word_tells_the_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_a_remark_tells_the_kind_of_a_name_that_does_not() -> None:
    assert kind_of("Turning Leaf", "the commissioned drug and alcohol service") == "substance-misuse-service"


def test_a_name_is_distinct_when_it_tells_its_body_from_others() -> None:
    assert is_distinct("Tarn Council Children’s Services")
    assert not is_distinct("Children’s Services")
    assert not is_distinct("2 Local GP Practices")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("She studied at the University of Tarn and died.", ["University of Tarn"]),
        ("from the University of Tarn and Beck Police", ["University of Tarn", "Beck Police"]),
        ("let by Larkrise Living, which owns it", ["Larkrise Living"]),
        ("He was Adult J living alone.", []),
    ],
)
def test_heads_that_open_a_name_or_are_heads_only_with_a_capital(words: str, names: list[str]) -> None:
    assert [words[span.start : span.end] for span in names_in(words, 0, len(words))] == names

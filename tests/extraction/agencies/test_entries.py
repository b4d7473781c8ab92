"""One entry of a list of contributors: the name alone, without roles, remarks and former names."""

from __future__ import annotations

import pytest

from kg.extraction.agencies.entries import abbreviates, entries_in
from kg.model import Span


def names(text: str) -> list[tuple[str, str | None]]:
    return [(text[e.span.start : e.span.end], e.acronym) for e in entries_in(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "Tarn Community Health NHS Trust (TCHT) – health visiting; and",
            [("Tarn Community Health NHS Trust", "TCHT")],
        ),
        ("Beck Pharmacy; and", [("Beck Pharmacy", None)]),
        (
            "Beck and Tarn Hospitals NHS Trust (formerly Beck Hospital)",
            [("Beck and Tarn Hospitals NHS Trust", None)],
        ),
        (
            "Tarn Integrated Care Board (ICB), which replaced Tarn CCG",
            [("Tarn Integrated Care Board", "ICB")],
        ),
        ("Fir Grange (Cumulus Care Group)", [("Fir Grange (Cumulus Care Group)", None)]),
        ("Probation Service (Tarn and Beck)", [("Probation Service (Tarn and Beck)", None)]),
        ("Beck Primary School (Ivy)", [("Beck Primary School", None)]),
        ("Meddygfa’r Bryn (GP)", [("Meddygfa’r Bryn", None)]),
        ("The Heron Practice", [("The Heron Practice", None)]),
        ("Police Scotland, Northern Isles Division", [("Police Scotland, Northern Isles Division", None)]),
        ("Safe at Home Care", [("Safe at Home Care", None)]),
        ("Heddlu’r Bryn / Bryn Police", [("Heddlu’r Bryn / Bryn Police", None)]),
        ("HM Prison and Probation Service", [("HM Prison and Probation Service", None)]),
        (
            "The Beck School and Tarn Virtual School",
            [("The Beck School", None), ("Tarn Virtual School", None)],
        ),
        ("the charity Open Gate Tarn", [("Open Gate Tarn", None)]),
        ("the district nursing service of Tarn NHS Trust", [("Tarn NHS Trust", None)]),
        ("Detective Inspector, Tarn Police", [("Tarn Police", None)]),
        ("Turning Leaf, a counselling charity", [("Turning Leaf", None)]),
        ("2 Local GP Practices", [("2 Local GP Practices", None)]),
        ("°. Tarn Children’s Services", [("Tarn Children’s Services", None)]),
        ("CHIRP", [("CHIRP", None)]),
        ("the Fir Pharmacy next door to it", [("Fir Pharmacy", None)]),
        ("Tarn Council adult social care", [("Tarn Council adult social care", None)]),
        (
            "Fell Homes as landlord and the Tarn Family Project",
            [("Fell Homes", None), ("Tarn Family Project", None)],
        ),
        ("Tarn Police who came and by Beck Surgery", [("Tarn Police", None), ("Beck Surgery", None)]),
        ("which ran the hostel and from Beck Surgery", [("Beck Surgery", None)]),
        ("which replaced Tarn CCG", []),
        ("Beck Trust, formerly Fell Trust and Tarn Trust", [("Beck Trust", None)]),
        ("Probation Service, Tarn and Beck Unit", [("Probation Service, Tarn and Beck Unit", None)]),
        (
            "of the University of Tarn and of Tarn and Beck Constabulary",
            [("University of Tarn", None), ("Tarn and Beck Constabulary", None)],
        ),
        (
            "Tarn Police; Clear Tides Tarn (an alcohol charity); Age Concern Beck",
            [("Tarn Police", None), ("Clear Tides Tarn", None), ("Age Concern Beck", None)],
        ),
        ("Tarn Police (custody; and Rail Police, through them)", [("Tarn Police", None)]),
        ("Education: Fir House School and Elm College", [("Fir House School", None), ("Elm College", None)]),
        ("Police (Tarn Constabulary)", [("Tarn Constabulary", None)]),
        ("PC Moss of Tarn Police", [("Tarn Police", None)]),
        ("Electronic records", []),
        ("Paper records and files", []),
        ("The following agencies were asked for more", []),
    ],
)
def test_an_entry_gives_its_names(entry: str, expected: list[tuple[str, str | None]]) -> None:
    assert names(entry) == expected


def test_an_acronym_must_be_borne_out_by_the_letters() -> None:
    assert abbreviates("Cafcass", "Children and Family Court Advisory and Support Service")
    assert abbreviates("SWYPFT", "South West Yorkshire Partnership NHS Foundation Trust")
    assert not abbreviates("GP", "Meddygfa’r Bryn")

"""What is not a review is refused with a reason; a real review almost never is."""

from __future__ import annotations

import pytest

from kg.extraction.outline import outline
from kg.extraction.verdict import judge
from kg.model import Verdict
from tests.extraction.texts import document

REST = "\n\n## Key findings\n\n- Men were not known to the services that saw the child\n- Records were not read by those who made the plan\n\n## Recommendations\n\n1. The Board should ask each agency to show that it asks about men in the house.\n"


def verdict(text: str) -> Verdict:
    read = document(text)
    return judge(read, outline(read))


@pytest.mark.parametrize(
    ("top", "rule"),
    [
        ("# Yearly Report 2022-23\n\nTarn Safeguarding Children Partnership", "annual-report"),
        (
            "# Multi-agency procedure for resolving disagreements\n\nTarn Safeguarding Children Partnership",
            "procedure",
        ),
        ("# Government response to the rapid review of placements", "response"),
        (
            "# Partnership response: Serious Case Review Child B\n\nTarn Safeguarding Children Partnership",
            "response",
        ),
        (
            "# MEDIA STATEMENT\n\n## Safeguarding Adults Review: “Colin”\n\nTarn Safeguarding Adults Board",
            "press-statement",
        ),
        ("# Minutes of the Learning Subgroup\n\n4 May 2021", "minutes"),
        ("# Neglect toolkit\n\nTarn Safeguarding Children Partnership", "procedure"),
    ],
)
def test_refused_by_its_own_title(top: str, rule: str) -> None:
    found = verdict(top + REST)
    assert (found.is_review, found.rule) == (False, f"verdict/{rule}")
    assert found.quote is not None
    assert found.quote.exact in found.reason


def test_a_letter_about_a_review_is_refused() -> None:
    text = "Home Office\n\n18 October 2021\n\nDear Ann,\n\nThank you for submitting the Domestic Homicide Review report for consideration. The QA Panel felt that it was clear.\n\n## Areas for final development\n\n- Paragraph 3.2 should be reconciled with the chronology.\n\nYours sincerely,\n"
    assert (
        verdict(text + "\n" + "The panel thanks all who took part in this work. " * 5).rule
        == "verdict/letter"
    )


def test_almost_no_words_are_refused() -> None:
    assert verdict("_\n\nPage 1\n").rule == "verdict/empty"


def test_a_list_of_reviews_is_refused() -> None:
    entries = "".join(
        f"## Child {c}\n\nSerious Case Review | 201{i} | PDF\n\n" for i, c in enumerate("TUVWX")
    )
    assert (
        verdict(
            "# Published reviews\n\nOur reports are kept here for five years and may be asked for afterwards by post or by telephone.\n\n"
            + entries
        ).rule
        == "verdict/index"
    )


@pytest.mark.parametrize(
    "top",
    [
        "# Serious Case Review Child B\n\nOverview report and action plan",
        "# Local Child Safeguarding Practice Review: Child B\n\n## Procedure",
        "# Rapid review into data on placements: final report",
        "# Safeguarding Adults Review\n\nBryony",
        "# Domestic Homicide Review: policy, practice and the death of Mrs V",
        "# Learning Summary: Child C\n\nThis is about a learning review.",
        "# Child Q\n\nWhat we found when we looked back",
    ],
)
def test_reviews_are_kept(top: str) -> None:
    assert verdict(top + "\n\nTarn Safeguarding Children Board\n\nMay 2020" + REST).is_review


def test_doubt_is_said() -> None:
    found = verdict("# A year of change\n\nTarn\n" + REST)
    assert found.is_review
    assert found.rule == "verdict/doubtful"

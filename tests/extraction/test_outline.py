"""Sections, their roles, and lists of contents."""

from __future__ import annotations

import pytest

from kg.extraction.contents import contents
from kg.extraction.outline import outline
from kg.extraction.roles import roles_of
from kg.extraction.sections import extent, section_at, with_role
from tests.extraction.texts import document


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("KEY ISSUES ARISING FROM THE REVIEW", ("findings",)),
        ("5. Findings and recommendations", ("findings", "recommendations")),
        ("What we learned and what should happen", ("findings", "recommendations")),
        ("Part IV Findings", ("findings",)),
        ("Response to the recommendations", ("response",)),
        ("Practice that was good", ("good-practice",)),
        ("Take this to your team", ("questions",)),
        ("Terms of reference", ("terms-of-reference",)),
        ("Appendix C Recommendations from Individual Management Reviews", ("recommendations", "agencies")),
        ("What has changed since", ("actions-taken",)),
        ("Practice and organisational learning / Dysgu ymarfer a sefydliadol", ("findings",)),
    ],
)
def test_roles_of_headings(title: str, roles: tuple[str, ...]) -> None:
    assert roles_of(title) == roles


@pytest.mark.parametrize(
    "title",
    ["How did Rosemary come to live at Cedar Grange?", "Lack of positive and therapeutic culture", "Walter"],
)
def test_a_heading_without_cues_has_no_role(title: str) -> None:
    assert roles_of(title) == ()


CONTENTS = {
    "dot leaders": "Contents\n\nIntroduction ........ 2\n\nFinding 1: Nobody asked ........ 4\n\n",
    "bare page numbers": "INDEX\n\nIntroduction 2\n\nFinding 1: Nobody asked 4\n\n",
    "numbers dumped after all titles": "Contents\n\nIntroduction\n\nFinding 1: Nobody asked\n\n2\n\n4\n\n",
    "one line": "Contents Introduction 2 Findings 3 Finding 1: Nobody asked 4 Recommendations 5\n\n",
}


@pytest.mark.parametrize("form", CONTENTS)
def test_contents_in_every_form_are_set_apart_and_the_body_is_not(form: str) -> None:
    body = "Introduction\n\nThis review concerns a child who died in 2015.\n\nFinding 1: Nobody asked\n\nNo one did.\n"
    read = document(CONTENTS[form] + body, "review.txt")
    skipped = " ".join(read.words(read.blocks[index].span) for index in sorted(contents(read)))
    kept = [read.words(b.span) for i, b in enumerate(read.blocks) if i not in contents(read)]
    assert "Nobody asked" in skipped
    assert kept[0].startswith("Introduction")
    assert any(words.startswith("Finding 1: Nobody asked") for words in kept)


def test_every_block_stands_in_one_section_and_subsections_inherit() -> None:
    read = document(
        "# Review\n\n## Findings\n\n### The men were not known\n\nProse.\n\n## Recommendations\n\n- Do it\n"
    )
    sections = outline(read)
    assert [section.first for section in sections[1:]] == [section.end for section in sections[:-1]]
    assert sections[-1].end == len(read.blocks)
    assert [section.heading(read) for section in with_role(sections, "findings")] == [
        "Findings",
        "The men were not known",
    ]
    assert section_at(sections, 3).inherited
    assert len(extent(sections, 1)) == 3


def test_a_recurring_heading_inside_findings_does_not_end_them() -> None:
    finding = "## Finding {n}: Nobody asked {n}\n\nProse.\n\n## Questions for the Board\n\n- Why {n}?\n\n"
    read = document("# Review\n\n## The findings\n\n" + finding.format(n=1) + finding.format(n=2))
    sections = outline(read)
    parents = [sections[s.parent].number for s in sections if s.role == "questions" and s.parent is not None]
    assert parents == ["1", "2"]


def test_numbered_lines_of_plain_text_are_headings_when_they_name_roles() -> None:
    read = document(
        "1. Agencies\n\nThe police took part.\n\n2. What happened\n\nA child died.\n\n3. Learning\n\nNobody asked.\n",
        "review.txt",
    )
    assert [section.heading(read) for section in outline(read)] == ["Agencies", "What happened", "Learning"]


def test_a_heading_that_the_contents_repeat_ends_the_labelled_findings() -> None:
    # Printed twice only because the list of contents has it too: no template's heading inside each finding.
    read = document(
        "# A review\n\n## Contents\n\nThemes 2\n\nRecommendations 5\n\nReferences 6\n\n## Themes\n\n"
        "### Theme 1: Young people who were not known\n\nNobody had referred them.\n\n#### Key learning\n\n- Schools were told first\n\n"
        "### Theme 2: Waiting for an assessment\n\nThe wait was long.\n\n#### Key learning\n\n- Nobody rang while they waited\n\n"
        "## Recommendations\n\n### For the Partnership\n\n1. The Partnership should agree a pathway.\n"
    )
    sections = outline(read)
    partnership = next(one for one in sections if one.heading(read) == "For the Partnership")
    assert partnership.role == "recommendations"


def test_a_lead_in_that_reads_like_a_heading_stands_under_the_heading_above() -> None:
    read = document(
        "# A review\n\n## Background\n\nThe objectives of the review were to:\n\n- establish the facts\n\n"
        "## Who was involved\n\n- Northam Police\n\n## Practice\n\nPractice was varied.\n"
    )
    sections = outline(read)
    objectives = next(one for one in sections if one.heading(read).startswith("The objectives"))
    assert objectives.parent is not None
    assert sections[objectives.parent].heading(read) == "Background"
    practice = next(one for one in sections if one.heading(read) == "Practice")
    assert practice.role != "terms-of-reference"

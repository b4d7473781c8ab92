"""Themes as chapters, with what was learned set out inside them."""

from __future__ import annotations

import pytest

from kg.extraction.items.panels import _LEAST
from kg.extraction.outline import outline
from kg.extraction.verdict import judge
from kg.model import ItemKind
from tests.extraction.texts import document, items, texts

F, Q, P = ItemKind.FINDING, ItemKind.QUESTION, ItemKind.POINT
_SAID = (
    ("Neglect", "Each referral was judged alone and nobody saw the pattern."),
    ("Missed appointments", "Children who were not brought were discharged without a word to the doctor."),
    ("Fathers", "The father was not spoken to by any of the agencies."),
)


def _chapters(inside: str) -> str:
    """Themes, each with a paragraph of what happened and then what was learned, set out in one way."""
    told = "The social worker called in March, and the school rang in April. Mother was at home on both days."
    chapters = [
        f"## Theme {number}: {topic}\n\n{told}\n\n{inside.format(number=number, said=said)}\n"
        for number, (topic, said) in enumerate(_SAID, 1)
    ]
    return "# Local Child Safeguarding Practice Review: Child A\n\n# Analysis\n\n" + "\n".join(chapters)


@pytest.mark.parametrize(
    "inside",
    [
        "**Learning {number}:** {said}",
        "### Learning {number}: {said}",
        "### Learning\n\n- {said}",
        "### What we take from this\n\n{said}",
        "**({number}) {said}** It was the same in the year before.\n\n**({number}a) {said}** It was so.",
    ],
)
def test_what_is_announced_inside_themes_is_the_finding_and_their_titles_are_not(inside: str) -> None:
    found = texts(_chapters(inside), F)
    assert len(found) >= len(_SAID) > _LEAST
    assert {text.rstrip(".") for text in found} == {said.rstrip(".") for _, said in _SAID}


def test_themes_that_are_findings_themselves_keep_their_learning_as_points() -> None:
    text = "".join(
        f"## Theme {number}: {said.rstrip('.')}\n\n**Learning point**\n\n- Ask about {topic.lower()}\n\n"
        for number, (topic, said) in enumerate(_SAID, 1)
    )
    assert texts(text, F) == [said.rstrip(".") for _, said in _SAID]
    assert texts(text, P) == [f"Ask about {topic.lower()}" for topic, _ in _SAID]


def test_fragments_under_the_topics_are_their_points() -> None:
    text = "# Themes\n\n" + "".join(
        f"## Theme {number}: {topic}\n\nIt was seen by all.\n\n### Key learning\n\n- No plan\n- Nobody rang\n\n"
        for number, (topic, _) in enumerate(_SAID, 1)
    )
    assert texts(text, F) == [topic for topic, _ in _SAID]


def test_a_number_with_a_dot_is_read_whole() -> None:
    found = items(
        "## Findings\n\n**Finding 2.1** Nobody read the letters.\n\nFinding 2.1 repeats what was known.\n"
    )
    assert [item.number for item in found if item.kind is F] == ["2.1"]


def test_a_line_of_things_to_open_is_no_title() -> None:
    read = document(
        "# Safeguarding Adults Review: Carol\n\nDownloads: Full report | Easy read | Partnership response\n\n"
        "## Findings\n\n" + "Nobody asked her what she would like to do about the home. " * 4
    )
    assert judge(read, outline(read)).is_review


def test_a_question_of_a_chapter_is_about_the_finding_nearest_in_words() -> None:
    chapters = "".join(
        f"## Theme {number}: {topic}\n\nIt was seen by all.\n\n### Learning\n\n- {said}\n- Nobody asked the aunts about {topic.lower()}.\n\n"
        f"### Reflections\n\n- {asked}\n\n"
        for number, ((topic, said), asked) in enumerate(
            zip(
                _SAID,
                ("Who would see the pattern?", "Who rings the doctor?", "Have you asked the aunts?"),
                strict=True,
            ),
            1,
        )
    )
    found = items("# Analysis\n\n" + chapters)
    told = {item.key: item.text for item in found if item.kind is F}
    assert [told[item.arises_from or ""][:4] for item in found if item.kind is Q] == ["Each", "Chil", "Nobo"]


def test_addressees_over_recommendations_and_bullets_among_numbered_paragraphs() -> None:
    text = (
        "# Recommendations\n\n26. The Partnership has accepted all of these.\n\n## For agencies\n\n"
        "- Screen every concern within a day.\n- Name a lead nurse for each resident.\n"
    )
    assert texts(text, ItemKind.RECOMMENDATION) == [
        "Screen every concern within a day.",
        "Name a lead nurse for each resident.",
    ]


@pytest.mark.parametrize("message", ["## {said}", "**{said}**", "## __{said}__"])
def test_the_message_that_opens_a_theme_is_its_finding_and_has_its_letter(message: str) -> None:
    text = "# Method\n\nWe met five times.\n\n" + "".join(
        f"## Theme {letter}: {topic}\n\n{message.format(said=said)}\n\nIt was so in March. Across the five we saw:\n\n"
        f"- no plan for {topic.lower()}\n- nobody who rang\n\n"
        for letter, (topic, said) in zip("ABC", _SAID, strict=True)
    )
    found = [item for item in items(text) if item.kind is F]
    assert [item.text for item in found] == [said for _, said in _SAID]
    assert [item.number for item in found] == ["A", "B", "C"]
    assert len(texts(text, P)) == 2 * len(_SAID)

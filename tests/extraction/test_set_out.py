"""Further ways in which reviews set out their learning: each test is one way."""

from __future__ import annotations

from kg.extraction.contents import contents
from kg.model import ItemKind
from tests.extraction.texts import document, items, texts

F, R, Q, G, P = (
    ItemKind.FINDING,
    ItemKind.RECOMMENDATION,
    ItemKind.QUESTION,
    ItemKind.GOOD_PRACTICE,
    ItemKind.POINT,
)


def test_chapters_that_one_word_counts_hold_one_set_of_findings() -> None:
    text = (
        "## Layer A: work with Dora\n\n### Nobody was sure who held the keys to her flat\n\nThe file is silent.\n\n"
        "### Her hearing was written down and was not allowed for\n\nThe form says so.\n\n"
        "## Layer B: the team\n\n### Four visits were not recorded by the nurses\n\nThe sheet is blank.\n\n"
        "### The doctor was not told of the fall by the home\n\nHe read of it later.\n\n"
        "### The carers were not asked what they had seen\n\nThey had seen it.\n"
    )
    assert len(texts(text, F)) == 5


def test_a_line_in_every_chapter_under_a_heading_that_is_a_finding_announces_its_points() -> None:
    chapter = "### {}\n\nProse about it.\n\nIn practice this meant:\n\n- {}\n\n"
    text = "## What we learned\n\n" + "".join(
        chapter.format(*each)
        for each in (
            ("Nobody was told that the lift had failed", "she was not taken out for a month"),
            ("The night staff were not shown the care plan", "no one knew that she must not lie flat"),
            ("Her weight was not taken to be a warning", "a loss of two stone was not reported"),
        )
    )
    assert texts(text, F) == [
        "Nobody was told that the lift had failed",
        "The night staff were not shown the care plan",
        "Her weight was not taken to be a warning",
    ]
    assert "no one knew that she must not lie flat" in texts(text, P)


def test_a_sentence_that_announces_a_list_of_findings_leaves_out_what_is_said_around_it() -> None:
    text = (
        "Conclusions\n\n31. It was concluded that she was not safe. The main findings are these:\n\n"
        "    (a) The bruises were not reported by the day centre.\n    (b) No one asked why she had moved.\n"
        "    (c) The bank was not told of the fraud.\n\n32. The death could not have been foreseen by anyone.\n"
    )
    assert texts(text, F, "a.txt") == [
        "The bruises were not reported by the day centre.",
        "No one asked why she had moved.",
        "The bank was not told of the fraud.",
    ]


def test_a_list_of_learning_may_advise_here_and_there_where_the_recommendations_stand_elsewhere() -> None:
    learned = "- Nobody read the school's letters\n- A move should always lead to a new assessment\n- The plan was not shared\n"
    asked = "## Recommendations\n\n1. The Trust should audit its letters.\n"
    assert len(texts(f"## Summary of learning\n\n{learned}\n{asked}", F)) == 3


def test_a_heading_that_says_ask_with_statements_below_is_a_finding_among_its_neighbours() -> None:
    text = (
        "# Learning review\n\n## What happened\n\nHe moved.\n\n## Key messages\n\n### A child who sleeps in class is telling us something\n\n- Three teachers saw it and none of them asked\n\n"
        "### Ask who has moved in\n\n- The landlord knew his name and was not asked for it\n\n"
        "### No one knew what the other services were worried about\n\n- The letters were not copied to the school\n"
    )
    assert "Ask who has moved in" in texts(text, F)
    assert texts(text, Q) == []


def test_what_a_question_is_about_stands_in_front_of_it_and_is_no_part_of_it() -> None:
    text = (
        "## Questions for your team\n\n- Handovers between shifts: Who reads the note?\n- Who has the key?\n"
    )
    assert texts(text, Q) == ["Who reads the note?", "Who has the key?"]


def test_under_headings_that_name_those_asked_each_paragraph_is_a_recommendation() -> None:
    text = (
        "## Recommendations\n\n### Larch House Care Ltd\n\nTrain all staff in first aid.\n\n"
        "### The Board\n\nRestart the audit and bring it back each spring until it is finished.\n\n"
        "### Fern Valley Hospital\n\nThe hospital should ring the home before discharge.\n"
    )
    assert len(texts(text, R)) == 3


def test_a_paragraph_that_carries_on_the_reports_numbers_is_none_of_the_lists_that_count_from_one() -> None:
    text = (
        "Conclusions\n\n41. Nobody asked.\n\nRecommendations\n\nThe Police\n\n  1. Train officers in coercion.\n\n"
        "  2. Audit each call.\n\nThe Trust\n\n  1. Record who is the carer.\n\n42. The plan is reviewed yearly by the Partnership.\n"
    )
    assert len(texts(text, R, "a.txt")) == 3


def test_numbers_that_open_the_cells_of_a_column_are_those_of_the_items() -> None:
    text = (
        "## Recommendations\n\n| Recommendation | Led by |\n| --- | --- |\n| 1 Agree how a child is seen alone. | The Trust |\n"
        "| 2 Train all staff in it. | The Board |\n| 3 Report on it in a year. | The Board |\n"
    )
    found = [item for item in items(text) if item.kind is R]
    assert [(item.number, item.text) for item in found] == [
        ("1", "Agree how a child is seen alone."),
        ("2", "Train all staff in it."),
        ("3", "Report on it in a year."),
    ]


def test_numbered_paragraphs_are_no_list_of_good_practice() -> None:
    # Praised as a list they would all count; in prose only the sentence that tells of a deed may.
    text = (
        "## Conclusion\n\nNobody met.\n\n## The health visitor\n\n"
        "14. The health visitor rang the family each week and made time to listen. The flat was cold.\n\n"
        "15. The health visitor went to the refuge with her and sat with her until the locks were changed. It rained that day.\n"
    )
    assert "The flat was cold." not in " ".join(texts(text, G))
    assert "It rained that day." not in " ".join(texts(text, G))


def test_two_entries_of_the_contents_on_one_line_are_entries() -> None:
    text = (
        "Contents\n\nIntroduction 3\n\nTheme 1: Nobody asked 4\n\nTheme 2: The letters went to an old address for eleven months 5 "
        "Theme 3: No one at the school or nursery knew how or to whom to say that they did not agree with what 6 was decided\n\n"
        "Recommendations 7\n\nIntroduction\n\nProse.\n\nTheme 1: Nobody asked\n\nProse.\n\nRecommendations\n\nProse.\n"
    )
    read = document(text, "a.txt")
    listed = [read.words(read.blocks[i].span) for i in sorted(contents(read))]
    assert any("Theme 3" in words for words in listed)
    assert "Recommendations 7" in listed


def test_a_numbered_paragraph_behind_the_bullets_of_a_recommendation_is_none_of_them() -> None:
    text = (
        "Recommendations\n\nRecommendation 1: The Trust should not discharge a child unless:\n\n  \u2022 a nurse has seen the home; and\n"
        "  \u2022 the school has been told.\n\n7.2 The Partnership will publish its answer.\n\nGlossary\n"
    )
    assert texts(text, R, "a.txt") == [
        "The Trust should not discharge a child unless: a nurse has seen the home; and the school has been told."
    ]


def test_the_list_that_a_recommendation_reads_on_gives_the_finding_no_points() -> None:
    text = (
        "## Finding 1: Nobody rang the school\n\nWhat we saw:\n\n- the number was old\n\n"
        "Recommendation 1: The Trust should offer:\n\n- a call each week; and\n- a visit each month.\n"
    )
    assert texts(text, P) == ["the number was old"]


def test_a_line_that_asks_by_an_infinitive_and_ends_in_a_colon_heads_its_own_list_and_no_group() -> None:
    text = (
        "## Recommendations\n\n"
        "1. The Board to renew its guidance on pressure sores so that:\n"
        "   - every carer knows whom to ring;\n   - photographs are kept.\n"
        "2. The Trust to audit a tenth of its discharge letters.\n"
        "3. The Ambulance Service to tell the surgery of each fall.\n"
    )
    assert texts(text, R) == [
        "The Board to renew its guidance on pressure sores so that: every carer knows whom to ring; photographs are kept.",
        "The Trust to audit a tenth of its discharge letters.",
        "The Ambulance Service to tell the surgery of each fall.",
    ]

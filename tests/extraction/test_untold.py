"""Headings that tell nothing: what stands below them is judged by itself; and what is not said in so many words."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.items.doubts import doubts
from kg.extraction.outline import outline
from kg.extraction.roles import roles_of
from kg.model import ItemKind
from tests.extraction.texts import document, items, texts

F, R, Q, G = ItemKind.FINDING, ItemKind.RECOMMENDATION, ItemKind.QUESTION, ItemKind.GOOD_PRACTICE

STORY = "# Chronology\n\nShe was born in June 2019. She was seen by the health visitor.\n\n"


def test_neighbouring_headings_that_read_like_findings_are_findings() -> None:
    text = STORY + (
        "# Nobody asked who was sleeping in the house\n\nThe form had no box.\n\n"
        "# The plan was closed before anybody had met the father\n\nHe worked nights.\n\n"
        "# Letters were sent to a house that had been left\n\nThere were five.\n"
    )
    assert texts(text, F) == [
        "Nobody asked who was sleeping in the house",
        "The plan was closed before anybody had met the father",
        "Letters were sent to a house that had been left",
    ]


def test_two_such_headings_are_not_enough() -> None:
    text = (
        STORY
        + "# Nobody asked who was sleeping in the house\n\nIt had no box.\n\n# Thanks\n\nWe thank her aunt.\n"
    )
    assert texts(text, F) == []


def test_a_list_that_asks_is_a_list_of_recommendations_under_any_heading() -> None:
    text = STORY + (
        "# Ourselves to blame\n\n- The Trust should ring each family within a day\n"
        "- The Board to publish the figures every year\n- All agencies to name a lead\n"
    )
    assert texts(text, R) == [
        "The Trust should ring each family within a day",
        "The Board to publish the figures every year",
        "All agencies to name a lead",
    ]


def test_not_where_recommendations_are_announced_elsewhere() -> None:
    text = STORY + (
        "# What people hoped\n\n- The Trust should ring each family\n- The Board should publish its figures\n\n"
        "# Recommendations\n\n- The school should keep one file for each child\n"
    )
    assert texts(text, R) == ["The school should keep one file for each child"]


def test_a_list_of_questions_is_one_under_any_heading() -> None:
    text = STORY + "# Monday morning\n\n- Who in your team knows the fathers?\n- When did you last ask?\n"
    assert texts(text, Q) == ["Who in your team knows the fathers?", "When did you last ask?"]


def test_next_steps_that_are_decided_are_not_recommended() -> None:
    text = STORY + "# Next steps\n\n- The report went to the families in May\n- A film is on the website\n"
    assert texts(text, R) == []


def test_a_heading_that_only_looks_like_learning_tells_nothing() -> None:
    assert roles_of("Learning disability services") == ()
    assert roles_of("Learning from the review") == ("findings",)
    assert roles_of("Themes that emerged") == ("findings",)  # "the" is taken off as a word only


def test_a_verdict_points_back_at_the_deed() -> None:
    text = "# Analysis\n\nThe midwife rang the ward that night and asked for the notes. This was good practice.\n"
    assert texts(text, G) == ["The midwife rang the ward that night and asked for the notes."]


def test_the_deed_without_its_frame_and_what_spoiled_it() -> None:
    text = (
        "# Analysis\n\nWe heard that the warden took excellent notes of every visit, although nobody read them. "
        "She went home.\n"
    )
    assert texts(text, G) == ["the warden took excellent notes of every visit"]


def test_what_made_a_deed_harder_belongs_to_it() -> None:
    text = (
        "# Analysis\n\nIt was excellent practice that the warden called on him every week, although she had no car. "
        "She went home.\n"
    )
    assert texts(text, G) == [
        "It was excellent practice that the warden called on him every week, although she had no car."
    ]


def test_remarks_among_good_practice_are_left_out() -> None:
    text = "# Good practice\n\nThe crew came back with blankets. This is welcome. It is sad that he died that night.\n"
    assert texts(text, G) == ["The crew came back with blankets."]


def test_paragraphs_that_count_in_words_are_findings_and_recommendations() -> None:
    text = (
        "# The third letter, on what I have found\n\nI have three.\n\n"
        "My first finding is that the plan was taken away without anything in its place. It had been a good plan.\n\n"
        "My second is that those who knew him did not know about her.\n\n"
        "My third and last is that nobody asked who slept in the house.\n\n"
        "# The fourth letter, on what I would have you do\n\n"
        "I recommend, first, that the Trust should ring each family.\n\n"
        "Second, the Council should answer each alarm.\n\n"
        "The third is for the police. They should write down how the child looked.\n"
    )
    assert texts(text, F) == [
        "the plan was taken away without anything in its place.",
        "those who knew him did not know about her.",
        "nobody asked who slept in the house.",
    ]
    assert texts(text, R) == [
        "the Trust should ring each family.",
        "the Council should answer each alarm.",
        "They should write down how the child looked.",
    ]


def test_a_story_that_counts_is_no_series() -> None:
    text = (
        "# What we found\n\nThe first visit was in May. She was out.\n\nThe second visit was in June.\n\n"
        "The third visit was in July.\n"
    )
    assert not any(item.startswith("visit") for item in texts(text, F))


def test_an_ask_of_somebody_is_no_question() -> None:
    text = STORY + "# Ask of the partnership\n\nThe Trust to audit its letters each year.\n"
    assert texts(text, R) == ["The Trust to audit its letters each year."]
    assert texts(text, Q) == []


def test_a_forms_question_is_told_by_its_first_sentence() -> None:
    text = STORY + (
        "# What have you learned? Give each finding a number. Say what made it likely and do not say whose fault.\n\n"
        "1. Nobody asked who was sleeping in the house.\n2. The plan was closed before anybody had met the father.\n"
    )
    assert texts(text, F) == [
        "Nobody asked who was sleeping in the house.",
        "The plan was closed before anybody had met the father.",
    ]


def test_a_box_among_findings_ends_no_section() -> None:
    text = (
        "# What did we find?\n\n### Nobody asked where the baby slept\n\nIt was cold.\n\n"
        "# Over to you\n\n- Who would you ring?\n\n### The letters went to the wrong house\n\nThere were five.\n"
    )
    read = document(text)
    boxed = {"Over to you": 1, "Who would you ring?": 1}
    inset = replace(read, blocks=tuple(replace(b, box=boxed.get(read.words(b.span))) for b in read.blocks))
    roles = {s.heading(read): (s.role, s.inherited) for s in outline(inset)}
    assert roles["Over to you"] == ("questions", False)
    assert roles["The letters went to the wrong house"] == ("findings", True)
    assert {s.heading(read): s.role for s in outline(read)}[
        "The letters went to the wrong house"
    ] == "questions"


def test_questions_before_anything_is_told_are_what_the_review_was_asked() -> None:
    text = (
        "# Why a review\n\n- Was the law used?\n- Was he heard?\n\n"
        + STORY
        + "# After\n\n- Would you have rung?\n- Whom?\n"
    )
    assert texts(text, Q) == ["Would you have rung?", "Whom?"]


def test_recommendations_stated_in_the_prose_of_findings_arise_from_them() -> None:
    text = STORY + (
        "# Findings\n\n## Nobody asked where the baby slept\n\nIt was cold. We ask that the hospital see the room first.\n\n"
        "## Letters went to the wrong house\n\nThere were five. We ask that the surgery keep a telephone number.\n"
    )
    found = items(text)
    asked = [item for item in found if item.kind is R]
    assert [item.text for item in asked] == [
        "We ask that the hospital see the room first.",
        "We ask that the surgery keep a telephone number.",
    ]
    findings = [item.key for item in found if item.kind is F]
    assert [item.arises_from for item in asked] == findings


def test_topics_of_an_analysis_that_end_in_one_sentence() -> None:
    topics = (
        (
            "Health",
            "The missed appointments were counted by each clinic alone and nobody saw the whole of them.",
        ),
        (
            "School",
            "The teachers did not know that there was a plan and so could not tell anybody that it failed.",
        ),
        ("Home", "Neither of the two men in the house was assessed by any agency in the whole of that year."),
    )
    text = (
        STORY
        + "# Analysis\n\n"
        + "".join(
            f"## {topic}\n\nShe was seen in May. She was seen again in June.\n\n{said}\n\n"
            for topic, said in topics
        )
    )
    assert texts(text, F) == [said for _, said in topics]


def test_what_is_read_by_content_alone_is_said_to_be_doubtful() -> None:
    told = (
        STORY
        + "# Analysis\n\nThe crew came back in their own time with blankets and sat with her until it was light.\n"
    )
    assert [item.rule for item in items(told) if item.kind is G] == ["good-practice/told"]
    (problem,) = doubts(items(told))
    assert problem.code == "read-by-content"
    assert "1 sentence was taken for good practice" in problem.message
    assert doubts(items("# Good practice\n\n- The crew came back with blankets\n")) == ()


def test_a_panel_of_questions_in_a_chapter_arises_from_the_chapters_finding() -> None:
    chapter = "# {name}\n\nHe went home.\n\n## What we learned\n\n**{finding}**\n\n## Stop and think\n\n{question}\n\n"
    text = "".join(
        chapter.format(name=name, finding=finding, question=question)
        for name, finding, question in (
            ("The unit", "A timetable gave the exploiters half of his week.", "Who has your list?"),
            ("The trains", "Nobody asked where he had been.", "Whose laughing gets a form where you work?"),
            ("The court", "The decision did not reach the court.", "When did you last ring back?"),
        )
    )
    found = items(text)
    keys = [item.key for item in found if item.kind is F]
    assert len(keys) == 3
    assert [item.arises_from for item in found if item.kind is Q] == keys


def test_a_line_that_recurs_announces_what_is_said_below_it_whatever_its_words() -> None:
    said = (
        "Nobody asked the father who had moved in.",
        "The letters were not read by anyone at the surgery.",
        "The school had no one to tell.",
    )
    chapter = "# {place}\n\nHe came in June. He left in July.\n\nAll of us signed this:\n\n{said}\n\n"
    text = "".join(
        chapter.format(place=p, said=s) for p, s in zip(("Bus", "Barn", "Yard"), said, strict=True)
    )
    assert texts(text, F) == list(said)
    labelled = text + "# Finding 1: Nobody listened to the boy\n\nHe said so.\n"
    assert texts(labelled, F) == ["Nobody listened to the boy"]


def test_questions_as_headings_that_are_answered_in_bold_hold_findings() -> None:
    asked = ("Did anyone know?", "Why was he sent home?", "Who read the letter?")
    told = (
        "Everyone knew, and nobody told the one who could act.",
        "Because the bed was promised and no one asked his wife.",
        "It was not read by the doctor to whom it was sent.",
    )
    text = "# Our family's questions\n\nThese are answered below.\n\n" + "".join(
        f"## Question {n}. {a}\n\n**{t}** The rest is prose.\n\n"
        for n, (a, t) in enumerate(zip(asked, told, strict=True), 1)
    )
    found = items(text)
    assert [(item.number, item.text) for item in found if item.kind is F] == [
        (str(n), t) for n, t in enumerate(told, 1)
    ]
    assert not [item for item in found if item.kind is Q]
    unanswered = text.replace("**", "")
    assert texts(unanswered, Q) == list(asked)


def test_a_table_under_any_heading_whose_cells_ask_beside_a_column_for_who() -> None:
    table = (
        "# For the wall\n\n| The thing itself | By whom |\n| --- | --- |\n"
        "| Keep a list of what each person accepts at the front of the record | Adult Social Care |\n"
        "| Ask every caller whether there is a child at home | The Surgery |\n"
        "| Stop sending letters about tenancy as the first response | Beacon Homes |\n"
    )
    found = [item for item in items(STORY + table) if item.kind is R]
    assert [item.text.split()[0] for item in found] == ["Keep", "Ask", "Stop"]
    told = table.replace("Keep a list", "They kept a list").replace("Ask every", "They asked every")
    assert not [item for item in items(STORY + told.replace("Stop sending", "They sent")) if item.kind is R]


def test_paragraphs_under_lines_that_name_those_who_are_asked() -> None:
    asked = (
        "# Recommendations\n\nThere are three.\n\nThe Partnership\n\n"
        "Limit each conference to the cases that can be read.\n\n"
        "Marsh Police and the Refuge Service\n\nScore control of money in its own right.\n\n"
        "Where a person makes many reports of no crime, record the pattern as suspected stalking or coercive control.\n"
    )
    found = [item for item in items(STORY + asked) if item.kind is R]
    assert [item.addressees for item in found] == [
        ("The Partnership",),
        ("Marsh Police and the Refuge Service",),
        ("Marsh Police and the Refuge Service",),
    ]

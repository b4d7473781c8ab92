"""Items in the ways in which reviews set them out: each test is one way."""

from __future__ import annotations

from kg.extraction.items.keys import item_key, wording_hash
from kg.model import Basis, ItemKind, Polarity
from tests.extraction.texts import items, texts

F, R, Q, G, P = (
    ItemKind.FINDING,
    ItemKind.RECOMMENDATION,
    ItemKind.QUESTION,
    ItemKind.GOOD_PRACTICE,
    ItemKind.POINT,
)


def test_a_label_alone_on_its_line_takes_the_text_below() -> None:
    found = items(
        "## Learning\n\n**Learning point 1**\n\nThe handover failed\n\n- nobody rang\n- nobody wrote\n"
    )
    assert [(item.kind, item.text) for item in found] == [
        (F, "The handover failed"),
        (P, "nobody rang"),
        (P, "nobody wrote"),
    ]
    assert found[1].parent == found[0].key == "finding-1"


def test_of_rival_labels_the_stronger_are_the_findings() -> None:
    text = "## Theme 1: Nobody asked about the men\n\n**Learning point**\n\n- Ask about men\n\n## Theme 2: No plan was made\n\nProse.\n"
    assert texts(text, F) == ["Nobody asked about the men", "No plan was made"]
    assert texts(text, P) == ["Ask about men"]


def test_headings_of_topics_yield_to_the_sentences_below_them() -> None:
    text = (
        "## Findings\n\n### Records\n\n1. Records were not kept by the school nurse\n2. No one read the letters\n\n"
        "### Fathers\n\n3. The father was not spoken to by any agency\n"
    )
    assert texts(text, F) == [
        "Records were not kept by the school nurse",
        "No one read the letters",
        "The father was not spoken to by any agency",
    ]


def test_paragraphs_give_their_first_sentence_and_prose_points() -> None:
    text = "## Key issues\n\nNobody asked. The surgery did not ask her in eleven visits.\n\nA warning was lost. It was filed.\n"
    assert texts(text, F) == ["Nobody asked.", "A warning was lost."]
    assert "The surgery did not ask her in eleven visits." in texts(text, P)


def test_a_table_of_findings_and_their_recommendations() -> None:
    text = (
        "## What we found and what should change\n\n| What we found | What should change |\n| --- | --- |\n"
        "| Nobody met the father as a parent | Each service should invite fathers by name. |\n"
        "| The diary was read too late | The scheme should read diaries each week. |\n"
    )
    found = items(text)
    assert texts(text, F) == ["Nobody met the father as a parent", "The diary was read too late"]
    recommendations = [item for item in found if item.kind is R]
    assert [item.arises_from for item in recommendations] == [item.key for item in found if item.kind is F]
    assert {item.arises_basis for item in recommendations} == {Basis.STATED}


def test_a_recommendation_reads_on_through_its_own_list() -> None:
    text = "## Recommendations\n\n1. The Trust should:\n   - record the name;\n   - ring back.\n2. The Board should audit it.\n"
    assert texts(text, R) == ["The Trust should: record the name; ring back.", "The Board should audit it."]


def test_infinitives_after_are_asked_are_one_recommendation_each() -> None:
    text = "## What should change\n\nThe partners are asked to train staff; to record contacts; and to publish both.\n"
    assert texts(text, R) == ["to train staff", "to record contacts", "to publish both"]
    assert {item.addressees for item in items(text)} == {("The partners",)}


def test_addressees_in_front_behind_over_and_below() -> None:
    text = (
        "## Recommendations\n\n**Hospital**: show appointments on one screen.\n\n## Actions recommended\n\n"
        "- fund a reporting line — Home Office\n\n## Recommendations to agencies\n\n### Police\n\n- Ensure that calls are linked.\n"
    )
    assert [(item.text, item.addressees) for item in items(text)] == [
        ("show appointments on one screen.", ("Hospital",)),
        ("fund a reporting line", ("Home Office",)),
        ("Ensure that calls are linked.", ("Police",)),
    ]


def test_an_action_plan_repeats_and_adds_nothing() -> None:
    text = (
        "## Recommendations\n\nRecommendation 1: The Board should set up one shared log of concerns about providers.\n\n"
        "Recommendation 2: The Council should report waiting times each quarter.\n\n## Action plan\n\n"
        "| Recommendation | Who |\n| --- | --- |\n| 1. Set up one shared log of concerns | Manager |\n| 2. Report on waiting | Head |\n"
    )
    found = items(text)
    assert [item.number for item in found] == ["1", "2"]
    assert len(found[0].quotes) == 2


def test_a_plan_alone_gives_its_rows() -> None:
    text = "## Action plan\n\n| Recommendation | Who |\n| --- | --- |\n| Audit every closed case each quarter | Board |\n| Train all staff in recording | Trust |\n"
    assert texts(text, R) == ["Audit every closed case each quarter", "Train all staff in recording"]


def test_earlier_recommendations_and_responses_are_left_out() -> None:
    text = (
        "## The Trust's internal investigation\n\n1. Staff should be reminded of the policy.\n\n## Recommendations\n\n"
        "1. The Trust should audit it.\n\nResponse to recommendation 1: Accepted. The policy must be read.\n"
    )
    assert texts(text, R) == ["The Trust should audit it."]


def test_questions_without_marks_in_groups_and_under_a_finding() -> None:
    text = (
        "## Finding 1: Nobody asked\n\nProse.\n\n### Questions for the Board to consider\n\n- Who asks\n- What is done then?\n\n"
        "## Take this to your team\n\n- About fathers\n  - When did you last write to a father?\n"
    )
    found = [item for item in items(text) if item.kind is Q]
    assert [item.text for item in found] == [
        "Who asks",
        "What is done then?",
        "When did you last write to a father?",
    ]
    assert [item.arises_basis for item in found[:2]] == [Basis.STATED, Basis.STATED]


def test_terms_of_reference_are_purposes_and_no_questions() -> None:
    text = "## Terms of reference\n\nThe panel asked:\n\n- How was risk understood?\n- What was shared?\n"
    assert {item.kind for item in items(text)} == {ItemKind.PURPOSE}


def test_good_practice_as_a_list_in_prose_and_announced() -> None:
    text = (
        "## Analysis of practice\n\nThe letter was lost. It was good practice that the nurse rang the family at once.\n\n"
        "## Key issues\n\nNo one asked about the dog.\n\nThere was good practice. The clerk stayed on the line for an hour.\n"
    )
    assert texts(text, G) == [
        "It was good practice that the nurse rang the family at once.",
        "The clerk stayed on the line for an hour.",
    ]


def test_run_in_headings_name_the_kind() -> None:
    text = (
        "## Line of enquiry 1\n\nFour people wrote it.\n\n**What we concluded.** Capacity was never looked at. It was presumed.\n\n"
        "**Done well.** The crew manager went back twice.\n"
    )
    assert texts(text, F) == ["Capacity was never looked at."]
    assert texts(text, G) == ["The crew manager went back twice."]


def test_polarity_is_of_kind_and_wording() -> None:
    text = "## Findings\n\n- Nobody asked about the father\n- Clear records are the foundation of practice\n\n## Good practice\n\n- The nurse rang\n"
    assert [item.polarity for item in items(text)] == [Polarity.WANTING, Polarity.NEUTRAL, Polarity.GOOD]


def test_every_quotation_is_the_documents_own_words() -> None:
    from tests.extraction.texts import document

    text = "## Findings\n\n1. The plan   was\n   not read\n\n## Recommendations\n\n1. Read\n   it.\n"
    read = document(text)
    for item in items(text):
        for quote in item.quotes:
            assert read.text[quote.span.start : quote.span.end] == quote.exact


def test_keys_restart_apart_and_stay_the_same() -> None:
    taken: set[str] = set()
    first = item_key(R, "1", "Train staff", None, taken)
    taken.add(first)
    second = item_key(R, "1", "Audit records", None, taken)
    assert (first, second) == ("recommendation-1", f"recommendation-1-{wording_hash('Audit records')}")
    assert wording_hash("Children’s  Services") == wording_hash("children's services")


def test_learning_that_ends_each_topic_is_the_finding_and_not_the_story_above_it() -> None:
    found = texts(
        "# A review\n\n## Analysis and learning\n\n"
        "### Fire safety\n\nAlarms were fitted in 2019. A crew noted burn marks in March 2021.\n\n"
        "#### Learning\n\nInformation about fire risk was held by three agencies and was not brought together.\n\n"
        "### Hospital discharge\n\nHe was admitted in October 2021. He went home after nine days.\n\n"
        "#### Learning\n\nThe discharge took place without an assessment of the condition of the home.\n",
        ItemKind.FINDING,
    )
    assert found == [
        "Information about fire risk was held by three agencies and was not brought together.",
        "The discharge took place without an assessment of the condition of the home.",
    ]


def test_a_label_in_two_languages_is_a_label() -> None:
    found = items(
        "# Report\n\n## Learning\n\n### Dysgu allweddol 1 / Key learning 1: Bruises were explained one by one\n\nText of it here.\n\n"
        "### Dysgu allweddol 2 / Key learning 2: The plan measured attendance and not safety\n\nMore text of it here.\n"
    )
    findings = [(item.number, item.text) for item in found if item.kind is ItemKind.FINDING]
    assert findings == [
        ("1", "Bruises were explained one by one"),
        ("2", "The plan measured attendance and not safety"),
    ]


def test_of_two_columns_of_findings_the_one_that_says_something_first() -> None:
    found = texts(
        "# Report\n\n## What the panel found\n\n| Theme | What we found | Learning |\n|---|---|---|\n"
        "| Stalking | Officers dealt with eleven breaches as separate nuisances. | Each log was closed on the day. |\n"
        "| Housing | She was advised that to leave would make her homeless. | The advice was wrong in law. |\n",
        ItemKind.FINDING,
    )
    assert found == [
        "Officers dealt with eleven breaches as separate nuisances.",
        "She was advised that to leave would make her homeless.",
    ]


def test_under_headings_that_only_name_their_subject_the_first_sentence_is_the_finding() -> None:
    found = texts(
        "# Report\n\n## Analysis\n\n### Capacity\n\nHis capacity was presumed by everyone and assessed by no one. Nobody wrote it down.\n\n"
        "### Fire\n\nWhat each service knew about fire stayed with that service. The crew had seen burns.\n",
        ItemKind.FINDING,
    )
    assert found == [
        "His capacity was presumed by everyone and assessed by no one.",
        "What each service knew about fire stayed with that service.",
    ]


def test_bodies_in_a_bracket_at_the_end_are_those_asked() -> None:
    found = items(
        "# Report\n\n## Recommendations\n\n"
        "1. Give each tenant a named visitor (Housing Service and Moor Home Care)\n"
        "2. Tell the whole conference of every move (MARAC)\n"
        "3. Write the plan at the bedside (within two days)\n"
    )
    assert [(item.text, item.addressees) for item in found if item.kind is R] == [
        ("Give each tenant a named visitor", ("Housing Service and Moor Home Care",)),
        ("Tell the whole conference of every move (MARAC)", ()),
        ("Write the plan at the bedside (within two days)", ()),
    ]


SEEN = "| What we saw | {so} | Now what? |\n|---|---|---|\n| Advice was given six times. | {telling} | Midwives should see the bed. |\n"


def test_a_table_of_what_was_seen_so_what_and_now_what() -> None:
    text = "# Report\n\n## Themes\n\n### A safe place\n\n" + SEEN.format(
        so="So what?", telling="Advice that cannot be followed is no plan."
    )
    found = items(text)
    assert [(item.kind, item.text) for item in found] == [
        (F, "Advice that cannot be followed is no plan."),
        (P, "Advice was given six times."),
        (R, "Midwives should see the bed."),
    ]
    assert found[1].parent == found[2].arises_from == found[0].key


def test_what_was_seen_is_the_finding_where_no_other_column_has_one() -> None:
    text = "# Report\n\n## Themes\n\n### A safe place\n\n" + SEEN.format(so="Date", telling="May 2022")
    assert texts(text, F) == ["Advice was given six times."]
    assert texts(text, P) == []


CONCLUDED = "# {0}\n\nShe went there often.\n\nOur conclusion: {1}\n\nIt follows {2}.\n\n"


def test_a_label_that_recurs_announces_a_conclusion_and_what_follows_is_asked() -> None:
    text = (
        CONCLUDED.format("The farm", "control was taken for custom.", "that the police should call alone")
        + CONCLUDED.format("The surgery", "nobody thought of abuse.", "too that doctors should ask all women")
        + CONCLUDED.format(
            "The court",
            "she went without help. We conclude also that leaving was taken for safety.",
            "that winter is hard",
        )
    )
    assert texts(text, F) == [
        "control was taken for custom.",
        "nobody thought of abuse.",
        "she went without help.",
        "leaving was taken for safety.",
    ]
    assert texts(text, R) == ["the police should call alone.", "doctors should ask all women."]


def test_a_conclusion_that_comes_once_only_closes_what_was_argued() -> None:
    once = CONCLUDED.format("The farm", "control was taken for custom.", "that winter is hard")
    assert "finding/run-in" not in [item.rule for item in items(once)]


def test_lines_that_say_what_was_learned_are_findings_and_such_sentences_in_prose_are_not() -> None:
    chapter = "## {0}\n\nWe learned that she liked tea. She had a cat.\n\n**We learned that {1}.**\n\nIt was so.\n\n"
    text = "# Two sisters\n\n" + "".join(
        chapter.format(*each)
        for each in (
            ("One. A carer", "a carer can stay unseen"),
            ("Two. The plan", "there was no plan for the day"),
            ("Three. A Friday", "the ward had it the wrong way round"),
        )
    )
    assert texts(text, F) == [
        "We learned that a carer can stay unseen.",
        "We learned that there was no plan for the day.",
        "We learned that the ward had it the wrong way round.",
    ]


def test_prose_of_a_section_for_good_practice_gives_the_deeds_and_not_the_remarks() -> None:
    text = (
        "## Learning\n\n1. Nobody asked who looked after the baby\n2. No plan was made for the weekend\n\n## Good practice\n\n"
        "It would be wrong to leave out what was done well. The school nurse rang the mother every Friday of her own accord "
        "and wrote down what she said, word for word. The office has since moved to Ferry Street.\n"
    )
    assert texts(text, G) == [
        "The school nurse rang the mother every Friday of her own accord and wrote down what she said, word for word."
    ]


def test_lists_below_headings_that_read_like_findings_are_their_points() -> None:
    text = (
        "## Key learning\n\n"
        "### Nine calls were nine stories about one house\n\n- The risk assessment was not repeated after he had moved\n"
        "- The school was not informed of the calls\n\n"
        "### Six visits were treated as six events\n\n- The family was not informed that the worker had gone\n"
        "- The plan was not changed when she ceased to come\n"
    )
    assert texts(text, F) == [
        "Nine calls were nine stories about one house",
        "Six visits were treated as six events",
    ]
    assert len(texts(text, P)) == 4


def test_the_title_over_everything_makes_no_findings() -> None:
    text = (
        "# Learning review: Baby J\n\n## Circumstances\n\nBaby J was found cold in her cot and nobody had been told.\n\n"
        "## Learning for practitioners\n\n1. Nobody asked who looked after the baby\n2. No plan was made for the weekend\n"
    )
    assert texts(text, F) == ["Nobody asked who looked after the baby", "No plan was made for the weekend"]

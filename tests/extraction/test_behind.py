"""The finding behind words: alike in sense without a shared word, judged with the rest of the list, unsaid where unsure."""

from __future__ import annotations

from kg.extraction import senses
from kg.extraction.items.behind import Asked, Told, behind, single

BRUISES = "Bruising to a baby who could not crawl was put down to a fall"
SCHOOL = "Nobody noticed that attendance at school had dropped to half"
DRINK = "The mother's drinking was known to her GP and to nobody else"
TOLD = [Told(headline, headline) for headline in (BRUISES, SCHOOL, DRINK)]


def test_words_of_the_same_sense_are_near_without_a_word_in_common() -> None:
    near = senses.nearness(senses.about("alcohol"), senses.about("drunk"))
    far = senses.nearness(senses.about("alcohol"), senses.about("classroom"))
    assert not senses.stems("alcohol") & senses.stems("drunk")
    assert near > far + 0.2


def test_an_unknown_word_is_rare_and_about_nothing() -> None:
    assert senses.about("zyxophane") == {}
    assert senses.rarity("zyxopha") > senses.rarity("school")
    assert senses.nearness(senses.about("zyxophane"), senses.about("alcohol")) == 0.0


def test_a_question_finds_its_finding_by_sense() -> None:
    assert single("Who in your service asks how much alcohol a parent takes?", TOLD) == 2
    assert single("What do you do when a pupil stops coming to lessons?", TOLD) == 1


def test_nothing_is_named_where_nothing_speaks_for_it() -> None:
    assert single("What, then?", [*TOLD, *TOLD]) is None
    assert single("Who asks?", []) is None
    assert behind([], TOLD) == []


def test_what_is_known_stays_and_its_fellow_turns_to_another_finding() -> None:
    vague = "Would you have seen it?"
    pair = [Told("The plan was late", "The plan was late"), Told("The visit was late", "The visit was late")]
    assert behind([Asked(vague, known=0), Asked(vague)], pair) == [0, 1]

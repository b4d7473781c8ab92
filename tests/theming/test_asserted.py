"""Labels are found by lemma, over gaps, the longest first; denied and lone weak labels name nothing."""

from __future__ import annotations

import pytest

from kg.theming.asserted import Record, assert_themes
from kg.theming.codebook import load_codebook
from kg.theming.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(load_codebook())


def named(text: str, lexicon: Lexicon) -> list[str]:
    return [tag.theme for tag in assert_themes(text, lexicon, {})]


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("The bed was shared: bed sharing with a tired adult", ["safer-sleeping"]),
        ("Pre-birth assessments started late", ["pre-birth-assessment"]),
        ("Sharing of information between the two teams failed", ["information-sharing"]),
        ("She was referred to MARAC twice", ["marac"]),
        ("a maracas player", []),
        ("Her ace card", []),
        ("The supervisor was content", []),
    ],
)
def test_labels_in_other_forms(lexicon: Lexicon, text: str, themes: list[str]) -> None:
    assert named(text, lexicon) == themes


def test_the_longest_label_wins(lexicon: Lexicon) -> None:
    hits = lexicon.find("a domestic abuse risk assessment was not completed")
    assert [hit.theme for hit in hits] == ["domestic-abuse-risk-assessment"]


def test_no_label_reaches_over_a_stop(lexicon: Lexicon) -> None:
    assert named("They met. Bed; sharing was not discussed", lexicon) == []


def test_negation_denies_a_harm_but_not_a_practice(lexicon: Lexicon) -> None:
    assert named("There was no evidence of coercive control", lexicon) == []
    assert named("There was no professional curiosity", lexicon) == ["professional-curiosity"]


def test_weak_labels_count_only_together(lexicon: Lexicon) -> None:
    assert named("Supervision took place", lexicon) == []
    both = named("Methadone was collected daily and ketamine was found", lexicon)
    assert both == ["parental-drug-misuse"]


def test_places_and_scores(lexicon: Lexicon) -> None:
    text = "Nobody showed professional curiosity about him."
    (tag,) = assert_themes(text, lexicon, {"Professional curiosity": Record(10, 10)})
    span = tag.hits[0].span
    assert text[span.start : span.end] == "professional curiosity"
    assert 0.9 < tag.score <= 1
    assert "10 example passages" in tag.reason

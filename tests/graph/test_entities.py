"""What several texts say of one thing, settled by rules that know no order."""

from __future__ import annotations

from itertools import permutations

from kg.graph.entities import settle
from kg.graph.vocabulary import BASE, ORG, RDF, SKOS, SLR, XSD

REVIEW = f"<{BASE}review/somewhere-child-a>"
AGENCY = f"<{BASE}agency/some-trust>"


def typed(words: str, type_: str) -> str:
    return f'"{words}"^^{XSD[type_]}'


def values(lines: list[str], subject: str, predicate: object) -> list[str]:
    start = f"{subject} {predicate} "
    return [line[len(start) : -2] for line in lines if line.startswith(start)]


def test_the_finest_date_is_kept_and_its_year_with_it() -> None:
    said = [
        f"{REVIEW} {RDF['type']} {SLR['Review']} .",
        f"{REVIEW} {SLR['issued']} {typed('2019', 'gYear')} .",
        f"{REVIEW} {SLR['issued']} {typed('2018-11', 'gYearMonth')} .",
        f"{REVIEW} {SLR['issued']} {typed('2018-11-03', 'date')} .",
        f"{REVIEW} {SLR['publicationYear']} {typed('2019', 'integer')} .",
        f"{REVIEW} {SLR['publicationYear']} {typed('2018', 'integer')} .",
    ]
    for order in permutations(said[1:4]):
        lines = settle({said[0], *order, *said[4:]})
        assert values(lines, REVIEW, SLR["issued"]) == [typed("2018-11-03", "date")]
        assert values(lines, REVIEW, SLR["publicationYear"]) == [typed("2018", "integer")]


def test_the_fullest_name_is_kept_and_the_others_beside_it() -> None:
    lines = settle(
        {
            f'{AGENCY} {SKOS["prefLabel"]} "Some Trust"@en .',
            f'{AGENCY} {SKOS["prefLabel"]} "Some Mental Health Trust"@en .',
            f"{AGENCY} {ORG['classification']} <{BASE}agency-type/mental-health-trust> .",
        }
    )
    assert values(lines, AGENCY, SKOS["prefLabel"]) == ['"Some Mental Health Trust"@en']
    assert values(lines, AGENCY, SKOS["altLabel"]) == ['"Some Trust"@en']


def test_a_review_that_is_only_cited_takes_its_name_and_area_from_there() -> None:
    lines = settle(
        {
            f'{REVIEW} {SLR["nameAsCited"]} "Child A (2015)" .',
            f'{REVIEW} {SLR["nameAsCited"]} "Child A" .',
            f'{REVIEW} {SLR["citedArea"]} "Somewhere" .',
            f"{REVIEW} {SLR['placeholder']} {typed('true', 'boolean')} .",
        }
    )
    assert values(lines, REVIEW, SLR["caseLabel"]) == ['"Child A"']
    assert values(lines, REVIEW, SLR["area"]) == [f"<{BASE}area/somewhere>"]
    assert values(lines, f"<{BASE}area/somewhere>", SKOS["prefLabel"]) == ['"Somewhere"@en']

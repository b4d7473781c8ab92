"""The codebook is sound SKOS, and faults in one are named."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from rdflib import OWL, RDF, SKOS, Graph, URIRef

from kg.errors import OntologyError, UnknownNameError
from kg.resources import ontology_folder
from kg.theming.codebook import load_codebook

SCHEME = URIRef("https://safeguarding-learning.example/theme")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(ontology_folder() / "themes.ttl", format="turtle")


@pytest.fixture(scope="module")
def concepts(graph: Graph) -> list[URIRef]:
    return sorted(s for s in graph.subjects(SKOS.inScheme, SCHEME) if isinstance(s, URIRef))


def test_every_concept_has_one_label_a_note_and_a_facet(graph: Graph, concepts: list[URIRef]) -> None:
    slr = "https://safeguarding-learning.example/ontology#"
    assert len(concepts) >= 139
    for concept in concepts:
        assert len(list(graph.objects(concept, SKOS.prefLabel))) == 1, concept
        assert len(list(graph.objects(concept, SKOS.scopeNote))) == 1, concept
        assert len(list(graph.objects(concept, URIRef(slr + "facet")))) == 1, concept


def test_preferred_alternative_and_hidden_labels_are_disjoint(graph: Graph, concepts: list[URIRef]) -> None:
    for concept in concepts:
        groups = [
            {str(label).casefold() for label in graph.objects(concept, kind)}
            for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        ]
        for first, second in product(range(3), range(3)):
            assert first == second or not groups[first] & groups[second], concept


def test_hierarchy_is_written_out_both_ways_and_has_no_cycle(graph: Graph, concepts: list[URIRef]) -> None:
    for concept in concepts:
        for parent in graph.objects(concept, SKOS.broader):
            assert (parent, SKOS.narrower, concept) in graph, f"{parent} narrower {concept}"
        for child in graph.objects(concept, SKOS.narrower):
            assert (child, SKOS.broader, concept) in graph, f"{child} broader {concept}"
        above = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        assert concept not in {p for a in above for p in graph.objects(a, SKOS.broader)}
        has_parent = (concept, SKOS.broader, None) in graph
        assert has_parent != ((concept, SKOS.topConceptOf, SCHEME) in graph), concept
        assert has_parent != ((SCHEME, SKOS.hasTopConcept, concept) in graph), concept


def test_related_is_symmetric_and_never_a_broader_theme(graph: Graph, concepts: list[URIRef]) -> None:
    for concept in concepts:
        above = set(graph.transitive_objects(concept, SKOS.broader))
        for other in graph.objects(concept, SKOS.related):
            assert (other, SKOS.related, concept) in graph, f"{other} related {concept}"
            assert other not in above


def test_every_theme_is_member_of_its_facet(graph: Graph, concepts: list[URIRef]) -> None:
    facet = URIRef("https://safeguarding-learning.example/ontology#facet")
    for concept in concepts:
        assert (graph.value(concept, facet), SKOS.member, concept) in graph, concept


def test_the_drafts_slugs_are_all_kept_and_mappings_point_to_codes(graph: Graph) -> None:
    mapped = [
        o for kind in (SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch) for o in graph.objects(None, kind)
    ]
    assert len(mapped) >= 30
    assert all((code, RDF.type, SKOS.Concept) in graph for code in mapped)


def test_loading_gives_the_version_and_the_tree(graph: Graph) -> None:
    codebook = load_codebook()
    assert codebook.version == str(graph.value(SCHEME, OWL.versionInfo))
    assert codebook.ancestors("tailored-safer-sleep-support") == ("safer-sleeping", "pregnancy-and-infancy")
    assert codebook.narrowest(("safer-sleeping", "neglect", "tailored-safer-sleep-support")) == (
        "neglect",
        "tailored-safer-sleep-support",
    )
    with pytest.raises(UnknownNameError, match="neglec"):
        codebook["neglec"]


HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix slr: <https://safeguarding-learning.example/ontology#> .
@prefix theme: <https://safeguarding-learning.example/theme/> .
"""


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("theme:a skos:prefLabel ", "cannot be read"),
        ('theme:a skos:prefLabel "A", "B" .', "2 preferred labels"),
        ('theme:a skos:prefLabel "A" ; skos:broader theme:b .', "b, which is no theme"),
        ('theme:a skos:prefLabel "A" . theme:b skos:prefLabel "a" .', "label of both"),
        ('theme:a skos:prefLabel "A" ; slr:weakLabel "b" .', "not among its labels"),
    ],
)
def test_a_broken_codebook_is_named(tmp_path: Path, turtle: str, message: str) -> None:
    path = tmp_path / "themes.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        load_codebook(path)

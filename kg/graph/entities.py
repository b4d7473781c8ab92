"""What several texts say of one review, agency or area, settled to what may hold at once.

A review that has a document is no placeholder.  Where texts give several values for what can have only one
(an agency's name, its kind, a review's year), one is kept by a rule that does not depend on load order; the
claims of every text stay in its own graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.graph import iris
from kg.graph.terms import english
from kg.graph.vocabulary import BASE, DCTERMS, ORG, RDF, RDFS, SKOS, SLR, XSD

Values = dict[str, dict[str, set[str]]]  # subject -> predicate -> objects, all as N-Triples terms

TYPE, LABEL, NAME, OTHER = (
    str(term) for term in (RDF["type"], RDFS["label"], SKOS["prefLabel"], SKOS["altLabel"])
)
REVIEW, PLACEHOLDER, CASE = str(SLR["Review"]), str(SLR["placeholder"]), str(SLR["caseLabel"])
YEAR, ISSUED = str(SLR["publicationYear"]), str(SLR["issued"])
CITED, AREA, CITED_AREA = str(SLR["nameAsCited"]), str(SLR["area"]), str(SLR["citedArea"])
# One value each, whatever the number of texts.
SINGLE = tuple(
    str(term)
    for term in (
        LABEL, CASE, SLR["reviewType"], SLR["issued"], SLR["publicationYear"], SLR["notifiedOn"],
        SLR["subjectCount"], SLR["method"], AREA, SLR["incidentDate"], SLR["ageBand"], ORG["classification"],
        SLR["citedYear"],
    )
)  # fmt: skip
IN_REVIEWS = f"<{BASE}review/"
IN_AREAS = f"<{BASE}area/"


# One value each where a catalogue gives one, though documents may give several.
PREFERRED = (*SINGLE, *(str(term) for term in (SLR["publisherName"], SLR["author"])))


def prefer(lines: set[str], preferred: frozenset[str]) -> set[str]:
    """``lines`` with the ``preferred`` added, and in place of other values of what can have only one."""
    said = {tuple(line.split(" ", 2)[:2]) for line in preferred}
    taken = {one for one in said if one[1] in PREFERRED}
    return (
        {line for line in lines if tuple(line.split(" ", 2)[:2]) not in taken} | preferred
        if preferred
        else lines
    )


def settle(lines: set[str], areas: Mapping[str, str] | None = None) -> list[str]:
    """N-Triples lines that hold together, sorted.

    ``areas`` is what ``areas_named`` finds in all lines, where ``lines`` are only those of some subjects.
    """
    values: Values = defaultdict(lambda: defaultdict(set))
    for line in lines:
        subject, predicate, value = line[:-2].split(" ", 2)
        values[subject][predicate].add(value)
    if areas is None:
        areas = areas_named(lines)
    for subject, said in values.items():
        if subject.startswith(IN_REVIEWS):
            _settle_review(said, areas)
        _single(said)
    for subject, said in list(_cited_areas(values, areas)):
        values[subject] = said
    return sorted(
        f"{subject} {predicate} {value} ."
        for subject, said in values.items()
        for predicate, objects in said.items()
        for value in objects
    )


def areas_named(lines: Iterable[str]) -> dict[str, str]:
    """Areas by their names, among N-Triples lines."""
    named = {tuple(line[:-2].split(" ", 2)) for line in lines if line.startswith(IN_AREAS)}
    return {name: node for node, predicate, name in sorted(named) if predicate == NAME}


def _settle_review(said: dict[str, set[str]], areas: Mapping[str, str]) -> None:
    """A review with a document is not a placeholder; one without gets its name and area from who cites it."""
    if REVIEW in said[TYPE]:
        said.pop(PLACEHOLDER, None)
        said.pop(CITED_AREA, None)
        return
    said[TYPE].add(REVIEW)
    cited = sorted(said[CITED], key=lambda words: (len(words), words))
    if cited and not said[CASE]:  # a catalogue may have named it
        said[CASE] = {cited[0]}
        said[LABEL] = {f"{cited[0]}@en"}
    for words in sorted(said[CITED_AREA]):
        node = areas.get(f"{words}@en") or str(iris.area(None, words.strip('"')))
        said[AREA].add(node)


def _single(said: dict[str, set[str]]) -> None:
    for predicate in SINGLE:
        if len(said.get(predicate, ())) > 1:
            said[predicate] = {min(said[predicate], key=_fullest)}
    if len(said.get(YEAR, ())) == 1 and said.get(ISSUED):
        # The year is that of the date which was kept.
        said[YEAR] = {f'"{issued[1:5]}"^^{XSD["integer"]}' for issued in said[ISSUED]}
    names = said.get(NAME, set())
    if len(names) > 1:
        kept = min(names, key=_fullest)
        said[OTHER] = said.get(OTHER, set()) | (names - {kept})
        said[NAME] = {kept}
    if OTHER in said:
        said[OTHER] -= said.get(NAME, set())


def _fullest(value: str) -> tuple[int, str]:
    """The longest words first (a date is then the finest), whatever their type; else in alphabetical order."""
    return -len(value.split('"^^')[0]), value


def _cited_areas(values: Values, areas: Mapping[str, str]) -> Iterator[tuple[str, dict[str, set[str]]]]:
    """Areas that only a citation names."""
    known = set(areas.values())
    for said in list(values.values()):
        for words in said.get(CITED_AREA, ()):
            node = str(iris.area(None, words.strip('"')))
            if f"{words}@en" not in areas and node not in known:
                location, name = str(DCTERMS["Location"]), str(english(words.strip('"')))
                yield node, {TYPE: {location}, NAME: {name}}

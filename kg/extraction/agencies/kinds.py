"""Of what kind a body is, told from its name; and the words that name a kind of body, or its workers, without a name."""

from __future__ import annotations

import re
from functools import cache

from rdflib import SKOS, Graph, URIRef

from kg.extraction.agencies.grammar import fold, heads, is_distinct, opener
from kg.extraction.vocabulary import SLR, any_pattern, concepts, cues, slug
from kg.resources import ontology_folder

UNKNOWN = "other-body"


def kind_of(name: str, *remarks: str) -> str:
    """The slug of the kind (agency-types.ttl): the weightiest word in a name decides, then the last, then the remarks."""
    best = _best(name)
    if best is not None and best[0] >= 1.0:
        return best[1]
    for remark in remarks:
        if (told := _best(remark)) is not None and told[0] >= 1.0:
            return told[1]
        if labelled := labelled_kind(remark):
            return labelled
    return (best[1] if best else None) or labelled_kind(name) or UNKNOWN


def labelled_kind(words: str) -> str | None:
    """The kind whose label (codebook of agency types) stands in some words, the longest label first."""
    if not _any_label().search(words):
        return None
    found = [
        (len(match.group()), kind)
        for kind, cue in concepts("agency-types", "agency-type").items()
        for pattern in (cue.pattern, cue.hidden)
        if pattern and (match := pattern.search(words))
    ]
    return max(found)[1] if found else None


@cache
def _any_label() -> re.Pattern[str]:
    return any_pattern(concepts("agency-types", "agency-type").values())


def _best(name: str) -> tuple[float, str] | None:
    found = [(h.cue.weight, h.end, h.cue.signals) for h in heads(name, 0, len(name)) if h.cue.signals]
    if (first := opener(name, 0, len(name))) and first.cue.signals:
        found.append((first.cue.weight, first.end, first.cue.signals))
    found += [
        (cue.weight, match.end(), cue.signals)
        for cue in cues("organisations").values()
        if cue.signals and cue.broader == "qualifier"
        for match in cue.pattern.finditer(name)
    ]
    if not found:
        return None
    weight, _, kind = max(found)
    return weight, kind


@cache
def workers() -> tuple[tuple[tuple[str, ...], str], ...]:
    """For each kind the words for those who work in it ("midwife", "social worker")."""
    graph = Graph().parse(ontology_folder() / "agency-types.ttl", format="turtle")
    labels: dict[str, list[str]] = {}
    for kind, label in graph.subject_objects(SLR.workerLabel):
        labels.setdefault(slug(kind), []).append(str(label))
    return tuple((tuple(sorted(words)), kind) for kind, words in sorted(labels.items()))


@cache
def broader_kinds() -> dict[str, str]:
    """Each kind with the kind above it."""
    graph = Graph().parse(ontology_folder() / "agency-types.ttl", format="turtle")
    pairs = graph.subject_objects(SKOS.broader)
    return {slug(kind): slug(above) for kind, above in pairs if isinstance(kind, URIRef)}


def within(kind: str, above: str) -> bool:
    """Whether a kind is ``above`` or stands below it."""
    while kind != above:
        if kind not in broader_kinds():
            return False
        kind = broader_kinds()[kind]
    return True


def is_generic(name: str) -> bool:
    """Whether a name only tells a kind: "Children's Social Care", "Education Welfare Service", "CAMHS"."""
    return not is_distinct(name) or fold(name) in _labels()


@cache
def _labels() -> frozenset[str]:
    every = concepts("agency-types", "agency-type").values()
    return frozenset(fold(p) for cue in every for p in (*cue.phrases, *cue.hidden_phrases))


@cache
def _one_per_area() -> frozenset[str]:
    graph = Graph().parse(ontology_folder() / "agency-types.ttl", format="turtle")
    return frozenset(slug(kind) for kind in graph.subjects(SLR.onePerArea))


def one_per_area(kind: str) -> bool:
    """Whether an area has just one body of this kind, whatever it is called: its children's and its adults' social care."""
    return kind in _one_per_area()

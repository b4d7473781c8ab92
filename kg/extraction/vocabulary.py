"""Cue phrases from ``ontology/cues/*.ttl``: SKOS concepts whose labels are the words that open or mark something.

A phrase is matched as words, whatever their case, spacing and kind of apostrophe or dash.  In a phrase

- ``arrang*`` stands for any ending of the word, ``a/an/the`` for any one of the words;
- ``…`` stands for up to four words; ``^`` in front and ``$`` behind tie it to the start and the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import RDF, SKOS, Graph, URIRef
from rdflib.namespace import Namespace

from kg.errors import OntologyError
from kg.resources import ontology_folder

_LETTER = re.compile(r"[A-Za-z0-9]")
_CASED_ALIKE = {"i": "İı", "k": "\u212a", "s": "ſ"}  # what else IGNORECASE takes for these letters
_AT_START = r"^\W*"
# Up to four words.  A word begins with a letter: were a dash a word and also what stands between words, a ruled line of
# sixty dashes could be read in more ways than there is time for.
_GAP = r"(?:\W+\w+(?:['’-]\w+)*){0,4}"

SLR = Namespace("https://safeguarding-learning.example/ontology#")


@dataclass(frozen=True, slots=True)
class Cue:
    """One concept of a cue scheme: what its phrases mean (``slug``), and how strongly they mean it.

    ``signals`` is the slug of what the phrases speak for (a kind of item, a role), where the concept says so;
    ``pattern`` matches any of its pref and alt labels, ``hidden`` any of its hidden labels (None when it has none).
    """

    slug: str
    label: str
    phrases: tuple[str, ...]
    pattern: re.Pattern[str]
    hidden_phrases: tuple[str, ...]
    hidden: re.Pattern[str] | None
    weight: float
    signals: str | None
    broader: str | None


@cache
def cues(scheme: str) -> dict[str, Cue]:
    """The cues of ``ontology/cues/{scheme}.ttl`` by slug, sorted by slug.  Raises ``OntologyError``."""
    graph = _read(ontology_folder() / "cues" / f"{scheme}.ttl")
    concepts = sorted(s for s in graph.subjects(RDF.type, SKOS.Concept) if isinstance(s, URIRef))
    return {slug(concept): _cue(graph, concept) for concept in concepts}


@cache
def concepts(file: str, scheme: str) -> dict[str, Cue]:
    """The concepts of one scheme of ``ontology/{file}.ttl``, read as cues: their labels are words that speak for them."""
    graph = _read(ontology_folder() / f"{file}.ttl")
    members = sorted(
        s for s, o in graph.subject_objects(SKOS.inScheme) if isinstance(s, URIRef) and slug(o) == scheme
    )
    return {slug(member): _cue(graph, member) for member in members}


def _read(path: Path) -> Graph:
    graph = Graph()
    try:
        graph.parse(path, format="turtle")
    except FileNotFoundError as error:
        raise OntologyError(f"There is no file {path.name} in the ontology.") from error
    except Exception as error:  # rdflib raises many kinds: all mean that the file does not parse
        raise OntologyError(f"{path.name} does not parse: {error}") from error
    return graph


def slug(iri: object) -> str:
    """The last part of an IRI."""
    return str(iri).rsplit("/", 1)[-1]


def _cue(graph: Graph, concept: URIRef) -> Cue:
    label = str(graph.value(concept, SKOS.prefLabel) or slug(concept))
    visible = sorted(str(o) for p in (SKOS.prefLabel, SKOS.altLabel) for o in graph.objects(concept, p))
    hidden = sorted(str(o) for o in graph.objects(concept, SKOS.hiddenLabel))
    weight = graph.value(concept, SLR.weight)
    signals, broader = (graph.value(concept, p) for p in (SLR.signals, SKOS.broader))
    return Cue(
        slug=slug(concept),
        label=label,
        phrases=tuple(visible),
        pattern=phrase_pattern(visible),
        hidden_phrases=tuple(hidden),
        hidden=phrase_pattern(hidden) if hidden else None,
        weight=float(str(weight)) if weight is not None else 1.0,
        signals=slug(signals) if isinstance(signals, URIRef) else None,
        broader=slug(broader) if isinstance(broader, URIRef) else None,
    )


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches any of the phrases, the longest first.

    It matches what ``words_pattern`` does.  Phrases are gathered by their first letter, in both cases: a letter that no
    phrase begins with then fails at one look, where an alternation under IGNORECASE tries every phrase.  Phrases tied to
    the start may also stand behind signs that are no letters: they are gathered once more for that, so that a text that
    opens with a letter fails at one look.
    """
    groups: dict[str, list[str]] = {}
    tied: list[str] = []
    rest: list[str] = []
    for phrase in _ordered(phrases):
        tails = _by_letter(phrase)
        for letter, tail in tails.items():
            groups.setdefault(letter, []).append(tail)
        if not tails:
            rest.append(_phrase(phrase))
        elif phrase.startswith("^"):
            tied.append(_phrase(phrase).removeprefix(_AT_START))
    lettered = "|".join(
        f"(?-i:[{letter}{letter.upper()}{_CASED_ALIKE.get(letter, '')}])(?:{'|'.join(tails)})"
        for letter, tails in groups.items()
    )
    grouped = [rf"(?<!\w)(?:{lettered})"] if groups else []
    behind_signs = [rf"^\W+(?:{'|'.join(tied)})"] if tied else []
    return re.compile("|".join([*grouped, *behind_signs, *rest]) or r"(?!)", re.IGNORECASE)


def any_pattern(cues: Iterable[Cue]) -> re.Pattern[str]:
    """Finds whether any of several cues speaks at all, before each is asked: most words of a review hold none."""
    return phrase_pattern(phrase for cue in cues for phrase in (*cue.phrases, *cue.hidden_phrases))


def words_pattern(phrases: Iterable[str]) -> str:
    """The source of that pattern, to be built into a larger one."""
    return "|".join(_phrase(phrase) for phrase in _ordered(phrases)) or r"(?!)"


def _ordered(phrases: Iterable[str]) -> list[str]:
    return sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))


def _phrase(phrase: str) -> str:
    opening, words, end = _parts(phrase)
    start = _AT_START if opening else r"(?<![\w])" if re.match(r"\w", words[0]) else ""
    return start + _body(words) + end


def _by_letter(phrase: str) -> dict[str, str]:
    """What follows each first letter that a phrase may begin with; empty when it may begin with another sign."""
    opening, words, end = _parts(phrase)
    firsts = [part for part in words[0].split("/") if part]
    if not firsts or not all(_LETTER.match(part) for part in firsts):
        return {}
    tails = {}
    for letter in dict.fromkeys(part[0].lower() for part in firsts):
        own = "|".join(_letters(part)[1:] for part in firsts if part[0].lower() == letter)
        tails[letter] = f"{'(?<=^.)' if opening else ''}(?:{own}){_body(['', *words[1:]])}{end}"
    return tails


def _parts(phrase: str) -> tuple[bool, list[str], str]:
    """Whether a phrase is tied to the start, its words, and the pattern of its end."""
    words = phrase.removeprefix("^").removesuffix("$").split()
    closing = phrase.endswith("$")
    end = r"\W*$" if closing else r"(?![\w])" if re.search(r"[\w*]$", words[-1]) else ""
    return phrase.startswith("^"), words, end


def _body(words: list[str]) -> str:
    body = ""
    for place, word in enumerate(words):
        if word == "…":
            body += _GAP
        else:
            body += (r"\W+" if place and words[place - 1] == "…" else r"[\s ]+" if place else "") + _word(
                word
            )
    return body


def _word(word: str) -> str:
    alternatives = [_letters(part) for part in word.split("/") if part] if word != "/" else ["/"]
    return alternatives[0] if len(alternatives) == 1 else f"(?:{'|'.join(alternatives)})"


def _letters(word: str) -> str:
    stem = re.escape(word.removesuffix("*")).replace("'", "['’]").replace(r"\-", r"[-‐‑–\s]?")
    return stem + (r"[\w’'-]*" if word.endswith("*") else "")


@cache
def concept_labels(scheme: str) -> dict[str, tuple[str, ...]]:
    """Every concept of ``ontology/{scheme}.ttl``: its slug and its pref, alt and hidden labels, sorted."""
    graph = Graph()
    graph.parse(ontology_folder() / f"{scheme}.ttl", format="turtle")
    labels: dict[str, set[str]] = {}
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for concept, label in graph.subject_objects(predicate):
            if isinstance(concept, URIRef):
                labels.setdefault(slug(concept), set()).add(str(label))
    return {name: tuple(sorted(labels[name])) for name in sorted(labels)}

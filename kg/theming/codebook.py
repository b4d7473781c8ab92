"""The codebook as values: every theme of ``ontology/themes.ttl`` with its labels, its note and its place in the tree."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError, UnknownNameError
from kg.resources import ontology_folder

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SLR = "https://safeguarding-learning.example/ontology#"
_BASE = "https://safeguarding-learning.example/theme"
_VERSION = "http://www.w3.org/2002/07/owl#versionInfo"


@dataclass(frozen=True, slots=True)
class Theme:
    """One concept.  ``labels`` holds every wording that may match (preferred, alternative, hidden), sorted."""

    slug: str
    label: str
    labels: tuple[str, ...]
    weak: frozenset[str]  # those of ``labels`` that are too general to tag on alone
    note: str
    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    facet: str
    means: bool  # a means rather than a subject: primary only where no subject is named

    @property
    def is_top(self) -> bool:
        return not self.broader


@dataclass(frozen=True, slots=True)
class Codebook:
    """The themes by slug, with the words that the matching of labels needs: gap words and negations."""

    version: str
    themes: dict[str, Theme]
    gap_words: frozenset[str]
    negations: tuple[str, ...]
    rules: tuple[str, ...]  # the coding rules, in order

    def __iter__(self) -> Iterator[Theme]:
        return iter(self.themes.values())

    def __getitem__(self, slug: str) -> Theme:
        """The theme of this slug; ``UnknownNameError`` names the nearest when there is none."""
        if slug not in self.themes:
            import difflib

            near = difflib.get_close_matches(slug, self.themes, n=3)
            raise UnknownNameError(
                f"No theme is called {slug}.", hint=f"Did you mean {', '.join(near)}?" if near else None
            )
        return self.themes[slug]

    def ancestors(self, slug: str) -> tuple[str, ...]:
        """Every broader theme, nearest first."""
        found: list[str] = []
        waiting = list(self[slug].broader)
        while waiting:
            parent = waiting.pop(0)
            if parent not in found:
                found.append(parent)
                waiting.extend(self[parent].broader)
        return tuple(found)

    def narrowest(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """The slugs without those that a narrower one among them implies, in the order given."""
        given = tuple(slugs)
        implied = {parent for slug in given for parent in self.ancestors(slug)}
        return tuple(slug for slug in given if slug not in implied)


@functools.lru_cache(maxsize=4)
def load_codebook(path: Path | None = None) -> Codebook:
    """Read the codebook (by default the project's own).

    ``OntologyError`` for Turtle that does not parse, a concept without a label or with an unknown parent, and
    one label given to two themes.
    """
    place = path or ontology_folder() / "themes.ttl"
    facts = _facts(place)
    scheme = facts.get(_BASE, {})
    themes = {}
    for subject in sorted(facts):
        if subject.startswith(_BASE + "/") and _SKOS + "prefLabel" in facts[subject]:
            theme = _theme(subject, facts[subject], place)
            themes[theme.slug] = theme
    _check(themes, place)
    return Codebook(
        version=next(iter(scheme.get(_VERSION, ())), ""),
        themes=themes,
        gap_words=frozenset(scheme.get(_SLR + "gapWord", ())),
        negations=tuple(sorted(scheme.get(_SLR + "negation", ()))),
        rules=tuple(sorted(scheme.get(_SLR + "codingRule", ()))),
    )


def _facts(path: Path) -> dict[str, dict[str, list[str]]]:
    """Subject -> predicate -> values, as plain strings in the order of the file."""
    facts: dict[str, dict[str, list[str]]] = {}
    try:
        for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            values = facts.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, [])
            values.append(triple.object.value)
    except (OSError, SyntaxError) as error:
        raise OntologyError(
            f"The codebook {path.name} cannot be read: {error}",
            hint="Mend the Turtle at the line that the message names.",
        ) from error
    return facts


def _slug(iri: str) -> str:
    return iri.removeprefix(_BASE + "/")


def _theme(iri: str, facts: dict[str, list[str]], path: Path) -> Theme:
    preferred = facts[_SKOS + "prefLabel"]
    if len(preferred) != 1:
        raise OntologyError(
            f"{path.name}: {_slug(iri)} has {len(preferred)} preferred labels.", hint="Keep exactly one."
        )
    every = [*preferred, *facts.get(_SKOS + "altLabel", ()), *facts.get(_SKOS + "hiddenLabel", ())]
    return Theme(
        slug=_slug(iri),
        label=preferred[0],
        labels=tuple(sorted(set(every))),
        weak=frozenset(facts.get(_SLR + "weakLabel", ())),
        note=" ".join(facts.get(_SKOS + "scopeNote", ())),
        broader=tuple(sorted(map(_slug, facts.get(_SKOS + "broader", ())))),
        narrower=tuple(sorted(map(_slug, facts.get(_SKOS + "narrower", ())))),
        facet=next(iter(facts.get(_SLR + "facet", ("",)))).rsplit("/", 1)[-1],
        means="true" in facts.get(_SLR + "means", ()),
    )


def _check(themes: dict[str, Theme], path: Path) -> None:
    owner: dict[str, str] = {}
    for theme in themes.values():
        for parent in (*theme.broader, *theme.narrower):
            if parent not in themes:
                raise OntologyError(
                    f"{path.name}: {theme.slug} points to {parent}, which is no theme.", hint="Mend the slug."
                )
        for label in theme.labels:
            other = owner.setdefault(label.casefold(), theme.slug)
            if other != theme.slug:
                raise OntologyError(
                    f"{path.name}: “{label}” is a label of both {other} and {theme.slug}.",
                    hint="Leave it with the theme that it names best.",
                )
        if stray := sorted(theme.weak - set(theme.labels)):
            raise OntologyError(
                f"{path.name}: weak label “{stray[0]}” of {theme.slug} is not among its labels.",
                hint="Give it as skos:altLabel or skos:hiddenLabel too.",
            )

"""Which agencies, and kinds of agency, some words name: by name, acronym, kind ("the Police") or worker ("the Midwife")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extraction.agencies.directory import Directory
from kg.extraction.agencies.grammar import names_in, phrase_key
from kg.extraction.agencies.kinds import within, workers
from kg.extraction.vocabulary import concepts, phrase_pattern
from kg.model import Agency, Span

_CAPITALS = re.compile(r"(?<![\w’'-])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![\w-])")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an agency, or only a kind of agency."""

    span: Span
    agency: Agency | None
    kind: str


def mentions_in(text: str, span: Span, directory: Directory) -> list[Mention]:
    """The mentions in ``text[span]``, in order; longer readings first where two overlap."""
    found = [*_named(text, span, directory), *_kinds(text, span, directory)]
    found.sort(key=lambda m: (m.span.start, -len(m.span), m.agency is None))
    kept: list[Mention] = []
    for mention in found:
        if not any(mention.span.overlaps(other.span) for other in kept):
            kept.append(mention)
    return kept


def _named(text: str, span: Span, directory: Directory) -> Iterator[Mention]:
    places = list(names_in(text, span.start, span.end))
    places += [Span(*m.span()) for m in _CAPITALS.finditer(text, span.start, span.end)]
    places += [Span(*m.span()) for m in directory.pattern.finditer(text, span.start, span.end)]
    for place in places:
        if agency := directory.find(text[place.start : place.end]):
            yield Mention(place, agency, agency.type)


def _kinds(text: str, span: Span, directory: Directory) -> Iterator[Mention]:
    """Kinds by their labels and their workers; the agency too, when just one of that kind took part."""
    for pattern, kinds in _patterns():
        for match in pattern.finditer(text, span.start, span.end):
            kind = kinds[phrase_key(match.group())]
            yield Mention(Span(*match.span()), directory.of_kind(kind), kind)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """The words for kinds: labels and workers in any case, acronyms in capitals only.  Top kinds are too wide to count."""
    every = concepts("agency-types", "agency-type")
    narrow = {
        kind: cue for kind, cue in every.items() if cue.broader is not None and kind != "local-authority"
    }
    labels = [
        (p, kind) for kind, cue in narrow.items() for p in cue.phrases if not within(kind, "national-body")
    ]
    labels += [(p, kind) for kind, cue in narrow.items() for p in cue.hidden_phrases if not p.isupper()]
    labels += [(p, kind) for phrases, kind in workers() for p in phrases]
    pattern = phrase_pattern(phrase for phrase, _ in labels)
    return ((pattern, {phrase_key(phrase): kind for phrase, kind in labels}),)

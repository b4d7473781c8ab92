"""Finding the codebook's labels in a text: by lemma, over small gaps, the longest first."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import Span
from kg.theming.codebook import Codebook
from kg.theming.words import Word, is_capital, words

MAX_GAP = 2  # gap words that may stand between two words of a label
NEGATION_REACH = 4  # words between a negation and the label that it denies
DENIABLE = frozenset({"harms", "circumstances"})  # facets where “no X” means that X was absent


@dataclass(frozen=True, slots=True)
class Hit:
    """A label found: its theme, the label as the codebook gives it, and the place of its words in the text."""

    theme: str
    label: str
    span: Span
    weak: bool
    denied: bool  # “no evidence of …” stands before it, and the theme is a harm or a circumstance


@dataclass(slots=True)
class _Node:
    """A step of the trie: the next word of a label, and the labels that end here."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[str, str, bool]] = field(default_factory=list)


@functools.lru_cache(maxsize=4)
def _tries(version: str, labels: tuple[tuple[str, str, bool], ...]) -> _Node:
    root = _Node()
    for theme, label, weak in labels:
        node = root
        for word in words(label):
            node = node.next.setdefault(_key(word), _Node())
        node.ends.append((theme, label, weak))
    return root


def _key(word: Word) -> str:
    """What a label's word must equal: capitals as printed, every other word its lemma."""
    singular = word.printed.removesuffix("s")
    return singular if is_capital(singular) else word.lemma


class Lexicon:
    """The labels of one codebook, ready to be found."""

    def __init__(self, codebook: Codebook) -> None:
        labels = tuple(
            (theme.slug, label, label in theme.weak) for theme in codebook for label in theme.labels
        )
        self._root = _tries(codebook.version, labels)
        self._gaps = codebook.gap_words
        self._negations = tuple(tuple(w.lemma for w in words(cue)) for cue in codebook.negations)
        self._facets = {theme.slug: theme.facet for theme in codebook}

    def find(self, text: str) -> tuple[Hit, ...]:
        """Every label in the text, in order; a label inside a longer one is left out."""
        row = words(text)
        found = []
        for first in range(len(row)):
            for last, (theme, label, weak) in self._walk(row, first):
                span = Span(row[first].start, row[last].end)
                denied = self._facets[theme] in DENIABLE and self._denied(row, first)
                found.append(Hit(theme, label, span, weak, denied))
        found.sort(key=lambda hit: (hit.span.start, -len(hit.span), hit.theme, hit.label))
        kept: list[Hit] = []
        for hit in found:
            if not any(other.span.covers(hit.span) and len(other.span) > len(hit.span) for other in found):
                kept.append(hit)
        return tuple(kept)

    def _walk(self, row: tuple[Word, ...], first: int) -> Iterator[tuple[int, tuple[str, str, bool]]]:
        """Labels that begin at word ``first``, each with the index of its last word."""
        waiting = [(first, node) for node in self._steps(self._root, row[first])]
        while waiting:
            place, node = waiting.pop()
            yield from ((place, end) for end in node.ends)
            for index in range(place + 1, min(len(row), place + 2 + MAX_GAP)):
                word = row[index]
                if word.clause != row[first].clause:
                    break
                waiting.extend((index, following) for following in self._steps(node, word))
                if word.lemma not in self._gaps:
                    break

    @staticmethod
    def _steps(node: _Node, word: Word) -> list[_Node]:
        keys = dict.fromkeys((word.lemma, word.printed.removesuffix("s")))
        return [node.next[key] for key in keys if key in node.next]

    def _denied(self, row: tuple[Word, ...], first: int) -> bool:
        """Whether a negation stands before word ``first``, in its clause and within reach."""
        before = [
            w.lemma for w in row[max(0, first - NEGATION_REACH) : first] if w.clause == row[first].clause
        ]
        return any(
            tuple(before[start : start + len(cue)]) == cue
            for cue in self._negations
            for start in range(len(before) - len(cue) + 1)
        )

"""A linear model over lemmas and pairs of lemmas: what words alone say of each theme."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from kg.theming.words import Word, words

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Term:
    """A lemma or a pair of neighbouring lemmas, with the words of the text that it stands on."""

    key: str
    first: Word
    last: Word


@lru_cache(maxsize=256)  # of a document's items, each asked again for every theme that is suggested
def terms(text: str) -> tuple[Term, ...]:
    """The lemmas and pairs of a text, in order.  A pair does not reach over a stop."""
    row = words(text)
    pairs = (Term(f"{a.lemma} {b.lemma}", a, b) for a, b in pairwise(row) if a.clause == b.clause)
    return (*(Term(word.lemma, word, word) for word in row), *pairs)


@dataclass(frozen=True, slots=True)
class WordModel:
    """Weights of terms for themes.  ``weights`` has shape (terms, themes); ``idf`` one number a term."""

    vocabulary: dict[str, int]
    idf: Matrix
    weights: Matrix
    bias: Matrix

    def features(self, texts: list[str]) -> sparse.csr_matrix:
        """Log-scaled counts times idf, each row of length one: shape (texts, terms)."""
        data, columns, starts = [], [], [0]
        for text in texts:
            counts = Counter(self.vocabulary[t.key] for t in terms(text) if t.key in self.vocabulary)
            row = np.array([(1 + np.log(n)) * self.idf[c] for c, n in counts.items()], dtype=np.float32)
            data.append(row / (np.linalg.norm(row) or 1))
            columns += list(counts)
            starts.append(len(columns))
        values = np.concatenate(data) if data else np.zeros(0, np.float32)
        return sparse.csr_matrix(
            (values, columns, starts), shape=(len(texts), len(self.idf)), dtype=np.float32
        )

    def logits(self, texts: list[str]) -> Matrix:
        """Shape (texts, themes)."""
        scores: Matrix = np.asarray(self.features(texts) @ self.weights, dtype=np.float32)
        return scores + self.bias

    def telling(self, text: str, theme: int, limit: int) -> tuple[Term, ...]:
        """The terms of ``text`` that speak most for the theme, in reading order; at most ``limit``, never overlapping."""
        column = self.weights[:, theme]
        known = [term for term in terms(text) if term.key in self.vocabulary]
        ranked = sorted(known, key=lambda t: (-column[self.vocabulary[t.key]], t.first.start, -t.last.end))
        chosen: list[Term] = []
        for term in ranked:
            place = self.vocabulary[term.key]
            clear = all(term.last.end <= c.first.start or c.last.end <= term.first.start for c in chosen)
            if len(chosen) < limit and column[place] * self.idf[place] > 0.5 and clear:
                chosen.append(term)
        return tuple(sorted(chosen, key=lambda term: term.first.start))

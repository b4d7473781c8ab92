"""Similar findings and reviews by their wording: weighted words and letter groups in sparse matrices.

A likeness is *suggested*: right and wrong pairs overlap in score, so it is never an identity, and the words that
two texts share are given as its reason.  Term weighting after Spärck Jones (1972); the similarity is the cosine.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMMON = 0.2  # a term in more than this share of the texts tells none of them apart
_ENOUGH = 50  # … and in more than this many of them; with fewer texts, in more than half
_FEW = 8  # below so many texts every term counts
_BLOCK = 512  # rows multiplied at a time: bounds memory


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two texts by their places in the sequence, their cosine (0 to 1), and the words that weigh most in it."""

    first: int
    second: int
    score: float
    shared: tuple[str, ...]


class Wordings:
    """Texts as rows of a sparse matrix of unit length.  Words and groups of four letters weigh half each."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._words = _weighted([_words(text) for text in texts])
        self._letters = _weighted([_letter_groups(text) for text in texts])
        self._matrix = sparse.hstack([self._words[0], self._letters[0]], format="csr") * np.sqrt(0.5)

    def nearest(self, place: int, count: int = 10) -> tuple[Likeness, ...]:
        """The texts most like the one at ``place``, best first; ties by place.  Texts that share nothing are left out."""
        scores = (self._matrix @ self._matrix[place].T).toarray().ravel()
        scores[place] = 0.0
        ranked = np.lexsort((np.arange(len(scores)), -scores))[:count]
        return tuple(
            self._likenesses(
                [(place, int(other), float(scores[other])) for other in ranked if scores[other] > 0]
            )
        )

    def score(self, first: int, second: int) -> float:
        """The cosine of two texts."""
        return float(self._matrix[first].multiply(self._matrix[second]).sum())

    def alike(self, rows: Sequence[int], least: float) -> tuple[Likeness, ...]:
        """Every pair of different texts among ``rows`` with a score of ``least`` or more, by place."""
        chosen = self._matrix[list(rows)]
        found = []
        for start in range(0, len(rows), _BLOCK):
            block = (chosen[start : start + _BLOCK] @ chosen.T).tocoo()
            keep = block.data >= least
            for left, right, score in zip(block.row[keep], block.col[keep], block.data[keep], strict=True):
                if start + int(left) < int(right):
                    found.append((rows[start + int(left)], rows[int(right)], float(score)))
        return tuple(self._likenesses(sorted(found)))

    def _likenesses(self, pairs: Sequence[tuple[int, int, float]]) -> Iterator[Likeness]:
        """The pairs with the words that weigh most in each, a block of rows multiplied at a time."""
        matrix, terms = self._words
        for start in range(0, len(pairs), _BLOCK):
            block = pairs[start : start + _BLOCK]
            firsts, seconds = [first for first, _, _ in block], [second for _, second, _ in block]
            shared = matrix[firsts].multiply(matrix[seconds]).tocsr()
            for row, (first, second, score) in enumerate(block):
                cells = slice(shared.indptr[row], shared.indptr[row + 1])
                words = (terms[column] for column in shared.indices[cells])
                ranked = sorted(zip(-shared.data[cells], words, strict=True))
                yield Likeness(
                    first, second, round(min(score, 1.0), 4), tuple(term for _, term in ranked[:6])
                )


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


def _words(text: str) -> list[str]:
    return _WORD.findall(_fold(text))


def _letter_groups(text: str) -> list[str]:
    """Every four letters inside a word, with its edges: catches "supervise" and "supervision"."""
    padded = (f" {word} " for word in _words(text))
    return [word[place : place + 4] for word in padded for place in range(max(1, len(word) - 3))]


def _weighted(documents: list[list[str]]) -> tuple[sparse.csr_matrix, list[str]]:
    counts = [Counter(document) for document in documents]
    spread = Counter(term for count in counts for term in count)
    most = _most(len(documents))
    terms = sorted(term for term, many in spread.items() if many <= most)
    column = {term: place for place, term in enumerate(terms)}
    weight = np.array([np.log((1 + len(documents)) / (1 + spread[term])) + 1 for term in terms])
    rows, columns, data = [], [], []
    for row, count in enumerate(counts):
        for term, many in count.items():
            if term in column:
                rows.append(row)
                columns.append(column[term])
                data.append((1 + np.log(many)) * weight[column[term]])
    matrix = sparse.csr_matrix((data, (rows, columns)), shape=(len(documents), len(terms)), dtype=np.float64)
    matrix.sort_indices()
    return _unit_length(matrix), terms


def _most(texts: int) -> float:
    """In how many of so many texts a term may stand and still count."""
    return texts if texts < _FEW else max(_COMMON * texts, min(texts / 2, _ENOUGH))


def _unit_length(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    length[length == 0] = 1.0
    return sparse.diags(1 / length) @ matrix


def joined(texts: Iterable[str]) -> str:
    """The texts of a review's items as one, for likeness between reviews."""
    return "\n".join(texts)

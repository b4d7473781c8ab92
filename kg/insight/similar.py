"""Similar findings and reviews by their wording: weighted words and letter groups in sparse matrices.

A likeness is *suggested*: right and wrong pairs overlap in score, so it is never an identity, and the words that
two texts share are given as its reason.  Term weighting after Spärck Jones (1972); the similarity is the cosine.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy import sparse

Places = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMMON = 0.2  # a term in more than this share of the texts tells none of them apart
_ENOUGH = 50  # … and in more than this many of them; with fewer texts, in more than half
_TELLING = 0.1  # a word in more than this share of the texts is not shown as a reason: "to", "was"
_FEW = 8  # below so many texts every term counts
_BLOCK = 512  # rows multiplied at a time: bounds memory
_STRIDE = 16 * _BLOCK  # rows after which those before are left out
_TINY = 1e-9  # what adding up in another order may change
_PAIRS = 50_000  # pairs scored at a time
# How many meetings of two texts in one term are followed up: all of them among some thousand texts, those in the rarest
# terms first among more.  The work then grows with the number of texts and not with its square.
_ALWAYS, _EACH = 400_000_000, 4_000
_RARE = 1 / 3  # of a likeness, the part that has to rest on the terms that are followed up
_NEXT = 10  # of many texts in the very same words, how many later ones each is paired with


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two texts by their places in the sequence, their cosine (0 to 1), and the words that weigh most in it, without
    those that many texts have."""

    first: int
    second: int
    score: float
    shared: tuple[str, ...]


class Wordings:
    """Texts as rows of a sparse matrix of unit length.  Words and groups of four letters weigh half each."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._spoken = _Spoken.of(texts)
        counts = self._spoken.counts()
        groups, names = _letter_groups(self._spoken.words)
        self._words = _weighted(counts, self._spoken.words)
        self._letters = _weighted((counts @ groups).tocsr(), names)
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

    def scores(self, firsts: Sequence[int] | Places, seconds: Sequence[int] | Places) -> Scores:
        """The cosines of pairs of texts, given by their places."""
        one, other = np.asarray(firsts, np.int64), np.asarray(seconds, np.int64)
        found = np.zeros(len(one))
        for at in range(0, len(one), _PAIRS):
            pairs = slice(at, at + _PAIRS)
            shared = self._matrix[one[pairs]].multiply(self._matrix[other[pairs]])
            found[pairs] = np.asarray(shared.sum(axis=1)).ravel()
        return found

    def alike(
        self, rows: Sequence[int], least: float, share: sparse.csr_matrix | None = None
    ) -> tuple[Likeness, ...]:
        """Pairs of different texts among ``rows`` with a score of ``least`` or more, by place.

        With ``share`` (a row for each of ``rows``) only pairs that have a column of it in common.  Among some thousand
        texts that is every pair; among more a third of the likeness has to rest on the rarer terms (``_EACH``).
        Of many texts in the very same words each is paired with the next few.
        """
        chosen = np.asarray(rows, np.int64)
        same = self._worded_the_same(chosen, share)
        first = np.array([group[0] for group in same], np.int64)
        found = []
        for one, other in self._candidates(chosen[first], least):
            if share is not None:
                kept = _in_common(share, first[one], first[other])
                one, other = one[kept], other[kept]
            scores = self.scores(chosen[first[one]], chosen[first[other]])
            near = scores >= least
            for a, b, score in zip(one[near], other[near], scores[near], strict=True):
                found += [(*pair, float(score)) for pair in _crossed(same[a], same[b])]
        for group in same:
            if len(group) > 1 and self._matrix[chosen[group[0]]].nnz:
                found += [(*pair, 1.0) for pair in _following(group)]
        placed = ((min(rows[a], rows[b]), max(rows[a], rows[b]), score) for a, b, score in found)
        return tuple(self._likenesses(sorted(placed)))

    def _worded_the_same(self, chosen: Places, share: sparse.csr_matrix | None) -> list[list[int]]:
        """The places in ``chosen`` of texts in the same words (and with the same row of ``share``), in groups."""
        groups: dict[tuple[bytes, bytes], list[int]] = defaultdict(list)
        for place, row in enumerate(chosen):
            shared = (
                b""
                if share is None
                else share.indices[share.indptr[place] : share.indptr[place + 1]].tobytes()
            )
            groups[self._spoken.of_text(row).tobytes(), shared].append(place)
        return list(groups.values())

    def _candidates(self, rows: Places, least: float) -> Iterator[tuple[Places, Places]]:
        """Pairs of places in ``rows`` that may be alike by what they share in rare terms, a block at a time."""
        whole = self._matrix[rows].tocsc()
        spread = np.diff(whole.indptr).astype(np.int64)
        order = np.argsort(spread, kind="stable")
        meetings = np.cumsum(spread[order] ** 2)
        followed = order[meetings <= max(_ALWAYS, _EACH * len(rows))]
        kept = whole[:, np.sort(followed)].tocsr()
        # What the other terms can add at most (Cauchy and Schwarz).
        rest = np.sqrt(np.maximum(0.0, 1 - np.asarray(kept.multiply(kept).sum(axis=1)).ravel()))
        first, turned = 0, kept.T.tocsr()
        for start in range(0, len(rows), _BLOCK):
            if start - first >= _STRIDE:  # each pair once: what stands before is not multiplied again
                first, turned = start, kept[start:].T.tocsr()
            met = (kept[start : start + _BLOCK] @ turned).tocoo()
            some = met.data >= least * _RARE
            one, other, partly = (
                met.row[some].astype(np.int64) + start,
                met.col[some].astype(np.int64) + first,
                met.data[some],
            )
            may_be = (one < other) & (partly + rest[one] * rest[other] >= least - _TINY)
            yield one[may_be], other[may_be]

    def _likenesses(self, pairs: Sequence[tuple[int, int, float]]) -> Iterator[Likeness]:
        """The pairs with the words that weigh most in each, a block of rows multiplied at a time."""
        matrix, terms = self._words
        spread = np.bincount(matrix.indices, minlength=len(terms))
        telling = spread <= max(_FEW / 2, _TELLING * matrix.shape[0])
        for start in range(0, len(pairs), _BLOCK):
            block = pairs[start : start + _BLOCK]
            firsts, seconds = [first for first, _, _ in block], [second for _, second, _ in block]
            shared = matrix[firsts].multiply(matrix[seconds]).tocsr()
            for row, (first, second, score) in enumerate(block):
                cells = slice(shared.indptr[row], shared.indptr[row + 1])
                kept = telling[shared.indices[cells]]
                words = (terms[column] for column in shared.indices[cells][kept])
                ranked = sorted(zip(-shared.data[cells][kept], words, strict=True))
                yield Likeness(
                    first, second, round(min(score, 1.0), 4), tuple(term for _, term in ranked[:6])
                )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Texts as numbers: the distinct words, and text after text the places of its words among them."""

    words: tuple[str, ...]
    places: Places
    starts: Places  # one more than there are texts

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Spoken:
        known: dict[str, int] = {}
        said = [[known.setdefault(word, len(known)) for word in _words(text)] for text in texts]
        starts = np.cumsum([0, *map(len, said)], dtype=np.int64)
        places = np.fromiter((place for text in said for place in text), np.int64, int(starts[-1]))
        return cls(tuple(known), places, starts)

    def of_text(self, row: int) -> Places:
        return self.places[self.starts[row] : self.starts[row + 1]]

    def counts(self) -> sparse.csr_matrix:
        """How often each text has each word."""
        counted = sparse.csr_matrix(
            (np.ones(len(self.places)), self.places.copy(), self.starts.copy()),
            shape=(len(self.starts) - 1, len(self.words)),
        )
        counted.sum_duplicates()
        return counted


def _in_common(share: sparse.csr_matrix, firsts: Places, seconds: Places) -> npt.NDArray[np.bool_]:
    kept = np.zeros(len(firsts), np.bool_)
    for at in range(0, len(firsts), _PAIRS):
        pairs = slice(at, at + _PAIRS)
        shared = share[firsts[pairs]].multiply(share[seconds[pairs]])
        kept[pairs] = np.asarray(shared.sum(axis=1)).ravel() > 0
    return kept


def _following(group: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each of a group with the next few."""
    for place, first in enumerate(group):
        for second in group[place + 1 : place + 1 + _NEXT]:
            yield first, second


def _crossed(group: Sequence[int], other: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Every one of a small group with every one of another; of great groups each with one."""
    if len(group) * len(other) <= _NEXT * _NEXT:
        return product(group, other)
    most = max(len(group), len(other))
    return ((group[place % len(group)], other[place % len(other)]) for place in range(most))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


def _words(text: str) -> list[str]:
    return _WORD.findall(_fold(text))


def _letter_groups(words: Sequence[str]) -> tuple[sparse.csr_matrix, tuple[str, ...]]:
    """Every four letters inside each word, with its edges, as counts: catches "supervise" and "supervision"."""
    known: dict[str, int] = {}
    rows, columns = [], []
    for row, word in enumerate(words):
        padded = f" {word} "
        for place in range(max(1, len(padded) - 3)):
            rows.append(row)
            columns.append(known.setdefault(padded[place : place + 4], len(known)))
    counted = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(words), len(known)))
    return counted, tuple(known)


def _weighted(counts: sparse.csr_matrix, names: Sequence[str]) -> tuple[sparse.csr_matrix, list[str]]:
    """The counts of terms as weights in rows of unit length, and the terms that count, in order."""
    texts = counts.shape[0]
    spread = np.bincount(counts.indices, minlength=len(names))
    most = _most(texts)
    order = [column for column in sorted(range(len(names)), key=names.__getitem__) if spread[column] <= most]
    matrix = counts[:, order].tocsr()
    weight = np.log((1 + texts) / (1 + spread[order])) + 1
    matrix.data = (1 + np.log(matrix.data)) * weight[matrix.indices]
    matrix.sort_indices()
    return _unit_length(matrix), [names[column] for column in order]


def _most(texts: int) -> float:
    """In how many of so many texts a term may stand and still count."""
    return texts if texts < _FEW else max(_COMMON * texts, min(texts / 2, _ENOUGH))


def _unit_length(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    length[length == 0] = 1.0
    return sparse.diags(1 / length) @ matrix


def marked(sets: Sequence[Iterable[str]]) -> sparse.csr_matrix:
    """A row for each set with a 1 in the column of each of its members, as ``Wordings.alike`` takes them."""
    known: dict[str, int] = {}
    columns = [sorted({known.setdefault(one, len(known)) for one in members}) for members in sets]
    starts = np.cumsum([0, *map(len, columns)], dtype=np.int64)
    flat = np.fromiter((column for row in columns for column in row), np.int64, int(starts[-1]))
    return sparse.csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(columns), max(1, len(known))))


def joined(texts: Iterable[str]) -> str:
    """The texts of a review's items as one, for likeness between reviews."""
    return "\n".join(texts)

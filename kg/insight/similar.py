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
from itertools import chain, pairwise, product

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
    """Texts as rows of a sparse matrix of unit length.  Words and groups of four letters weigh half each.

    Texts in the very same words share a row: what is worked out for one holds for all of them.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        spoken = _Spoken.of(texts)
        counts = spoken.counts()
        groups, names = _letter_groups(spoken.words)
        copies = np.bincount(spoken.rows).astype(np.float64)
        self._rows = spoken.rows
        self._words = _weighted(counts, spoken.words, copies)
        self._letters = _weighted((counts @ groups).tocsr(), names, copies)
        self._matrix = sparse.hstack([self._words[0], self._letters[0]], format="csr") * np.sqrt(0.5)
        words, terms = self._words
        spread = np.bincount(words.indices, copies[_rows_of_cells(words)], len(terms))
        self._telling = spread <= max(_FEW / 2, _TELLING * len(texts))

    def nearest(self, place: int, count: int = 10) -> tuple[Likeness, ...]:
        """The texts most like the one at ``place``, best first; ties by place.  Texts that share nothing are left out."""
        scores = (self._matrix @ self._matrix[self._rows[place]].T).toarray().ravel()[self._rows]
        scores[place] = 0.0
        ranked = np.lexsort((np.arange(len(scores)), -scores))[:count]
        kept = ranked[scores[ranked] > 0]
        return tuple(self._likenesses(np.full(len(kept), place), kept, scores[kept]))

    def scores(self, firsts: Sequence[int] | Places, seconds: Sequence[int] | Places) -> Scores:
        """The cosines of pairs of texts, given by their places."""
        one, other = self._rows[np.asarray(firsts, np.int64)], self._rows[np.asarray(seconds, np.int64)]
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
        near: dict[tuple[int, int], float] = {}
        for one, other in self._candidates(
            self._rows[chosen[first]], least, None if share is None else share[first]
        ):
            scores = self.scores(chosen[first[one]], chosen[first[other]])
            kept = scores >= least
            near.update(
                zip(
                    zip(one[kept].tolist(), other[kept].tolist(), strict=True),
                    scores[kept].tolist(),
                    strict=True,
                )
            )
        found = [(*pair, score) for (a, b), score in near.items() for pair in _crossed(same[a], same[b])]
        for group in same:
            if len(group) > 1 and self._matrix[self._rows[chosen[group[0]]]].nnz:
                found += [(*pair, 1.0) for pair in _following(group)]
        if not found:
            return ()
        ones, others, scores = (np.array(column) for column in zip(*found, strict=True))
        firsts, seconds = np.minimum(chosen[ones], chosen[others]), np.maximum(chosen[ones], chosen[others])
        order = np.lexsort((scores, seconds, firsts))
        return tuple(self._likenesses(firsts[order], seconds[order], scores[order]))

    def _worded_the_same(self, chosen: Places, share: sparse.csr_matrix | None) -> list[list[int]]:
        """The places in ``chosen`` of texts in the same words (and with the same row of ``share``), in groups."""
        groups: dict[tuple[int, bytes], list[int]] = defaultdict(list)
        for place, row in enumerate(self._rows[chosen].tolist()):
            shared = (
                b""
                if share is None
                else share.indices[share.indptr[place] : share.indptr[place + 1]].tobytes()
            )
            groups[row, shared].append(place)
        return list(groups.values())

    def _candidates(
        self, rows: Places, least: float, share: sparse.csr_matrix | None
    ) -> Iterator[tuple[Places, Places]]:
        """Pairs of places in ``rows`` that may be alike by what they share in rare terms, a block at a time.

        With ``share`` the rows of each of its columns are multiplied alone: a pair with several comes several times.
        """
        whole = self._matrix[rows].tocsc()
        spread = np.diff(whole.indptr).astype(np.int64)
        order = np.argsort(spread, kind="stable")
        meetings = np.cumsum(spread[order] ** 2)
        followed = order[meetings <= max(_ALWAYS, _EACH * len(rows))]
        kept = whole[:, np.sort(followed)].tocsr()
        # What the other terms can add at most (Cauchy and Schwarz).
        rest = np.sqrt(np.maximum(0.0, 1 - np.asarray(kept.multiply(kept).sum(axis=1)).ravel()))
        for members in [np.arange(len(rows))] if share is None else _columns(share):
            for one, other in _meeting(kept[members], rest[members], least):
                yield members[one], members[other]

    def _likenesses(self, firsts: Places, seconds: Places, scores: Scores) -> Iterator[Likeness]:
        """The pairs with the words that weigh most in each, worked out once for pairs of the same wordings."""
        one, other = self._rows[firsts], self._rows[seconds]
        codes, which = np.unique(
            np.minimum(one, other) * len(self._rows) + np.maximum(one, other), return_inverse=True
        )
        reasons: list[tuple[str, ...]] = []
        for at in range(0, len(codes), _PAIRS):
            reasons += self._reasons(*np.divmod(codes[at : at + _PAIRS], len(self._rows)))
        rounded = [round(score, 4) for score in np.minimum(scores, 1.0).tolist()]
        return map(
            Likeness, firsts.tolist(), seconds.tolist(), rounded, map(reasons.__getitem__, which.tolist())
        )

    def _reasons(self, one: Places, other: Places) -> Iterator[tuple[str, ...]]:
        """For each pair of rows the words that weigh most in both."""
        matrix, terms = self._words
        shared = matrix[one].multiply(matrix[other]).tocsr()
        telling = self._telling[shared.indices]
        row, column, weight = _rows_of_cells(shared)[telling], shared.indices[telling], shared.data[telling]
        order = np.lexsort((column, -weight, row))  # the terms stand in order of their letters
        words = [terms[place] for place in column[order].tolist()]
        ends = np.cumsum(np.bincount(row, minlength=len(one))).tolist()
        return (tuple(words[start : min(start + 6, end)]) for start, end in pairwise([0, *ends]))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Texts as numbers: the distinct words, and wording after wording the places of its words among them."""

    words: tuple[str, ...]
    places: Places
    starts: Places  # one more than there are distinct wordings
    rows: Places  # the wording of each text

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Spoken:
        known: dict[str, int] = {}
        said = {
            text: tuple([known.setdefault(word, len(known)) for word in _words(text)])
            for text in dict.fromkeys(texts)
        }
        rows = {wording: row for row, wording in enumerate(dict.fromkeys(said.values()))}
        starts = np.cumsum([0, *map(len, rows)], dtype=np.int64)
        places = np.fromiter(chain.from_iterable(rows), np.int64, int(starts[-1]))
        return cls(tuple(known), places, starts, np.array([rows[said[text]] for text in texts], np.int64))

    def counts(self) -> sparse.csr_matrix:
        """How often each wording has each word."""
        counted = sparse.csr_matrix(
            (np.ones(len(self.places)), self.places.copy(), self.starts.copy()),
            shape=(len(self.starts) - 1, len(self.words)),
        )
        counted.sum_duplicates()
        return counted


def _meeting(kept: sparse.csr_matrix, rest: Scores, least: float) -> Iterator[tuple[Places, Places]]:
    """Pairs of rows whose likeness may be ``least`` by what they share in ``kept`` and what the ``rest`` can add."""
    first, turned = 0, kept.T.tocsr()
    for start in range(0, kept.shape[0], _BLOCK):
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


def _columns(share: sparse.csr_matrix) -> Iterator[Places]:
    """The rows of each column that more than one has."""
    turned = share.tocsc()
    turned.sort_indices()
    for start, end in pairwise(turned.indptr.tolist()):
        if end - start > 1:
            yield turned.indices[start:end]


def _rows_of_cells(matrix: sparse.csr_matrix) -> Places:
    """The row of each cell."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


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


def _weighted(
    counts: sparse.csr_matrix, names: Sequence[str], copies: Scores
) -> tuple[sparse.csr_matrix, list[str]]:
    """The counts of terms as weights in rows of unit length, and the terms that count, in order.

    ``copies`` says for each row how many texts it stands for.
    """
    texts = int(copies.sum())
    spread = np.bincount(counts.indices, copies[_rows_of_cells(counts)], len(names))
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

"""Fitting the word model: a softmax over themes on tf-idf of lemmas and pairs, by Adam, in numpy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from kg.theming.codebook import Codebook
from kg.theming.training.recipe import Recipe
from kg.theming.wordmodel import WordModel, terms

Matrix = npt.NDArray[np.float32]
SHARPNESS = 8.0  # tf-idf rows have length one: this brings their logits into the range of a softmax
BATCH = 512


def codebook_texts(codebook: Codebook, slugs: Sequence[str]) -> list[str]:
    """One text a theme: its labels and its note, as one more example of it."""
    return [". ".join((*codebook[slug].labels, codebook[slug].label, codebook[slug].note)) for slug in slugs]


def fit_words(texts: Sequence[str], shares: Matrix, recipe: Recipe) -> WordModel:
    """The word model of these texts; terms that stand in one text only are left out."""
    seen = Counter(key for text in texts for key in {term.key for term in terms(text)})
    kept = sorted(key for key, count in seen.items() if count > 1)
    idf = np.log((1 + len(texts)) / (1 + np.array([seen[key] for key in kept], dtype=np.float32))) + 1
    empty = WordModel(
        {key: index for index, key in enumerate(kept)},
        idf.astype(np.float32),
        np.zeros((len(kept), shares.shape[1]), np.float32),
        np.zeros(shares.shape[1], np.float32),
    )
    weights, bias = _descend(empty.features(list(texts)), shares, recipe)
    return _pruned(WordModel(empty.vocabulary, empty.idf, weights * SHARPNESS, bias), recipe)


def _descend(rows: sparse.csr_matrix, shares: Matrix, recipe: Recipe) -> tuple[Matrix, Matrix]:
    chance = np.random.default_rng(recipe.seed)
    weights = np.zeros((rows.shape[1], shares.shape[1]), np.float32)
    bias = np.log(shares.mean(axis=0) + 1e-4).astype(np.float32)
    mean, square, step = np.zeros_like(weights), np.zeros_like(weights), 0
    for epoch in range(recipe.word_epochs):
        rate = recipe.word_rate * (1 - epoch / recipe.word_epochs)
        order = chance.permutation(rows.shape[0])
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            batch = rows[some]
            logits = SHARPNESS * np.asarray(batch @ weights) + bias
            powers = np.exp(logits - logits.max(axis=1, keepdims=True))
            error = powers / powers.sum(axis=1, keepdims=True) - shares[some]
            slope = SHARPNESS * np.asarray(batch.T @ error) / len(some) + recipe.word_decay * weights
            step += 1
            mean = 0.9 * mean + 0.1 * slope
            square = 0.99 * square + 0.01 * slope * slope
            weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights.astype(np.float32), bias


def _pruned(model: WordModel, recipe: Recipe) -> WordModel:
    """Only the largest weights, and only the terms that keep one: the file stays small."""
    weights = model.weights.copy()
    sizes = np.abs(weights * model.idf[:, None]).ravel()
    if len(sizes) > recipe.kept_weights:
        bar = np.partition(sizes, -recipe.kept_weights)[-recipe.kept_weights]
        weights[(np.abs(weights * model.idf[:, None]) < bar)] = 0
    rows = np.flatnonzero(np.abs(weights).sum(axis=1))
    names = list(model.vocabulary)
    vocabulary = {names[row]: index for index, row in enumerate(rows)}
    return WordModel(vocabulary, model.idf[rows], weights[rows], model.bias)

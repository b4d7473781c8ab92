"""Train the sentence model: ``python -m benchmarks.train_sentence_kinds``; ``--measure FOLDER`` scores it on other documents.

Reads ontology/bank/*.jsonl (labelled passages), tests/cases and benchmarks/narrative.txt (narrative: sentences that the gold
leaves out, and everyday ones); writes ontology/sentence-kinds.json.  Same input, same bytes: no randomness, weights rounded to two places.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.weights import write_weights
from kg.evaluation.gold import SUFFIX, Gold, load
from kg.evaluation.matching import covers
from kg.extraction.sentence_model import KINDS, features, likelihoods
from kg.extraction.sentences import sentences
from kg.model import BlockKind, Document
from kg.reading import read

ROOT = Path(__file__).resolve().parent.parent
LEAST_SEEN = 5  # passages in which a feature must stand
PENALTY = 1e-5  # L2, chosen on ../shared/reviews, which is not trained on
LEAST_WEIGHT = 0.35  # features whose every weight is smaller are left out
LABELS = {"point": "finding"}
OF_THE_CASES = ("cases.jsonl", "cases-read-blind.jsonl")

Passage = tuple[str, str]  # (words, kind)


def bank() -> Iterator[Passage]:
    """The labelled passages without the items of the test documents, by which the extraction is measured."""
    for path in sorted((ROOT / "ontology" / "bank").glob("*.jsonl")):
        if path.name in OF_THE_CASES:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            kind = LABELS.get(entry["kind"], entry["kind"])
            if kind in KINDS:
                yield entry["text"], kind


def corpus(golds: Iterable[Gold], documents: Mapping[Path, Document]) -> Iterator[Passage]:
    """The gold items of documents, and as narrative their other sentences of four words and more."""
    for gold in golds:
        items = [
            (item.text, LABELS.get(item.kind.value, item.kind.value))
            for review in gold.reviews
            for item in review.items
        ]
        if not items:
            continue
        yield from items
        document = documents[gold.path]
        together = " ".join(text for text, _ in items)
        for block in document.blocks:
            if block.kind is BlockKind.FOOTNOTE:
                continue
            for span in sentences(document, block.span):
                words = " ".join(document.words(span).split())
                known = any(covers(words, text) or text in words for text, _ in items)
                if len(words.split()) >= 4 and words.rstrip(".;") not in together and not known:
                    yield words, "narrative"


def passages_of(folder: Path) -> list[Passage]:
    golds = [load(path) for path in sorted(folder.glob("*" + SUFFIX))]
    return list(corpus(golds, {gold.path: read(gold.path) for gold in golds}))


def train(passages: Sequence[Passage]) -> dict[str, object]:
    seen = Counter(feature for words, _ in passages for feature in features(words))
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, count in seen.items() if count >= LEAST_SEEN))}
    matrix = presence([words for words, _ in passages], vocabulary)
    kinds = np.array([KINDS.index(kind) for _, kind in passages])
    share = np.array([(kinds == k).mean() for k in range(len(KINDS))])
    importance = (1 / np.sqrt(share))[kinds]
    importance /= importance.mean()
    truth = np.eye(len(KINDS))[kinds]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = flat[: -len(KINDS)].reshape(len(vocabulary), len(KINDS)), flat[-len(KINDS) :]
        scores = matrix @ weights + bias
        scores -= scores.max(1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(1, keepdims=True)
        value = -(importance * np.log(chances[np.arange(len(kinds)), kinds] + 1e-12)).mean()
        slope = (chances - truth) * importance[:, None] / len(kinds)
        gradient = matrix.T @ slope + PENALTY * weights
        return value + PENALTY * (weights**2).sum() / 2, np.concatenate([gradient.ravel(), slope.sum(0)])

    start = np.zeros((len(vocabulary) + 1) * len(KINDS))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    weights = best[: -len(KINDS)].reshape(len(vocabulary), len(KINDS))
    kept = {
        f: [round(float(w), 2) for w in weights[i]]
        for f, i in vocabulary.items()
        if abs(weights[i]).max() >= LEAST_WEIGHT
    }
    return {"kinds": list(KINDS), "bias": [round(float(b), 3) for b in best[-len(KINDS) :]], "weights": kept}


def presence(texts: Sequence[str], vocabulary: dict[str, int]) -> csr_matrix:
    """A row for each text, 1 for each feature that it has, scaled to unit length."""
    rows, columns, values = [], [], []
    for row, words in enumerate(texts):
        present = sorted(vocabulary[f] for f in features(words) if f in vocabulary)
        rows += [row] * len(present)
        columns += present
        values += [1 / np.sqrt(len(present) or 1)] * len(present)
    return csr_matrix((values, (rows, columns)), shape=(len(texts), len(vocabulary)))


def measure(folder: Path) -> None:
    """Print for each kind how often a gold item outranks a narrative sentence (area under the curve)."""
    passages = passages_of(folder)
    chances = np.array([likelihoods(words) for words, _ in passages])
    kinds = np.array([KINDS.index(kind) for _, kind in passages])
    narrative = chances[kinds == len(KINDS) - 1]
    for place, kind in enumerate(KINDS[:-1]):
        own = chances[kinds == place][:, place]
        wins = (own[:, None] > narrative[None, :, place]).mean() if len(own) else float("nan")
        print(f"{kind:16} {len(own):5} items against {len(narrative)} sentences: {wins:.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", type=Path, help="only score the present model on this folder")
    arguments = parser.parse_args()
    if arguments.measure:
        measure(arguments.measure)
    else:
        narrative = [
            (words, kind) for words, kind in passages_of(ROOT / "tests" / "cases") if kind == "narrative"
        ]
        everyday = (ROOT / "benchmarks" / "narrative.txt").read_text(encoding="utf-8").splitlines()
        model = train([*bank(), *narrative, *((words, "narrative") for words in everyday)])
        weights = model.pop("weights")
        write_weights(ROOT / "ontology" / "sentence-kinds.json", model, weights)

"""What a sentence says of another review: ``python -m benchmarks.train_relations`` writes ontology/relations.json.

Learned from the links of tests/cases and from benchmarks/relations.txt (invented sentences).  ``--measure FOLDER`` trains
without the folder's documents (of tests/cases: each tenth in turn) and counts the relations that are rightly told.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.weights import write_weights
from kg.evaluation.folder import aligned
from kg.evaluation.gold import SUFFIX, load
from kg.evaluation.matching import folded
from kg.evaluation.review import same_review
from kg.extraction.links.relation_model import features
from kg.extraction.understand import understand
from kg.reading import read

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
PENALTY = 0.2  # L2; documents of tests/cases left out do not tell .05 from 1; reviews met later prefer the lighter ones
LEAST_SEEN = 2
LEAST_WEIGHT = 0.1
FOLDS = 10

Table = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    document: str
    relation: str
    own_board: bool
    words: str

    @property
    def features(self) -> dict[str, float]:
        return features(self.words, own_board=self.own_board)


def invented() -> Iterator[Example]:
    for line in (ROOT / "benchmarks" / "relations.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            relation, whose, words = line.split("\t")
            yield Example("invented", relation, whose == "own", words)


def corpus(folder: Path) -> Iterator[Example]:
    """The gold's links whose review was found in the document, by whatever relation."""
    for path in sorted(folder.glob("*" + SUFFIX)):
        gold = load(path)
        reviews = understand(read(gold.path)).reviews if gold.reviews else ()
        for found, wanted in aligned(reviews, gold.reviews):
            area = found.identity.area.value if found.identity.area else None
            for link in wanted.links if wanted else ():
                same = [ours for ours in found.links if same_review(ours.label, link.label)]
                if same:
                    own = same[0].area is None or same[0].area == area
                    yield Example(path.name, link.relation, own, folded(link.quote))


@dataclass(frozen=True, slots=True)
class Model:
    kinds: tuple[str, ...]
    features: tuple[str, ...]
    weights: Table  # (1 + features, kinds), the bias first

    def choice(self, example: Example) -> str:
        place = {feature: i for i, feature in enumerate(self.features, 1)}
        sums = self.weights[0].copy()
        for feature, value in example.features.items():
            if feature in place:
                sums += value * self.weights[place[feature]]
        return self.kinds[int(np.argmax(sums))]


def train(examples: Sequence[Example]) -> Model:
    rows = [each.features for each in examples]
    seen = Counter(feature for row in rows for feature in row)
    known = sorted(feature for feature, count in seen.items() if count >= LEAST_SEEN)
    place = {feature: i for i, feature in enumerate(known, 1)}
    table = np.zeros((len(rows), 1 + len(known)))
    table[:, 0] = 1.0
    for i, row in enumerate(rows):
        for feature, value in row.items():
            if feature in place:
                table[i, place[feature]] = value
    kinds = sorted({each.relation for each in examples})
    right = np.eye(len(kinds))[[kinds.index(each.relation) for each in examples]]

    def loss(flat: Table) -> tuple[float, Table]:
        weights = flat.reshape(table.shape[1], len(kinds))
        sums = table @ weights
        sums -= sums.max(axis=1, keepdims=True)
        logs = sums - np.log(np.exp(sums).sum(axis=1, keepdims=True))
        slope = table.T @ (np.exp(logs) - right) + PENALTY * weights
        return float(PENALTY * (flat @ flat) / 2 - (logs * right).sum()), slope.ravel()

    start = np.zeros(table.shape[1] * len(kinds))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return Model(tuple(kinds), tuple(known), found.reshape(table.shape[1], len(kinds)))


def measure(folder: Path) -> None:
    others = list(invented())
    examples = list(corpus(folder))
    documents = sorted({each.document for each in examples})
    if folder.resolve() != CASES:
        model = train([*others, *corpus(CASES)])
        right = sum(model.choice(each) == each.relation for each in examples)
    else:
        right = 0
        for fold in range(FOLDS):
            out = set(documents[fold::FOLDS])
            model = train([*others, *(each for each in examples if each.document not in out)])
            right += sum(model.choice(each) == each.relation for each in examples if each.document in out)
    print(f"{right} of {len(examples)} ({right / len(examples):.2f})")


def write(model: Model) -> None:
    kept = {
        feature: [round(float(value), 2) for value in row]
        for feature, row in zip(model.features, model.weights[1:], strict=True)
        if np.abs(row).max() >= LEAST_WEIGHT
    }
    bias = [round(float(value), 2) for value in model.weights[0]]
    write_weights(ROOT / "ontology" / "relations.json", {"kinds": model.kinds, "bias": bias}, kept)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", type=Path, help="only measure, on this folder")
    arguments = parser.parse_args()
    if arguments.measure:
        measure(arguments.measure)
    else:
        write(train(list(invented())))  # the documents are read by what the invented sentences teach
        write(train([*invented(), *corpus(CASES)]))

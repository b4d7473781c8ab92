"""The learned model: what does not fit together is named, and what it suggests has its reasons."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from kg.errors import MissingExtraError, OntologyError
from kg.model import ItemKind
from kg.theming import model as modelling
from kg.theming.decision import SIGNS
from kg.theming.digest import sha256
from kg.theming.model import FILES, Model, load_model
from kg.theming.suggested import Asked, suggest

SLUGS = ("hidden-men", "neglect", "safer-sleeping")
TEXTS = {"Nobody asked the father.": 0, "The cold house.": 1, "The baby on the sofa.": 2}


class FakeEncoder:
    """Each known text has a direction of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.eye(3, dtype=np.float32)[[TEXTS.get(text, 1) for text in texts]]


def write_model(folder: Path, codebook: str = "9.9") -> None:
    for name in ("encoder.onnx", "tokenizer.json"):
        (folder / name).write_bytes(b"x")
    np.savez_compressed(
        folder / "heads.npz",
        slugs=np.array(SLUGS),
        heads=np.eye(3, dtype=np.float16),
        scale=np.float32(6),
        bias=np.zeros(3, np.float16),
        vocabulary=np.array(["father", "house"]),
        idf=np.ones(2, np.float16),
        weights=np.array([2.0, 2.0], np.float16),
        columns=np.array([0, 1], np.int16),
        starts=np.array([0, 1, 2], np.int32),
        word_bias=np.zeros(3, np.float16),
        offsets=np.zeros(3, np.float16),
        company=np.zeros((3, 3), np.float16),
        prototypes=np.array([["Men were not spoken to.", "hidden-men"]]),
        prototype_vectors=np.array([[1, 0, 0]], np.float16),
    )
    card = {
        "codebook": codebook,
        "bank": {"passages": 1, "sha256": "0"},
        "decision": {
            "meaning": 1.0,
            "words": 0.5,
            "labels": 1.0,
            "slope": 1.0,
            "offset": 0.5,
            "weights": {sign: 1.0 if sign == "odds" else 0.0 for sign in SIGNS},
            "bar": 0.4,
            "floor": 0.1,
        },
        "files": {name: sha256(folder / name) for name in FILES},
    }
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Model:
    monkeypatch.setattr(modelling, "Encoder", FakeEncoder)
    write_model(tmp_path)
    load_model.cache_clear()
    return load_model("9.9", tmp_path)


def test_the_likeliest_theme_comes_first_with_its_words_and_its_example(model: Model) -> None:
    ((first, *_),) = suggest(model, [Asked("Nobody asked the father.", "", frozenset(), ItemKind.FINDING)])
    assert first.theme == "hidden-men"
    assert 0.5 < first.chance <= 1
    assert [term.key for term in first.telling] == ["father"]
    assert "“father”" in first.reason
    assert "Men were not spoken to." in first.reason


def test_neighbours_change_nothing(model: Model) -> None:
    asked = [Asked(text, "", frozenset(), ItemKind.FINDING) for text in TEXTS]
    together = suggest(model, asked)
    assert together == tuple(suggest(model, [one])[0] for one in asked)


def test_a_theme_that_words_name_gains(model: Model) -> None:
    texts = ["The baby on the sofa."]
    vectors = model.encoder.encode(texts)
    named = np.array([[0, 1, 0]], np.float32)
    plain = model.shares(vectors, texts, np.zeros_like(named))
    assert model.shares(vectors, texts, named)[0, 1] > plain[0, 1]


def test_no_model_says_how_to_make_one(tmp_path: Path) -> None:
    load_model.cache_clear()
    with pytest.raises(MissingExtraError, match="no trained model") as caught:
        load_model("9.9", tmp_path)
    assert "kg train" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda folder: (folder / "heads.npz").write_bytes(b"y"), "heads.npz is not the file"),
        (lambda folder: write_model(folder, codebook="0.1"), "trained for codebook 0.1"),
        (lambda folder: (folder / "card.json").write_text("{", encoding="utf-8"), "card is damaged"),
    ],
)
def test_a_model_that_does_not_fit_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: object, message: str
) -> None:
    monkeypatch.setattr(modelling, "Encoder", FakeEncoder)
    write_model(tmp_path)
    assert callable(spoil)
    spoil(tmp_path)
    load_model.cache_clear()
    with pytest.raises(OntologyError, match=message):
        load_model("9.9", tmp_path)

"""The sentence encoder: an int8 ONNX file and its tokenizer, run on the CPU without torch and without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import MissingExtraError

MAX_TOKENS = 96
BATCH = 32

Matrix = npt.NDArray[np.float32]


class Encoder:
    """Texts to vectors of length one.  Loading takes about 0.2 s; make one and keep it."""

    def __init__(self, folder: Path) -> None:
        """Read ``encoder.onnx`` and ``tokenizer.json``.  ``MissingExtraError`` without onnxruntime or tokenizers."""
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise MissingExtraError(
                f"The suggested tier of themes needs {error.name}.",
                hint='Install it with: pip install "safeguarding-learning-graph[learned]"',
            ) from error
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry(
            "session.disable_quant_qdq", "1"
        )  # int8 weights become floats once, here
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()

    def encode(self, texts: list[str]) -> Matrix:
        """One row a text: shape (texts, dimensions), float32.  The order and number of texts change no row."""
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        rows: dict[int, Matrix] = {}
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            encoded = self._tokenizer.encode_batch([texts[index] for index in batch])
            feed = {
                "input_ids": np.array([e.ids for e in encoded], dtype=np.int64),
                "attention_mask": np.array([e.attention_mask for e in encoded], dtype=np.int64),
            }
            (vectors,) = self._session.run(["sentence"], feed)
            rows.update(zip(batch, vectors, strict=True))
        return (
            np.stack([rows[index] for index in range(len(texts))]) if texts else np.zeros((0, 0), np.float32)
        )

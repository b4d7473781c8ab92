"""The sentence encoder: an int8 ONNX file and its tokenizer, run on the CPU without torch and without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import MissingExtraError

MAX_TOKENS = 96
BATCH = 32
WASTE = 1.25  # the longest text of a batch by its shortest

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
        # A build works on as many documents at once as there are cores; waiting threads would only take from the others.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry(
            "session.disable_quant_qdq", "1"
        )  # int8 weights become floats once, here
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()

    def encode(self, texts: list[str]) -> Matrix:
        """One row a text: shape (texts, dimensions), float32.  The order and number of texts change no row."""
        encoded = self._tokenizer.encode_batch(texts)
        rows: dict[int, Matrix] = {}
        for batch in _alike_in_length([len(one.ids) for one in encoded]):
            longest = len(encoded[batch[-1]].ids)
            ids = np.zeros((len(batch), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, index in enumerate(batch):
                length = len(encoded[index].ids)
                ids[row, :length], mask[row, :length] = encoded[index].ids, 1
            (vectors,) = self._session.run(["sentence"], {"input_ids": ids, "attention_mask": mask})
            rows.update(zip(batch, vectors, strict=True))
        return (
            np.stack([rows[index] for index in range(len(texts))]) if texts else np.zeros((0, 0), np.float32)
        )


def _alike_in_length(lengths: list[int]) -> Iterator[list[int]]:
    """Places of texts in batches, the shortest first: what is added to the shorter ones is worked through in vain."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda place: (lengths[place], place)):
        if batch and (len(batch) == BATCH or lengths[place] > WASTE * lengths[batch[0]]):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch

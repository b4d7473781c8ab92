"""A trained model as the place to start from: its encoder's weights back in a torch module, and its heads.

Going on from a trained model takes a fraction of the time of training from a plain encoder: what an organisation needs that
has coded passages of its own, and a machine without products in bfloat16.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import SourceError

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Former:
    """What a trained model knows, themes in the order of ``slugs``."""

    weights: dict[str, Matrix]  # of the encoder, by torch's names
    slugs: tuple[str, ...]
    heads: Matrix  # (themes, dimensions), rows of length one
    scale: float
    bias: Matrix  # (themes,)

    def heads_of(self, slugs: Sequence[str], start: Matrix) -> tuple[Matrix, Matrix]:
        """Heads and biases for ``slugs``: the former ones, and rows of ``start`` for themes that were not there."""
        heads, bias = start.copy(), np.zeros(len(slugs), np.float32)
        place = {slug: row for row, slug in enumerate(self.slugs)}
        for row, slug in enumerate(slugs):
            if slug in place:
                heads[row], bias[row] = self.heads[place[slug]], self.bias[place[slug]]
        return heads, bias


def read_former(folder: Path) -> Former:
    """The model in ``folder``, as ``kg train`` writes it.  ``SourceError`` when there is none."""
    if not (folder / "encoder.onnx").is_file() or not (folder / "heads.npz").is_file():
        raise SourceError(f"{folder} holds no trained model.", hint="Give a folder that kg train wrote.")
    with np.load(folder / "heads.npz", allow_pickle=False) as arrays:
        return Former(
            encoder_weights(folder / "encoder.onnx"),
            tuple(arrays["slugs"].tolist()),
            arrays["heads"].astype(np.float32),
            float(arrays["scale"]),
            arrays["bias"].astype(np.float32),
        )


def encoder_weights(path: Path) -> dict[str, Matrix]:
    """Weights by torch's names.  The export keeps the names of biases and of vectors; the matrix of a linear layer has lost its
    own, stands the other way round, and is known by the bias that is added to its product."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "DequantizeLinear":
            whole, scale = stored.pop(node.input[0]).astype(np.float32), stored.pop(node.input[1])
            by_row = node.attribute[0].i == 0
            stored[node.output[0]] = whole * (scale[:, None] if by_row else scale[None, :])
    products = {node.output[0]: node.input[1] for node in graph.node if node.op_type == "MatMul"}
    for node in graph.node:
        matrix = next((products[name] for name in node.input if name in products), None)
        bias = next((name for name in node.input if name.endswith(".bias")), None)
        if node.op_type == "Add" and matrix in stored and bias:
            stored[bias.removesuffix("bias") + "weight"] = stored.pop(matrix).T
    prefix = "network."
    return {name.removeprefix(prefix): value for name, value in stored.items() if name.startswith(prefix)}


def put_into(network: Any, former: Former) -> None:
    """Give the network the former encoder's weights.  ``SourceError`` when the two are of different build."""
    import torch

    wanted = {name for name, _ in network.named_parameters()}
    given = {name: torch.tensor(np.array(value)) for name, value in former.weights.items() if name in wanted}
    if set(given) != wanted or any(
        given[name].shape != parameter.shape for name, parameter in network.named_parameters()
    ):
        raise SourceError(
            "The trained model and the encoder are of different build.",
            hint="Give the encoder that the model was trained from: its card names it.",
        )
    network.load_state_dict(given, strict=False)

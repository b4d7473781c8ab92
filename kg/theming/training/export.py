"""From a tuned torch encoder to one int8 ONNX file that gives sentence vectors.

Only the weights are int8 (one scale a column, or a row of the word vectors): they are turned back into floats when the
file is loaded.  Quantised activations would be quicker, but their range is taken over a batch, so that a text's vector
would depend on its neighbours and on the processor.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from kg.errors import MissingExtraError

SMALL = 4096  # matrices with fewer numbers stay floats


def export(network: Any, tokenizer: Any, folder: Path) -> None:
    """Write ``encoder.onnx`` (weights and word vectors as int8) and ``tokenizer.json`` into ``folder``."""
    try:
        import onnx
        import torch
    except ImportError as error:
        raise MissingExtraError(
            f"Exporting the encoder needs {error.name}.", hint="pip install onnx onnxscript"
        ) from error

    class Sentence(torch.nn.Module):  # type: ignore[misc]
        """The encoder with its pooling: mean over tokens, length one."""

        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.network(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * mask).sum(dim=1) / mask.sum(dim=1)
            return torch.nn.functional.normalize(mean, dim=-1)

    network.eval()
    sample = tokenizer(["A first passage.", "And a second, longer one."], padding=True, return_tensors="pt")
    texts, tokens = torch.export.Dim("texts"), torch.export.Dim("tokens", max=512)
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / "plain.onnx"
        torch.onnx.export(
            Sentence(),
            (sample["input_ids"], sample["attention_mask"]),
            str(plain),
            input_names=["input_ids", "attention_mask"],
            output_names=["sentence"],
            dynamic_shapes={
                "input_ids": {0: texts, 1: tokens},
                "attention_mask": {0: texts, 1: tokens},
            },
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        small = without_traces(with_small_weights(onnx.load(str(plain))))
        onnx.save(small, str(folder / "encoder.onnx"))
    tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))


def without_traces(model: Any) -> Any:
    """The same ONNX model without what the exporter notes of the program that it came from: lines of code and the places of
    files on the machine that trained it."""
    graph = model.graph
    for part in (
        model,
        graph,
        *graph.node,
        *graph.value_info,
        *graph.input,
        *graph.output,
        *graph.initializer,
    ):
        del part.metadata_props[:]
        part.doc_string = ""
    return model


def with_small_weights(model: Any) -> Any:
    """The same ONNX model with each matrix of floats stored as int8 behind a DequantizeLinear node."""
    import numpy as np
    from onnx import helper, numpy_helper

    gathered = {node.input[0] for node in model.graph.node if node.op_type == "Gather"}
    kept, nodes = [], []
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.ndim != 2 or values.size < SMALL:
            kept.append(tensor)
            continue
        axis = 0 if tensor.name in gathered else 1
        scale = np.abs(values).max(axis=1 - axis) / 127 + 1e-12
        whole = np.round(values / (scale[:, None] if axis == 0 else scale[None, :])).astype(np.int8)
        names = (f"{tensor.name}.int8", f"{tensor.name}.scale")
        kept.append(numpy_helper.from_array(whole, names[0]))
        kept.append(numpy_helper.from_array(scale.astype(np.float32), names[1]))
        nodes.append(helper.make_node("DequantizeLinear", names, [tensor.name], axis=axis))
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    ordered = [*nodes, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(ordered)
    return model

"""Fine-tuning the upper layers of a sentence encoder on the bank, with one head a theme.

The lower layers stay as they are, so their output is computed once.  Heads start as the encoder's own vectors of
each theme's label and note, and score by cosine: a theme with few examples keeps what its description says.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import MissingExtraError, SourceError
from kg.theming.encoder import MAX_TOKENS
from kg.theming.training.former import Former, put_into
from kg.theming.training.recipe import Recipe

Matrix = npt.NDArray[np.float32]
THREADS = 2
REPORT_EVERY = 100  # steps
TOGETHER = 64  # texts whose lower states are computed at once


@dataclass(slots=True)
class Tuned:
    """A tuned encoder (a torch module of hidden states) with its tokenizer, and the heads that go with it."""

    network: Any
    tokenizer: Any
    heads: Matrix  # (themes, dimensions), rows of length one
    scale: float
    bias: Matrix


def load_base(folder: Path) -> tuple[Any, Any]:
    """A sentence encoder on disk, in the layout of Hugging Face, and its tokenizer."""
    try:
        import torch
        from transformers import AutoModel, AutoTokenizer
    except ImportError as error:
        raise MissingExtraError(
            f"Training needs {error.name}, which running does not.",
            hint="Install the CPU builds: pip install torch transformers onnx onnxscript",
        ) from error
    if not (folder / "config.json").is_file():
        raise SourceError(
            f"{folder} holds no encoder.", hint="Give a folder with config.json, weights and tokenizer.json."
        )
    torch.set_num_threads(THREADS)
    network = AutoModel.from_pretrained(str(folder), add_pooling_layer=False, local_files_only=True)
    return network, AutoTokenizer.from_pretrained(str(folder), local_files_only=True)


def tune(
    base: Path,
    texts: Sequence[str],
    shares: Matrix,
    descriptions: Mapping[str, str],
    recipe: Recipe,
    report: Callable[[str], None],
    former: Former | None = None,
) -> Tuned:
    """Tune on ``texts`` with their theme shares; ``descriptions`` has a text for each theme, in the order of the columns.

    With ``former`` the encoder, the heads and their scale go on from there.  What comes out is the mean of the weights of
    ``recipe.runs`` runs, and ``recipe.kept`` of those before.
    """
    import torch

    torch.use_deterministic_algorithms(True)
    network, tokenizer = load_base(base)
    if former is not None:
        put_into(network, former)
    states = lower_states(network, tokenizer, texts, recipe.frozen_layers)
    described = lower_states(network, tokenizer, list(descriptions.values()), recipe.frozen_layers)
    with torch.no_grad():
        start = torch.stack([_upper(network, [state], recipe.frozen_layers)[0] for state in described])
    bias = torch.zeros(len(descriptions))
    if former is not None:
        start, bias = (torch.tensor(values) for values in former.heads_of(list(descriptions), start.numpy()))
    heads, bias = torch.nn.Parameter(start.clone()), torch.nn.Parameter(bias)
    log_scale = torch.nn.Parameter(torch.tensor(math.log(former.scale if former else recipe.scale)))
    learned = [*network.parameters(), heads, bias, log_scale]
    before = [parameter.detach().clone() for parameter in learned]
    mean = [recipe.kept * parameter for parameter in before]
    for run in range(recipe.runs):
        with torch.no_grad():
            for parameter, value in zip(learned, before, strict=True):
                parameter.copy_(value)
        _run(
            network, (heads, bias, log_scale), states, torch.tensor(shares), recipe, recipe.seed + run, report
        )
        for value, parameter in zip(mean, learned, strict=True):
            value += (1 - recipe.kept) / recipe.runs * parameter.detach()
    with torch.no_grad():
        for parameter, value in zip(learned, mean, strict=True):
            parameter.copy_(value)
    network.eval()
    unit = torch.nn.functional.normalize(heads.detach(), dim=-1).numpy()
    return Tuned(network, tokenizer, unit, float(torch.exp(log_scale.detach())), bias.detach().numpy())


def _run(
    network: Any,
    small: tuple[Any, Any, Any],
    states: Sequence[Any],
    wanted: Any,
    recipe: Recipe,
    seed: int,
    report: Callable[[str], None],
) -> None:
    """One run over the bank from where the network and the ``small`` parameters (heads, bias, scale) are; they are changed in place."""
    import torch

    random.seed(seed)
    torch.manual_seed(seed)
    heads, bias, log_scale = small
    rarity = torch.nn.Parameter(torch.zeros(len(heads)) - 4)  # offset of the yes-or-no loss only
    groups = _groups(network, [heads, bias, rarity, log_scale], recipe)
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
    steps = math.ceil(recipe.epochs * len(states) / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps, recipe))
    for step, batch in enumerate(_batches([len(state) for state in states], steps, recipe.batch, seed)):
        if step % REPORT_EVERY == 0:
            report(f"seed {seed}: step {step} of {steps}")
        network.train()
        vectors = _upper(network, [states[index] for index in batch], recipe.frozen_layers)
        logits = torch.exp(log_scale) * (vectors @ torch.nn.functional.normalize(heads, dim=-1).T) + bias
        target = wanted[batch]
        loss = -(target * torch.log_softmax(logits, dim=-1)).sum(dim=-1).mean()
        binary = torch.nn.functional.binary_cross_entropy_with_logits
        each = binary(logits + rarity, (target > 0).float(), reduction="none")
        loss = loss + recipe.binary_weight * each.sum(dim=-1).mean()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for group in optimiser.param_groups for p in group["params"]], 1.0)
        optimiser.step()
        schedule.step()


def lower_states(network: Any, tokenizer: Any, texts: Sequence[str], layers: int) -> list[Any]:
    """The hidden states of each text above ``layers`` layers: tensors (tokens, dimensions).

    Texts of one length go together, so that nothing is padded.
    """
    import torch

    ids = [tokenizer(text, truncation=True, max_length=MAX_TOKENS)["input_ids"] for text in texts]
    order = sorted(range(len(texts)), key=lambda index: (len(ids[index]), index))
    found: dict[int, Any] = {}
    network.eval()
    with torch.no_grad(), _halved():
        for _, same in groupby(order, key=lambda index: len(ids[index])):
            rows = list(same)
            for start in range(0, len(rows), TOGETHER):
                some = rows[start : start + TOGETHER]
                hidden = network.embeddings(input_ids=torch.tensor([ids[index] for index in some]))
                for layer in network.encoder.layer[:layers]:
                    hidden = _through(layer, hidden, None)
                found.update(zip(some, hidden.to(torch.bfloat16).clone(), strict=True))  # half the room
    return [found[index] for index in range(len(texts))]


def _halved() -> Any:
    """Products in bfloat16 where the processor has them; where it only imitates them they take ten times as long."""
    import torch

    able = torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=able)


def _through(layer: Any, hidden: Any, blocked: Any) -> Any:
    output = layer(hidden, blocked)
    return output[0] if isinstance(output, tuple) else output


def _upper(network: Any, states: list[Any], layers: int) -> Any:
    """Sentence vectors of length one from lower states: the upper layers, then the mean over tokens."""
    import torch

    longest = max(len(state) for state in states)
    hidden = torch.zeros(len(states), longest, states[0].shape[-1])
    mask = torch.zeros(len(states), longest)
    for row, state in enumerate(states):
        hidden[row, : len(state)] = state.float()
        mask[row, : len(state)] = 1
    blocked = (1 - mask)[:, None, None, :] * -1e9
    with _halved():
        for layer in network.encoder.layer[layers:]:
            hidden = _through(layer, hidden, blocked.to(hidden.dtype))
    mean = (hidden.float() * mask.unsqueeze(-1)).sum(dim=1) / mask.sum(dim=1, keepdim=True)
    return torch.nn.functional.normalize(mean, dim=-1)


def _groups(network: Any, small: list[Any], recipe: Recipe) -> list[dict[str, Any]]:
    """Parameters with their learning rates: slower the further down a layer is."""
    layers = network.encoder.layer
    groups: list[dict[str, Any]] = []
    for depth in range(recipe.frozen_layers, len(layers)):
        rate = recipe.learning_rate * recipe.layer_decay ** (len(layers) - 1 - depth)
        for parameter in layers[depth].parameters():
            decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
            groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return [*groups, {"params": small, "lr": recipe.head_rate, "weight_decay": 0.0}]


def _rate(step: int, steps: int, recipe: Recipe) -> float:
    return min(1.0, (step + 1) / max(1, recipe.warm_up * steps)) * max(0.02, 1 - step / max(1, steps))


def _batches(lengths: list[int], steps: int, size: int, seed: int) -> list[list[int]]:
    """Batches of like length, shuffled anew each epoch, ``steps`` in all."""
    chance = random.Random(seed)
    batches: list[list[int]] = []
    while len(batches) < steps:
        order = list(range(len(lengths)))
        chance.shuffle(order)
        pool = size * 20
        epoch = []
        for start in range(0, len(order), pool):
            near = sorted(order[start : start + pool], key=lambda index: lengths[index])
            epoch += [near[i : i + size] for i in range(0, len(near), size)]
        chance.shuffle(epoch)
        batches += epoch
    return batches[:steps]

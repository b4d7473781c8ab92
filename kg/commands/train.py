"""``kg train``: make the model of the suggested tier from the bank and a sentence encoder on disk."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(name="train")
@click.option(
    "--encoder", required=True, type=FOLDER, help="Folder of a sentence encoder (config, weights, tokenizer)."
)
@click.option(
    "--bank", "own", multiple=True, type=FOLDER, help="A further folder of coded passages; may be repeated."
)
@click.option(
    "--out", type=FOLDER, help="Where the model goes; by default beside the code, where it is found."
)
@click.option(
    "--from",
    "former",
    type=FOLDER,
    help="Go on from a trained model (such as the one that comes along) instead of from the plain encoder: fewer rounds.",
)
@click.option(
    "--epochs",
    type=click.IntRange(0, 100),
    help="Rounds over the bank; more take longer.  With --from, 0 keeps the encoder and only decides anew.",
)
@click.option(
    "--frozen-layers",
    type=click.IntRange(0),
    help="Lower layers left as they are: more is quicker, fewer learns more.",
)
@click.option("--seed", type=int, help="The same seed, bank and encoder give the same model.")
def command(
    encoder: Path,
    own: tuple[Path, ...],
    out: Path | None,
    former: Path | None,
    epochs: int | None,
    frozen_layers: int | None,
    seed: int | None,
) -> None:
    """Train the model that suggests themes.

    Needs torch, transformers, onnx and onnxscript, which running the model does not.
    """
    from dataclasses import replace

    from kg.theming.codebook import load_codebook
    from kg.theming.model import model_folder
    from kg.theming.training.recipe import GOING_ON, Recipe
    from kg.theming.training.train import train

    given = {"epochs": epochs, "frozen_layers": frozen_layers, "seed": seed}
    recipe = replace(
        GOING_ON if former else Recipe(),
        **{name: value for name, value in given.items() if value is not None},
    )
    folder = out or model_folder()
    fitted = train(load_codebook(), encoder, folder, recipe, own, click.echo, former)
    click.echo(f"The model is in {folder}. On held-out passages: micro F1 {fitted.micro_f1:.3f}.")

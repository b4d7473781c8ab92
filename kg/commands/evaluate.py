"""``kg evaluate``: score every document of a folder against the gold beside it."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("evaluate")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--errors", is_flag=True, help="List every miss and every false thing, with its place and its rule."
)
@click.option("--themes", is_flag=True, help="A row for each theme.")
@click.option("--json", "machine", is_flag=True, help="Everything as JSON.")
def command(folder: Path, errors: bool, themes: bool, machine: bool) -> None:
    """Precision, recall and F1 for items, agencies, links, metadata and themes.

    FOLDER holds documents, each with NAME.gold.json beside it.  Items match when their wordings are equal or when
    the shorter covers nine tenths of the longer; the last column gives F1 by equal wording alone.
    """
    from kg.evaluation import rendering
    from kg.evaluation.folder import evaluate
    from kg.evaluation.understanding import read_and_understand

    evaluation = evaluate(folder, read_and_understand)
    if machine:
        click.echo(json.dumps(rendering.as_json(evaluation), ensure_ascii=False, indent=2))
        return
    for line in rendering.text(evaluation):
        click.echo(line)
    for line in rendering.theme_rows(evaluation.themes) if themes else ():
        click.echo(line)
    for line in rendering.errors(evaluation) if errors else ():
        click.echo(line)

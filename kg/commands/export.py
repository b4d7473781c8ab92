"""``kg export``: the dataset in the format another tool wants."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.commands.options import folder_option, store_option


@click.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["trig", "turtle", "nquads", "ntriples", "jsonld", "rdfxml"]),
    default="trig",
    show_default=True,
    help="turtle, ntriples and rdfxml leave the names of graphs out.",
)
@folder_option
@store_option
def command(file: Path | None, form: str, folder: Path, store: str | None) -> None:
    """Write the whole dataset to FILE, or to standard output.  The same dataset gives the same bytes."""
    from kg.errors import OutputError
    from kg.graph.exporting import export
    from kg.store.opening import open_store

    opened = open_store(store or folder)
    try:
        if file is None:
            export(opened, form, sys.stdout.buffer)
            return
        fresh = file.with_name(f".{file.name}.part")
        with fresh.open("wb") as out:
            export(opened, form, out)
        fresh.replace(file)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise OutputError(
            f"{file or 'Standard output'} cannot be written: {error.strerror or error}."
        ) from error

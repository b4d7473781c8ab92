"""``kg export``: the dataset in the format another tool wants."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import click

from kg.commands.options import folder_option, store_option


@click.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["trig", "turtle", "nquads", "ntriples", "jsonld", "rdfxml", "graphml", "gexf"]),
    default="trig",
    show_default=True,
    help="turtle, ntriples and rdfxml leave the names of graphs out; graphml and gexf are for Cytoscape and Gephi.",
)
@folder_option
@store_option
def command(file: Path | None, form: str, folder: Path, store: str | None) -> None:
    """Write the whole dataset to FILE, or to standard output.  The same dataset gives the same bytes."""
    from kg.errors import OutputError
    from kg.graph.exporting import export
    from kg.present.exchange import FORMATS, exchange
    from kg.store.opening import open_store

    opened = open_store(store or folder)

    def write(out: BinaryIO) -> None:
        if form in FORMATS:
            out.write(exchange(opened, form))
        else:
            export(opened, form, out)

    try:
        if file is None:
            write(sys.stdout.buffer)
            return
        fresh = file.with_name(f".{file.name}.part")
        with fresh.open("wb") as out:
            write(out)
        fresh.replace(file)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise OutputError(
            f"{file or 'Standard output'} cannot be written: {error.strerror or error}."
        ) from error

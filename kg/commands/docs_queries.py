"""``kg docs-queries``: the named questions as a page, each with an answer."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import folder_option


@click.command("docs-queries")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="docs/analysts/queries.md")
@folder_option
@click.option(
    "--about", default="the review in `seeds/`", help="What the examples are answers over, in words."
)
def command(file: Path, folder: Path, about: str) -> None:
    """Write every named question with its parameters, its columns and the first rows of its answer, as Markdown."""
    from kg.graph.vocabulary import PREFIXES
    from kg.present.documentation import queries_page
    from kg.present.pages import write_text
    from kg.store.opening import open_store

    write_text(file, queries_page(open_store(folder), about, PREFIXES))
    click.echo(f"{file} is written.")

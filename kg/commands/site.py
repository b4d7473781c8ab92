"""``kg site``: everything as files for a shared drive or any web server."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import store_option


@click.command("site")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(file_okay=False, path_type=Path),
    default="site",
    show_default=True,
    help="The folder to write the site into.",
)
@click.option(
    "--graph",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="output",
    envvar="KG_OUTPUT",
    show_default=True,
    help="The folder of the build.",
)
@store_option
@click.option("--open", "open_it", is_flag=True, help="Open its first page in the browser.")
def command(target: Path, folder: Path, store: str | None, open_it: bool) -> None:
    """Write a site of files for a shared drive or web server: reviews, themes, agencies, graph, search and papers."""
    from kg.commands.progress import Progress
    from kg.present.site.writing import write_site

    progress = Progress()
    written = write_site(
        store or folder, target, folder, lambda done, of: progress.show("pages written", done, of)
    )
    first = written.folder / "index.html"
    reviews = "1 review" if written.reviews == 1 else f"{written.reviews:,} reviews"
    click.echo(f"{written.pages:,} pages on {reviews}. Start with {first}.")
    if written.without_text:
        click.echo(
            f"{written.without_text} shown without the document's text, which is not in {folder / 'reviews'}."
        )
    if open_it:
        click.launch(str(first))

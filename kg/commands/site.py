"""``kg site``: everything as files for a shared drive or any web server."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(
    help="Write a site of files: reviews, themes, agencies, the graph, search and reports, for any shared drive."
)
@click.option(
    "-o",
    "--output",
    "target",
    default="site",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write the site into.",
)
@click.option(
    "--graph",
    "location",
    default="output",
    show_default=True,
    help="Folder of the built graph, or a SPARQL server.",
)
@click.option("--open", "open_it", is_flag=True, help="Open its first page in the browser.")
def command(target: Path, location: str, open_it: bool) -> None:
    from kg.present.site.writing import write_site

    written = write_site(location, target)
    first = written.folder / "index.html"
    click.echo(f"{written.pages:,} pages on {written.reviews:,} reviews. Start with {first}.")
    if written.without_text:
        click.echo(
            f"{written.without_text} reviews are shown without their document's text, which is not beside this graph."
        )
    if open_it:
        click.launch(str(first))

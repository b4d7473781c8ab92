"""``kg view``: the graph in the browser, as one file that opens by double-click."""

from __future__ import annotations

from pathlib import Path

import click

from kg.present.viewer.names import VIEWS


@click.command(help="Write the graph as one page for the browser: it opens offline by double-click.")
@click.option(
    "-o",
    "--output",
    default="output",
    show_default=True,
    help="Folder of the built graph, or a SPARQL server.",
)
@click.option(
    "--file",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write  [default: view.html in the folder]",
)
@click.option(
    "--view",
    "view",
    type=click.Choice(VIEWS),
    default=VIEWS[0],
    show_default=True,
    help="The picture to open with.",
)
@click.option(
    "--around",
    metavar="NAME",
    help="Open around a review, theme, agency or item: an IRI, theme/neglect, or a name.",
)
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser.")
def command(output: str, target: Path | None, view: str, around: str | None, open_it: bool) -> None:
    from kg.present.viewer.writing import write_view

    if target is None:
        remote = output.startswith(("http://", "https://"))
        target = Path("view.html") if remote else Path(output) / "view.html"
    written = write_view(output, target, view, around)
    size = written.path.stat().st_size / 1e6
    click.echo(
        f"{written.path}: {written.reviews} reviews, {written.nodes:,} nodes, {size:.1f} MB. Open it in any browser."
    )
    if open_it:
        click.launch(str(written.path))

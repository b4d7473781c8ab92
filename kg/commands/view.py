"""``kg view``: the graph in the browser, as one file that opens by double-click."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import folder_option, store_option
from kg.present.viewer.names import VIEWS


@click.command("view")
@folder_option
@store_option
@click.option(
    "--file",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the page.  [default: view.html in the folder]",
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
def command(
    folder: Path, store: str | None, target: Path | None, view: str, around: str | None, open_it: bool
) -> None:
    """Write the graph as one page for the browser.  It opens offline by double-click and asks the network for nothing."""
    from kg.commands.progress import Progress
    from kg.present.viewer.writing import write_view

    progress = Progress()
    written = write_view(
        store or folder,
        target or folder / "view.html",
        view,
        around,
        lambda done, of: progress.show("questions asked", done, of),
    )
    size = written.path.stat().st_size / 1e6
    reviews = "1 review" if written.reviews == 1 else f"{written.reviews:,} reviews"
    click.echo(f"{written.path}: {reviews}, {written.nodes:,} nodes, {size:.1f} MB. Open it in any browser.")
    if open_it:
        click.launch(str(written.path))

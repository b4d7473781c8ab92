"""``kg release``: a dataset that others can cite."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from kg.commands.options import store_option


@click.command("release")
@click.option(
    "-o", "--output", "target", required=True, type=click.Path(path_type=Path), help="A new folder."
)
@click.option("--from", "folder", type=click.Path(path_type=Path), default="output", show_default=True, envvar="KG_OUTPUT", help="The folder of the build.")  # fmt: skip
@store_option
@click.option("--release", "version", required=True, help="The release's version, such as 2026.1.")
@click.option("--title", default="Learning from safeguarding reviews", show_default=True)
@click.option("--publisher", default="", help="Who publishes it.")
@click.option("--licence", required=True, help="The licence in words, or a file with its text.")
@click.option("--issued", type=click.DateTime(["%Y-%m-%d"]), help="The date of issue; none when not given.")
def command(
    target: Path,
    folder: Path,
    store: str | None,
    version: str,
    title: str,
    publisher: str,
    licence: str,
    issued: datetime.datetime | None,
) -> None:
    """Write the graph as a versioned dataset: RDF, tables, a dictionary of columns, checksums, DCAT and the licence.

    The same graph and the same options give the same bytes.
    """
    from kg.release.dataset import About, release
    from kg.store.opening import open_store

    text = Path(licence).read_text(encoding="utf-8") if Path(licence).is_file() else licence
    about = About(version, title, publisher, text, issued.date().isoformat() if issued else None)
    files = release(open_store(store or folder), target, about)
    size = sum(path.stat().st_size for path in files) / 1e6
    click.echo(
        f"Release {version} in {target}: {len(files)} files, {size:.1f} MB. Check it with: sha256sum -c SHA256SUMS"
    )

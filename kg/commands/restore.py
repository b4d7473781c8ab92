"""``kg restore``: bring back what ``kg backup`` kept."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import catalogues_option, curation_option, folder_option


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@folder_option
@curation_option
@catalogues_option
@click.option("--force", is_flag=True, help="Move folders that hold something else aside, and restore.")
def command(file: Path, folder: Path, curation: Path, catalogues: Path, force: bool) -> None:
    """Bring back the build, the decisions and the imported tables in FILE, each file compared with its checksum.

    A folder that holds anything else is left alone; with --force it is moved aside first, and never removed.
    """
    from kg.release.backup import restore

    aside = restore(file, {"build": folder, "curation": curation, "catalogues": catalogues}, force)
    click.echo(f"{file} is restored to {folder}.")
    for path in aside:
        click.echo(f"The former folder is now {path}.")

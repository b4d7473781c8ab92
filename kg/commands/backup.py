"""``kg backup``: the build, its decisions and its catalogues in one file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import catalogues_option, curation_option, folder_option


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@folder_option
@curation_option
@catalogues_option
def command(file: Path, folder: Path, curation: Path, catalogues: Path) -> None:
    """Write the build, people's decisions and the imported tables to FILE (.tar.gz), with a checksum of each."""
    from kg.release.backup import backup

    count = backup(file, {"build": folder, "curation": curation, "catalogues": catalogues})
    click.echo(
        f"{count} files in {file} ({file.stat().st_size / 1e6:.1f} MB). Bring them back with: kg restore {file}"
    )

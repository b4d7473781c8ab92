"""``kg status``: what is in the build's folder."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import folder_option


@click.command("status")
@folder_option
def command(folder: Path) -> None:
    """What is there, what is stale, what failed and why, and how much room it takes."""
    from kg.pipeline.status import status

    found = status(folder)
    click.echo(f"Graph {found.generation} in {folder}")
    click.echo("Documents: " + _listed(found.documents))
    click.echo(f"Reviews: {found.reviews}")
    click.echo("Items: " + _listed(found.items))
    if found.doubts:
        click.echo("Doubts while reading: " + _listed(found.doubts))
    for name, reason in found.failed:
        click.echo(f"  {name}: {reason}")
    if found.stale:
        click.echo(
            f"Stale (the tool or the ontology changed since): {len(found.stale)}; `kg build` brings them up to date."
        )
    click.echo("Disk: " + ", ".join(f"{name} {_room(size)}" for name, size in found.sizes))


def _listed(counts: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts) or "none"


def _room(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.1f} kB"

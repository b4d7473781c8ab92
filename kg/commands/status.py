"""``kg status``: what is in the build's folder."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import folder_option


@click.command("status")
@folder_option
def command(folder: Path) -> None:
    """What is there, what is stale, what failed and why, and how much room it takes."""
    from kg.commands.building import counted
    from kg.pipeline.status import status

    found = status(folder)
    click.echo(f"Graph {found.generation} in {folder}")
    click.echo(
        "Documents: " + (", ".join(f"{count} {status}" for status, count in found.documents) or "none")
    )
    click.echo(f"Reviews: {found.reviews}")
    click.echo("Items: " + (", ".join(counted(kind, count) for kind, count in found.items) or "none"))
    if found.doubts:
        click.echo("Doubts while reading:")
    for words, names in found.doubts:
        more = len(names) - 1
        click.echo(f"  {names[0]}: {words}" + (f" The same of {_documents(more)} more." if more else ""))
    if found.failed:
        click.echo("Not in the graph:")
    for name, reason in found.failed:
        click.echo(f"  {name}: {reason}")
    if found.stale:
        click.echo(
            f"Stale (the tool or the ontology changed since): {len(found.stale)}; `kg build` brings them up to date."
        )
    click.echo("Disk: " + ", ".join(f"{name} {_room(size)}" for name, size in found.sizes))


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"


def _room(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.1f} kB"

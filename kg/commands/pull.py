"""``kg pull``: copy a graph from a server into a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from kg.commands.options import folder_option


@click.command("pull")
@click.argument("url")
@folder_option
def command(url: str, folder: Path) -> None:
    """Copy our named graphs from the SPARQL 1.1 server at URL into a folder, as `kg query` and `kg serve` want it.

    Nothing is published before all of it is there.  Broken off, the same command goes on where it was.
    """
    import hashlib

    from kg.commands.progress import Progress
    from kg.errors import StoreError
    from kg.graph.vocabulary import BASE
    from kg.store import generations
    from kg.store.copying import fetch
    from kg.store.remote import RemoteStore

    kept = folder / ".pulling"
    progress = Progress()
    graphs = dict(
        fetch(RemoteStore(url), kept, BASE + "graph/", lambda done, of: progress.show("graphs", done, of))
    )
    if not graphs:
        raise StoreError(f"The server at {url} holds no graph of ours.", hint="`kg push` puts one there.")
    digest = hashlib.sha256()
    for name, triples in sorted(graphs.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(triples).digest())
    generations.publish(folder / "graph", digest.hexdigest()[:16], sorted(graphs.items()))
    shutil.rmtree(kept, ignore_errors=True)
    triples_in_all = sum(data.count(b"\n") for data in graphs.values())
    click.echo(f"{triples_in_all:,} triples in {len(graphs)} graphs from {url} are in {folder}.")

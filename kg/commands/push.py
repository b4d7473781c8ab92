"""``kg push``: copy the graph to a server of your own."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kg.commands.options import folder_option


@click.command("push")
@click.argument("url")
@folder_option
def command(url: str, folder: Path) -> None:
    """Copy every named graph to the SPARQL 1.1 server at URL; graphs of ours that are no longer here are removed.

    Each graph is replaced whole and read back.  Broken off, the same command goes on where it was.
    Credentials: KG_STORE_USER and KG_STORE_PASSWORD, KG_STORE_TOKEN, or netrc; never in the address.
    """
    from kg.commands.progress import Progress
    from kg.graph.vocabulary import BASE
    from kg.store.copying import push
    from kg.store.opening import open_store
    from kg.store.remote import RemoteStore

    ledger = folder / f".push-{re.sub(r'[^A-Za-z0-9]+', '-', url)}.json"
    progress = Progress()
    copied = push(
        open_store(folder),
        RemoteStore(url),
        ledger,
        lambda done, of: progress.show("graphs", done, of),
        BASE + "graph/",
    )
    click.echo(
        f"{copied.triples:,} triples are at {url}: {copied.sent} graphs sent, {copied.same} were the same, "
        f"{copied.removed} removed.  Each was read back and compared."
    )

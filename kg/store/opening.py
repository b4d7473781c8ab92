"""Opening the dataset, wherever it lives: a build's folder or the address of a SPARQL 1.1 server."""

from __future__ import annotations

from pathlib import Path

from kg.store.protocol import Store


def open_store(location: str | Path) -> Store:
    """A ``Store`` for a build folder (``output/``, which holds ``graph/``) or a URL.

    Raises ``StoreError`` when nothing is built there.  A built folder is opened read-only and never loaded whole.
    """
    if str(location).startswith(("http://", "https://")):
        from kg.store.remote import RemoteStore

        return RemoteStore(str(location))
    from kg.store import generations
    from kg.store.embedded import EmbeddedStore

    folder = Path(location) / "graph"
    return EmbeddedStore(generations.open_current(folder), folder)


def in_memory() -> Store:
    """An empty dataset in memory, answered by Oxigraph."""
    from pyoxigraph import Store as Oxigraph

    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(Oxigraph())

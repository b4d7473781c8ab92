"""Opening the dataset, wherever it lives: a build's folder or the address of a SPARQL 1.1 server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.store.protocol import Store

if TYPE_CHECKING:
    from kg.store.embedded import EmbeddedStore


def open_store(location: str | Path) -> Store:
    """A ``Store`` for a build folder (``output/``, which holds ``graph/``) or a URL.

    Raises ``StoreError`` when nothing is built there.  A built folder is opened read-only and never loaded whole.
    """
    if str(location).startswith(("http://", "https://")):
        from kg.store.remote import RemoteStore

        return RemoteStore(str(location))
    return open_published(location)[0]


def open_published(location: str | Path) -> tuple[EmbeddedStore, str]:
    """The published store of a build folder, and the name of its generation."""
    from kg.store import generations
    from kg.store.embedded import EmbeddedStore

    folder = Path(location) / "graph"
    engine, name = generations.open_current(folder)
    return EmbeddedStore(engine, folder, generation=name), name


def current_generation(location: str | Path) -> str:
    """The name of the published generation: another name after each rebuild that changed anything."""
    from kg.store import generations

    return generations.current(Path(location) / "graph").name


def in_memory() -> Store:
    """An empty dataset in memory, answered by Oxigraph."""
    from pyoxigraph import Store as Oxigraph

    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(Oxigraph())

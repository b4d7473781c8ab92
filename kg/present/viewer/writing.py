"""From a built graph to the page on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.present.pages import write_text
from kg.present.viewer.gathering import Told, gather, silent
from kg.present.viewer.names import AROUND, VIEWS
from kg.present.viewer.page import Setting, focus_of, page
from kg.store.opening import open_store


@dataclass(frozen=True, slots=True)
class Written:
    path: Path
    reviews: int
    nodes: int


def write_view(
    location: str | Path, target: Path, view: str = VIEWS[0], around: str | None = None, told: Told = silent
) -> Written:
    """Write the viewer's page of the graph at ``location``; an older page is replaced whole or not at all.

    Errors: ``StoreError`` (nothing built), ``UnknownNameError`` (``around``), ``OutputError``.
    """
    store = open_store(location)
    try:
        learning = gather(store, told=told)
    finally:
        store.close()
    if around is not None:
        setting = Setting(view=AROUND, focus=focus_of(learning, around))
    else:
        setting = Setting(view=view)
    write_text(target, page(learning, setting))
    held = sum(not node.placeholder for node in learning.of_kind("review"))
    return Written(target, held, len(learning.nodes))

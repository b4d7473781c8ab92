"""From a built graph to the page on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import OutputError
from kg.present.viewer.gathering import gather
from kg.present.viewer.names import AROUND, VIEWS
from kg.present.viewer.page import Setting, focus_of, page
from kg.store.opening import open_store


@dataclass(frozen=True, slots=True)
class Written:
    path: Path
    reviews: int
    nodes: int


def write_view(location: str, target: Path, view: str = VIEWS[0], around: str | None = None) -> Written:
    """Write the viewer's page of the graph at ``location``; an older page is replaced whole or not at all.

    Errors: ``StoreError`` (nothing built), ``UnknownNameError`` (``around``), ``OutputError``.
    """
    store = open_store(location)
    try:
        learning = gather(store)
    finally:
        store.close()
    if around is not None:
        setting = Setting(view=AROUND, focus=focus_of(learning, around))
    else:
        setting = Setting(view=view)
    write_text(target, page(learning, setting))
    held = sum(not node.placeholder for node in learning.of_kind("review"))
    return Written(target, held, len(learning.nodes))


def write_text(target: Path, text: str) -> None:
    """Write UTF-8 with plain line ends, whatever the platform's own encoding is."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting = target.with_name(target.name + ".part")
        waiting.write_bytes(text.encode("utf-8"))
        waiting.replace(target)
    except OSError as error:
        raise OutputError(
            f"{target} cannot be written: {error.strerror}.", hint="Choose another folder with -o."
        ) from error

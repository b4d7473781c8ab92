"""The whole site on disk."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg.errors import OutputError
from kg.graph.vocabulary import BASE
from kg.present.pages import write_text
from kg.present.site.corpus import state_in
from kg.present.site.evidence import evidence_of
from kg.present.site.pages import Site
from kg.present.site.texts import text_of
from kg.present.viewer.gathering import MOST_ITEMS, Told, gather, silent
from kg.store.opening import open_store

T = TypeVar("T")

TITLE = "Learning across reviews"
REPORTS = (".html", ".docx", ".pdf", ".xlsx", ".csv", ".md")
CHARTS = (".svg", ".png")


@dataclass(frozen=True, slots=True)
class Written:
    folder: Path
    pages: int
    reviews: int
    without_text: int  # reviews whose document the build did not keep


def write_site(location: str | Path, target: Path, folder: Path, told: Told = silent) -> Written:
    """Write every page of the graph at ``location`` into ``target``.  Files of other names there are left alone.

    ``folder`` is the build's: documents' texts and papers are taken from there, where they are.

    Errors: ``StoreError`` (nothing built), ``OutputError``.
    """
    papers = _copy_papers(folder / "report", target / "papers")
    site = open_site(location, folder, papers)
    missing = 0
    paths = site.paths()
    for done, path in enumerate(paths, start=1):
        write_text(target / path, site.page(path))
        told(done, len(paths))
    for node in site.state.held:
        places = site.evidence(node.id, site.learning.by_id)
        missing += not any(text_of(folder, sha) for sha in places)
    return Written(target, len(paths), len(site.state.held), missing)


def open_site(
    location: str | Path,
    folder: Path,
    papers: tuple[tuple[str, str], ...] = (),
    most_items: int | None = MOST_ITEMS,
) -> Site:
    """The pages of the graph at ``location``, with the documents' texts of the build in ``folder``.

    The graph is looked into when a page first needs it, and loaded whole when one needs all of it.
    """

    opened = once(lambda: open_store(location))
    return Site(
        once(lambda: gather(opened(), most_items)),
        TITLE,
        BASE,
        lambda review, items: evidence_of(opened(), review, items),
        lambda sha256: text_of(folder, sha256),
        papers,
        count=once(lambda: state_in(opened())),
    )


def once(make: Callable[[], T]) -> Callable[[], T]:
    """What ``make`` gives, made by the first who asks while all others wait."""
    lock = threading.Lock()
    made: list[T] = []

    def give() -> T:
        with lock:
            if not made:
                made.append(make())
            return made[0]

    return give


def _copy_papers(source: Path, target: Path) -> tuple[tuple[str, str], ...]:
    """Papers that ``kg report`` wrote beside the graph, copied with their charts so that the site holds them."""
    if not source.is_dir():
        return ()
    try:
        for path in sorted(source.rglob("*")):
            if path.suffix in REPORTS + CHARTS and path.is_file():
                copy = target / path.relative_to(source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
    except OSError as error:
        raise OutputError(
            f"{target} cannot be written: {error.strerror}.", hint="Choose another folder with -o."
        ) from error
    papers = [path.name for path in sorted(source.iterdir()) if path.suffix in REPORTS]
    return tuple((name, f"{target.name}/{name}") for name in papers)

"""The whole site on disk."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OutputError
from kg.graph.vocabulary import BASE
from kg.insight.ask import ask
from kg.present.pages import write_text
from kg.present.site.marking import Evidence
from kg.present.site.pages import Site
from kg.present.site.texts import text_of
from kg.present.viewer.gathering import Told, gather, short, silent
from kg.present.viewer.learning import Learning
from kg.store.opening import open_store
from kg.store.protocol import Store

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
        missing += not any(text_of(folder, sha) for sha in site.evidence.get(node.id, {}))
    return Written(target, len(paths), len(site.state.held), missing)


def open_site(location: str | Path, folder: Path, papers: tuple[tuple[str, str], ...] = ()) -> Site:
    """The pages of the graph at ``location``, with the documents' texts of the build in ``folder``."""
    store = open_store(location)
    try:
        learning = gather(store)
        evidence = evidence_of(store, learning)
    finally:
        store.close()
    return Site(learning, TITLE, BASE, evidence, lambda sha256: text_of(folder, sha256), papers)


def evidence_of(store: Store, learning: Learning) -> dict[str, dict[str, list[Evidence]]]:
    """Review -> source hash -> places."""
    found: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for row in ask(store, "graph-quotes").dicts():
        item = learning.by_id.get(short(row["item"]))
        if item is None:
            continue
        theme = short(row["theme"]) if row["theme"] else ""
        place = Evidence(
            int(str(row["start"])), int(str(row["end"])), item.id, item.kind, theme, str(row["basis"])
        )
        found[item.parent][str(row["sha256"])].append(place)
    return found


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

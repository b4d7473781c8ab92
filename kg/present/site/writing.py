"""The whole site on disk."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OutputError
from kg.insight.ask import ask
from kg.present.pages import write_text
from kg.present.site.addresses import address
from kg.present.site.marking import Evidence
from kg.present.site.pages import VIEW, Site
from kg.present.site.texts import text_of
from kg.present.viewer.gathering import BASE, gather, short
from kg.present.viewer.learning import Learning, Node
from kg.present.viewer.page import Setting, page
from kg.store.opening import open_store
from kg.store.protocol import Store

TITLE = "Learning across reviews"
REPORTS = (".html", ".docx", ".pdf", ".xlsx", ".csv", ".md")


@dataclass(frozen=True, slots=True)
class Written:
    folder: Path
    pages: int
    reviews: int
    without_text: int  # reviews whose document the build did not keep


def write_site(location: str | Path, target: Path, folder: Path) -> Written:
    """Write every page of the graph at ``location`` into ``target``.  Files of other names there are left alone.

    ``folder`` is the build's: documents' texts and papers are taken from there, where they are.

    Errors: ``StoreError`` (nothing built), ``OutputError``.
    """
    store = open_store(location)
    try:
        learning = gather(store)
        evidence = _evidence(store, learning)
    finally:
        store.close()
    reports = _copy_reports(folder / "report", target / "reports")
    site = Site(learning, TITLE, BASE, reports)
    pages = {
        "index.html": site.home(),
        "reviews.html": site.reviews(),
        "themes.html": site.themes(),
        "agencies.html": site.agencies(),
        "search.html": site.search(),
        VIEW: page(learning, Setting(title=TITLE, home="index.html", href=address)),
    }
    for name, text in pages.items():
        write_text(target / name, text)
    without = 0
    for node in learning.nodes:
        if node.kind == "review":
            without += not _write_review(site, node, evidence.get(node.id, {}), folder, target)
        else:
            write_text(target / address(node), site.thing(node))
    held = len(site.state.held)
    return Written(target, len(pages) + len(learning.nodes), held, without - len(site.state.named))


def _write_review(
    site: Site, node: Node, evidence: dict[str, list[Evidence]], folder: Path, target: Path
) -> bool:
    """Write a review's page; whether its document's text was there to show."""
    # A review printed in several documents is shown in the one that holds most of its evidence.
    texts = sorted(evidence, key=lambda sha: (-len(evidence[sha]), sha))
    text = text_of(folder, texts[0]) if texts else None
    write_text(target / address(node), site.review(node, text, evidence[texts[0]] if text else ()))
    return text is not None


def _evidence(store: Store, learning: Learning) -> dict[str, dict[str, list[Evidence]]]:
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


def _copy_reports(source: Path, target: Path) -> tuple[tuple[str, str], ...]:
    """Papers that ``kg report`` wrote beside the graph, copied so that the site holds them."""
    if not source.is_dir():
        return ()
    copied = []
    try:
        for path in sorted(source.iterdir()):
            if path.suffix in REPORTS:
                target.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target / path.name)
                copied.append((path.name, f"reports/{path.name}"))
    except OSError as error:
        raise OutputError(
            f"{target} cannot be written: {error.strerror}.", hint="Choose another folder with -o."
        ) from error
    return tuple(copied)

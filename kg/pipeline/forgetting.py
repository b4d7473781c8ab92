"""What a build's folder forgets: what was understood of withdrawn documents, and failures whose files have gone.

Of a withdrawn document a header stays, which says that it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kg.curation.decisions import Decision
from kg.graph.settlement import Settled
from kg.pipeline import cache
from kg.pipeline.cache import READ, REFUSED, UNREADABLE, WITHDRAWN, Header
from kg.pipeline.stages import shared_path, turtle_path, unplaced_path
from kg.store.kept import MANIFEST, rows_path


def still_withdrawn(header: Header, withdrawn: Mapping[str, Decision]) -> bool:
    """Whether a document that was erased is to stay so."""
    return header.status == WITHDRAWN and all(card.key in withdrawn for card in header.cards)


def forget(
    folder: Path,
    headers: Mapping[str, Header],
    hows: Mapping[str, Settled],
    withdrawn: Mapping[str, Decision],
) -> dict[str, Header]:
    """``headers`` with those withdrawn whose every review is, erased on disk.

    The manifest goes first, so that the graph is then made from nothing, also by the build after one that was
    killed: a graph that is only changed keeps the words that left it in its files.

    A document of which only some reviews are withdrawn keeps its text, and loses them when it is described.
    """
    after: dict[str, Header] = {}
    for sha256, header in headers.items():
        how = hows.get(sha256[:12], Settled())
        keys = [how.keys.get(card.key, card.key) for card in header.cards]
        if header.status == READ and keys and all(key in withdrawn for key in keys):
            (folder / MANIFEST).unlink(missing_ok=True)
            header = _erased(folder, header, keys, withdrawn[keys[0]])
        after[sha256] = header
    return after


def forget_failures(folder: Path, headers: Mapping[str, Header]) -> None:
    """Take the failures of files that are no longer there out of the cache: they are nobody's trouble now."""
    kept = {cache.path_of(folder, sha256) for sha256 in headers}
    for path in (folder / "reviews").glob("*.json"):
        if path not in kept:
            header = cache.load_header_of(path)
            if header is not None and header.status in (REFUSED, UNREADABLE):
                path.unlink(missing_ok=True)


def _erased(folder: Path, header: Header, keys: list[str], decision: Decision) -> Header:
    cards = tuple(
        replace(card, key=key, items=(), links=(), background=())
        for card, key in zip(header.cards, keys, strict=True)
    )
    reason = f"Withdrawn on {decision.on} by {decision.by}: {decision.value}"
    bare = replace(header, status=WITHDRAWN, reason=reason, cards=cards, counts=(), problems=())
    cache.save(folder, bare, None)
    for path in (turtle_path, shared_path, unplaced_path, rows_path):
        path(folder, header.sha256).unlink(missing_ok=True)
    return bare

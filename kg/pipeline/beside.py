"""What a build puts into the graph besides its documents: catalogues, and the tombstones of withdrawn reviews."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.catalogue.describing import describe_catalogue
from kg.catalogue.records import Catalogue, signature
from kg.curation.decisions import Action, Decision
from kg.graph.settlement import Settled
from kg.graph.tombstones import tombstone
from kg.pipeline.cache import Header
from kg.pipeline.publishing import Beside


def beside(
    headers: Mapping[str, Header],
    hows: Mapping[str, Settled],
    firsts: Mapping[str, Path],
    catalogues: Iterable[Catalogue],
    withdrawn: Mapping[str, Decision],
) -> tuple[Beside, tuple[str, ...]]:
    """The graphs and triples beside the documents, and why a catalogue's row has no review here."""
    find = _Finder(headers, hows, firsts)
    graphs: dict[str, bytes] = {}
    preferred: set[str] = set()
    unplaced: list[str] = []
    key = hashlib.sha256()
    for catalogue in catalogues:
        described = describe_catalogue(catalogue, find, frozenset(withdrawn))
        graphs[described.graph] = "".join(f"{line}\n" for line in described.own).encode()
        preferred |= described.shared
        unplaced += described.unplaced
        key.update(signature(catalogue).encode())
    for review, decision in sorted(withdrawn.items()):
        preferred.update(f"{triple} ." for triple in tombstone(review, find.label(review), decision))
    if not graphs and not preferred:
        return Beside(), tuple(unplaced)
    # The rows' places depend on the documents, so the key is that of the result.
    for line in sorted(preferred):
        key.update(line.encode())
    for name, lines in sorted(graphs.items()):
        key.update(name.encode() + lines)
    return Beside(graphs, frozenset(preferred), key.hexdigest()[:16]), tuple(unplaced)


class _Finder:
    """The reviews of a document, by its name or the start of its hash."""

    def __init__(
        self, headers: Mapping[str, Header], hows: Mapping[str, Settled], firsts: Mapping[str, Path]
    ) -> None:
        self._reviews: defaultdict[str, list[str]] = defaultdict(list)
        self._labels: dict[str, str] = {}
        for sha256, header in sorted(headers.items()):
            how = hows.get(sha256[:12], Settled())
            for card in header.cards:
                review = how.keys.get(card.key, card.key)
                self._labels.setdefault(review, card.label)
                if review not in how.left_out:
                    for name in (firsts[sha256].name.casefold(), sha256[:12]):
                        self._reviews[name].append(review)

    def __call__(self, document: str) -> tuple[str, ...]:
        words = document.casefold().replace("\\", "/").rsplit("/", 1)[-1]
        found = self._reviews.get(words) or (self._reviews.get(words[:12]) if len(words) >= 12 else None)
        return tuple(dict.fromkeys(found or ()))

    def label(self, review: str) -> str:
        return self._labels.get(review, review)


def withdrawals(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """The withdrawn reviews, each with the decision that withdrew it (the first, where there are several)."""
    found: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda one: (one.on, one)):
        if decision.action is Action.WITHDRAW:
            found.setdefault(decision.review, decision)
    return found

"""Where in the documents a review's learning has its words, read from the graph when a page first asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from kg.graph.vocabulary import BASE
from kg.insight.ask import ask
from kg.present.site.marking import Evidence
from kg.present.viewer.gathering import short
from kg.present.viewer.learning import Learning
from kg.store.opening import open_store
from kg.store.protocol import Store
from kg.store.table import Iri

Places = dict[str, list[Evidence]]  # source hash -> places


class Quoted(Mapping[str, Places]):
    """Review -> its places, of the graph at ``location``: each review's are asked for when its page is made.

    Where the graph was built again in between, places of items that ``learning`` does not know are left out.
    """

    def __init__(self, location: str | Path, learning: Callable[[], Learning]) -> None:
        self._location = location
        self._learning = learning

    @cached_property
    def _store(self) -> Store:
        return open_store(self._location)

    def __getitem__(self, review: str) -> Places:
        if review not in self._learning().by_id:
            raise KeyError(review)
        return evidence_of(self._store, self._learning(), review)

    def __iter__(self) -> Iterator[str]:
        return (node.id for node in self._learning().nodes if node.kind == "review")

    def __len__(self) -> int:
        return sum(1 for _ in self)


def evidence_of(store: Store, learning: Learning, review: str) -> Places:
    """The places of one review, by its id."""
    found: Places = defaultdict(list)
    for row in ask(store, "review-quotes", review=Iri(BASE + review)).dicts():
        item = learning.by_id.get(short(row["item"]))
        if item is None:
            continue
        theme = short(row["theme"]) if row["theme"] else ""
        place = Evidence(
            int(str(row["start"])), int(str(row["end"])), item.id, item.kind, theme, str(row["basis"])
        )
        found[str(row["sha256"])].append(place)
    return dict(found)

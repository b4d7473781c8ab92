"""Where in the documents a review's learning has its words, read from the graph when a page first asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from kg.insight.ask import ask
from kg.present.site.marking import Evidence
from kg.present.viewer.gathering import short
from kg.present.viewer.learning import Learning
from kg.store.opening import open_store
from kg.store.protocol import Store

Places = dict[str, dict[str, list[Evidence]]]


class Quoted(Mapping[str, Mapping[str, list[Evidence]]]):
    """Review -> source hash -> places, of the graph at ``location``: no list of reviews or themes has to wait for them.

    Where the graph was built again in between, places of items that ``learning`` does not know are left out.
    """

    def __init__(self, location: str | Path, learning: Callable[[], Learning]) -> None:
        self._location = location
        self._learning = learning

    @cached_property
    def _places(self) -> Places:
        store = open_store(self._location)
        try:
            return evidence_of(store, self._learning())
        finally:
            store.close()

    def __getitem__(self, review: str) -> Mapping[str, list[Evidence]]:
        return self._places[review]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def evidence_of(store: Store, learning: Learning) -> Places:
    """Review -> source hash -> places."""
    found: Places = defaultdict(lambda: defaultdict(list))
    for row in ask(store, "graph-quotes").dicts():
        item = learning.by_id.get(short(row["item"]))
        if item is None:
            continue
        theme = short(row["theme"]) if row["theme"] else ""
        place = Evidence(
            int(str(row["start"])), int(str(row["end"])), item.id, item.kind, theme, str(row["basis"])
        )
        found[item.parent][str(row["sha256"])].append(place)
    return {review: dict(places) for review, places in found.items()}

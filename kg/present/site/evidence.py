"""Where in the documents a review's learning has its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.graph.vocabulary import BASE
from kg.insight.ask import ask
from kg.present.site.marking import Evidence
from kg.present.viewer.gathering import short
from kg.present.viewer.learning import Node
from kg.store.protocol import Store
from kg.store.table import Iri

Places = Mapping[str, list[Evidence]]  # source hash -> places


def evidence_of(store: Store, review: str, items: Mapping[str, Node]) -> Places:
    """The places of one review, by its id: those of its ``items``, as far as they are there."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for row in ask(store, "review-quotes", review=Iri(BASE + review)).dicts():
        item = items.get(short(row["item"]))
        if item is None:
            continue
        theme = short(row["theme"]) if row["theme"] else ""
        place = Evidence(
            int(str(row["start"])), int(str(row["end"])), item.id, item.kind, theme, str(row["basis"])
        )
        found[str(row["sha256"])].append(place)
    return dict(found)

"""What a served site finds: names of reviews, themes and agencies, then words through the search index of the build.

The static site carries its whole index in its page.  A served one asks, so that its page is as small with ten thousand reviews
as with ten, and the graph need not be loaded for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.errors import QueryError, StoreError
from kg.insight.ask import ask
from kg.present.site.addresses import address
from kg.present.site.corpus import State
from kg.present.viewer.folding import apart, fold
from kg.present.viewer.gathering import item_name, short
from kg.present.viewer.learning import Node
from kg.store.opening import open_store
from kg.store.search import search

MOST = 60  # rows of an answer

Found = tuple[str, str, str, str, str]  # address from the root, kind, name, where it stands, words


@dataclass(frozen=True)
class Finder:
    """Finds in the published graph at ``folder``; ``state`` gives its reviews and themes."""

    folder: Path
    state: Callable[[], State]

    def __call__(self, words: str) -> list[Found]:
        """Names that have all the words, the nearest first, then items whose wording or quotations have them."""
        folded = fold(words)
        terms, phrase = folded.split(), apart(folded)
        if not terms:
            return []

        def nearness(label: str) -> int:
            return 6 * (phrase in apart(label)) + 2 * label.startswith(terms[0])

        named = [(nearness(label), row) for label, row in self._names if all(t in label for t in terms)]
        named.sort(key=lambda each: (-each[0], each[1][2]))
        return [*(row for _, row in named), *self._items(words)][: MOST + 1]

    @cached_property
    def _names(self) -> list[tuple[str, Found]]:
        return [(fold(row[2]), row) for row in self._rows()]

    @cached_property
    def _reviews(self) -> dict[str, str]:
        return {review.id: review.label for review in self.state().held}

    def _rows(self) -> Iterator[Found]:
        state = self.state()
        for review in (*state.held, *state.named):
            yield address(review), "review", review.label, review.type, review.text or review.note
        for row in state.themes:
            yield address(row.node), "theme", row.node.label, row.group, row.node.note
        with closing(open_store(self.folder)) as store:
            for agency in ask(store, "agencies").dicts():
                node = Node(short(agency["agency"]), "agency", str(agency["label"]))
                yield address(node), "agency", node.label, str(agency.get("kind") or ""), ""

    def _items(self, words: str) -> Iterator[Found]:
        # The last word may not be typed to its end.
        begun = words if words.rstrip().endswith(('"', "*")) else f"{words.rstrip()}*"
        try:
            rows = search(self.folder, begun, limit=MOST + 1).dicts()
        except (QueryError, StoreError):
            return  # nothing to search for, or a graph without an index: names alone
        for row in rows:
            node = Node(short(row["item"]), str(row["kind"]), item_name(str(row["kind"]), ""))
            where = self._reviews.get(short(row["review"]), str(row["case"]))
            yield address(node), node.kind, node.label, where, str(row["wording"])

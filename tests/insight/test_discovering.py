"""Items without a theme, grouped by their words."""

from __future__ import annotations

import random
from pathlib import Path

from kg.insight.discovering import Passage, discover
from kg.store.opening import open_store
from kg.store.protocol import Store
from kg.store.table import Iri, Table

BOATS = (
    "The canal boat had no postal address.",
    "Nobody visited the boat on the canal.",
    "A narrow boat moves along its canal each week.",
)
SNAKES = ("The python was kept in the kitchen.", "Staff did not ask about the python or other reptiles.")


class _Answer:
    """A store that gives one table, whatever it is asked."""

    def __init__(self, rows: list[tuple[object, ...]]) -> None:
        self.rows = rows

    def select(self, query: str, bindings: object = None) -> Table:
        return Table(("item", "review", "kind", "wording", "themed"), tuple(self.rows))  # type: ignore[arg-type]


def _store(order: int) -> Store:
    rows: list[tuple[object, ...]] = [
        (Iri(f"x/item/{place}"), Iri(f"x/review/{place % 4}"), "finding", text, False)
        for place, text in enumerate((*BOATS, *SNAKES))
    ]
    rows += [
        (
            Iri(f"x/item/t{n}"),
            Iri("x/review/t"),
            "finding",
            f"The information of week{n} was not shared, and nobody did ask about the or its, had no each a in on to has",
            True,
        )
        for n in range(40)
    ]
    random.Random(order).shuffle(rows)
    return _Answer(sorted(rows, key=str) if not order else rows)  # type: ignore[return-value]


def test_what_is_alike_stands_together_whatever_the_order() -> None:
    groups = discover(_store(0))
    assert [len(group.passages) for group in groups] == [3, 2]
    assert set(groups[0].words) == {"boat", "canal"}
    assert groups[1].words[0] == "python"
    assert groups[0].reviews == 3
    for order in (1, 2):
        again = discover(_store(order))
        assert [{p.item for p in group.passages} for group in again] == [
            {p.item for p in group.passages} for group in groups
        ]


def test_items_with_a_theme_are_left_out(built: Path) -> None:
    found = [passage for group in discover(open_store(built), 1) for passage in group.passages]
    assert all(isinstance(passage, Passage) for passage in found)
    assert not any(passage.kind == "purpose" for passage in found)
    assert "kirklees-child-e--finding-4" not in {passage.item for passage in found}

"""The reviews or items worded most like a given one."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import UnknownNameError
from kg.insight.evidence import Evidence, Item, Review
from kg.insight.gathering import review_named
from kg.insight.queries import BASE
from kg.insight.similar import Wordings, joined
from kg.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A review or item, how alike (0 to 1), the words shared that weigh most, and the themes both carry."""

    thing: Review | Item
    score: float
    shared: tuple[str, ...]
    themes: tuple[str, ...]


def neighbours(store: Store, evidence: Evidence, name: str, most: int) -> tuple[Neighbour, ...]:
    """The ``most`` nearest to the review or item called ``name``, of its own sort, from other reviews.

    ``UnknownNameError`` where nothing has that name.
    """
    iri = name if name.startswith(("http://", "https://")) else f"{BASE}item/{name.removeprefix('item:')}"
    if iri in evidence.item:
        return _items(evidence, evidence.item[iri], most)
    if "--" in name:
        raise UnknownNameError(
            f"There is no item called {name!r}.",
            hint="`kg query learning-items` lists them; `kg show REVIEW` too.",
        )
    return _reviews(evidence, review_named(store, evidence, name), most)


def _items(evidence: Evidence, item: Item, most: int) -> tuple[Neighbour, ...]:
    wordings = Wordings([one.wording for one in evidence.items])
    found = wordings.nearest(evidence.items.index(item), len(evidence.items))
    kept = [row for row in found if evidence.items[row.second].review != item.review][:most]
    mine = _themes(evidence, (item,))
    return tuple(
        Neighbour(other, row.score, row.shared, tuple(sorted(mine & _themes(evidence, (other,)))))
        for row in kept
        for other in (evidence.items[row.second],)
    )


def _reviews(evidence: Evidence, review: Review, most: int) -> tuple[Neighbour, ...]:
    held = evidence.held
    wordings = Wordings([joined(i.wording for i in evidence.items_by_review.get(r.iri, ())) for r in held])
    mine = _themes(evidence, evidence.items_by_review.get(review.iri, ()))
    return tuple(
        Neighbour(
            other,
            row.score,
            row.shared,
            tuple(sorted(mine & _themes(evidence, evidence.items_by_review.get(other.iri, ())))),
        )
        for row in wordings.nearest(held.index(review), most)
        for other in (held[row.second],)
    )


def _themes(evidence: Evidence, items: tuple[Item, ...]) -> set[str]:
    tags = (tag for item in items for tag in evidence.tags_by_item.get(item.iri, ()))
    return {evidence.theme[tag.theme].label for tag in tags}

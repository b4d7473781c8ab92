"""Items, tags and parts loaded in bulk: lean questions, joined here by the quotation that each rests on.

The same records as the named questions ``learning-items``, ``theme-evidence`` and ``agency-evidence`` give, several
times quicker on a large graph; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.insight.evidence import Item, Part, Tag, Words
from kg.model import ItemKind, Polarity
from kg.resources import ontology_folder
from kg.store.protocol import Store

Row = dict[str, Any]
_NOWHERE = Words("", 0, 0, "")


@dataclass(frozen=True, slots=True)
class Bulk:
    items: tuple[Item, ...]
    tags: tuple[Tag, ...]
    parts: tuple[Part, ...]


def load(store: Store, reviews: frozenset[str]) -> Bulk:
    """The items, tags and parts of these reviews (IRIs), in the order of the questions."""
    words = _quotations(store)
    items = _items((row for row in _rows(store, "items") if row["review"] in reviews), words)
    known = {item.iri: item for item in items}
    tags = tuple(_tag(row, words) for row in _rows(store, "tags") if row["item"] in known)
    return Bulk(items, tags, tuple(_parts(store, known, reviews, words)))


def slug(iri: str | None) -> str | None:
    """The last part of an IRI's path."""
    return None if iri is None else str(iri).rsplit("/", 1)[-1]


@cache
def _query(name: str) -> str:
    return (ontology_folder() / "queries" / "internal" / f"bulk-{name}.rq").read_text(encoding="utf-8")


def _rows(store: Store, name: str) -> Iterator[Row]:
    return store.select(_query(name)).dicts()


def _quotations(store: Store) -> dict[str, Words]:
    return {
        row["quote"]: Words(str(row["exact"]), row["start"], row["end"], str(row["sha256"]), row["page"])
        for row in _rows(store, "quotations")
    }


def _items(rows: Iterable[Row], words: Mapping[str, Words]) -> tuple[Item, ...]:
    """One record an item: its quotation that stands first, and everybody it is addressed to."""
    first: dict[str, Row] = {}
    quotes: dict[str, dict[str, None]] = {}
    to: dict[str, dict[str, None]] = {}
    for row in rows:
        first.setdefault(row["item"], row)
        quotes.setdefault(row["item"], {}).setdefault(row["quote"])
        addressees = to.setdefault(row["item"], {})
        if row["addressee"] is not None:
            addressees.setdefault(row["addressee"])
    return tuple(
        Item(
            iri=iri,
            review=row["review"],
            kind=ItemKind(row["kind"]),
            number=row["number"],
            order=row["order"],
            wording=row["wording"],
            polarity=Polarity(row["polarity"] or "neutral"),
            words=min(
                (words.get(quote, _NOWHERE) for quote in quotes[iri]), key=lambda w: (w.sha256, w.start)
            ),
            parent=row["parent"],
            novelty=slug(row["novelty"]),
            addressees=tuple(to[iri]),
        )
        for iri, row in first.items()
    )


def _tag(row: Row, words: Mapping[str, Words]) -> Tag:
    stated, primary = row["tagger"] != "model", row["strength"] == "primary"
    place = words.get(row["quote"], _NOWHERE)
    return Tag(row["item"], slug(row["theme"]) or "", stated, primary, row["tagger"], place)


def _parts(
    store: Store, items: Mapping[str, Item], reviews: frozenset[str], words: Mapping[str, Words]
) -> Iterator[Part]:
    names: dict[str, tuple[str, str | None]] = {}
    for row in _rows(store, "agencies"):
        names.setdefault(row["agency"], (row["name"] or slug(row["agency"]) or "", row["kindName"]))

    def part(row: Row, role: str, review: str, item: str | None) -> Part:
        label, kind = names.get(row["agency"], (slug(row["agency"]) or "", None))
        return Part(role, row["agency"], label, kind, review, item, words.get(row["quote"], _NOWHERE))

    for row in _rows(store, "contributions"):
        if row["review"] in reviews:
            yield part(row, "contributed", row["review"], None)
    for row in _rows(store, "mentions"):
        if row["item"] in items:
            yield part(row, row["role"], items[row["item"]].review, row["item"])

"""``NAME.gold.json`` beside a document: what a careful person found in it.  The form: the README of the corpus."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.model import ItemKind

SUFFIX = ".gold.json"
_LISTS = {
    "findings": ItemKind.FINDING,
    "recommendations": ItemKind.RECOMMENDATION,
    "questions": ItemKind.QUESTION,
    "good_practice": ItemKind.GOOD_PRACTICE,
}


@dataclass(frozen=True, slots=True)
class GoldItem:
    """One item as annotated.  ``finding`` is the number (or, unnumbered, the order) of the finding behind it."""

    kind: ItemKind
    text: str
    number: str | None = None
    themes: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    finding: str | None = None
    order: int = 0  # from 1, within its kind
    set_out: bool = True  # points: bullets, letters or boxes (else chosen sentences of the prose)


@dataclass(frozen=True, slots=True)
class GoldLink:
    label: str
    relation: str
    quote: str
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class GoldReview:
    """One review; ``fields`` has title, subject_label, publisher, type, published, incident_date, author."""

    fields: tuple[tuple[str, str | None], ...]
    items: tuple[GoldItem, ...]
    agencies: tuple[str, ...]
    links: tuple[GoldLink, ...]
    lists_agencies: bool = True


@dataclass(frozen=True, slots=True)
class Gold:
    """A document's gold: its reviews, or none when it is not a review."""

    path: Path  # the document itself
    reviews: tuple[GoldReview, ...]


def load(path: Path) -> Gold:
    """Read one gold file.  Raises ``SourceError`` when it is not of the form."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        document = path.parent / data.get("file", path.name.removesuffix(SUFFIX))
        if data.get("not_a_review"):
            return Gold(document, ())
        reviews = data.get("reviews", [data])
        return Gold(document, tuple(_review(review) for review in reviews))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{path.name} is not a gold file: {error!r}.") from error


def _review(data: dict[str, Any]) -> GoldReview:
    about = data.get("review", data)
    related = about.get("related_reviews") or data.get("related_reviews") or []
    links = tuple(
        GoldLink(each["label"], each["relation"], each.get("quote") or "", _text(each.get("finding")))
        for each in related
    )
    names = ("title", "subject_label", "publisher", "type", "published", "incident_date", "author")
    agencies = data.get("agencies") or []
    return GoldReview(
        fields=tuple((name, about.get(name)) for name in names if name in about),
        items=tuple(item for key in _LISTS for item in _items(key, data.get(key) or [])),
        agencies=tuple(each if isinstance(each, str) else each["name"] for each in agencies),
        links=links,
        lists_agencies="agencies" in data,
    )


def _items(key: str, entries: list[dict[str, Any]]) -> list[GoldItem]:
    found = []
    for order, entry in enumerate(entries, 1):
        found.append(
            GoldItem(
                kind=_LISTS[key],
                text=entry["text"],
                number=_text(entry.get("number")),
                themes=tuple(entry.get("themes") or ()),
                addressees=tuple(entry.get("addressees") or ()),
                finding=_text(entry.get("finding")),
                order=order,
            )
        )
        behind = found[-1].number or str(order)
        for point in entry.get("points") or []:
            text = point if isinstance(point, str) else point["text"]
            set_out = bool(entry.get("points_explicit", True))
            found.append(GoldItem(ItemKind.POINT, text, finding=behind, set_out=set_out))
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)

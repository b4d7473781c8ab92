"""From the built graph to the rows of a sheet, and to labelled passages."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.curation.sheet import ASKED, BLIND, CODED, SHOWN
from kg.insight.ask import ask
from kg.store.protocol import Store
from kg.store.table import Value

_TIERS = {"lexicon": "words of the text", "model": "suggested by the model", "person": "decided by a person"}
Sheet = tuple[tuple[str, ...], list[tuple[object, ...]]]


def _last(iri: Value) -> str:
    return str(iri).rsplit("/", 1)[-1] if iri is not None else ""


def _rows(store: Store, review: str | None, kind: str | None) -> Iterator[dict[str, Value]]:
    yield from ask(store, "items-to-code", review=review, kind=kind).dicts()


def rows_to_decide(store: Store, review: str | None = None, kind: str | None = None) -> Sheet:
    """One row for each item and theme (one for an item without), with empty columns for the decision."""
    rows: list[tuple[object, ...]] = []
    for row in _rows(store, review, kind):
        tier = _TIERS.get(str(row["tagger"]), "")
        confidence = None if row["confidence"] is None else float(row["confidence"])
        shown = (
            _last(row["item"]), _last(row["review"]), row["kind"], row["number"], row["wording"], row["page"],
            _last(row["theme"]), row["label"], tier, row["strength"], confidence, row["reason"],
        )  # fmt: skip
        rows.append((*shown, *("" for _ in ASKED)))
    return (*SHOWN, *ASKED), rows


def rows_to_code(store: Store, review: str | None = None, kind: str | None = None) -> Sheet:
    """One row an item, without any theme, and four columns for a coder's themes."""
    rows: dict[str, tuple[object, ...]] = {}
    for row in _rows(store, review, kind):
        name = _last(row["item"])
        rows.setdefault(
            name,
            (
                name,
                _last(row["review"]),
                row["kind"],
                row["number"],
                row["wording"],
                row["page"],
                *("" for _ in CODED),
            ),
        )
    return (*BLIND, *CODED), list(rows.values())


def wordings(store: Store) -> dict[str, str]:
    """The words of every item, by its name."""
    return {_last(row["item"]): str(row["wording"]) for row in _rows(store, None, None)}


def known_agencies(store: Store) -> frozenset[str]:
    """The last parts of the names of every agency in the graph."""
    return frozenset(_last(row["agency"]) for row in ask(store, "agencies").dicts())


def passages(store: Store) -> Sequence[str]:
    """Items on which a person decided, as lines of the bank: their words, kind, primary theme and themes."""
    given: dict[str, list[dict[str, Value]]] = defaultdict(list)
    for row in _rows(store, None, None):
        if row["theme"] is not None:
            given[str(row["item"])].append(row)
    lines = []
    for _, rows in sorted(given.items()):
        if not any(row["tagger"] == "person" for row in rows):
            continue
        ranked = sorted(
            rows,
            key=lambda row: (row["tagger"] != "person", row["strength"] != "primary", _last(row["theme"])),
        )
        # What only the model proposed is no person's word: it stays out.
        themes = list(dict.fromkeys(_last(row["theme"]) for row in ranked if row["tagger"] != "model"))
        first = rows[0]
        line = {"text": first["wording"], "kind": first["kind"], "primary": themes[0], "themes": themes[:4]}
        lines.append(json.dumps(line, ensure_ascii=False))
    return lines

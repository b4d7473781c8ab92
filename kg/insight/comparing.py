"""Two graphs side by side: which reviews, items and themes came, went or changed, and the counts of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.resources import internal_query
from kg.store.protocol import Store
from kg.store.table import Table, Value

CAME, WENT, CHANGED = "came", "went", "changed"
BOTH = "\N{RIGHTWARDS ARROW}"  # between what was and what is


@dataclass(frozen=True, slots=True)
class Comparison:
    """``counts``: what, in the old, in the new, difference.  ``changes``: what, change, name, detail; both in order."""

    counts: Table
    changes: Table


def compare(old: Store, new: Store) -> Comparison:
    """What is different in ``new``.  Items are the same when their names are; a name stands for the same words."""
    changes: list[tuple[Value, ...]] = []
    counts: list[tuple[Value, ...]] = []
    for what in ("reviews", "items"):
        before, after = _held(old, what), _held(new, what)
        changes += _changes(what.removesuffix("s"), before, after)
        kinds = Counter(said[0] for said in before.values()), Counter(said[0] for said in after.values())
        counts += _counts(what, *kinds)
    before_themes, after_themes = _themes(old), _themes(new)
    changes += _theme_changes(before_themes, after_themes)
    by_theme = [
        Counter(f"{name} ({tier})" for _, name, tier in some) for some in (before_themes, after_themes)
    ]
    counts += _counts("theme", *by_theme)
    return Comparison(
        Table(("what", "of", "before", "after", "difference"), tuple(counts)),
        Table(("what", "change", "name", "detail"), tuple(changes)),
    )


def _held(store: Store, what: str) -> dict[str, tuple[str, ...]]:
    """By short name: for a review its state, label and year; for an item its kind and wording."""
    rows = sorted(store.select(internal_query(f"compare-{what}.rq")).rows, key=str)
    if what == "items":
        return {_short(row[0]): (str(row[1]), str(row[2])) for row in rows}
    return {_short(row[0]): (str(row[3]), str(row[1]), str(row[2] or "")) for row in rows}


def _themes(store: Store) -> set[tuple[str, str, str]]:
    return {
        (_short(item), str(name), str(tier))
        for item, name, tier in store.select(internal_query("compare-themes.rq")).rows
    }


def _short(iri: Value) -> str:
    return str(iri).rsplit("/", 1)[-1]


def _changes(
    what: str, before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Value, ...]]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old is None and new is not None:
            yield what, CAME, name, ", ".join(filter(None, new))
        elif new is None and old is not None:
            yield what, WENT, name, ", ".join(filter(None, old))
        elif old is not None and new is not None and old != new:
            parts = (
                f"{was or 'nothing'} {BOTH} {now or 'nothing'}"
                for was, now in zip(old, new, strict=True)
                if was != now
            )
            yield what, CHANGED, name, "; ".join(parts)


def _theme_changes(
    before: set[tuple[str, str, str]], after: set[tuple[str, str, str]]
) -> Iterator[tuple[Value, ...]]:
    """A theme that only moved from suggested to asserted, or back, is one change."""
    old, new = ({(item, name): tier for item, name, tier in some} for some in (before, after))
    for item, name in sorted({*old, *new}):
        was, now = old.get((item, name)), new.get((item, name))
        if was != now:
            change = CAME if was is None else WENT if now is None else CHANGED
            yield "theme", change, item, f"{name}: {was or 'none'} {BOTH} {now or 'none'}"


def _counts(what: str, before: Counter[str], after: Counter[str]) -> Iterator[tuple[Value, ...]]:
    for name in sorted({*before, *after}):
        if what != "theme" or before[name] != after[name]:  # of a hundred themes only those that moved
            yield what, name, before[name], after[name], after[name] - before[name]

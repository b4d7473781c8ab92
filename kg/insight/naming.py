"""From what a person types ("Harrowmere", "child-e", "information sharing") to the IRI of a thing in the graph."""

from __future__ import annotations

import difflib

from kg.errors import UnknownNameError
from kg.insight.queries import BASE, THINGS
from kg.resources import internal_query
from kg.store.protocol import Store
from kg.store.table import Iri


def resolve(store: Store, kind: str, words: str) -> Iri:
    """The thing of ``kind`` (a key of ``THINGS``) that ``words`` name: by slug, label, or a part that only one has.

    ``UnknownNameError`` with the nearest names, or with all that fit when several do.
    """
    if words.startswith(("http://", "https://")):
        return Iri(words)
    names = _names(store, kind)
    folded = _fold(words.split(":", 1)[-1])
    exact = sorted({iri for name, iri in names if name == folded})
    if len(exact) == 1:
        return exact[0]
    partly = sorted({iri for name, iri in names if folded in name})
    if not exact and len(partly) == 1:
        return partly[0]
    start, said = BASE + THINGS[kind], kind.replace("-", " ")
    several = exact or partly
    if several:
        shown = ", ".join(iri.removeprefix(start) for iri in several[:8])
        raise UnknownNameError(f"More than one {said} fits {words!r}.", hint=f"Which one: {shown}?")
    near = difflib.get_close_matches(folded, {name for name, _ in names}, n=3, cutoff=0.5)
    hint = (
        f"Did you mean {' or '.join(near)}?"
        if near
        else f"`kg query --list` names the questions that show every {said}."
    )
    raise UnknownNameError(f"There is no {said} called {words!r} in the graph.", hint=hint)


def _names(store: Store, kind: str) -> list[tuple[str, Iri]]:
    start = BASE + THINGS[kind]
    table = store.select(internal_query("names.rq"), {"start": start})
    found: list[tuple[str, Iri]] = []
    for thing, label in table.rows:
        if isinstance(thing, Iri):
            found.append((_fold(thing.removeprefix(start)), thing))
            found.append((_fold(str(label or "")), thing))
    return found


def _fold(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").replace("-", " ").split())

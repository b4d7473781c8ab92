"""Several documents of one review, and several reviews of one name.

Two documents of one review (a report and its summary) describe one node: what the second repeats is evidence
for what the first said, not a second fact.  Two different reviews of one name ("Child A" of one board, years
apart) must not become one: a line in the register tells them apart, and until it is there the later is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.graph.register import Register
from kg.model import Extraction, Item, Understanding

KINDS = ("overview-report", "executive-summary", "learning-briefing")  # the fullest first
NEARLY = 0.9  # two wordings are one when the shorter, found in the longer, covers this much of it


@dataclass(frozen=True, slots=True)
class Card:
    """What has to be known of one review in one document to settle it: small, and kept with its cache."""

    sha12: str
    key: str
    label: str
    kind: str
    incident: str | None
    issued: str | None
    items: tuple[tuple[str, str, str], ...]  # (key, kind, folded wording)
    links: tuple[str, ...] = ()
    background: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """How one document is to be described.  All of it depends on the documents together, on no order of loading."""

    keys: Mapping[str, str] = field(default_factory=dict)  # review key as read -> as settled
    items: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict
    )  # review -> item key as read -> as settled
    known: frozenset[str] = (
        frozenset()
    )  # IRI parts (item, link, background tag) that an earlier document describes
    left_out: Mapping[str, str] = field(default_factory=dict)  # review key -> why

    def signature(self) -> str:
        """A text that changes when, and only when, the description of the document has to."""
        parts = [repr(sorted(one.items())) for one in (self.keys, self.left_out)]
        parts.append(repr(sorted((key, sorted(items.items())) for key, items in self.items.items())))
        return "|".join([*parts, repr(sorted(self.known))])


def card(extraction: Extraction) -> Card:
    identity = extraction.identity
    return Card(
        sha12=extraction.source.sha256[:12],
        key=identity.key,
        label=identity.case_label.value if identity.case_label else identity.title,
        kind=identity.document_kind,
        incident=identity.incident_date.value.iso() if identity.incident_date else None,
        issued=identity.issued.value.iso() if identity.issued else None,
        items=tuple((item.key, item.kind.value, fold(item.text)) for item in extraction.items),
        links=tuple(link_name(link.source, link.type, link.target) for link in extraction.links),
        background=tuple(theme.theme for theme in extraction.background),
    )


def link_name(source: str | None, type_: str, target: str) -> str:
    return "--".join([*([source] if source else []), type_, target])


def fold(words: str) -> str:
    """NFKC, lower case, straight apostrophes, single spaces, then letters, digits and spaces only."""
    plain = unicodedata.normalize("NFKC", words).lower().replace("’", "'")
    return re.sub(r"[^\w ]|_", "", " ".join(plain.split()))


def settle_all(cards: Iterable[Card], register: Register) -> dict[str, Settled]:
    """For each document (by sha12) how it is to be described."""
    by_key: defaultdict[str, list[Card]] = defaultdict(list)
    keys: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one in cards:
        key = register.settled(one.key, one.sha12)
        if key != one.key:
            keys[one.sha12][one.key] = key
        by_key[key].append(replace(one, key=key))
    items: defaultdict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    known: defaultdict[str, set[str]] = defaultdict(set)
    left_out: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for key, group in sorted(by_key.items()):
        kept, apart = _one_review(group)
        for one in apart:
            left_out[one.sha12][key] = _ask_for_line(one, kept[0])
        for one, mapping, names in _merged(kept):
            if mapping:
                items[one.sha12][key] = mapping
            known[one.sha12] |= names
    shas = {one.sha12 for group in by_key.values() for one in group}
    return {sha: Settled(keys[sha], items[sha], frozenset(known[sha]), left_out[sha]) for sha in sorted(shas)}


def _one_review(group: list[Card]) -> tuple[list[Card], list[Card]]:
    """The documents that are of one review, the fullest first, and those that must be of another."""
    ordered = sorted(group, key=lambda one: (_rank(one), -len(one.items), one.sha12))
    kept: list[Card] = [ordered[0]]
    apart: list[Card] = []
    for one in ordered[1:]:
        (apart if any(_clash(one, other) for other in kept) else kept).append(one)
    return kept, apart


def _rank(one: Card) -> int:
    return KINDS.index(one.kind) if one.kind in KINDS else len(KINDS)


def _clash(one: Card, other: Card) -> bool:
    """Two incidents, as far as both documents date them; else two years of publication too far apart."""
    if one.sha12 == other.sha12:
        return False
    if one.incident and other.incident:
        return not (one.incident.startswith(other.incident) or other.incident.startswith(one.incident))
    if one.issued and other.issued:
        return abs(int(one.issued[:4]) - int(other.issued[:4])) > 2
    return False


def _ask_for_line(one: Card, other: Card) -> str:
    year = (one.incident or one.issued or "year")[:4]
    return (
        f"{one.label} has the same area and name as a different review (text {other.sha12}). Add to ontology/agencies.ttl: "
        f'rev:{one.key}-{year} slr:settlesLabel "{one.key}" ; slr:settledText "{one.sha12}" .'
    )


def _merged(kept: list[Card]) -> Iterable[tuple[Card, dict[str, str], set[str]]]:
    """For each document in order: its items' settled keys, and the names that earlier ones already describe."""
    described: list[tuple[str, str, str]] = []
    names: set[str] = set()
    for one in kept:
        mapping, repeated, fresh = _items(one, described)
        own = {f"{one.key}--{link}" for link in one.links} | {
            f"{one.key}--background--{t}" for t in one.background
        }
        yield one, {old: new for old, new in mapping.items() if old != new}, repeated | (own & names)
        names |= own
        described += fresh


def _items(
    one: Card, described: list[tuple[str, str, str]]
) -> tuple[dict[str, str], set[str], list[tuple[str, str, str]]]:
    """Same wording and kind: the same item.  Same key and other words: a key of its own."""
    mapping: dict[str, str] = {}
    repeated: set[str] = set()
    fresh: list[tuple[str, str, str]] = []
    taken = {key for key, _, _ in described}
    for key, kind, wording in one.items:
        twin = next(
            (k for k, other_kind, other in described if kind == other_kind and _same(wording, other)), None
        )
        parent, dash, own = key.rpartition("--")
        moved = f"{mapping.get(parent, parent)}{dash}{own}"
        if twin is not None and twin not in mapping.values():
            mapping[key] = twin
            repeated.add(f"{one.key}--{twin}")
        else:
            mapping[key] = f"{moved}-{one.sha12[:6]}" if moved in taken else moved
            fresh.append((mapping[key], kind, wording))
    return mapping, repeated, fresh


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (bool(short) and short in long and len(short) >= NEARLY * len(long))


def settled(understanding: Understanding, how: Settled) -> Understanding:
    """The understanding with its reviews, items and links named as settled, and what clashes left out."""
    reviews = tuple(
        _renamed(review, how)
        for review in understanding.reviews
        if how.keys.get(review.identity.key, review.identity.key) not in how.left_out
    )
    return replace(understanding, reviews=reviews)


def _renamed(review: Extraction, how: Settled) -> Extraction:
    key = how.keys.get(review.identity.key, review.identity.key)
    names = how.items.get(key, {})

    def named(item: str | None) -> str | None:
        return None if item is None else names.get(item, item)

    def item(one: Item) -> Item:
        return replace(
            one, key=names.get(one.key, one.key), parent=named(one.parent), arises_from=named(one.arises_from)
        )

    links = tuple(replace(link, source=named(link.source)) for link in review.links)
    return replace(
        review, identity=replace(review.identity, key=key), items=tuple(map(item, review.items)), links=links
    )

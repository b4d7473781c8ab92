"""Items, tags, parts, links and origins loaded in bulk: lean questions, joined here by the quotation that each rests on.

The same records as the named questions ``learning-items``, ``theme-evidence``, ``agency-evidence``, ``link-evidence``
and ``what-arises-from-what`` give, many times quicker on a large graph; a test holds the two together.  The questions
about what single texts say are answered when a text is described (``kg.store.kept``); where those answers are not at
hand the graph is asked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.insight.evidence import Item, Link, Origin, Part, Tag, Words
from kg.model import ItemKind, Polarity
from kg.resources import internal_query
from kg.store.kept import Answers, answers_of, kept_answers
from kg.store.protocol import Store
from kg.store.table import Table, Value

# Questions whose answer is that of every text by itself, put together.
OF_TEXTS = (
    "quotations", "items", "evidence", "addressees", "tags", "contributions", "mentions", "links", "origins",
    "circumstances",
)  # fmt: skip
_NOWHERE = Words("", 0, 0, "")
_KINDS = {kind.value: kind for kind in ItemKind}
_POLARITIES = {polarity.value: polarity for polarity in Polarity}


@dataclass(frozen=True, slots=True)
class Bulk:
    items: tuple[Item, ...]
    tags: tuple[Tag, ...]
    parts: tuple[Part, ...]
    links: tuple[Link, ...]
    origins: tuple[Origin, ...]


def load(store: Store, held: frozenset[str], names: Mapping[str, str]) -> Bulk:
    """What the reviews ``held`` (IRIs) say, in the order of the questions.  ``names`` are those of all reviews."""
    rows = rows_of(store)
    items = _items(rows, held)
    known = {item.iri: item for item in items}
    return Bulk(
        items,
        _tags(rows, known),
        tuple(_parts(store, rows, known, held)),
        tuple(_links(store, rows, known, held, names)),
        tuple(
            [
                Origin(item, finding, not unstated)
                for item, finding, unstated in sorted(set(rows.origins))
                if item in known
            ]
        ),
    )


def rows_of(store: Store) -> Rows:
    """What all texts say, as rows."""
    rows = Rows()
    for answers in kept_answers(store, questions()) or [answers_of(store, questions())]:
        rows.add(answers)
    return rows


def whole(store: Store, name: str, **bound: Value) -> list[tuple[Any, ...]]:
    """The sorted rows of a question that is asked of the whole graph: ``agencies``, ``link-types``, ``files`` …

    ``bound`` are values of its variables: the rows that have them.
    """
    return in_order(store.select(_query(name), bound))


def in_order(table: Table) -> list[tuple[Any, ...]]:
    return sorted(table.rows, key=lambda row: [str(cell or "") for cell in row])


def slug(iri: str | None) -> str | None:
    """The last part of an IRI's path."""
    return None if iri is None else str(iri).rsplit("/", 1)[-1]


@cache
def questions() -> dict[str, str]:
    """The SPARQL of every question about single texts, by name."""
    return {name: _query(name) for name in OF_TEXTS}


def _query(name: str) -> str:
    return internal_query(f"bulk-{name}.rq")


@dataclass(slots=True)
class Rows:
    """The rows of all texts, those of a kind in tuples that sort as its question does.

    Items: review, kind, order, item, number, wording, polarity, parent, novelty.  Tags: theme, item, quotation,
    tagger, strength, confidence.  Mentions: agency, role, item, quotation.  Links: source, type, target, basis, link,
    confidence.  Origins: item, finding, whether it is only judged.
    """

    words: dict[str, Words] = field(default_factory=dict)
    items: list[tuple[Any, ...]] = field(default_factory=list)
    evidence: dict[str, list[Words]] = field(default_factory=dict)  # of items and links
    addressees: dict[str, set[str]] = field(default_factory=dict)
    tags: list[tuple[str, str, str, str, str, str]] = field(default_factory=list)
    contributions: list[tuple[str, str, str]] = field(default_factory=list)
    mentions: list[tuple[str, str, str, str]] = field(default_factory=list)
    links: list[tuple[str, str, str, str, str, str]] = field(default_factory=list)
    origins: list[tuple[str, str, bool]] = field(default_factory=list)
    circumstances: list[tuple[str, str]] = field(default_factory=list)

    def add(self, answers: Answers) -> None:
        rows: Mapping[str, Sequence[Any]] = answers
        one = _shared  # one string for all that are equal: the same names stand in very many rows
        for quote, exact, start, end, page, sha256 in rows["quotations"]:
            self.words[one(quote)] = Words(str(exact), start, end, one(sha256), page)
        for thing, quote in rows["evidence"]:
            self.evidence.setdefault(one(thing), []).append(self.words.get(quote, _NOWHERE))
        for item, addressee in rows["addressees"]:
            self.addressees.setdefault(one(item), set()).add(str(addressee))
        self.items += [
            (one(review), one(kind), order, one(item), number, *rest)
            for item, review, kind, number, order, *rest in rows["items"]
        ]
        self.tags += [
            (one(theme), one(item), one(quote), one(tagger), one(strength), one(confidence or ""))
            for item, theme, tagger, strength, confidence, quote in rows["tags"]
        ]
        self.contributions += [
            (one(agency), one(review), one(quote)) for agency, review, quote in rows["contributions"]
        ]
        self.mentions += [
            (one(agency), one(role), one(item), one(quote)) for agency, role, item, quote in rows["mentions"]
        ]
        self.links += [
            (one(source), one(type_), one(target), one(basis), one(link), one(confidence or ""))
            for link, source, target, type_, basis, confidence in rows["links"]
        ]
        self.circumstances += [(one(review), one(theme)) for review, theme in rows["circumstances"]]
        self.origins += [(one(item), one(finding), not stated) for item, finding, stated in rows["origins"]]


def _shared(words: str) -> str:
    return sys.intern(str(words))


def _items(rows: Rows, held: frozenset[str]) -> tuple[Item, ...]:
    """One record an item, with its quotation that stands first and everybody it is addressed to."""
    found: dict[str, Item] = {}
    for review, kind, order, iri, number, wording, polarity, parent, novelty in sorted(
        rows.items, key=_place
    ):
        if kind != ItemKind.PURPOSE and review in held and iri not in found and iri in rows.evidence:
            found[iri] = Item(
                iri,
                review,
                _KINDS[kind],
                number,
                order,
                wording,
                _POLARITIES[polarity or "neutral"],
                min(rows.evidence[iri], key=_first),
                None if parent is None else _shared(parent),
                slug(novelty),
                tuple(sorted(rows.addressees.get(iri, ()))),
            )
    return tuple(found.values())


def _first(words: Words) -> tuple[str, int]:
    return words.sha256, words.start


def _place(row: tuple[Any, ...]) -> tuple[str, str, int, str]:
    return row[0], row[1], row[2], row[3]


def _tags(rows: Rows, items: Mapping[str, Item]) -> tuple[Tag, ...]:
    """By theme, item, quotation and tagger."""
    rows.tags.sort()
    slugs = {theme: slug(theme) or "" for theme in {row[0] for row in rows.tags}}
    return tuple(
        [
            Tag(
                item,
                slugs[theme],
                tagger != "model",
                strength == "primary",
                tagger,
                rows.words.get(quote, _NOWHERE),
            )
            for theme, item, quote, tagger, strength, _ in rows.tags
            if item in items
        ]
    )


def _parts(store: Store, rows: Rows, items: Mapping[str, Item], held: frozenset[str]) -> Iterator[Part]:
    names: dict[str, tuple[str, str | None]] = {}
    for agency, name, kind in whole(store, "agencies"):
        names.setdefault(str(agency), (str(name or slug(str(agency))), None if kind is None else str(kind)))

    def part(role: str, agency: str, review: str, item: str | None, quote: str) -> Part:
        label, kind = names.get(agency) or (slug(agency) or "", None)
        return Part(role, agency, label, kind, review, item, rows.words.get(quote, _NOWHERE))

    for agency, review, quote in sorted(set(rows.contributions)):
        if review in held:
            yield part("contributed", agency, review, None, quote)
    for agency, role, item, quote in sorted(set(rows.mentions)):
        if item in items:
            yield part(role, agency, items[item].review, item, quote)


def _links(
    store: Store, rows: Rows, items: Mapping[str, Item], held: frozenset[str], names: Mapping[str, str]
) -> Iterator[Link]:
    """By review, source, type, target and place; a link whose target has no name is nobody's."""
    types = {str(type_): str(name) for type_, name in store.select(_query("link-types")).rows}
    found = []
    for source, type_, target, basis, link, _ in set(rows.links):
        review = items[source].review if source in items else source
        if review in held and target in names and type_ in types:
            found += [
                (review, source, type_, target, words.start, words.sha256, basis, words)
                for words in rows.evidence.get(link, ())
            ]
    for review, source, type_, target, _, _, basis, words in sorted(found, key=lambda row: row[:7]):
        yield Link(source, review, target, names[target], slug(type_) or "", types[type_], basis, words)

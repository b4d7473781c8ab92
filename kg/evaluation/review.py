"""One understood review against its gold: counts, and every miss and false thing with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.evaluation.gold import GoldItem, GoldLink, GoldReview
from kg.evaluation.matching import covers, folded, name_key, pair, same
from kg.evaluation.scores import Counts
from kg.extraction.identity.keys import review_key
from kg.extraction.vocabulary import concept_labels
from kg.model import AgencyRole, Basis, Extraction, Identity, Item, ItemKind, ReviewLink

KINDS = (ItemKind.FINDING, ItemKind.RECOMMENDATION, ItemKind.QUESTION, ItemKind.GOOD_PRACTICE)


@dataclass(frozen=True, slots=True)
class Error:
    """A miss or a false thing.  ``what`` is the row of the table; ``page`` where the false thing stands."""

    what: str
    sort: str  # "missed" or "false"
    words: str
    page: int | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewScore:
    """Rows of counts by name ("finding", "agencies" …): by nine-tenths cover, and by equal wording."""

    cover: dict[str, Counts]
    equal: dict[str, Counts]
    errors: tuple[Error, ...]
    matched: tuple[tuple[Item, GoldItem], ...]


def score_review(found: Extraction, gold: GoldReview) -> ReviewScore:
    """Score items of each kind, points, numbers, arises-from, addressees, agencies, links and metadata."""
    cover: dict[str, Counts] = {}
    equal: dict[str, Counts] = {}
    errors: list[Error] = []
    matched: list[tuple[Item, GoldItem]] = []
    for kind in KINDS:
        ours = [item for item in found.items if item.kind is kind]
        theirs = [item for item in gold.items if item.kind is kind]
        equal[kind.value] = _counts(*pair(ours, theirs, lambda a, b: same(a.text, b.text)))
        pairs, false, missed = pair(ours, theirs, _same_or_covers(ours, theirs))
        cover[kind.value] = _counts(pairs, false, missed)
        errors += [Error(kind.value, "missed", item.text) for item in missed]
        errors += [_false(kind.value, item) for item in false]
        matched += pairs
    _points(found, gold, matched, cover, equal, errors)
    _relations(found, gold, matched, cover, errors)
    if gold.lists_agencies:
        _agencies(found, gold, cover, equal, errors)
    _links(found, gold, matched, cover, equal, errors)
    _metadata(found, gold, cover, errors)
    return ReviewScore(cover, equal, tuple(errors), tuple(matched))


def _same_or_covers(ours: Sequence[Item], theirs: Sequence[GoldItem]) -> Callable[[Item, GoldItem], bool]:
    # An equal wording must not be taken by a gold item that it merely covers.
    equal = {folded(a.text) for a in ours} & {folded(b.text) for b in theirs}

    def alike(a: Item, b: GoldItem) -> bool:
        one, other = folded(a.text), folded(b.text)
        return one == other if one in equal or other in equal else covers(one, other)

    return alike


def _counts(pairs: Sequence[object], false: Sequence[object], missed: Sequence[object]) -> Counts:
    return Counts(len(pairs), len(false), len(missed))


def _false(what: str, item: Item) -> Error:
    return Error(what, "false", item.text, item.quote.page, item.rule)


def _points(
    found: Extraction,
    gold: GoldReview,
    matched: Sequence[tuple[Item, GoldItem]],
    cover: dict[str, Counts],
    equal: dict[str, Counts],
    errors: list[Error],
) -> None:
    """Points apart: those that a document sets out, and sentences of the prose (chosen freely: a lenient figure)."""
    parents = {t.number or str(t.order): o.key for o, t in matched if o.kind is ItemKind.FINDING}
    set_out = {item.finding for item in gold.items if item.kind is ItemKind.POINT and item.set_out}
    keys_set_out = {parents.get(number or "") for number in set_out}
    for row, explicit in (("point, set out", True), ("point, in prose", False)):
        theirs = [i for i in gold.items if i.kind is ItemKind.POINT and i.set_out is explicit]
        ours = [i for i in found.items if i.kind is ItemKind.POINT and (i.parent in keys_set_out) is explicit]
        equal[row] = _counts(*pair(ours, theirs, lambda a, b: same(a.text, b.text)))
        pairs, false, missed = pair(ours, theirs, lambda a, b: covers(a.text, b.text))
        cover[row] = _counts(pairs, false, missed)
        errors += [Error(row, "missed", item.text) for item in missed]
        errors += [_false(row, item) for item in false]


def _relations(
    found: Extraction,
    gold: GoldReview,
    matched: Sequence[tuple[Item, GoldItem]],
    cover: dict[str, Counts],
    errors: list[Error],
) -> None:
    """On matched items: their numbers, the finding behind a question, the addressees of a recommendation."""
    numbers, arises, asked = Counts(), Counts(), Counts()
    finding_of = {ours.key: theirs.number or str(theirs.order) for ours, theirs in matched}
    for ours, theirs in matched:
        if theirs.number is not None:
            right = ours.number == theirs.number
            numbers += Counts(int(right), 0, int(not right))
        if ours.kind is ItemKind.QUESTION:
            given = finding_of.get(ours.arises_from or "", "?" if ours.arises_from else None)
            arises += _single(given, theirs.finding)
            if given != theirs.finding:
                errors.append(
                    Error("question's finding", "false", f"{given} for {theirs.finding}: {ours.text}")
                )
        if ours.kind is ItemKind.RECOMMENDATION:
            names = [name_key(name) for name in ours.addressees]
            wanted = [name_key(name) for name in theirs.addressees]
            pairs, false, missed = pair(names, wanted, lambda a, b: a == b)
            asked += _counts(pairs, false, missed)
            errors += [Error("addressee", "false", f"{n} of: {ours.text}") for n in false]
            errors += [Error("addressee", "missed", f"{n} of: {ours.text}") for n in missed]
    cover["number"], cover["question's finding"], cover["addressee"] = numbers, arises, asked


def _single(given: str | None, wanted: str | None) -> Counts:
    if given == wanted:
        return Counts(right=int(wanted is not None))
    return Counts(false=int(given is not None), missed=int(wanted is not None))


def _agencies(
    found: Extraction,
    gold: GoldReview,
    cover: dict[str, Counts],
    equal: dict[str, Counts],
    errors: list[Error],
) -> None:
    """Those that took part, by name; the lenient figure also accepts another wording that the document prints."""
    ours = [agency for agency in found.agencies if agency.role is AgencyRole.CONTRIBUTED]
    equal["agencies"] = _counts(
        *pair(ours, gold.agencies, lambda a, name: name_key(a.name) == name_key(name))
    )
    pairs, false, missed = pair(
        ours,
        gold.agencies,
        lambda a, name: name_key(name) in {name_key(printed) for printed in (a.name, *a.printed)},
    )
    cover["agencies"] = _counts(pairs, false, missed)
    errors += [Error("agencies", "missed", name) for name in missed]
    errors += [Error("agencies", "false", a.name, a.quote.page, a.rule) for a in false]


def _links(
    found: Extraction,
    gold: GoldReview,
    matched: Sequence[tuple[Item, GoldItem]],
    cover: dict[str, Counts],
    equal: dict[str, Counts],
    errors: list[Error],
) -> None:
    """Links by their relation and the review they lead to; the strict figure also asks for the same finding."""
    finding_of = {ours.key: theirs.number or str(theirs.order) for ours, theirs in matched}

    def alike(ours: ReviewLink, theirs: GoldLink) -> bool:
        return ours.type == theirs.relation and same_review(ours.label, theirs.label)

    def wholly(ours: ReviewLink, theirs: GoldLink) -> bool:
        source = finding_of.get(ours.source or "") if ours.source else None
        return alike(ours, theirs) and source == theirs.finding

    equal["links"] = _counts(*pair(found.links, gold.links, wholly))
    pairs, false, missed = pair(found.links, gold.links, alike)
    cover["links"] = _counts(pairs, false, missed)
    errors += [Error("links", "missed", f"{link.relation} {link.label}: {link.quote}") for link in missed]
    errors += [
        Error("links", "false", f"{link.type} {link.label}: {link.quote.exact}", link.quote.page, link.rule)
        for link in false
    ]


_GENERIC = re.compile(
    r"\b(the|of|in|and|scr|sar|dhr|lcspr|cspr|cpr|review|thematic)\b|\b(19|20)\d\d\b|[^\w\s]"
)


def same_review(one: str, other: str) -> bool:
    """The names of the reviews share their telling words: the shorter set lies within the longer."""
    first, second = (set(_GENERIC.sub(" ", label.lower()).split()) for label in (one, other))
    return bool(first and second and (first <= second or second <= first))


def _metadata(found: Extraction, gold: GoldReview, cover: dict[str, Counts], errors: list[Error]) -> None:
    identity = found.identity
    given: dict[str, str | None] = {
        "title": identity.title,
        "subject_label": identity.case_label.value if identity.case_label else None,
        "publisher": identity.publisher.value if identity.publisher else None,
        "type": identity.type.value if identity.type else None,
        "published": _published(identity),
        "incident_date": identity.incident_date.value.iso() if identity.incident_date else None,
        "author": identity.author.value if identity.author else None,
    }
    cover["metadata"] = Counts()
    for name, wanted in gold.fields:
        right = _same_field(name, given[name], wanted)
        cover["metadata"] += Counts(
            int(right), int(not right and bool(given[name])), int(not right and bool(wanted))
        )
        if not right:
            errors.append(Error("metadata", "missed", f"{name}: {given[name]!r} for {wanted!r}"))


def _published(identity: Identity) -> str | None:
    """The date of publication; one inferred from the day of completion or sign-off is not given for it."""
    stated = identity.issued is not None and identity.issued.basis is Basis.STATED
    return identity.issued.value.iso() if identity.issued and stated else None


def _same_field(name: str, given: str | None, wanted: str | None) -> bool:
    if given is None or wanted is None:
        return given is wanted
    if name == "type":
        names = {given.replace("-", " "), *concept_labels("review-schemes").get(given, ())}
        return any(name_key(part) in {name_key(n) for n in names} for part in (wanted, *wanted.split("/")))
    if name == "subject_label":
        return review_key(None, given, given) == review_key(None, wanted, wanted)
    if name == "author":
        return _parts(given.replace(" and ", "; ")) == _parts(wanted.replace(" and ", "; "))
    if name == "publisher":
        return _parts(given) == _parts(wanted)
    return name_key(given) == name_key(wanted)


def _parts(text: str) -> list[str]:
    return sorted(name_key(part) for part in text.split(";"))

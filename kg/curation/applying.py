"""Decisions applied to what was understood of a document: they win over the machine, whatever it thinks next time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.curation.anchoring import find_item
from kg.curation.decisions import Action, Decision, Unplaced
from kg.extraction.items.keys import wording_hash
from kg.model import (
    Agency,
    Basis,
    Document,
    Extraction,
    Item,
    ItemKind,
    Span,
    Strength,
    Tagger,
    ThemeTag,
    Understanding,
)

_RULE = "curation"
_ON_THEMES = frozenset({Action.ACCEPT, Action.REJECT, Action.ADD, Action.PRIMARY})


def apply(
    understanding: Understanding, decisions: Sequence[Decision]
) -> tuple[Understanding, tuple[Unplaced, ...]]:
    """The understanding with every decision that fits, in the order of their dates; and those that do not fit.

    Item by item: new items first, then wording, then themes, then what is dropped; last the merging of agencies.
    """
    unplaced: list[Unplaced] = []
    merges = {one.item: one.value for one in decisions if one.action is Action.MERGE}
    reviews = []
    withdrawn = {one.review for one in decisions if one.action is Action.WITHDRAW}
    for review in understanding.reviews:
        if review.identity.key in withdrawn:
            continue
        own = [one for one in decisions if one.review == review.identity.key]
        changed = _with_new_items(understanding.document, review, own, unplaced)
        changed = replace(changed, items=_decided(changed.items, own, unplaced))
        reviews.append(_merged(changed, merges) if merges else changed)
    return replace(understanding, reviews=tuple(reviews)), tuple(unplaced)


def _with_new_items(
    document: Document, review: Extraction, decisions: Sequence[Decision], unplaced: list[Unplaced]
) -> Extraction:
    items = list(review.items)
    for decision in decisions:
        if decision.action is not Action.NEW:
            continue
        span = find_words(document, decision.words)
        if span is None:
            unplaced.append(Unplaced(decision, "its words are not in the document"))
            continue
        kind = ItemKind(decision.value)
        key = f"{kind.value}-{wording_hash(decision.words)}"
        if any(item.key == key for item in items):
            continue
        order = sum(item.kind is kind for item in items) + 1
        quote = document.quote(span)
        item = Item(key, kind, " ".join(quote.exact.split()), (quote,), order, _RULE)
        items.append(
            replace(item, themes=(_tag(item, decision, Strength.PRIMARY),)) if decision.theme else item
        )
    return replace(review, items=tuple(items))


def find_words(document: Document, words: str) -> Span | None:
    """Where ``words`` stand in the document, whatever its white space; None when nowhere."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, document.text) if pattern else None
    return Span(found.start(), found.end()) if found else None


def _decided(
    items: tuple[Item, ...], decisions: Sequence[Decision], unplaced: list[Unplaced]
) -> tuple[Item, ...]:
    held = {item.key: item for item in items}
    dropped: set[str] = set()
    for decision in sorted(decisions, key=lambda one: (one.on, one)):
        if decision.action in (Action.NEW, Action.CODE):
            continue
        found = find_item(decision, tuple(held.values()))
        if isinstance(found, str):
            unplaced.append(Unplaced(decision, found))
        elif decision.action is Action.DROP:
            dropped.add(found.key)
        elif decision.action is Action.REWORD:
            held[found.key] = replace(found, text=decision.value)
        elif decision.action in _ON_THEMES:
            held[found.key] = replace(found, themes=_themes(found, decision))
    # A point goes with the finding that it belonged to.
    return tuple(item for key, item in held.items() if key not in dropped and item.parent not in dropped)


def _themes(item: Item, decision: Decision) -> tuple[ThemeTag, ...]:
    others = tuple(tag for tag in item.themes if tag.theme != decision.theme)
    if decision.action is Action.REJECT:
        return others
    same = [tag for tag in item.themes if tag.theme == decision.theme]
    strength = same[0].strength if same else Strength.SECONDARY if others else Strength.PRIMARY
    if decision.action is Action.PRIMARY:
        strength = Strength.PRIMARY
        others = tuple(replace(tag, strength=Strength.SECONDARY) for tag in others)
    tag = _tag(item, decision, strength)
    # The machine's words stay as the evidence where it had found the theme too.
    return (*others, replace(tag, quote=same[0].quote) if same else tag)


def _tag(item: Item, decision: Decision, strength: Strength) -> ThemeTag:
    done = {Action.ACCEPT: "Confirmed", Action.PRIMARY: "Made the main theme"}.get(decision.action, "Added")
    when = f" on {decision.on}" if decision.on else ""
    note = f": {decision.note}" if decision.note else "."
    return ThemeTag(
        theme=decision.theme,
        strength=strength,
        basis=Basis.STATED,
        tagger=Tagger.PERSON,
        score=1.0,
        reason=f"{done} by {decision.by}{when}{note}",
        quote=item.quote,
    )


def _merged(review: Extraction, merges: dict[str, str]) -> Extraction:
    """Agencies under the name they were merged into; where both are there, the first keeps its place."""
    agencies: dict[str, Agency] = {}
    for agency in review.agencies:
        key = merges.get(agency.key, agency.key)
        if key in agencies:
            former = agencies[key]
            agencies[key] = replace(former, printed=tuple(dict.fromkeys((*former.printed, *agency.printed))))
        else:
            agencies[key] = replace(agency, key=key)
    items = tuple(
        replace(
            item,
            agencies=tuple(
                dict.fromkeys(
                    replace(one, key=merges.get(one.key, one.key) if one.key else None)
                    for one in item.agencies
                )
            ),
        )
        for item in review.items
    )
    return replace(review, agencies=tuple(agencies.values()), items=items)

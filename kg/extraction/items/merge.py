"""Repeats: an item printed in a summary, in the body and in a plan is one item with several quotations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from kg.extraction.items.draft import Draft
from kg.extraction.items.layout import Layout
from kg.model import ItemKind, Quote, Span

_ALIKE = 87.0  # of 100: the same words in the same order, but for a few
_PART = 92.0  # the shorter wording lies within the longer
_SAME_NUMBER = 55.0  # enough when the numbers are equal and one of the two is a summary or a plan
_SAME_NUMBER_IN_PLAN = 35.0  # plans shorten what they repeat
_SUMMARY = {
    ItemKind.FINDING: 0.9,
    ItemKind.RECOMMENDATION: 0.5,
}  # weights at or below which a place only repeats
_UNLIKE = 60.0
_PART_WORDS = 6  # a shorter wording lies within many sentences


@dataclass(frozen=True, slots=True)
class Merged:
    """A draft with the quotations of all its repeats, the fullest first."""

    draft: Draft
    quotes: tuple[Quote, ...]
    blocks: frozenset[int]


def merge(layout: Layout, drafts: Sequence[Draft]) -> list[Merged]:
    """Each item once, in reading order of the place that gives its wording; points are merged within their finding."""
    merged: list[Merged] = []
    drafts = _without_restarting_numbers(layout, drafts)
    for each in sorted(drafts, key=lambda d: (-d.weight, d.block, d.spans[0].start)):
        place = next((i for i, other in enumerate(merged) if _same(other.draft, each)), None)
        quote = _quote(layout, each)
        if place is None:
            merged.append(Merged(each, (quote,), frozenset({each.block})))
        else:
            merged[place] = _together(merged[place], each, quote)
    kept = [each for each in merged if not _only_in_summary(each, merged) or _apart(layout, each, merged)]
    return sorted(kept, key=lambda m: (m.draft.block, m.draft.spans[0].start))


def _without_restarting_numbers(layout: Layout, drafts: Sequence[Draft]) -> list[Draft]:
    """In a part of a plan where numbers restart for each agency they are not those of the body's recommendations."""
    seen = Counter(
        (layout.section_of[d.block], d.kind, d.number)
        for d in drafts
        if d.weight < 1 and d.number is not None
    )
    restarting = {(section, kind) for (section, kind, _), count in seen.items() if count > 1}
    return [
        replace(d, number=None) if d.weight < 1 and (layout.section_of[d.block], d.kind) in restarting else d
        for d in drafts
    ]


def _only_in_summary(each: Merged, merged: Sequence[Merged]) -> bool:
    """Printed in a summary table or a plan alone, beside a body that sets out others: another wording of one of them."""
    limit = _SUMMARY.get(each.draft.kind)
    if limit is None or each.draft.weight > limit:
        return False
    return sum(other.draft.kind is each.draft.kind and other.draft.weight >= 1 for other in merged) > 1


def _apart(layout: Layout, each: Merged, merged: Sequence[Merged]) -> bool:
    """A recommendation in a part of the plan that repeats none of the body's and is like none of them: an agency's own."""
    if each.draft.kind is not ItemKind.RECOMMENDATION:
        return False
    body = [m for m in merged if m.draft.kind is each.draft.kind and m.draft.weight >= 1]
    place = layout.section_of[each.draft.block]
    repeats = any(layout.section_of[block] == place for m in body for block in m.blocks)
    words = _key(each.draft.text)
    return not repeats and all(fuzz.token_set_ratio(words, _key(m.draft.text)) < _UNLIKE for m in body)


def _together(old: Merged, new: Draft, quote: Quote) -> Merged:
    kept = replace(
        old.draft,
        number=old.draft.number or new.number,
        label=old.draft.label or new.label,
        addressees=old.draft.addressees or new.addressees,
        reference=old.draft.reference or new.reference,
        finding=old.draft.finding if old.draft.finding is not None else new.finding,
    )
    quotes = old.quotes if any(q.span == quote.span for q in old.quotes) else (*old.quotes, quote)
    return Merged(kept, quotes, old.blocks | {new.block})


def _same(one: Draft, other: Draft) -> bool:
    if one.kind is not other.kind:
        return False
    if one.kind is ItemKind.POINT:
        return one.finding == other.finding and fuzz.ratio(_key(one.text), _key(other.text)) >= _ALIKE
    first, second = _key(one.text), _key(other.text)
    if fuzz.ratio(first, second) >= _ALIKE:
        return not _different_owners(one, other)
    shorter, longer = sorted((first, second), key=len)
    lesser = min(one.weight, other.weight) < 1
    if len(shorter.split()) >= _PART_WORDS and fuzz.partial_ratio(shorter, longer) >= _PART:
        return lesser or longer.startswith(shorter[:40])
    same_number = one.number is not None and one.number == other.number
    plan = min(one.weight, other.weight) <= 0.5
    least = _SAME_NUMBER_IN_PLAN if plan else _SAME_NUMBER
    return lesser and same_number and fuzz.token_set_ratio(first, second) >= least


def _different_owners(one: Draft, other: Draft) -> bool:
    """Two agencies may be asked the same thing in their own lists."""
    return bool(
        one.kind is ItemKind.RECOMMENDATION
        and one.weight == other.weight
        and one.addressees
        and other.addressees
        and one.addressees != other.addressees
    )


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("’", "'")))


def _quote(layout: Layout, each: Draft) -> Quote:
    return layout.document.quote(Span(each.spans[0].start, max(span.end for span in each.spans)))

"""``find_items``: the ordered rules that read learning off a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.items.abstracts import abstract_items
from kg.extraction.items.answered import answered
from kg.extraction.items.arises import arise_from
from kg.extraction.items.by_content import by_content
from kg.extraction.items.draft import Draft, Rule
from kg.extraction.items.findings import unlabelled_findings
from kg.extraction.items.good_practice import prose_good_practice, section_good_practice
from kg.extraction.items.keys import item_key
from kg.extraction.items.labelled import labelled_items
from kg.extraction.items.layout import Layout, lay_out
from kg.extraction.items.merge import Merged, merge
from kg.extraction.items.novelty import novelty
from kg.extraction.items.panels import message_findings, panel_findings
from kg.extraction.items.points import points
from kg.extraction.items.purposes import purposes
from kg.extraction.items.questions import led_questions, section_questions
from kg.extraction.items.recommendations import unlabelled_recommendations
from kg.extraction.items.references import appended
from kg.extraction.items.refrains import refrain_items
from kg.extraction.items.run_ins import run_in_items
from kg.extraction.items.tabled import tabled_items
from kg.extraction.kinds import polarity
from kg.extraction.sections import Section
from kg.model import Basis, Document, Item, ItemKind

# Each rule sees what the rules before it have drafted; the order is the order of trust.
RULES: tuple[Rule, ...] = (
    abstract_items,
    labelled_items,
    message_findings,
    run_in_items,
    refrain_items,
    tabled_items,
    section_questions,
    section_good_practice,
    unlabelled_recommendations,
    panel_findings,
    unlabelled_findings,
    led_questions,
    prose_good_practice,
    purposes,
    points,
)


def find_items(document: Document, sections: Sequence[Section]) -> tuple[Item, ...]:
    """The items of one review: findings with their points first, then the other kinds, each in reading order."""
    layout = by_content(answered(lay_out(document, sections)))
    drafts: list[Draft] = []
    for rule in RULES:
        drafts.extend(appended(layout, each) for each in rule(layout, tuple(drafts)))
    return _items(layout, _numbered_by_responses(layout, merge(layout, drafts)))


def _numbered_by_responses(layout: Layout, merged: list[Merged]) -> list[Merged]:
    """Recommendations without numbers take those of the responses to them, when there are as many, in order."""
    asked = [each for each in merged if each.draft.kind is ItemKind.RECOMMENDATION]
    answers = [label.number for label in layout.labels if label is not None and label.kind == "response"]
    if (
        not asked
        or any(each.draft.number for each in asked)
        or answers != [str(n + 1) for n in range(len(asked))]
    ):
        return merged
    numbers = dict(zip(map(id, asked), answers, strict=True))
    return [
        replace(each, draft=replace(each.draft, number=numbers[id(each)])) if id(each) in numbers else each
        for each in merged
    ]


def _items(layout: Layout, merged: Sequence[Merged]) -> tuple[Item, ...]:
    taken: set[str] = set()
    findings = [each for each in merged if each.draft.kind is ItemKind.FINDING]
    points_below = [each for each in merged if each.draft.kind is ItemKind.POINT]
    keys: list[str] = []
    items: list[Item] = []
    for order, each in enumerate(findings, 1):
        keys.append(item_key(ItemKind.FINDING, each.draft.number, each.draft.text, None, taken))
        taken.add(keys[-1])
        items.append(_item(layout, each, keys[-1], order))
        below = [m for m in points_below if m.draft.finding in each.blocks]
        for place, point in enumerate(below, 1):
            key = item_key(ItemKind.POINT, None, point.draft.text, keys[-1], taken)
            taken.add(key)
            items.append(_item(layout, point, key, place, parent=keys[-1]))
    for kind in (ItemKind.RECOMMENDATION, ItemKind.QUESTION, ItemKind.GOOD_PRACTICE, ItemKind.PURPOSE):
        own = [m for m in merged if m.draft.kind is kind]
        # Questions of one list are judged together; how recommendations follow the findings is not known.
        lists = [own] if kind is ItemKind.QUESTION else [[each] for each in own]
        sources = [found for some in lists for found in arise_from(layout, some, findings, points_below)]
        for order, (each, (behind, basis)) in enumerate(zip(own, sources, strict=True), 1):
            key = item_key(kind, each.draft.number, each.draft.text, None, taken)
            taken.add(key)
            item = _item(
                layout, each, key, order, arises=keys[behind] if behind is not None else None, basis=basis
            )
            items.append(item)
    return tuple(items)


def _item(
    layout: Layout,
    merged: Merged,
    key: str,
    order: int,
    parent: str | None = None,
    arises: str | None = None,
    basis: Basis | None = None,
) -> Item:
    draft = merged.draft
    context = " ".join(layout.words(span) for span in draft.context)
    return Item(
        key=key,
        kind=draft.kind,
        text=draft.text,
        quotes=merged.quotes,
        order=order,
        rule=draft.rule,
        number=draft.number,
        parent=parent,
        section=_heading_over(layout, draft),
        context=context or None,
        arises_from=arises,
        arises_basis=basis,
        addressees=draft.addressees,
        polarity=polarity(draft.kind, draft.text),
        novelty=novelty(layout, merged) if draft.kind is ItemKind.FINDING else None,
    )


def _heading_over(layout: Layout, draft: Draft) -> str | None:
    """The nearest heading above that is not the item itself."""
    section = layout.section(draft.block)
    while section.labelled or section.first == draft.block:
        if section.parent is None:
            return None
        section = layout.sections[section.parent]
    return section.heading(layout.document) or None

"""Items that carry a label: "Finding 2: …", "Recommendation 4" above its text, "Q3. …"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.items.clauses import asking_part
from kg.extraction.items.draft import Draft, claimed, draft, joined
from kg.extraction.items.findings import LEAST_STATED, reads_better, stated_findings
from kg.extraction.items.headlines import is_topic, quality
from kg.extraction.items.layout import Layout
from kg.extraction.items.references import is_reference
from kg.extraction.items.sublists import sublist
from kg.extraction.kinds import asks, recommends
from kg.extraction.labels import Label
from kg.extraction.sentences import sentences
from kg.extraction.vocabulary import cues
from kg.model import BlockKind, ItemKind, Span

_PLAN_WEIGHT = 0.3  # a plan repeats what the body says
_TOPICAL = 0.4  # mean quality of lines that are no findings
_GOOD = 0.5  # quality of a line that says what was found
_KINDS = {
    kind.value: kind
    for kind in (ItemKind.FINDING, ItemKind.RECOMMENDATION, ItemKind.QUESTION, ItemKind.GOOD_PRACTICE)
}


def labelled_items(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Every labelled item outside tables and decoys; of rival labels for findings, the strongest."""
    taken = claimed(drafts)
    found = [
        item
        for index, label in enumerate(layout.labels)
        if label is not None and index not in taken and _counts(layout, index, label)
        for item in _item(layout, index, label)
    ]
    yield from _without_rivals(layout, found)


def _counts(layout: Layout, index: int, label: Label) -> bool:
    section = layout.section(index)
    if label.kind == "finding" and not len(label.rest) and section.first == index and not section.labelled:
        return False  # a heading that only refers to the finding
    return label.kind in _KINDS and not layout.in_grid(index) and not layout.is_decoy(index)


def _item(layout: Layout, index: int, label: Label) -> Iterator[Draft]:
    kind = _KINDS[label.kind]
    if label.number is None and not _alone_is_enough(layout, index, label):
        return
    first = index if len(label.rest) else _text_below(layout, index)
    if first is None:
        return
    span = label.rest if first == index else layout.block(first).span
    lead = layout.block(index).lead
    if first == index and lead is not None and lead.end > label.rest.start and kind is ItemKind.FINDING:
        span = Span(label.rest.start, min(lead.end, label.rest.end))
    weight = _PLAN_WEIGHT if layout.section(index).role == "action-plan" else 1.0
    rule = f"{kind.value}/label"
    item = draft(layout, kind, span, index, rule, number=label.number, label=label.slug, weight=weight)
    if label.aside is not None and kind in (ItemKind.RECOMMENDATION, ItemKind.QUESTION):
        aside = layout.words(label.aside)
        if is_reference(aside):
            item = replace(item, reference=aside)
        elif kind is ItemKind.RECOMMENDATION:
            item = replace(item, addressees=(aside,))
    if kind is ItemKind.FINDING:
        yield _headline(layout, item)
        return
    if kind is ItemKind.GOOD_PRACTICE:
        sentence = sentences(layout.document, item.spans[0])[0]
        item = replace(item, spans=(sentence,), text=layout.words(sentence))
    if kind is ItemKind.RECOMMENDATION and first == index and _is_title(layout, item):
        below = _text_below(layout, index)
        if below is not None and (recommends(layout.text(below)) or layout.text(below).endswith(":")):
            item, first = replace(item, spans=(layout.block(below).span,), text=layout.text(below)), below
    if kind is ItemKind.RECOMMENDATION:
        part = asking_part(layout, item.spans[0])
        item = replace(item, spans=(part,), text=layout.words(part))
    if item.text.endswith(":"):
        item = joined(layout, item, sublist(layout, first))
    yield item


def _alone_is_enough(layout: Layout, index: int, label: Label) -> bool:
    """A label without a number, as in "Learning point: …": not where it is the title of a section with a list."""
    if not len(label.rest):
        return False
    return label.kind != "finding" or layout.finding_above(index) is None


def _is_title(layout: Layout, item: Draft) -> bool:
    return len(item.text.split()) <= 12 and not recommends(item.text) and not item.text.endswith((":", "."))


def _text_below(layout: Layout, index: int) -> int | None:
    """The block that holds the words of a label which stands alone: the next, if it has no label of its own."""
    below = index + 1
    if below >= len(layout.labels) or layout.labels[below] is not None or layout.in_grid(below):
        return None
    section = layout.section(below)
    if section.first == below and section.role is not None and not section.inherited:
        return None
    return below


def _headline(layout: Layout, item: Draft) -> Draft:
    """A paragraph under a label: its first sentence is the headline.  Under a mere topic, the bold lead below is."""
    if is_topic(item.text):
        below = _text_below(layout, item.block)
        lead = layout.block(below).lead if below is not None else None
        if below is not None and lead is not None and quality(layout.words(lead)) >= _GOOD:
            rest = Span(lead.end, layout.block(below).span.end)
            return replace(item, spans=(lead,), text=layout.words(lead), context=(rest,))
    heading = layout.block(item.block)
    if heading.kind is BlockKind.HEADING and heading.span.covers(item.spans[0]):
        return item
    first, *others = sentences(layout.document, item.spans[0])
    return replace(item, spans=(first,), text=layout.words(first), context=tuple(others))


def _without_rivals(layout: Layout, found: list[Draft]) -> Iterator[Draft]:
    """Findings under one set of labels: a weaker label inside or beside a stronger one is a point or a topic."""
    findings = [item for item in found if item.kind is ItemKind.FINDING]
    empty = sum(asks(item.text) or is_topic(item.text) for item in findings) * 2 > len(findings)
    if empty and len(list(stated_findings(layout))) >= LEAST_STATED:
        findings = []  # the labels are of the questions that were put
    elif (
        len({item.label for item in findings}) == 1
        and _are_topics(findings)
        and reads_better(layout, findings)
    ):
        findings = []  # "Theme 1: Caring" only names what the finding below it is about
    chosen = _chosen_labels(findings)
    for item in found:
        if item.kind is not ItemKind.FINDING or item.label in chosen:
            yield item


def _chosen_labels(findings: Iterable[Draft]) -> frozenset[str | None]:
    by_label: dict[str | None, list[Draft]] = {}
    for item in findings:
        by_label.setdefault(item.label, []).append(item)
    if len(by_label) < 2:
        return frozenset(by_label)
    topics = {label for label, items in by_label.items() if _are_topics(items)}
    rivals = [label for label in by_label if label not in topics] or list(by_label)
    weights = {label: cues("labels")[label or ""].weight for label in rivals}
    numbered = Counter({label: sum(item.number is not None for item in by_label[label]) for label in rivals})
    best = max(weights[label] + (0.5 if numbered[label] else 0) for label in rivals)
    return frozenset(label for label in rivals if weights[label] + (0.5 if numbered[label] else 0) == best)


def _are_topics(items: list[Draft]) -> bool:
    """Most of them name a subject, or together they read like anything but findings."""
    named = sum(is_topic(item.text) for item in items)
    return named * 2 > len(items) or sum(quality(item.text) for item in items) < _TOPICAL * len(items)

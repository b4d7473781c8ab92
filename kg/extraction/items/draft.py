"""Items in the making: what a rule read, before repeats are merged and keys are given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.extraction.items.layout import Layout
from kg.model import ItemKind, Span

_BULLET = re.compile(r"[^\w(]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """``spans`` are the stretches that make the wording, in order; ``block`` the block where it begins.

    ``finding`` is the block of the finding it stands under (points, questions); ``context`` prose below its headline.
    ``reference`` is printed behind a question or recommendation and names the finding ("(Learning 1)").
    """

    kind: ItemKind
    spans: tuple[Span, ...]
    text: str
    block: int
    rule: str
    number: str | None = None
    label: str | None = None
    finding: int | None = None
    context: tuple[Span, ...] = ()
    addressees: tuple[str, ...] = ()
    reference: str | None = None
    weight: float = 1.0  # which of two repeats gives the wording: the body before a summary or a plan


Rule = Callable[[Layout, Sequence[Draft]], Iterable[Draft]]


def draft(layout: Layout, kind: ItemKind, span: Span, block: int, rule: str, **more: object) -> Draft:
    """A draft of one stretch of text."""
    return Draft(kind, (span,), layout.words(span), block, rule, **more)  # type: ignore[arg-type]


def joined(layout: Layout, head: Draft, subitems: Iterable[int]) -> Draft:
    """The draft with its sub-items read on as one wording; typed labels such as "a)" stay, bullets go."""
    spans, words = list(head.spans), [head.text]
    for index in subitems:
        block = layout.block(index)
        label = block.marker if block.marker and block.marker_printed else ""
        words.append(f"{'' if _BULLET.fullmatch(label.strip()) else label} {layout.text(index)}".strip())
        spans.append(block.span)
    return replace(head, spans=tuple(spans), text=" ".join(words))


def claimed(drafts: Iterable[Draft], *kinds: ItemKind) -> set[int]:
    """The blocks in which drafts of these kinds (of any kind, when none is given) begin."""
    return {each.block for each in drafts if not kinds or each.kind in kinds}

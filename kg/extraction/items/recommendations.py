"""Recommendations without labels, in a section for them: lists, sentences, or infinitives after "are asked"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.items.addressees import addressed, group_line, heads_a_group, led_addressee
from kg.extraction.items.clauses import asking_part, clauses
from kg.extraction.items.draft import Draft, claimed, draft, joined
from kg.extraction.items.layout import Layout, Region, body_blocks, regions
from kg.extraction.items.numbers import counted, runs_through
from kg.extraction.items.ordinals import counted_in_words
from kg.extraction.items.sublists import marker_style, sublist
from kg.extraction.kinds import behind, calls_for, reads_as_asked, recommends, score
from kg.extraction.labels import marker_number
from kg.extraction.roles import is_weak
from kg.extraction.sentences import sentences, trimmed
from kg.extraction.vocabulary import cues
from kg.model import ItemKind, Span

_INFINITIVES = re.compile(
    r"\b(?:(?:is|are|be)\s+(?:asked|recommended|invited|urged|requested|required)|should)\s*:?\s+(?=to\s)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:It|This|They|These|That|The [a-z]+) (?:should|must|will|needs? to)\b")
_THAT = re.compile(r"that\s|That\s+(?:the|all|each|every|any|both)\s|That\s+[A-Z]")
_LEAST_STATED = 2
_GROUPS = 2  # lines that each name somebody
_MOST_ASK = 0.7
_EXPLICIT = 2.5  # "it is recommended that": where a section says so, its other sentences only give reasons


def unlabelled_recommendations(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """In each region without labelled or tabled recommendations: its list items, else its sentences that ask."""
    inside = {each.block for each in drafts if each.kind is ItemKind.RECOMMENDATION}
    taken = claimed(drafts)
    places = list(regions(layout, "recommendations", "action-plan"))
    if not inside and not any(region.role == "recommendations" for region in places):
        yield from _stated(layout, taken)
    for region in places:
        blocks = body_blocks(layout, region)
        held = inside & _all_blocks(layout, region)
        if held:  # labelled ones: only a list before them is of its own
            blocks = [i for i in blocks if i < min(held) and layout.is_item(i)]
        if (inside or len(places) > 1) and any(
            score("handed-over", layout.text(i)) > 0 for i in blocks if not layout.is_item(i)
        ):
            continue
        told = list(_in_words(layout, blocks, taken)) if not held else []
        for item in told or _items(layout, region, blocks, taken):
            found = addressed(layout, region, item)
            yield replace(found, weight=0.5 if region.role == "action-plan" else 1.0)


def _stated(layout: Layout, taken: set[int]) -> Iterator[Draft]:
    """Where no section is for them: sentences that say of themselves that they recommend, wherever they stand."""
    found = [
        (index, asked)
        for index in range(len(layout.labels))
        if index not in taken and not layout.is_decoy(index) and not layout.in_grid(index)
        for span in sentences(layout.document, layout.block(index).span)
        if (asked := _stated_in(layout, span)) is not None
    ]
    for index, span in found if len(found) >= _LEAST_STATED else ():
        yield draft(
            layout,
            ItemKind.RECOMMENDATION,
            span,
            index,
            "recommendation/stated",
            finding=layout.finding_above(index),
        )


def _stated_in(layout: Layout, span: Span) -> Span | None:
    """The sentence that recommends in so many words, or what is to be done behind "It follows that"."""
    words = layout.document.words(span)
    if words.endswith(":"):
        return None
    said = behind("consequence", words)
    if said and recommends(layout.words(span)):
        return trimmed(layout.document.text, span.start + said, span.end)
    return span if score("stated-recommendation", layout.words(span)) > 0 else None


def _in_words(layout: Layout, blocks: Sequence[int], taken: set[int]) -> Iterator[Draft]:
    """Paragraphs that count them: "Second, the Trust should …", "The third is for the police. They should …"."""
    for each in counted_in_words(layout, [i for i in blocks if i not in taken]):
        asking = [span for span in (each.first, *each.rest) if recommends(layout.words(span))]
        if asking:
            yield draft(
                layout,
                ItemKind.RECOMMENDATION,
                asking[0],
                each.block,
                "recommendation/counted",
                number=each.number,
            )


def _all_blocks(layout: Layout, region: Region) -> set[int]:
    return {i for p in region.sections for i in range(layout.sections[p].first, layout.sections[p].end)}


def _items(layout: Layout, region: Region, blocks: list[int], taken: set[int]) -> Iterator[Draft]:
    """The blocks of a region in turn: each is a list item, a paragraph with a list of its own, or prose."""
    lists = [index for index in blocks if layout.is_item(index) and not group_line(layout, index)]
    if lists and runs_through(
        layout, lists
    ):  # the paragraphs are numbered, and the bullets among them are the list
        lists = [index for index in lists if marker_number(layout.block(index)) is None]
    else:
        lists = _without_group_numbers(layout, blocks, _without_next_paragraphs(layout, lists))
    prose = [
        i for i in blocks if i not in lists and _asks(layout.text(i)) and not layout.text(i).endswith(":")
    ]
    grouped = _grouped(layout, region, blocks) if not lists else frozenset()
    explicit = sum(_is_explicit(layout.text(index)) for index in prose) > 1
    heads = {i: list(sublist(layout, i)) for i in blocks if (i in lists or prose) and _is_head(layout, i)}
    used = {below for sub in heads.values() for below in sub}
    lists = [index for index in lists if index not in used]
    strict = region.mixed or _may_be_settled(layout, region, lists)
    for index in blocks:
        if index in used or index in taken or group_line(layout, index):
            continue
        words = layout.text(index)
        if index in heads:
            yield joined(layout, _whole(layout, index, lists), heads[index])
        elif index in grouped:
            yield _whole(layout, index, lists)
        elif index in lists:
            if not strict or calls_for(words):
                yield _whole(layout, index, lists)
        elif _INFINITIVES.search(words) and ";" in words:
            yield from _infinitives(layout, index)
        elif led := _led(layout, index):
            yield led
        elif not lists or region.mixed:
            yield from _sentences(layout, index, region.mixed, explicit)


def _grouped(layout: Layout, region: Region, blocks: Sequence[int]) -> frozenset[int]:
    """Paragraphs under lines or headings that name those who are asked, where most of them ask: each is one, whatever its words."""
    inside = [layout.sections[place].first for place in region.sections if layout.sections[place].inherited]
    lines = sorted(index for index in {*blocks, *inside} if heads_a_group(layout, index))
    below = [index for index in blocks if lines and index > lines[0] and index not in lines]
    asking = sum(reads_as_asked(layout.text(index)) for index in below)
    single = all(len(sentences(layout.document, layout.block(index).span)) == 1 for index in below)
    whole = single and len(lines) >= _GROUPS and asking >= _MOST_ASK * len(below)
    return frozenset(below if whole else [])


def _may_be_settled(layout: Layout, region: Region, lists: Sequence[int]) -> bool:
    """ "Next steps" may head what has been decided or done: unless most of its list asks, only what asks counts."""
    asking = sum(calls_for(layout.text(i)) for i in lists)
    return is_weak(layout.sections[region.sections[0]].heading(layout.document)) and asking * 2 < len(lists)


def _is_head(layout: Layout, index: int) -> bool:
    words = layout.text(index)
    return words.endswith(":") and calls_for(words)


def _whole(layout: Layout, index: int, lists: Sequence[int]) -> Draft:
    span = asking_part(layout, layout.block(index).span)
    number = counted(layout, index, lists)
    return draft(layout, ItemKind.RECOMMENDATION, span, index, "recommendation/list", number=number)


def _led(layout: Layout, index: int) -> Draft | None:
    """A paragraph that opens with its addressee in bold: "Hospital: show on one screen …"."""
    lead = layout.block(index).lead
    if lead is None or layout.labels[index] is not None:
        return None
    if any(cues("columns")[kind].pattern.search(layout.words(lead)) for kind in ("decoy", "evidence")):
        return None  # "Outcome: …", "By when: …" under the one before
    whole = draft(
        layout, ItemKind.RECOMMENDATION, layout.block(index).span, index, "recommendation/addressed"
    )
    led = led_addressee(layout, whole)
    return led if led.addressees else None


def _infinitives(layout: Layout, index: int) -> Iterator[Draft]:
    """ "The partners are asked to a; to b; and to c": one recommendation a clause, without "and" and full stop."""
    text, span = layout.document.text, layout.block(index).span
    match = _INFINITIVES.search(text, span.start, span.end)
    if match is None:
        return
    asked = re.sub(r"\s+should$", "", layout.words(Span(span.start, match.start())))
    end = next((s.end for s in sentences(layout.document, span) if s.end > match.end()), span.end)
    for clause in clauses(layout.document, Span(match.end(), end)):
        yield draft(
            layout, ItemKind.RECOMMENDATION, clause, index, "recommendation/infinitive", addressees=(asked,)
        )


def _sentences(layout: Layout, index: int, mixed: bool, explicit: bool) -> Iterator[Draft]:
    """Each sentence that asks for something; one that only goes on ("It should …") is read with the one before."""
    spans = sentences(layout.document, layout.block(index).span)
    if mixed and not (len(spans) <= 2 and recommends(layout.words(spans[0]))):
        return
    found: list[Span] = []
    last = -2
    for place, span in enumerate(spans):
        words = layout.words(span)
        asked = _is_explicit(words) if explicit else _asks(words)
        if asked and _GOES_ON.match(words):
            if found and last == place - 1:
                found[-1] = Span(found[-1].start, span.end)
                last = place
            continue
        if asked and not words.endswith(":"):
            found.append(span)
            last = place
    code = re.fullmatch(r"([A-Z]\d{1,2})[.:)]?", (layout.block(index).marker or "").strip())
    number = code.group(1) if code is not None and len(found) == 1 else None
    for span in found:
        yield draft(layout, ItemKind.RECOMMENDATION, span, index, "recommendation/sentence", number=number)


def _asks(words: str) -> bool:
    # Under "We recommend" the wording may begin with "that": "That the Board publishes …".
    return calls_for(words) or _THAT.match(words) is not None


def _without_group_numbers(layout: Layout, blocks: list[int], lists: list[int]) -> list[int]:
    """The list items, without paragraphs that carry on the numbers of the lines over groups."""
    over = {marker_style(layout, i) for i in blocks if group_line(layout, i) and layout.is_list(i)}
    return [i for i in lists if marker_style(layout, i) not in over or calls_for(layout.text(i))]


def _without_next_paragraphs(layout: Layout, lists: Sequence[int]) -> list[int]:
    """The list items, without the next paragraph of a report that numbers them all: "25. The Partnership will …" behind lists
    that count from 1."""
    above = (
        (marker_number(layout.block(index)) or "" for index in range(lists[0] - 1, -1, -1)) if lists else ()
    )
    over = next((number for number in above if number.isdigit()), None)
    numbers = [marker_number(layout.block(index)) for index in lists]
    # Where the list itself has counted so far, it is the list that goes on.
    own = numbers.index(over) if over in numbers else len(lists)
    following = None if over is None else int(over) + 1
    return [
        index
        for place, (index, number) in enumerate(zip(lists, numbers, strict=True))
        if place > own or not (number or "").isdigit() or int(number or 0) != following
    ]


def _is_explicit(words: str) -> bool:
    return recommends(words) and score("recommendation", words) >= _EXPLICIT and "recommend" in words.lower()

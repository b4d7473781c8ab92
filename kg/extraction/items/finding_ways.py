"""Every way in which a section may set out findings without labels; kg/extraction/items/findings.py chooses between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kg.extraction.items.draft import Draft, draft
from kg.extraction.items.headlines import headline, is_name, is_topic, quality
from kg.extraction.items.layout import Layout, Region, body_blocks
from kg.extraction.items.numbers import counted, runs_through
from kg.extraction.items.ordinals import counted_in_words
from kg.extraction.items.references import compares
from kg.extraction.items.sublists import marker_style, sublist
from kg.extraction.kinds import asks, failing, is_meta, praises, recommends, score
from kg.extraction.labels import marker_number
from kg.extraction.roles import roles_of
from kg.extraction.sentences import sentences
from kg.extraction.vocabulary import cues
from kg.model import ItemKind, Span

Way = Callable[[Layout, Region], Iterator[Draft]]

LEAST_RUN = 3  # headings or topics, one after the other, that make a way of setting out
_CONCERN = 0.7
_TOPIC_SENTENCE = 12  # words
_WANTING = 0.75
_AS_GOOD = 0.05
_STATED, _NAMED = 0.6, 0.35  # quality of headings that are statements, and of those that are none
_LINES = ("finding/heading", "finding/bold-line")
_TOLD = 4  # sentences of a paragraph that is a topic of its own
_RESTS = 0.15
_PRONOUN = re.compile(r"(?:He|She|They|It|This|That|These|Those|One of (?:them|these)|The \w+ one)\b")
_VERDICT = 0.25  # by so much must the sentences that conclude topics read better than those that open them
_CLEARLY_ONE = 0.75  # quality of a heading that is a finding itself


def ways(role: str) -> tuple[Way, ...]:
    """The ways in which a section of this role may set out findings, the likelier first."""
    if role == "concerns":
        return (_concerns,)
    if role == "analysis":
        return (_in_words, _sub_headings, _bold_leads, _under_topics, _single_sentences, topic_verdicts)
    if not role:
        return (_in_words, _sub_headings, _bold_leads, _list_items)
    return (
        _in_words,
        _sub_headings,
        _bold_leads,
        _list_items,
        _under_topics,
        _under_repeated_headings,
        topic_verdicts,
        paragraphs,
    )


def _in_words(layout: Layout, region: Region) -> Iterator[Draft]:
    """Paragraphs that count the findings: "My second is that those who knew Mr R did not know about N."."""
    for each in counted_in_words(layout, body_blocks(layout, region)):
        if each.framed:
            yield draft(
                layout,
                ItemKind.FINDING,
                each.first,
                each.block,
                "finding/counted",
                context=each.rest,
                number=each.number,
            )


def announced_list(layout: Layout, region: Region) -> Iterator[Draft]:
    """The list below a sentence that announces it ("Its main findings are these:"), whatever is said around it."""
    for index in body_blocks(layout, region):
        last = layout.words(sentences(layout.document, layout.block(index).span)[-1])
        if not last.endswith(":") or roles_of(last)[:1] != ("findings",):
            continue
        items = list(sublist(layout, index))
        for item in items:
            yield headline(layout, item, "finding/list", counted(layout, item, items))


def _sub_headings(layout: Layout, region: Region) -> Iterator[Draft]:
    """Headings below the region's own that do not recur (those of a template do)."""
    places = [place for place in region.sections if layout.sections[place].inherited]
    titles = Counter(layout.sections[place].heading(layout.document).lower() for place in places)
    chosen = [
        place
        for place in places
        if titles[layout.sections[place].heading(layout.document).lower()] == 1
        and not is_meta(layout.sections[place].heading(layout.document))
    ]
    top = min((layout.sections[place].level for place in chosen), default=0)
    outer = [p for p in chosen if layout.sections[p].level == top and layout.sections[p].title is not None]
    numbered = count_from_one(layout, outer)
    for place in outer:
        yield under_heading(layout, place, numbered)


def without_asides(found: Sequence[Draft]) -> tuple[Draft, ...]:
    """Among headings that are statements one that only names a subject ("A note on the pandemic") is no finding; one that
    advises ("Ask who has moved in") says something."""
    worth = {each: quality(each.text) for each in found if each.rule in _LINES}
    stated = sum(value >= _STATED for value in worth.values())
    if len(found) <= LEAST_RUN or stated * 4 < 3 * len(found):
        return tuple(found)
    return tuple(each for each in found if worth.get(each, 1.0) >= _NAMED or recommends(each.text))


def under_heading(layout: Layout, place: int, counted_from_one: bool = False) -> Draft:
    """The heading of a section as a finding, with what stands below it as its context."""
    section = layout.sections[place]
    own = section.number and ("." in section.number or counted_from_one)
    title = section.title or layout.block(section.first).span
    return draft(
        layout,
        ItemKind.FINDING,
        title,
        section.first,
        "finding/heading",
        context=_prose(layout, place),
        number=section.number if own else None,
    )


def count_from_one(layout: Layout, places: Sequence[int]) -> bool:
    """Their numbers are 1, 2, 3 …: they number these headings and not chapters."""
    return [layout.sections[place].number for place in places] == [str(n + 1) for n in range(len(places))]


def _prose(layout: Layout, place: int) -> tuple[Span, ...]:
    section = layout.sections[place]
    return tuple(layout.block(i).span for i in range(section.body, section.end) if not layout.in_grid(i))


def _bold_leads(layout: Layout, region: Region) -> Iterator[Draft]:
    """Paragraphs or bullets that open in bold, and bold lines (or headings among them) with prose below."""
    blocks = [
        index
        for place in region.sections
        for index in range(_first(layout, region, place), layout.sections[place].end)
        if not layout.in_grid(index)
    ]
    for place, index in enumerate(blocks):
        block = layout.block(index)
        below = blocks[place + 1 :]
        if _opens_in_bold(layout, index):
            yield headline(layout, index, "finding/bold-lead", counted(layout, index, blocks))
        elif (
            block.style.bold
            and below
            and not layout.text(index).endswith(":")
            and not _is_caption(layout, index)
            and not _opens_in_bold(layout, below[0])  # then the line only names what that says
        ):
            context = _until_bold(layout, below)
            if context:
                yield draft(layout, ItemKind.FINDING, block.span, index, "finding/bold-line", context=context)


def _first(layout: Layout, region: Region, place: int) -> int:
    """The heading of a section, where that may be a finding: not the region's own, nor the name of a topic."""
    section = layout.sections[place]
    return section.body if place == region.sections[0] or section.topic else section.first


def _opens_in_bold(layout: Layout, index: int) -> bool:
    lead = layout.block(index).lead
    return lead is not None and len(layout.words(lead).split()) > 2


def _is_caption(layout: Layout, index: int) -> bool:
    """What stands over a table or figure."""
    return is_meta(layout.text(index)) and index + 1 < len(layout.labels) and layout.in_grid(index + 1)


def _until_bold(layout: Layout, blocks: Sequence[int]) -> tuple[Span, ...]:
    spans = []
    for index in blocks:
        if layout.block(index).style.bold:
            break
        spans.append(layout.block(index).span)
    return tuple(spans)


def _list_items(layout: Layout, region: Region) -> Iterator[Draft]:
    """The outermost list, unless its numbers run through the whole document: then they number paragraphs."""
    blocks = body_blocks(layout, region)
    items = [index for index in blocks if layout.is_item(index)]
    if not items or runs_through(layout, items):
        return
    style, level = marker_style(layout, items[0]), layout.block(items[0]).level or 0
    # Learning may be worded as advice ("Practitioners should …") all through, or here and there where the recommendations stand elsewhere.
    told = sum(recommends(layout.text(index)) for index in items) * 2 > len(items)
    advice = not region.mixed and (told or (region.role == "findings" and _asked_elsewhere(layout)))
    for index in items:
        outer = (layout.block(index).level or 0) <= level and marker_style(layout, index) == style
        if outer and (advice or not says_other(layout, layout.block(index).span)):
            yield headline(layout, index, "finding/list", counted(layout, index, items))


def _under_topics(layout: Layout, region: Region) -> Iterator[Draft]:
    """Under each heading that only names its subject ("Capacity", "Fire", "Haven East"), the first sentence says what was
    found; an agency's lesson may be worded as advice, where the recommendations stand elsewhere."""
    for place in region.sections[1:]:
        section = layout.sections[place]
        heading = section.heading(layout.document)
        if not section.inherited or not (is_topic(heading) or is_name(heading)):
            continue
        body = [i for i in range(section.body, section.end) if not layout.in_grid(i)]
        advice = is_name(heading) and not region.mixed and _asked_elsewhere(layout)
        if body and not says_other(layout, layout.block(body[0]).span, advice):
            yield headline(layout, body[0], "finding/under-topic", None)


def topic_verdicts(layout: Layout, region: Region) -> Iterator[Draft]:
    """Topics that tell what happened and, further down, what it shows: of each the sentence that reads most like a finding.

    Where no heading parts the topics, each paragraph is one.  Only where their first sentences clearly do not read so, and
    no table among them sets anything out.
    """
    if any(
        layout.in_grid(i)
        for p in region.sections
        for i in range(layout.sections[p].first, layout.sections[p].end)
    ):
        return
    firsts: list[float] = []
    found: list[Draft] = []
    for blocks in _topics_told(layout, region):
        spans = [
            (index, span)
            for index in blocks
            if not layout.in_grid(index) and not layout.is_item(index)
            for span in sentences(layout.document, layout.block(index).span)
            if not says_other(layout, span)
        ]
        if len(spans) < 2:
            continue
        worth = [_alone(layout, span) for _, span in spans]
        best = max(
            at for at in range(len(spans)) if worth[at] >= max(worth) - _AS_GOOD
        )  # what concludes comes last
        firsts.append(worth[0])
        index, span = spans[best]
        context = tuple(other for _, other in spans if other != span)
        found.append(draft(layout, ItemKind.FINDING, span, index, "finding/topic-verdict", context=context))
    worth = [quality(each.text) for each in found]
    if len(found) >= LEAST_RUN and sum(worth) >= sum(firsts) + _VERDICT * len(found):
        yield from found


def _topics_told(layout: Layout, region: Region) -> list[Sequence[int]]:
    """The blocks of each topic: what stands below a heading, else each paragraph of several sentences."""
    if len(region.sections) == 1 and region.role == "conclusion":
        blocks = body_blocks(layout, region)
        long = [i for i in blocks if len(sentences(layout.document, layout.block(i).span)) >= _TOLD]
        return [(i,) for i in long] if len(long) == len(blocks) else []
    return [
        range(section.body, section.end)
        for section in (layout.sections[place] for place in region.sections[1:])
        if section.inherited
        and section.title is not None
        and quality(section.heading(layout.document)) < _CLEARLY_ONE
        and not asks(section.heading(layout.document))
    ]


def _alone(layout: Layout, span: Span) -> float:
    """How much a sentence within prose reads like a finding: less where it rests on the one before."""
    words = layout.words(span)
    return quality(words) - (_RESTS if _PRONOUN.match(words) else 0.0)


def _under_repeated_headings(layout: Layout, region: Region) -> Iterator[Draft]:
    """What stands under a heading for learning that ends each topic ("Learning", "What we learned"), however it is set."""
    places = [place for place in region.sections[1:] if not layout.sections[place].inherited]
    titles = Counter(layout.sections[place].heading(layout.document).lower() for place in places)
    for place in places:
        section = layout.sections[place]
        if section.role != "findings" or titles[section.heading(layout.document).lower()] < 2:
            continue
        for index in range(section.body, section.end):
            if not layout.in_grid(index) and not says_other(layout, layout.block(index).span):
                yield draft(layout, ItemKind.FINDING, layout.block(index).span, index, "finding/ends-topic")


def paragraphs(layout: Layout, region: Region) -> Iterator[Draft]:
    """Each paragraph: its first sentence is the headline, the others explain it."""
    blocks = body_blocks(layout, region)
    plain = [i for i in blocks if not layout.is_list(i) or marker_number(layout.block(i)) is not None]
    for index in plain or blocks:
        lead_in = (
            layout.text(index).endswith(":")
            and len(sentences(layout.document, layout.block(index).span)) == 1
        )
        if not lead_in and not says_other(layout, layout.block(index).span):
            yield headline(layout, index, "finding/paragraph", None)


def _single_sentences(layout: Layout, region: Region) -> Iterator[Draft]:
    """In an analysis by topics: the paragraphs of one long sentence that say what was wanting, as each topic ends with."""
    found: dict[int, list[Draft]] = {}
    for place in region.sections:
        for index in range(layout.sections[place].body, layout.sections[place].end):
            words = layout.text(index)
            single = len(sentences(layout.document, layout.block(index).span)) == 1
            long = len(words.split()) > _TOPIC_SENTENCE and words.endswith(".")
            if single and long and not layout.in_grid(index) and failing(words) >= _WANTING:
                each = draft(
                    layout, ItemKind.FINDING, layout.block(index).span, index, "finding/single-sentence"
                )
                found.setdefault(place, []).append(each)
    if len(found) >= LEAST_RUN:
        yield from (each for drafts in found.values() for each in drafts)


def _concerns(layout: Layout, region: Region) -> Iterator[Draft]:
    """A coroner's matters of concern: the numbered ones, or where none is numbered every block after the line that
    announces them.  What follows the last number (submissions, steps since taken) is no concern."""
    blocks = body_blocks(layout, region)
    announced = [i for i in blocks if cues("sections")["concerns"].pattern.search(layout.text(i))]
    counting = _outer_numbered(layout, blocks)
    before = (
        [i for i in announced if i < counting[-1]] if counting else announced
    )  # not "the second matter of concern"
    items = [i for i in blocks if not before or i > before[-1]]
    numbered = _outer_numbered(layout, items)
    for index in numbered or items:
        words = layout.text(index)
        told = bool(numbered) or not words.endswith(":")
        if len(words.split()) > 2 and told and not is_meta(words):
            yield headline(layout, index, "finding/concern", counted(layout, index, items))


def _outer_numbered(layout: Layout, items: Sequence[int]) -> list[int]:
    """The items that are numbered like the first of them; none unless there are two, for one number may be a paragraph's."""
    numbered = [i for i in items if layout.is_item(i) and marker_number(layout.block(i)) is not None]
    alike = [i for i in numbered if marker_style(layout, i) == marker_style(layout, numbered[0])]
    if len(alike) < 2:
        return []
    return sorted([*alike, *(i for i in items if alike[0] < i < alike[-1] and _lost_number(layout, i))])


def _lost_number(layout: Layout, index: int) -> bool:
    """A paragraph among numbered ones that reads like a concern of its own and not like more of the one before."""
    first = next((layout.words(s) for s in sentences(layout.document, layout.block(index).span)), "")
    return not layout.is_list(index) and quality(first) >= _CONCERN


def _asked_elsewhere(layout: Layout) -> bool:
    return any(section.role == "recommendations" for section in layout.sections)


def says_other(layout: Layout, span: Span, advice: bool = False) -> bool:
    """Its first sentence belongs to another kind: a question, praise, talk about the report or an earlier one, or a
    recommendation, which ``advice`` lets pass."""
    first = next(iter(sentences(layout.document, span)), None)
    if first is None:
        return True
    words = layout.words(first)
    praised = praises(words) and score("failing", words) <= 0
    return is_meta(words) or asks(words) or praised or compares(words) or (recommends(words) and not advice)

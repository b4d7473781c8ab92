"""Roles of sections whose headings tell nothing, by what stands below them: most of it asks, is asked, or is praised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.items.layout import DECOYS, Layout
from kg.extraction.items.numbers import runs_through
from kg.extraction.kinds import asks, is_to, reads_as_asked, score
from kg.extraction.sections import Section, ancestors
from kg.extraction.sentence_model import likelihood
from kg.extraction.sentences import sentences
from kg.model import BlockKind

# Sections with these roles of their own are what they say.
_SETTLED = DECOYS | {
    "chronology",
    "introduction",
    "family",
    "links",
    "action-plan",
    "recommendations",
    "questions",
    "good-practice",
    "concerns",
}
_SUBSTANCE = frozenset(
    [
        "chronology",
        "findings",
        "analysis",
        "conclusion",
        "recommendations",
        "good-practice",
        "concerns",
    ]
)
_MOST = 0.6  # of the items of a list
_NEARLY_ALL = 0.75  # of paragraphs
_CHAPTERS, _TELLING = 3, 3  # chapters that tell in so many sentences
_PRAISED = (
    0.45  # mean chance of good practice: 38 of 41 lists of it have it, one of the others in 90 documents
)


def by_content(layout: Layout) -> Layout:
    """The same layout, with a role for those without a telling heading that hold a list of one kind of learning.

    Questions are looked for in every such section; recommendations and good practice only in a document in which
    nothing announces them.
    """
    layout = replace(layout, sections=tuple(_with_answers(layout)))
    changed = [
        replace(section, role="findings", also=(), inherited=True)
        if _is_message(layout, section)
        else section
        for section in layout.sections
    ]
    layout = replace(layout, sections=tuple(changed))
    sought = tuple(_sought(layout))
    for place, section in enumerate(layout.sections):
        role = _role(layout, section, sought) if _open(section) else _asks_somebody(layout, section)
        if role is not None and role != section.role:
            changed[place] = replace(section, role=role, also=(), inherited=False)
    for place in [*range(1, len(changed)), *range(len(changed) - 2, -1, -1)]:
        for beside in (place - 1, place + 1):
            if 0 <= beside < len(changed) and _goes_on(layout, changed[beside], changed[place]):
                role = changed[beside].role
                changed[place] = replace(changed[place], role=role, also=(), inherited=False)
    return replace(layout, sections=tuple(_asked_first(layout, changed)))


def _with_answers(layout: Layout) -> Iterator[Section]:
    """Terms of reference with a chapter of prose under each are not set out but answered: an analysis."""
    answered: set[int] = set()
    for place, section in enumerate(layout.sections):
        if section.role != "terms-of-reference" or section.inherited:
            continue
        below = [
            other
            for other, each in enumerate(layout.sections)
            if each.inherited
            and each.role == section.role
            and any(above is section for above in ancestors(layout.sections, each))
        ]
        told = [other for other in below if _is_told(layout, layout.sections[other])]
        if len(told) >= _CHAPTERS and len(told) >= _MOST * len(below):
            answered.update((place, *below))
    for place, section in enumerate(layout.sections):
        yield replace(section, role="analysis", also=()) if place in answered else section


def _is_told(layout: Layout, section: Section) -> bool:
    """Paragraphs of several sentences that ask nothing."""
    prose = [index for index in _blocks(layout, section) if not layout.is_list(index)]
    said = [span for index in prose for span in sentences(layout.document, layout.block(index).span)]
    asking = sum(layout.words(span).endswith("?") for span in said)
    return len(said) >= _TELLING and asking * 2 < len(said)


def _asked_first(layout: Layout, sections: Sequence[Section]) -> Iterator[Section]:
    """Questions before anything has been told or found are those that the review was to answer; not those of a panel that
    ends each chapter."""
    told = [
        place
        for place, section in enumerate(sections)
        if section.role in _SUBSTANCE
        and not any(above.role == "summary" for above in ancestors(sections, section))
    ]
    titles = Counter(section.heading(layout.document).lower() for section in sections)
    for place, section in enumerate(sections):
        once = titles[section.heading(layout.document).lower()] == 1
        first = section.role == "questions" and once and any(place < other for other in told[:1])
        yield replace(section, role="terms-of-reference") if first else section


def _open(section: Section) -> bool:
    """Its own heading does not tell, and it stands in no section that is none of this review's learning."""
    return not section.labelled and (
        section.role not in _SETTLED or (section.inherited and section.role not in DECOYS)
    )


def _asks_somebody(layout: Layout, section: Section) -> str | None:
    """ "Ask of the partnership" is a heading for questions by its words, and for recommendations where all below asks."""
    if section.role != "questions" or section.inherited:
        return None
    blocks = _blocks(layout, section)
    asked = [_is_asked(layout, index) for index in blocks if not layout.text(index).endswith(":")]
    return "recommendations" if asked and all(asked) else None


def _is_message(layout: Layout, section: Section) -> bool:
    """ "Ask who else lives there" among the headings of a section for findings, with nothing below that asks: one of them."""
    above = layout.sections[section.parent] if section.parent is not None else None
    if section.role != "questions" or section.inherited or above is None or above.role != "findings":
        return False
    below = _blocks(layout, section)
    asking = any(asks(layout.text(index)) or _is_asked(layout, index) for index in below)
    return bool(below) and not asking


def _goes_on(layout: Layout, before: Section, section: Section) -> bool:
    """A section beside one whose role its content told, with a single item of the same kind: "To the Trust"."""
    told = before.role if before not in layout.sections and before.level == section.level else None
    blocks = [index for index in _blocks(layout, section) if layout.words(layout.block(index).span)]
    return (
        told is not None
        and _open(section)
        and len(blocks) == 1
        and any(role == told and tells(layout, blocks[0]) for role, tells in _TELLS)
    )


def _sought(layout: Layout) -> Iterator[str]:
    """The roles that content may tell in this document: those that nothing in it announces, and questions."""
    yield "questions"
    if not _announced(layout, "recommendation", "recommendations", "action-plan"):
        yield "recommendations"
    if not _announced(layout, "good-practice", "good-practice"):
        yield "good-practice"


def _role(layout: Layout, section: Section, sought: Sequence[str]) -> str | None:
    """What stands below its heading tells, here and wherever the heading comes again: a panel of each chapter."""
    heading = section.heading(layout.document).lower()
    alike = [each for each in layout.sections if each.heading(layout.document).lower() == heading]
    if heading and all(map(_open, alike)):
        blocks = [index for each in alike for index in _blocks(layout, each)]
    else:
        blocks = _blocks(layout, section)
    listed = [index for index in blocks if layout.is_item(index)]
    if runs_through(layout, listed):
        listed = []  # paragraphs of a report that numbers them all
    for role, tells in _TELLS:
        if role not in sought:
            continue
        if role == "questions" and not any(layout.text(index).endswith("?") for index in blocks):
            continue  # terms of reference are worded as questions
        if role == "questions" and score("question-lead", section.heading(layout.document)) < 0:
            continue  # the standing questions of every briefing
        if section.inherited and not _mostly_listed(layout, listed, blocks):
            continue  # prose of the section around it, and at its end a list
        if _holds(layout, listed, tells, _MOST) or (
            not listed and _holds(layout, blocks, tells, _NEARLY_ALL)
        ):
            return role
    if "good-practice" in sought and _praised(layout, listed or _lines(layout, blocks)):
        return "good-practice"
    return None


def _mostly_listed(layout: Layout, listed: Sequence[int], blocks: Sequence[int]) -> bool:
    """The list items are at least half of the words; so they are where there is no list."""
    words = {index: len(layout.text(index).split()) for index in blocks}
    return not listed or 2 * sum(words[index] for index in listed) >= sum(words.values())


def _lines(layout: Layout, blocks: Sequence[int]) -> Sequence[int]:
    """The blocks where each is one sentence: a list that lost its bullets.  Longer prose is never all of one kind."""
    single = all(len(sentences(layout.document, layout.block(index).span)) == 1 for index in blocks)
    return blocks if single else ()


def _praised(layout: Layout, blocks: Sequence[int]) -> bool:
    chances = [likelihood("good-practice", layout.text(index)) for index in blocks]
    return len(chances) >= 2 and sum(chances) >= _PRAISED * len(chances)


def _blocks(layout: Layout, section: Section) -> list[int]:
    return [
        index
        for index in range(section.body, section.end)
        if layout.block(index).kind is not BlockKind.FOOTNOTE
        and not layout.in_grid(index)
        and not layout.labels[index]
    ]


def _holds(layout: Layout, blocks: Sequence[int], tells: Callable[[Layout, int], bool], share: float) -> bool:
    telling = sum(tells(layout, index) for index in blocks)
    return (telling >= 2 and telling >= share * len(blocks)) or (
        tells is _is_question and 0 < telling == len(blocks)
    )


def _announced(layout: Layout, kind: str, *roles: str) -> bool:
    """A label or a heading of the document names the kind."""
    labelled = any(
        label is not None and label.kind == kind and (label.number is not None or len(label.rest) > 0)
        for label in layout.labels
    )
    return labelled or any(
        role in (section.role, *section.also) for section in layout.sections for role in roles
    )


def _is_question(layout: Layout, index: int) -> bool:
    """It ends in a question mark; among list items one that has lost it counts too."""
    words = layout.text(index)
    return words.endswith("?") or (layout.is_item(index) and asks(words))


def _is_asked(layout: Layout, index: int) -> bool:
    words = layout.text(index)
    if asks(words):
        return False
    if is_to(words):
        return True
    spans = sentences(layout.document, layout.block(index).span)
    asking = sum(reads_as_asked(layout.words(span)) for span in spans)
    return words.startswith("that ") or asking * 2 >= max(1, len(spans))


_TELLS: tuple[tuple[str, Callable[[Layout, int], bool]], ...] = (
    ("questions", _is_question),
    ("recommendations", _is_asked),
)

"""The names that a sentence gives one after the other: cut at its commas, its "and" and its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.agencies.entries import Entry, entries_in, is_branch, is_sure
from kg.extraction.agencies.grammar import heads, is_distinct
from kg.extraction.vocabulary import cues
from kg.model import Document, Span

# Between two sentences.  The white space is found first, and what stands before it looked at then: it is the rarer.
SENTENCE = re.compile(r"\s(?:(?<=[a-z)\]”\"’\d][.!?]\s)\s*(?=[A-Z“])|(?<=[A-Z]{2}[.]\s)\s*(?=[A-Z]))")
_NEAR = 40  # letters from one lead-in to the next that carries it on
_JOINT = re.compile(r"\s+and\s+(?:the\s+)?(?=[A-Z])")
_BEHIND = 80  # letters behind a name, in which it is said what it is
_HEAD_WORDS = 2  # "and Rescue Service" goes on with the name before it
_DATE = re.compile(r"\b(?:19|20)\d\d$")


def with_branches(document: Document, named: Sequence[Entry]) -> list[Entry]:
    """ "Police Service, D District": a general name and, behind a comma, the branch that tells which."""
    joined: list[Entry] = []
    for entry in named:
        before = joined[-1] if joined else None
        if before is not None and _is_branch(document, before.span, entry.span):
            joined[-1] = replace(entry, span=Span(before.span.start, entry.span.end))
        else:
            joined.append(entry)
    return joined


def _is_branch(document: Document, before: Span, span: Span) -> bool:
    headed = bool(heads(document.text, before.start, before.end))
    if headed and is_branch(document.words(span)):
        return document.text[before.end : span.start] == ", "
    general = headed and not is_distinct(document.words(before))
    named = any(head.strong for head in heads(document.text, span.start, span.end))
    beside = document.text[before.end : span.start] == ", "
    return general and beside and not named and is_distinct(document.words(span))


def named_behind(
    document: Document, sentence: Span, lead: re.Match[str] | None, carried: re.Match[str] | None
) -> list[Entry]:
    """The names behind a lead-in, or in front of it ("A, B and C contributed"), whichever are more."""
    words = document.words(sentence)
    if carried is not None:
        starts = [Span(sentence.start + carried.end(), sentence.end)]
    else:
        assert lead is not None  # one of the two tells
        leads = cues("contributors")["lead-in"].pattern.finditer(words)
        behind = lead.end()
        for further in leads:  # "evidence from her mother and from witnesses called by"
            behind = max(behind, further.end()) if further.start() <= behind + _NEAR else behind
        starts = [
            Span(sentence.start + behind, sentence.end),
            Span(sentence.start, sentence.start + lead.start()),
        ]
    found: list[Entry] = []
    for part in starts:
        entries = [e for piece in pieces(document.text, part) for e in entries_in(document.text, piece)]
        if len(found) < 2 and len(entries) > len(found):
            found = entries
    alone = with_branches(document, [entry for entry in found if stands_alone(document, entry)])
    return [*alone[:-1], *_last_two(document, alone[-1])] if len(alone) > 1 else alone


def _last_two(document: Document, last: Entry) -> list[Entry]:
    """The end of a long list, "Bay Royal Hospital and Tideline": two names, for nothing else joins it to those before."""
    words = document.words(last.span)
    if last.acronym:
        return [last]
    before = document.text[: last.span.start].rstrip().removesuffix("the").rstrip()
    joined = before.endswith(" and")  # then a name of two heads may hold the "and"
    one = cues("addressees")["one-body"].pattern
    inside = [span.span() for span in one.finditer(words)]
    inside += [(head.start, head.end) for head in heads(words, 0, len(words))]
    joints = [
        joint
        for joint in _JOINT.finditer(words)
        if not any(start < joint.start() and joint.end() < end for start, end in inside)
        and is_distinct(words[: joint.start()])
        and is_distinct(words[joint.end() :])
        and _ends_whole(words[: joint.start()], words[joint.end() :], joined)
    ]
    if len(joints) != 1:
        return [last]
    start, joint = last.span.start, joints[0]
    return [Entry(Span(start, start + joint.start())), Entry(Span(start + joint.end(), last.span.end))]


def _ends_whole(first: str, second: str, joined: bool) -> bool:
    """Two names and not one: both end in a head, or only the first does and the second is no part of a body's name."""
    whole = [head.end for head in heads(first, 0, len(first))][-1:] == [len(first)]
    headed = [head.end for head in heads(second, 0, len(second))][-1:] == [len(second)]
    several = not joined and len(first.split()) > 1 and len(second.split()) > _HEAD_WORDS
    return (whole and not heads(second, 0, len(second))) or (headed and several)


def is_introduced(text: str, end: int) -> bool:
    """Whether the words behind a name and a comma tell that it is a body's: "…, a charity", "…, which housed him"."""
    behind = text[end : end + _BEHIND]
    return behind.startswith(", which ") or (
        behind.startswith(", ") and cues("contributors")["is-a-body"].pattern.match(behind) is not None
    )


def stands_alone(document: Document, entry: Entry) -> bool:
    """In a sentence a single plain word ("Maureen") or words in small letters ("a charity") are no body.

    What is said of it behind a comma or in a bracket can tell that it is one: "Larkrise (a charity)", "Larkrise, which housed him".
    """
    words = document.words(entry.span)
    told = entry.remarks or entry.acronym or is_introduced(document.text, entry.span.end)
    plain = (
        len(words.split()) == 1
        and not words.isupper()
        and not told
        and not is_sure(document.text, entry.span)
    )
    return (
        not plain
        and not words[0].islower()
        and not words.startswith(("A ", "An "))
        and not _DATE.search(words)
    )


def sentences_in(document: Document, span: Span) -> Iterator[Span]:
    place = span.start
    for gap in SENTENCE.finditer(document.text, span.start, span.end):
        yield Span(place, gap.start())
        place = gap.end()
    yield Span(place, span.end)


def pieces(text: str, span: Span) -> Iterator[Span]:
    """A run of names cut at commas and semicolons outside brackets, and at the words behind a name that tell more of it."""
    depth, place = 0, span.start
    for offset in range(span.start, span.end):
        character = text[offset]
        depth += (character == "(") - (character == ")")
        if character in ",;:·•|" and depth <= 0:
            yield Span(place, offset)
            place = offset + 1
        elif character == ")" and depth <= 0 and text.startswith(" and ", offset + 1):
            yield Span(place, offset + 1)
            place = offset + len(") and ")
    yield Span(place, span.end)

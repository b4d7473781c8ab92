"""Names of bodies in running text: capitalised words that end in (or open with) an organisational head.

The heads are data (``ontology/cues/organisations.ttl``), so the grammar knows invented bodies as well as real ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extraction.vocabulary import Cue, cues, phrase_pattern
from kg.model import Span

_CAPITAL = r"(?:St\.|[A-ZÀ-ÞŴŶ][\w’'\-]*|\d{1,2}(?:-\d{1,2})?(?![\d.,/]))"
_LINK = r"(?:(?:of|and|for|in|y|yr|&)(?:\s+the)?)"
_RUN = re.compile(rf"(?<![\w’']){_CAPITAL}(?:[ \t\u00a0]*\n?[ \t\u00a0]*(?<=\s)(?:{_LINK}\s+)?{_CAPITAL})*")
_AND = re.compile(r"^\s*(?:and|&)\b\s*", re.IGNORECASE)
_THE = re.compile(r"^\s*(?:and|&)\s+the\b", re.IGNORECASE)
_JOINT = re.compile(r"\s+(?:and|&)\s+(?:the\s+)?")
_LINKS = re.compile(r"(?:of|and|for|in|the|&)\s")
_LONGEST = 600  # characters of a run of capitalised words
_COUNT = re.compile(r"\d{1,2}\s+([A-Z][\w’'-]*)")
_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?")
_ROMAN = re.compile(r"[IVX]+")
_VAGUE = 2.0  # the weight of a head that is as often a common word ("Practice", "Service")
_RUNS_ON = re.compile(r"[ \u00a0]+[A-Z]")
_ACRONYM_AND = re.compile(r"[A-Z]{3,}\s+and\s+(?:the\s+)?(?=[A-Z])")
_NUMBER = re.compile(r"\s+(?:\d{1,2}|[A-Z])(?![\w’'])")
_IN_KEYS = re.compile(r"[-‐‑–—\s]+")
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Head:
    """A head inside a name: where it stands, and the cue that it matches."""

    start: int
    end: int
    cue: Cue

    @property
    def strong(self) -> bool:
        return self.cue.broader not in ("weak-head", "capital-head")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The phrases of ``organisations.ttl``, compiled once."""

    heads: re.Pattern[str]
    openers: re.Pattern[str]
    stops: frozenset[str]
    generic: frozenset[str]
    by_phrase: dict[str, Cue]


def fold(words: str) -> str:
    """Words as they are compared: small letters, one kind of apostrophe and space, no full stops."""
    return " ".join(words.replace("’", "'").replace("‘", "'").replace(".", "").split()).casefold()


def phrase_key(words: str) -> str:
    """A matched phrase as it is looked up: phrases match with any dash, space or none where they have a hyphen."""
    return _IN_KEYS.sub("", fold(words))


@cache
def grammar() -> Grammar:
    """The grammar of names.  Raises ``OntologyError`` when its file is broken."""
    every = cues("organisations")
    ends = [c for c in every.values() if c.broader in ("terminal", "head", "weak-head", "capital-head")]
    opens = [c for c in every.values() if c.broader == "opener"]
    return Grammar(
        heads=phrase_pattern(phrase for cue in ends for phrase in cue.phrases),
        openers=phrase_pattern(phrase for cue in opens for phrase in cue.phrases),
        stops=frozenset(fold(phrase) for phrase in every["opening-word"].phrases),
        generic=frozenset(fold(phrase) for phrase in every["generic-word"].phrases),
        by_phrase={phrase_key(phrase): cue for cue in (*opens, *ends) for phrase in cue.phrases},
    )


def heads(text: str, start: int, end: int) -> list[Head]:
    """The heads in a stretch of text; neighbours stay apart."""
    known = grammar()
    return [
        Head(m.start(), m.end(), cue)
        for m in known.heads.finditer(text, start, end)
        if (cue := known.by_phrase.get(phrase_key(m.group())))
        and not (cue.broader == "capital-head" and m.group().islower())
    ]


def opener(text: str, start: int, end: int) -> Head | None:
    """The opener that a stretch begins with, if it does."""
    match = grammar().openers.match(text, start, end)
    return Head(match.start(), match.end(), grammar().by_phrase[phrase_key(match.group())]) if match else None


def is_distinct(words: str) -> bool:
    """Whether a name tells its body from others of its kind: some word is neither a head nor a generic word."""
    rest = grammar().heads.sub(" ", words)
    return any(
        fold(word) not in grammar().generic and not _ROMAN.fullmatch(word)
        for word in re.findall(r"[A-ZÀ-ÞŴŶ][\w’'\-]*", rest)
    )


def names_in(text: str, start: int, end: int) -> Iterator[Span]:
    """Every name of a body in ``text[start:end]``, told by its head; the longest reading of each."""
    place = start
    while match := _RUN.search(text, place, end):
        if match.end() - match.start() > _LONGEST:
            place = match.end()  # capitals without end are no name, and would take long to cut
            continue
        first, last = _trimmed(text, match.start(), match.end())
        if not _opens_sentence(text, first, last, start):
            last = _with_small_head(text, last, end)
        place = max(last, match.end())
        if first < last:
            yield from (span for span in split(text, first, last) if _is_name(text, span))


def split(text: str, start: int, end: int) -> list[Span]:
    """One stretch of capitalised words as the names in it: a lost line break or an "and" may have joined two.

    Each name runs to its last head; words behind the last head are dropped.  A stretch without a head gives nothing.
    """
    groups = _groups(heads(text, start, end), text)
    if (named := _opened(text, start, end, groups)) is not None:
        return [named, *(split(text, _behind_and(text, named.end), end) if named.end < end else [])]
    spans: list[Span] = []
    first = start
    for place, group in enumerate(groups):
        following = groups[place + 1] if place + 1 < len(groups) else None
        if following is None or (cut := _cut(text, first, group, following)) is None:
            continue
        spans.append(Span(first, _numbered(text, group[-1].end, end)))
        first = cut
    if groups:
        spans.append(Span(first, _numbered(text, groups[-1][-1].end, end)))
    elif opener(text, first, end):
        spans.append(Span(first, end))
    return [Span(_behind_of(text, span.start, span.end), span.end) for span in spans]


def _opened(text: str, start: int, end: int, groups: list[list[Head]]) -> Span | None:
    """ "University of Tarn": a name with its head in its opener, up to the "and" in front of a second name."""
    opening = opener(text, start, end)
    if opening is None or not groups or groups[0][-1].end > opening.end:
        return None
    if len(groups) == 1:
        return Span(start, end)
    joint = _JOINT.search(text, opening.end, groups[1][0].start)
    return Span(start, joint.start()) if joint else None


def _behind_and(text: str, place: int) -> int:
    match = _JOINT.match(text, place)
    return match.end() if match else place


def _groups(found: list[Head], text: str) -> list[list[Head]]:
    """Heads that stand side by side are one: "Council" and "Children's Social Care"."""
    groups: list[list[Head]] = []
    for head in found:
        if groups and text[groups[-1][-1].end : head.start].isspace():
            groups[-1].append(head)
        else:
            groups.append([head])
    return groups


def _cut(text: str, first: int, left: list[Head], right: list[Head]) -> int | None:
    """Where the second name begins, when the two head groups belong to two names; None when they are one name's."""
    end = _numbered(text, left[-1].end, right[0].start)
    gap = text[end : right[0].start]
    joined = _AND.match(gap)
    own = is_distinct(gap[joined.end() if joined else 0 :])
    if joined:
        whole = is_distinct(text[first : left[0].start]) or left[-1].cue.broader == "terminal"
        both = left[-1].cue.broader == "terminal" and right[-1].strong and not _one_setting(left, right)
        two = (own and whole) or _THE.match(gap) or (whole and both)
        return end + joined.end() + _article(gap[joined.end() :]) if two else None
    if (
        left[-1].cue.broader == "terminal"
        and right[-1].strong
        and own
        and not gap.lstrip().startswith(("of ", "for "))
    ):
        return end + len(gap) - len(gap.lstrip()) + _article(gap.lstrip())
    return None


def _one_setting(left: list[Head], right: list[Head]) -> bool:
    """ "Moorgate Primary School and Nursery" is one setting: its second head is of the same field."""
    field = {"school", "early-years-setting", "further-education-college"}
    return left[-1].cue.signals in field and right[-1].cue.signals in field


def _article(words: str) -> int:
    return len(words) - len(re.sub(r"^the\s+", "", words))


def _numbered(text: str, end: int, limit: int) -> int:
    """A number or letter behind a head belongs to it: "Town Surgery 3", "School A"."""
    match = _NUMBER.match(text, end, limit)
    return match.end() if match else end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the words in front that open a sentence and no name, and the links that they leave."""
    first = start
    while match := _WORD.match(text, start, end):
        if fold(match.group()) not in grammar().stops and (start == first or not _LINKS.match(match.group())):
            break
        start = match.end()
    # A number in front is a recommendation's or a date's, unless it counts ("2 Local GP Practices").
    if (match := _COUNT.match(text, start, end)) and fold(match.group(1)) not in grammar().generic:
        start = match.start(1)
    start = _behind_of(text, start, end)
    # An acronym and a name: "SWYPFT and Children's Social Care".
    if match := _ACRONYM_AND.match(text, start, end):
        start = match.end()
    return start, end


def _behind_of(text: str, start: int, end: int) -> int:
    """ "Chair of the … Partnership": the body is what stands behind "of", when nothing in front is a body."""
    for match in _OF.finditer(text, start, end):
        front = any(head.strong for head in heads(text, start, match.start())) or opener(text, start, end)
        if not front and is_distinct(text[match.end() : end]) and heads(text, match.end(), end):
            return match.end()
    return start


def _opens_sentence(text: str, start: int, end: int, limit: int) -> bool:
    """A single capitalised word at the start of a sentence owes its capital to its place: "Good practice"."""
    alone = re.search(r"\s", text[start:end].strip()) is None
    if not alone or start == limit:
        return alone
    before = text[limit:start]
    words = before.rstrip()
    return words.endswith((".", "!", "?", ":", "•")) or "\n" in before[len(words) :]


def _with_small_head(text: str, end: int, limit: int) -> int:
    """A head in small letters right behind capitalised words: "Mental Health in Families team"."""
    match = re.compile(r"\s").match(text, end, limit)
    head = grammar().heads.match(text, match.end(), limit) if match else None
    return head.end() if head and heads(text, head.start(), head.end()) else end


def _is_name(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    last = heads(text, span.start, span.end)[-1:]
    if last and last[0].cue.weight <= _VAGUE and _RUNS_ON.match(text, span.end):
        return False  # "Child Practice Review": the head is no head here
    if any(head.strong for head in heads(text, span.start, span.end)):
        return True
    return is_distinct(words) or len(re.findall(r"\b[A-Z]", words)) > 2

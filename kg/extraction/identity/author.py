"""Who wrote the review: behind a label, or a bare name with letters behind it.  Chairs are not authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.agencies.grammar import heads
from kg.extraction.dates import find_dates
from kg.extraction.identity.cover import Line, labelled
from kg.extraction.identity.label import common_words
from kg.extraction.vocabulary import cues
from kg.model import Claim, Document, Span

_HONOURS = "Dr|Professor|Prof|Sir|Dame|Judge|HHJ|Baroness|Lord|Lady"  # that no child and no place bears
_TITLE = rf"(?:(?:{_HONOURS}|Mr|Mrs|Ms|Miss|Rev|Revd)\.?\s+)?"
_NAME = re.compile(
    rf"{_TITLE}(?:[A-ZÀ-ÞŴŶ][\w’'-]+|[A-Z]\.)(?:[ \u00a0]+(?:[A-Z]\.|[A-ZÀ-ÞŴŶ][\w’'-]*|de|van|von|der|ap|ab|al))*[ \u00a0]+[A-ZÀ-ÞŴŶ][\w’'-]+"
)
_TITLED = re.compile(rf"(?:{_HONOURS})\b")
_DATED = ("published", "completed", "agreed", "updated")
_JOIN = re.compile(r"\s*(?:;|&|\band\b|\n)\s*")
_LETTERS = re.compile(r"\s*,?\s*(?:\(?[A-Z][A-Za-z]*\.?[A-Z.]{1,}\)?|Dip\b|BA\b|MA\b|MSc\b|PhD\b|LL)")
_LONGEST = 120  # characters of a line that names an author
# "Words: Kit March, independent reviewer", "Prepared on behalf of the Board by Kit March, lead reviewer"
_CREDIT = re.compile(
    r"^(?:[A-Z][a-z]+:|By|(?:Prepared|Written|Compiled|Undertaken|Completed)\b[^.;:]{0,60}?\bby)\s+(?=[A-Z])"
)
_SILK = re.compile(r"\s(?:QC|KC|CBE|OBE|MBE|QPM)$")  # borne with the name, unlike a degree


def author(document: Document, lines: Sequence[Line]) -> Claim[str] | None:
    """The author, or the authors joined by "; ".  None where nobody is named."""
    found = (
        _by_label(document, lines)
        or _by_role(document, lines)
        or _under_title(document, lines)
        or _by_label(document, list(labelled(document)))
        or _alone(document, lines)
    )
    rule = "author/label"
    if not found:
        found, rule = _in_prose(document), "author/sentence"
    if not found:
        return None
    names = list(dict.fromkeys(" ".join(document.words(span).split()) for span in found))
    whole = Span(min(span.start for span in found), max(span.end for span in found))
    span = whole if len(names) > 1 and len(whole) < 300 else found[0]
    return Claim("; ".join(names), document.quote(span), rule)


def _by_label(document: Document, lines: Sequence[Line]) -> list[Span]:
    known = cues("identity")
    found: list[Span] = []
    for place, line in enumerate(lines):
        if not known["author"].pattern.search(line.label) or _is_chair_only(line.label):
            continue
        names = list(_names(document, line.span))
        found += [name for name in names if name not in found]
        following = lines[place + 1] if place + 1 < len(lines) else None
        if names and following and not following.label and _is_name_with_role(document, following.span):
            found += list(_names(document, following.span))[:1]
    return found


def _is_chair_only(label: str) -> bool:
    """ "Independent Chair" is none, "Independent Chair and Author" is one."""
    known = cues("identity")
    chair = known["not-author"].pattern.search(label)
    return (
        chair is not None
        and known["author"].pattern.search(label, chair.end()) is None
        and not (
            (first := known["author"].pattern.search(label))
            and first.end() < chair.start()
            and " and " in label
        )
    )


def _by_role(document: Document, lines: Sequence[Line]) -> list[Span]:
    """Unlabelled lines that are a name with a reviewer's role, or with letters, behind it or on the next line."""
    roles = cues("identity")["author-role"].pattern
    below = [roles.fullmatch(document.words(line.span).strip(" .,:")) is not None for line in lines[1:]]
    return [
        name
        for line, over_role in zip(lines, [*below, False], strict=False)
        if not line.label
        and (
            _is_name_with_role(document, line.span) or (over_role and _NAME.match(document.words(line.span)))
        )
        for name in list(_names(document, _uncredited(document, line.span)))[
            : 2 if " and " in document.words(line.span) else 1
        ]
    ]


def _under_title(document: Document, lines: Sequence[Line]) -> list[Span]:
    """ "by Jane Smith" as a line of the cover: a name and no body."""
    by = re.compile(rf"(?:{cues('identity')['written-by'].pattern.pattern})\s+(?=[A-ZÀ-Þ])", re.IGNORECASE)
    for line in lines:
        match = by.match(document.text, line.span.start, line.span.end)
        if match and len(line.span) < _LONGEST and not line.label:
            return list(_names(document, Span(match.end(), line.span.end)))
    return []


def _alone(document: Document, lines: Sequence[Line]) -> list[Span]:
    """A line of the cover that is the name of one person or two and no more: "Ada Finch and Dele Orme", "Professor Imogen Vale".

    A single name without a title is as often a place's or a child's.
    """
    return next((list(_names(document, line.span)) for line in lines if only_persons(document, line)), [])


def only_persons(document: Document, line: Line) -> bool:
    """An unlabelled line that is no more than the names of two persons, or of one with a title."""
    words = document.words(line.span)
    names = _NAME.findall(words)
    told = _JOIN.sub("", words) == "".join(names) and all(_is_person(name) for name in names)
    return not line.label and told and (len(names) == 2 or (len(names) == 1 and bool(_TITLED.match(words))))


def _is_person(name: str) -> bool:
    borne = re.sub(rf"^{_TITLE}", "", name)
    known = {word.casefold() for word in borne.split()} & common_words()
    return not known and not heads(name, 0, len(name))


def _uncredited(document: Document, span: Span) -> Span:
    match = _CREDIT.match(document.words(span))
    return Span(span.start + match.end(), span.end) if match else span


def _is_name_with_role(document: Document, span: Span) -> bool:
    words = _CREDIT.sub("", document.words(span))
    match = _NAME.match(words)
    if match is None or heads(words, 0, match.end()):
        return False
    behind = words[match.end() :]
    lettered = _LETTERS.match(behind) or _SILK.search(match.group())
    return bool(cues("identity")["author-role"].pattern.search(behind) or lettered) and len(words) < _LONGEST


def _names(document: Document, span: Span) -> Iterator[Span]:
    """The persons in a value: letters behind a name, roles and bodies left out."""
    dates = find_dates(document.text, span.start, span.end)
    if dates:
        dated = _date_label().search(document.text[: dates[0].span.start], span.start)
        span = Span(span.start, dated.start() if dated else dates[0].span.start)
    place = span.start
    for joint in [*_JOIN.finditer(document.text, span.start, span.end), None]:
        end = joint.start() if joint else span.end
        match = _NAME.match(document.text, place, end)
        # "Learning and Improvement Officer" is a post, and no second person
        post = match is not None and cues("identity")["post"].pattern.search(match.group()) is not None
        if match and not post and not heads(document.text, match.start(), match.end()):
            yield Span(match.start(), _without_letters(document.text, match.start(), match.end()))
        place = joint.end() if joint else end


@cache
def _date_label() -> re.Pattern[str]:
    """What is said of a date right in front of it, on the line of a name: "… Marsh Published May 2024"."""
    said = "|".join(cues("identity")[slug].pattern.pattern for slug in _DATED)
    return re.compile(rf"(?:{said})[\s:]*$", re.IGNORECASE)


def _without_letters(text: str, start: int, end: int) -> int:
    """Without degrees at the end, and without the first word of a label that follows on the same line."""
    if re.compile(r"\s+(?:to|by|on|for|at|from)\s").match(text, end) and len(text[start:end].split()) > 2:
        end = start + text[start:end].rindex(
            " "
        )  # the capital opens the next statement: "… Submitted to the Board"
    while True:
        last = re.search(r"\s+(\S+)$", text[start:end])
        letters = last is not None and re.fullmatch(
            r"[A-Z]{2,}|(?=.+[A-Z])(?:[A-Z]{1,3}[a-z]{0,2}\.?)+[A-Z.]*|Dip|Hons", last.group(1)
        )
        upper = text[start:end].isupper()
        if (
            last is None
            or not letters
            or upper
            or _SILK.search(text[start:end])
            or len(text[start:end].split()) < 3
        ):
            return end
        end = start + last.start()


def _in_prose(document: Document) -> list[Span]:
    """ "The lead reviewer, Annelise Corrigan, …"; "… appointed X as independent author"."""
    role = cues("identity")["author"].pattern.pattern
    pattern = re.compile(rf"(?i:{role})\s*,?\s+(?:is\s+|was\s+)?(?P<name>{_NAME.pattern})")
    by = re.compile(rf"\b(?:report|review),?\s+by\s+(?P<name>{_NAME.pattern}),")
    for block in document.blocks:
        match = pattern.search(document.text, block.span.start, block.span.end) or by.search(
            document.text, block.span.start, block.span.end
        )
        if match and not heads(document.text, match.start("name"), match.end("name")):
            start, end = match.span("name")
            return [Span(start, _without_letters(document.text, start, end))]
    return []

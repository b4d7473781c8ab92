"""The title of a document, from the lines of its cover that name the review."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise, takewhile

from kg.extraction.agencies.grammar import names_in
from kg.extraction.dates import find_dates
from kg.extraction.identity.author import only_persons
from kg.extraction.identity.coroner import TYPE as CORONERS
from kg.extraction.identity.cover import Line
from kg.extraction.identity.kind import mentions
from kg.extraction.identity.label import CASE_NUMBER
from kg.extraction.identity.publisher import boards_in
from kg.extraction.roles import roles_of
from kg.extraction.vocabulary import concepts, cues
from kg.model import BlockKind, Claim, Document, Span

_LONGEST = 30  # words of a line of a title
_MARKER = 8  # characters in front of a block that can be its marker
_SENTENCE = 25  # words of a line that opens a paragraph
_SUBTITLE = 15  # words of a heading that is taken for a title's further line by its look alone
_WHOLE = 0.9  # of a line that a board's name fills
_BAR = 2  # strokes in a site's bar, at least
_BAR_WORDS = 6  # of a part of it
_REFERENCE = re.compile(r"Re:?\s+(?=\S)")
_INTO = re.compile(r"(?:a\s+)?report into\b", re.IGNORECASE)
_TRAIL = re.compile(r"\S\s+[>›»]\s+\S.*\s[>›»]\s+\S")  # where a page stands: "Home > Our work > Reviews"
_OF_AUTHOR = re.compile(
    r"\s*\bReport (?:of|by) the (?:[\w-]+ ){0,3}(?:reviewers?|authors?|chair)\b,?\s*", re.IGNORECASE
)
_DESCRIBED = re.compile(
    r"An? (?:[\w-]+ ){0,3}(?:review|report|briefing|summary)\b"
)  # below a title: what it is
_REPORT = re.compile(r"\b(?:review|report)\b", re.IGNORECASE)


def title(document: Document, lines: Sequence[Line], label: Claim[str] | None) -> str:
    """The first unbroken run of lines that name type, kind or subject; the first line when none does.

    Where these are headings, the headings around them go with them: "Seen, Heard, Believed?" above, "Marianne, died
    June 2020" below.
    """
    lines = [
        line for line in lines if not _is_of_the_page(document, line) and not only_persons(document, line)
    ]
    for line in lines:
        if line.label and re.match(r"title\b", line.label, re.IGNORECASE):
            return _words(document, line.span)
    if (form := _of_coroner(document, lines)) is not None:
        return _words(document, form)
    first = next((i for i in range(len(lines)) if _names_the_review(document, lines, i, label)), None)
    if first is None:
        return _words(document, lines[0].span) if lines else document.source.name
    run = [lines[first].span]
    if _is_heading(document, lines[first]):
        above = _above(document, lines, first)
        run = above if above and _describes(document, lines[first]) else [*above, *run]
        if not above and (briefing := _briefing_above(document, lines[first - 1 : first])):
            run = [briefing, *run]
    for place in range(first + 1, len(lines)):
        line = lines[place]
        if _words(document, line.span) in [_words(document, span) for span in run]:
            continue  # printed again, as a running head is
        if label and _words(document, line.span).casefold() == label.value.casefold():
            if _said(document, run, label):
                continue
            run.append(line.span)
        elif _is_part(document, lines[first], line) or _describes(document, line):
            break
        elif _goes_on(document, lines, place, label, run):
            run.append(line.span)
        else:
            if _is_for_board(document, line) and _is_reference(document, lines[place + 1 : place + 2]):
                run.append(lines[place + 1].span)
            break
    run = _without_board(document, _without_author(document, _in_english(document, run)))
    if _solid(document, run):
        return _words(document, Span(run[0].start, run[-1].end))
    return " ".join(_words(document, s) for s in run)


def _of_coroner(document: Document, lines: Sequence[Line]) -> Span | None:
    """A coroner's form has one line for a title, the fullest of those that repeat it; boxes follow."""
    named = [[slug for slug, _ in mentions(document.text, line.span)] for line in lines]
    first = next((place for place, slugs in enumerate(named) if slugs), None)
    if first is None or CORONERS not in named[first]:
        return None
    run = takewhile(lambda each: CORONERS in each[1], zip(lines[first:], named[first:], strict=True))
    spans = [line.span for line, _ in run if len(document.words(line.span).split()) <= _SUBTITLE]
    return max(spans, key=len, default=None)


def _is_of_the_page(document: Document, line: Line) -> bool:
    """Where a page stands ("Home > Our work > Reviews"), or a part of a site's bar ("Report abuse | Search | Easy read")."""
    block = document.blocks[line.block].span
    whole = document.words(block)
    bar = whole.count(" | ") >= _BAR and max(len(part.split()) for part in whole.split(" | ")) <= _BAR_WORDS
    bar = bar and not find_dates(whole)  # a line with a date is the title's own
    return bar or _TRAIL.search(document.words(line.span)) is not None


def _describes(document: Document, line: Line) -> bool:
    """ "A review using …" below a title says what it is; as a heading of its own it is a part of the title."""
    block = document.blocks[line.block]
    own = block.kind is BlockKind.HEADING and len(line.span) >= _WHOLE * len(block.span)
    words = document.words(line.span)
    long = (
        len(words.split()) > _SUBTITLE and _DESCRIBED.match(words.lower().replace("a ", "A ", 1)) is not None
    )
    return (_DESCRIBED.match(words) is not None or long) and not own


def _is_part(document: Document, first: Line, line: Line) -> bool:
    """ "Executive summary" as a heading below the title's own level: the part of the report that follows."""
    one, other = document.blocks[first.block], document.blocks[line.block]
    summary = concepts("review-schemes", "document-kind")["executive-summary"].pattern
    deeper = other.kind is not BlockKind.HEADING or (other.level or 0) > (one.level or 0)
    lower = one.kind is BlockKind.HEADING and deeper
    return lower and summary.fullmatch(document.words(line.span).strip()) is not None


def _is_for_board(document: Document, line: Line) -> bool:
    return not line.label and bool(boards_in(document, line.span))


def _is_reference(document: Document, following: Sequence[Line]) -> bool:
    """ "Re: APR 2/2021" below the board goes with the title over it, as on Welsh covers."""
    words = [document.words(line.span) for line in following if not line.label]
    return any(_REFERENCE.match(each) and CASE_NUMBER.search(each) for each in words)


def _goes_on(
    document: Document, lines: Sequence[Line], place: int, label: Claim[str] | None, run: Sequence[Span]
) -> bool:
    line = lines[place]
    if _opens_a_sentence(document, lines, place):
        return False
    if not _is_heading(document, line) and boards_in(document, line.span):
        return False  # for whom it was made, below the title
    if _names_the_review(document, lines, place, label) or _continues(document, run[-1], line):
        return True
    above = _is_heading(document, lines[place - 1]) and _is_subtitle(document, line)
    return above and not _is_over_prose(document, line)


def _above(document: Document, lines: Sequence[Line], first: int) -> list[Span]:
    """The headings right above, which no role, date or body takes."""
    found: list[Span] = []
    for line in reversed(lines[:first]):
        if not _is_heading(document, line) or not _is_subtitle(document, line):
            break
        found.insert(0, line.span)
    return found


def _briefing_above(document: Document, above: Sequence[Line]) -> Span | None:
    """ "7 minute briefing" right above, whose number the reader took for a heading's."""
    kind = concepts("review-schemes", "document-kind")["learning-briefing"].pattern
    for line in above:
        block = document.blocks[line.block]
        start = block.span.start
        if block.marker is not None and block.marker_printed:
            start = document.text.rfind(block.marker, max(0, start - _MARKER), start)
        whole = Span(max(start, 0), block.span.end)
        if block.kind is BlockKind.HEADING and kind.fullmatch(_words(document, whole)):
            return whole
    return None


def _is_over_prose(document: Document, line: Line) -> bool:
    """A heading right above a paragraph is that section's."""
    below = document.blocks[line.block + 1 : line.block + 2]
    return any(
        block.kind is not BlockKind.HEADING and len(document.words(block.span).split()) > _SUBTITLE
        for block in below
    )


def _is_heading(document: Document, line: Line) -> bool:
    return document.blocks[line.block].kind is BlockKind.HEADING


def _is_subtitle(document: Document, line: Line) -> bool:
    """A heading of the cover that may be part of the title: no section, body, person's role, date or Welsh version."""
    words, block = document.words(line.span), document.blocks[line.block]
    if line.label or block.kind is not BlockKind.HEADING or block.marker is not None:
        return False
    if not 0 < len(words.split()) <= _SUBTITLE or roles_of(words) or _welsh().fullmatch(words):
        return False
    dates = find_dates(words)
    only_dates = sum(len(dated.span) for dated in dates) > 0.7 * len(words)
    persons = cues("identity")["author-role"].pattern.search(words)
    return not only_dates and persons is None and next(names_in(words, 0, len(words)), None) is None


def _names_the_review(
    document: Document, lines: Sequence[Line], place: int, label: Claim[str] | None
) -> bool:
    line = lines[place]
    words = document.words(line.span)
    if line.label or not words or len(words.split()) > _LONGEST or _opens_a_sentence(document, lines, place):
        return False
    if cues("identity")["letter"].pattern.match(words) or _is_prose(document, line):
        return False
    if _INTO.match(words) or cues("identity")["concerning"].pattern.match(words):
        return True
    named = any(mentions(document.text, line.span))
    numbered = document.blocks[line.block].marker is not None and _is_heading(document, line)
    if numbered or (find_dates(words) and not (named and _is_heading(document, line))):
        return False  # a section; or a line of the cover that is dated, unless it is the title itself
    if named:
        return True
    kinds = concepts("review-schemes", "document-kind").values()
    if any(cue.pattern.search(words) for cue in kinds) or (_REPORT.search(words) and len(words.split()) < 13):
        return document.blocks[line.block].kind is not BlockKind.CELL
    return label is not None and any(
        name.casefold() in " ".join(words.split()).casefold() for name in label.value.split("; ")
    )


def _is_prose(document: Document, line: Line) -> bool:
    """The opening of a paragraph, cut at a label in it."""
    if _is_heading(document, line) or line.span.start != document.blocks[line.block].span.start:
        return False
    end = document.text.find("\n", line.span.start, document.blocks[line.block].span.end)
    words = document.text[line.span.start : end if end >= 0 else document.blocks[line.block].span.end]
    return len(words.split()) > _SENTENCE


def _opens_a_sentence(document: Document, lines: Sequence[Line], place: int) -> bool:
    """ "Independent review" in front of "commissioned by …": cut at a label that no colon sets apart."""
    following = lines[place + 1] if place + 1 < len(lines) else None
    if following is None or following.block != lines[place].block or not following.label:
        return False
    between = document.text[lines[place].span.end : following.span.start]
    return ":" not in following.label and "\n" not in between


def _continues(document: Document, before: Span, line: Line) -> bool:
    """A title that goes on: a line that ends in the middle of a phrase, or one that begins in small letters."""
    ends, words = document.words(before).rstrip(), document.words(line.span)
    middle = ends.endswith((",", ":", "–", "-", " and", " of", " in", " the", " for")) or words[:1].islower()
    cell = document.blocks[line.block].kind is BlockKind.CELL
    return not line.label and middle and not cell and len(line.span) < 120


@cache
def _welsh() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in cues("identity")["welsh-word"].phrases)
    return re.compile(rf"(?:(?:{words})\b\W*)+", re.IGNORECASE)


def _in_english(document: Document, run: Sequence[Span]) -> list[Span]:
    """The run without the Welsh words in front of the English ones on the same line."""
    found = []
    for span in run:
        match = _welsh().match(document.text, span.start, span.end)
        found.append(Span(match.end(), span.end) if match and match.end() < span.end else span)
    return found


@cache
def _by_somebody() -> re.Pattern[str]:
    by = cues("identity")["written-by"].pattern.pattern
    name = r"[A-ZÀ-Þ][\w’'-]+"
    return re.compile(rf"(?:^|,?\s+)(?:{by})\s+{name}(?:\s+{name}){{1,3}}(?:,\s[^.]*)?\s*$")


def _without_author(document: Document, run: Sequence[Span]) -> list[Span]:
    """The run without "by Jane Smith, independent author" at its end, unless a body is named so or nothing is left."""
    last = run[-1]
    if _OF_AUTHOR.match(document.words(last)):
        return list(run[:-1]) or list(run)
    match = _by_somebody().search(document.words(last))
    if match is None or any(names_in(document.text, last.start + match.start(), last.end)):
        return list(run)
    kept = [Span(last.start, last.start + match.start())] if match.start() else []
    return [*run[:-1], *kept] or list(run)


def _without_board(document: Document, run: Sequence[Span]) -> list[Span]:
    """The run without a board that stands over it on a line of its own, or in front of the kind of review."""
    first = run[0]
    board = _board_in_front(document, first)
    if board is None:
        return list(run)
    if len(board) > _WHOLE * len(first):
        return list(run[1:]) or list(run)
    rest = re.compile(r"\s+(?=[A-ZÀ-Þ])").match(document.text, board.end, first.end)
    named = rest is not None and any(mentions(document.text, Span(rest.end(), first.end)))
    return [Span(rest.end(), first.end), *run[1:]] if rest and named else list(run)


def _board_in_front(document: Document, first: Span) -> Span | None:
    """A board at the start of a line, also where nothing but the kind of review ends its name."""
    kind = next((span for _, span in mentions(document.text, first)), None)
    stretches = [first, *([Span(first.start, kind.start)] if kind and kind.start > first.start else [])]
    found = [span for stretch in stretches for span in boards_in(document, stretch)]
    return next((span for span in found if span.start == first.start), None)


def _said(document: Document, run: Sequence[Span], label: Claim[str]) -> bool:
    return any(label.value.casefold() in _words(document, span).casefold() for span in run)


def _solid(document: Document, run: Sequence[Span]) -> bool:
    if any(document.text[one.end : other.start].strip() for one, other in pairwise(run)):
        return False
    return document.words(Span(run[0].start, run[-1].end)).count("\n") <= 2 * len(run) and len(run) > 1


def _words(document: Document, span: Span) -> str:
    return " ".join(document.words(span).split())

"""The title of a document, from the lines of its cover that name the review."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.dates import find_dates
from kg.extraction.identity.cover import Line
from kg.extraction.identity.kind import mentions
from kg.extraction.vocabulary import concepts, cues
from kg.model import Claim, Document, Span

_LONGEST = 30  # words of a line of a title
_INTO = re.compile(r"(?:a\s+)?report into\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:review|report)\b", re.IGNORECASE)


def title(document: Document, lines: Sequence[Line], label: Claim[str] | None) -> str:
    """The first unbroken run of lines that name type, kind or subject; the first line when none does."""
    run: list[Span] = []
    for line in lines:
        if line.label and re.match(r"title\b", line.label, re.IGNORECASE):
            return _words(document, line.span)
    for line in lines:
        if (
            run
            and label
            and _words(document, line.span).casefold() == label.value.casefold()
            and _said(document, run, label)
        ):
            continue
        if _names_the_review(document, line, label):
            run.append(line.span)
        elif run and not _continues(document, run[-1], line):
            break
        elif run:
            run.append(line.span)
    if not run:
        return _words(document, lines[0].span) if lines else document.source.name
    return (
        _words(document, Span(run[0].start, run[-1].end))
        if _solid(document, run)
        else " ".join(_words(document, s) for s in run)
    )


def _names_the_review(document: Document, line: Line, label: Claim[str] | None) -> bool:
    words = document.words(line.span)
    if line.label or not words or len(words.split()) > _LONGEST:
        return False
    if _INTO.match(words) or cues("identity")["concerning"].pattern.match(words):
        return True
    if find_dates(words):
        return False
    if any(mentions(document.text, line.span)):
        return True
    kinds = concepts("review-schemes", "document-kind").values()
    if any(cue.pattern.search(words) for cue in kinds) or (_REPORT.search(words) and len(words.split()) < 13):
        return True
    return label is not None and any(
        name.casefold() in " ".join(words.split()).casefold() for name in label.value.split("; ")
    )


def _continues(document: Document, before: Span, line: Line) -> bool:
    """A title that goes on: a line that ends in the middle of a phrase, or one that begins in small letters."""
    ends, words = document.words(before).rstrip(), document.words(line.span)
    middle = ends.endswith((",", ":", "–", "-", " and", " of", " in", " the", " for")) or words[:1].islower()
    return not line.label and middle and len(line.span) < 120


def _said(document: Document, run: Sequence[Span], label: Claim[str]) -> bool:
    return any(label.value.casefold() in _words(document, span).casefold() for span in run)


def _solid(document: Document, run: Sequence[Span]) -> bool:
    return document.words(Span(run[0].start, run[-1].end)).count("\n") <= 2 * len(run) and len(run) > 1


def _words(document: Document, span: Span) -> str:
    return " ".join(document.words(span).split())

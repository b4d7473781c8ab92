"""Whether a document holds a review.  To refuse a real review is the worse error: only plain signs refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.identity.abstract import abstract_heading
from kg.extraction.identity.cover import cover
from kg.extraction.identity.kind import mentions
from kg.extraction.identity.label import CASE_NUMBER, case_label, labels_in
from kg.extraction.partition import partition
from kg.extraction.sections import Section
from kg.extraction.vocabulary import cues
from kg.model import Document, Span, Verdict

_FEWEST = 40  # words below which there is nothing to judge
_FIRST = 10  # lines at the top in which a document says what it is
_TITLE = 22  # words of a line that can be a title
_LETTER = 1500  # words beyond which a letter only stands in front of something else
_LISTED = 4  # other people's reviews that make a list
_SHARE = 0.1  # of the blocks of a list that name one
_PLAIN = 3.0  # the weight of a sign that refuses even beside the name of a review
_LEARNING = ("findings", "recommendations", "questions", "good-practice")
_BARS = re.compile(r"\s[|·•/]\s")


def judge(document: Document, sections: Sequence[Section]) -> Verdict:
    """The verdict on a whole document (before it is parted into its reviews), with the words it rests on."""
    words = sum(len(document.words(block.span).split()) for block in document.blocks)
    if words < _FEWEST:
        return Verdict(False, f"There are almost no words in it ({words}).", "verdict/empty")
    parts = partition(document, sections)
    if len(parts) > 1 or abstract_heading(document):
        return Verdict(True, f"It holds {len(parts)} abstracts of reviews.", "verdict/abstracts")
    opening = list(_opening(document, sections))
    review = next(
        (span for line in opening for _, span in mentions(document.text, line) if _one(document, span)), None
    )
    label = case_label(document, cover(document, sections), None)
    subject = label is not None and label.rule != "label/most-named"
    learning = any(section.role in _LEARNING for section in sections)
    return (
        _letter(document, words, named=review is not None and subject)
        or _refused(document, opening, review)
        or _index(document, opening)
        or _accepted(document, review, learning)
    )


def _opening(document: Document, sections: Sequence[Section]) -> Iterator[Span]:
    """The first blocks that can be a title."""
    places = dict.fromkeys(line.block for line in cover(document, sections))
    for place in list(places)[:_FIRST]:
        span = document.blocks[place].span
        if 0 < len(document.words(span).split()) <= _TITLE:
            yield span


def _one(document: Document, span: Span) -> bool:
    """One review, not "Serious Case Reviews"."""
    return not document.words(span).lower().endswith("reviews")


def _subjects(document: Document, line: Span) -> list[Span]:
    numbers = [Span(*m.span()) for m in CASE_NUMBER.finditer(document.text, line.start, line.end)]
    return labels_in(document.text, line.start, line.end) + numbers


def _letter(document: Document, words: int, *, named: bool) -> Verdict | None:
    """A letter about a review: an opening, and a close or a letter's phrases, and no report behind it."""
    known = cues("refusals")
    opening = next(
        (
            b.span
            for b in document.blocks[:15]
            if known["letter-opening"].pattern.search(document.words(b.span))
        ),
        None,
    )
    if opening is None or words > _LETTER:
        return None
    for slug in ("letter-body",) if named else ("letter-close", "letter-body"):
        if any(known[slug].pattern.search(document.words(block.span)) for block in document.blocks):
            return Verdict(
                False,
                "It is a letter about a review, not the review.",
                "verdict/letter",
                document.quote(opening),
            )
    return None


def _refused(document: Document, opening: Sequence[Span], review: Span | None) -> Verdict | None:
    """The document says in its first lines, before it names a review of its own, that it is something else."""
    found: list[tuple[float, int, str, Span]] = []
    for line in opening:
        before = review is not None and review.start <= line.end
        for slug, cue in cues("refusals").items():
            match = cue.pattern.search(document.text, line.start, line.end) if cue.weight > 0 else None
            if match is None or slug == "index" or (before and cue.weight < _PLAIN):
                continue
            if before and _is_menu(document.words(line)):
                continue
            if not _is_of_another(document, line, match.start()):
                found.append((-cue.weight, line.start, slug, line))
    if not found:
        return None
    _, _, slug, line = min(found)
    quote = document.quote(line)
    reason = f"By its own title it is {cues('refusals')[slug].label}: “{_short(quote.exact)}”."
    return Verdict(False, reason, f"verdict/{slug}", quote)


def _is_menu(words: str) -> bool:
    """Several things to open, beside each other: "Full report | Easy read | Partnership response"."""
    return len(_BARS.findall(words)) >= 2


def _is_of_another(document: Document, line: Span, offset: int) -> bool:
    """ "Serious Case Review: overview report and action plan": the review stands in front of the word."""
    in_front = Span(line.start, offset)
    return any(True for _ in mentions(document.text, in_front)) and bool(_subjects(document, line))


def _index(document: Document, opening: Sequence[Span]) -> Verdict | None:
    """A page that lists reviews: its title says so, and its short lines name several."""
    cue = cues("refusals")["index"]
    title = next((line for line in opening[:4] if cue.pattern.search(document.words(line))), None)
    if title is None:
        return None
    short = [block for block in document.blocks if len(document.words(block.span).split()) < _TITLE]
    named = {
        " ".join(document.words(s).split()).casefold() for b in short for s in _subjects(document, b.span)
    }
    if len(named) < _LISTED or len(named) < _SHARE * len(document.blocks):
        return None
    reason = f"It is a list of reviews ({len(named)} are named), not one of them."
    return Verdict(False, reason, "verdict/index", document.quote(title))


def _accepted(document: Document, review: Span | None, learning: bool) -> Verdict:
    """Something speaks for a review; where little does, it is kept and the doubt is said."""
    if review is not None:
        quote = document.quote(review)
        return Verdict(True, f"It calls itself “{_short(quote.exact)}”.", "verdict/title", quote)
    inside = next((s for b in document.blocks for _, s in mentions(document.text, b.span)), None)
    if inside is not None:
        reason = "It speaks of a review" + (
            " and draws learning from it." if learning else ", but no learning was recognised: doubtful."
        )
        return Verdict(
            True, reason, "verdict/text" if learning else "verdict/doubtful", document.quote(inside)
        )
    if learning:
        return Verdict(
            True,
            "It has findings or recommendations, but names no kind of review: doubtful.",
            "verdict/doubtful",
        )
    return Verdict(
        False,
        "No kind of review is named in it, and no findings or recommendations were recognised.",
        "verdict/nothing",
    )


def _short(words: str) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) < 90 else folded[:87] + "…"

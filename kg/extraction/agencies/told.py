"""Passages that tell sentence by sentence who gave what: "Tarn Police sent a chronology. A report came from Beck Surgery."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.agencies.entries import Entry, is_sure, key_words
from kg.extraction.agencies.grammar import heads, is_distinct, names_in
from kg.extraction.agencies.kinds import kind_of, within
from kg.extraction.agencies.runs import named_behind, sentences_in
from kg.extraction.vocabulary import cues
from kg.model import Block, Document, Span

_FEWEST = 3  # sure names, for doubtful ones among them to count, or for a passage to be one
_ALOOF = ("statutory-partnership", "national-body")  # owners of reviews, and bodies that answer a letter
_CLAUSE = re.compile(r",\s+(?:which|who|whose|whom|where)\b[^,;]*")
_PROPER = re.compile(
    r"(?:The\s+)?[A-ZÀ-ÞŴŶ][\w’'-]+(?:\s+(?:(?:of|for|and)\s+)?[A-ZÀ-ÞŴŶ][\w’'-]+){0,4}(?=,\s+(?:a|an|the|her|his|their|its|which)\s)"
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What a sentence tells: the names behind its lead-in, and all names in it that can only be bodies."""

    leads: bool
    listed: tuple[Entry, ...]
    sure: tuple[Entry, ...]

    @property
    def named(self) -> tuple[Entry, ...]:
        further = (e for e in self.sure if not any(e.span.overlaps(other.span) for other in self.listed))
        return tuple(sorted((*self.listed, *further), key=lambda entry: entry.span.start))


def in_sentences(document: Document, block: Block) -> list[Entry]:
    """The names that the sentences of a block give as those of contributors, all at once or one after the other."""
    listed, passage = list(_listed(document, block)), _passage(document, block)
    return passage if len(passage) > len(listed) else listed


def under_heading(document: Document, blocks: Sequence[Block]) -> list[Entry]:
    """The names in the sentences under a heading for those who took part, whatever is said of them there."""
    told = [s for block in blocks for s in _told(document, block)]
    named = [entry for sentence in told for entry in sentence.named]
    # A story names few bodies in many sentences.
    most = sum(bool(sentence.named) for sentence in told) * 2 >= len(told)
    return named if most and _distinct(document, named) >= _FEWEST else []


def _passage(document: Document, block: Block) -> list[Entry]:
    """The names from the first to the last of several sentences that say who gave what."""
    told = list(_told(document, block))
    leading = [place for place, sentence in enumerate(told) if sentence.leads and sentence.named]
    if len(leading) < 2:
        return []
    named = [entry for sentence in told[leading[0] : leading[-1] + 1] for entry in sentence.named]
    return named if _distinct(document, named) >= _FEWEST else []


def _distinct(document: Document, named: Sequence[Entry]) -> int:
    return len(
        {key_words(document.words(entry.span)) for entry in named if is_sure(document.text, entry.span)}
    )


def _told(document: Document, block: Block) -> Iterator[_Sentence]:
    """The sentences of a block that do not say who did not take part."""
    known = cues("contributors")
    for sentence in sentences_in(document, block.span):
        words = document.words(sentence)
        if known["not-lead-in"].pattern.search(words) or known["not-told"].pattern.search(words):
            continue
        lead, carried = known["lead-in"].pattern.search(words), known["they-were"].pattern.match(words)
        listed = named_behind(document, sentence, lead, carried) if lead or carried else []
        certain = sum(is_sure(document.text, e.span) for e in listed) >= max(1, len(listed) / 2)
        yield _Sentence(
            bool(lead or carried), tuple(listed) if certain else (), tuple(_sure(document, sentence))
        )


def _sure(document: Document, sentence: Span) -> Iterator[Entry]:
    """Names of bodies with a head, or told by what is said of them ("Clear Tides, a charity"); not those in clauses."""
    clauses = [Span(*m.span()) for m in _CLAUSE.finditer(document.text, sentence.start, sentence.end)]
    for span in (*_headed(document, sentence), *_introduced(document, sentence)):
        kind = kind_of(document.words(span))
        aloof = any(within(kind, above) for above in _ALOOF)
        if not aloof and not any(clause.covers(span) for clause in clauses):
            yield Entry(span)


def _headed(document: Document, sentence: Span) -> Iterator[Span]:
    names = names_in(document.text, sentence.start, sentence.end)
    return (span for span in names if _is_own(document, span))


def _introduced(document: Document, sentence: Span) -> Iterator[Span]:
    """Names without a head, told by the words behind them: "Clear Tides, a charity"."""
    known = cues("contributors")["is-a-body"].pattern
    for match in _PROPER.finditer(document.text, sentence.start, sentence.end):
        behind = document.text[match.end() : sentence.end]
        if known.match(behind) and not heads(match.group(), 0, len(match.group())):
            yield Span(*match.span())


def _is_own(document: Document, span: Span) -> bool:
    """A sure name, or a longer one with a weak head ("Tarn Family Project"); no post, and not the review's own team."""
    words = document.words(span)
    post = cues("contributors")["job-title"].pattern.match(words)
    if is_sure(document.text, span):
        return post is None
    found = heads(words, 0, len(words))
    if not found or post or found[-1].end < len(words) or not words.split()[-1][0].isupper():
        return False
    fewest = 2 if found[-1].cue.broader == "capital-head" else 3
    return is_distinct(words) and len(words.split()) >= fewest


def _listed(document: Document, block: Block) -> Iterator[Entry]:
    """The names that one sentence gives behind a lead-in: "Reports were received from A, B and the C."."""
    known = cues("contributors")
    told = False  # a sentence before has told of several: then fewer sure names are enough, and its manner carries on
    asked = False  # the sentence before said that somebody was asked, and named nobody
    for sentence in sentences_in(document, block.span):
        words = document.words(sentence)
        lead = known["lead-in"].pattern.search(words)
        carried = known["they-were"].pattern.match(words) if asked else None
        if (lead is None and carried is None) or known["not-lead-in"].pattern.search(words):
            asked = False
            continue
        named = named_behind(document, sentence, lead, carried)
        sure = sum(is_sure(document.text, entry.span) for entry in named)
        numbered = sum(document.words(e.span)[-1:].isdigit() for e in named)  # a line of contents
        certain = sure >= len(named) / 2 or sure >= _FEWEST or (told and sure > 0)
        asked = not named
        if len(named) >= (1 if told else 2) and numbered <= len(named) / 2 and certain:
            told = True
            yield from named

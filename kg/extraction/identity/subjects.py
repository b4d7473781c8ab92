"""The children or adults at the centre, by pseudonym only: age, sex and ethnicity as stated, and nothing inferred."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.identity.ages import Age, ages_in, band
from kg.extraction.identity.label import common_words
from kg.extraction.sections import Section, section_at
from kg.extraction.sentences import sentences
from kg.extraction.vocabulary import cues
from kg.model import BlockKind, Claim, Document, Span, Subject

_NAMED = re.compile(r"(?P<name>[A-ZÀ-ÞŴŶ][a-zà-ÿŵŷ’'-]+),?\s+(?:who was\s+|then\s+)?(?:an?\s+)?$")
_SEX = re.compile(r"\b(boy|girl|man|woman|male|female|son|daughter)\b", re.IGNORECASE)
_EARLY = 60  # sentences


def subjects(
    document: Document, sections: Sequence[Section], label: Claim[str] | None
) -> tuple[Subject, ...]:
    """One subject for each name in the label; the first age stated beside a name, or else of nobody else, is theirs."""
    names = _names(label)
    early = _early(document, sections)
    found = tuple(_subject(document, early, name, alone=len(names) == 1) for name in names)
    return tuple(subject for subject in found if subject is not None)


def _names(label: Claim[str] | None) -> list[str | None]:
    if label is None:
        return [None]
    singular = {
        "children": "Child",
        "babies": "Baby",
        "adults": "Adult",
        "siblings": "Sibling",
        "infants": "Infant",
    }
    noun, _, rest = label.value.partition(" ")
    if noun.casefold() in singular and ";" not in label.value:
        parts = [p for p in re.split(r"\s*(?:,|\+|&|/|\band\b)\s*", rest) if p]
        return [f"{singular[noun.casefold()]} {part}" for part in parts]
    return list(label.value.split("; "))


def _subject(document: Document, early: Sequence[Span], name: str | None, *, alone: bool) -> Subject | None:
    for sentence in early:
        words = document.words(sentence)
        beside = name is not None and name.casefold() in " ".join(words.split()).casefold()
        for age in sorted(ages_in(document.text, sentence.start, sentence.end), key=lambda a: a.span):
            named = _named_before(document, age)
            if beside or (
                alone
                and (named or re.search(r"\b(?:baby|infant|child|boy|girl)\b", document.words(age.span)))
            ):
                return _described(document, sentence, age, named or _pseudonym(name))
    if name is None:
        return None
    place = next((s for s in early if name.casefold() in document.words(s).casefold()), None)
    return Subject(_pseudonym(name), "not-stated", document.quote(place)) if place else None


def _described(document: Document, sentence: Span, age: Age, name: str | None) -> Subject:
    words = document.words(age.span)
    ethnicity = cues("identity")["ethnicity"].pattern.search(document.words(sentence))
    behind = document.text[age.span.start : age.span.end + 12]
    sex = _SEX.search(behind)
    start = age.span.start - (
        len(name) + 10 if name and document.text[: age.span.start].rstrip(" ,an").endswith(name) else 0
    )
    start = document.text.find(name, max(0, start)) if name and start < age.span.start else age.span.start
    return Subject(
        pseudonym=name,
        age_band=band(age.months),
        quote=document.quote(Span(start, age.span.end)),
        age_as_stated=" ".join(words.split()),
        sex_as_stated=sex.group(1).lower() if sex else None,
        ethnicity_as_stated=ethnicity.group() if ethnicity else None,
    )


def _named_before(document: Document, age: Age) -> str | None:
    """The pseudonym right in front of an age: "Steven, a 4 month old baby"."""
    match = _NAMED.search(document.text, max(0, age.span.start - 40), age.span.start)
    name = match.group("name") if match else None
    return name if name and name.casefold() not in common_words() else None


def _pseudonym(label: str | None) -> str | None:
    return label


def _early(document: Document, sections: Sequence[Section]) -> list[Span]:
    found: list[Span] = []
    for place, block in enumerate(document.blocks):
        if block.kind is not BlockKind.HEADING and section_at(sections, place).role != "contents":
            found += sentences(document, block.span)
        if len(found) > _EARLY:
            break
    return found

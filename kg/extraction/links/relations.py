"""What a clause says of another review: mirrors, repeats, follows up, complements, differs, deepens, or only refers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.extraction.links.relation_model import likely
from kg.extraction.vocabulary import cues
from kg.model import Document, Span

_CLAUSE = re.compile(r";\s+|,?\s+and\s+(?=whether\b|to\s)|\s+and\s+to\s+", re.IGNORECASE)
_ASIDE = re.compile(r",\s+(?:which|whose|after which|from which)\b")
_SOFT = 1.5  # what weighs less claims nothing without the rest of its sentence
_STRONG = 3.0  # the weight of a cue that claims a relation by itself
_DOUBT = re.compile(r"\b(?:whether|may|might|could)\b")
# "is not the same", "was not quite like": what is denied is no likeness, and "not the first time" denies nothing.
_DENIED = re.compile(
    r"(?:(?:\b(?:not|never|nor|neither|hardly)|n[’']t)\s+(?:[\w’'-]+\s+){0,2}|\b(?:nothing|none|little)\b[^.;,]{0,40})$",
    re.IGNORECASE,
)
_NO_OTHER = re.compile(r"\b(?:no|not|little|hardly|nothing)\s+(?:very\s+|much\s+|so\s+)?$", re.IGNORECASE)
_DIFFERS = "differs-from"
_ALIKE = {
    "mirrors": _DIFFERS,
    "repeats": "refers-to",
    "deepens": "refers-to",
    "complements": "refers-to",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind of link, and the clause that speaks for it."""

    type: str
    clause: Span
    cue: str
    weight: float
    doubtful: bool
    denied: bool = False


def relations_in(document: Document, sentence: Span, *, own_board: bool) -> list[Relation]:
    """The relations of a sentence, one for each clause that claims one; a claim of no bearing takes all others away."""
    found = [
        r for clause in _clauses(document.text, sentence) if (r := _relation(document, clause, own_board))
    ]
    if any(r.type == "" for r in found):
        return []
    kinds = {r.type for r in found}
    if len(kinds) < 2:
        return [_judged(document, sentence, found[0], own_board)] if found else []
    strong = [r for r in found if r.weight >= _STRONG]
    if len({r.type for r in strong}) < 2:
        return [_judged(document, sentence, max(found, key=lambda r: r.weight), own_board)]
    return strong


def _judged(document: Document, sentence: Span, said: Relation, own_board: bool) -> Relation:
    """The whole sentence with the relation that it most likely claims: its cues are a part of what tells."""
    if said.denied:
        return replace(said, clause=sentence)
    kind = likely(_main(document.words(sentence)), own_board=own_board).type
    if said.type != "repeats":
        kind = whosever(kind, own_board=own_board)
    return Relation(kind, sentence, said.cue, said.weight, said.doubtful)


def whosever(kind: str, *, own_board: bool) -> str:
    """A board repeats what itself has said: what another said it mirrors."""
    return "mirrors" if kind == "repeats" and not own_board else kind


def _main(words: str) -> str:
    """A sentence without what it adds of the other review, "…, which led to a new tool", or grants, where it claims enough before."""
    sure = [cue for cue in cues("links").values() if cue.weight >= _STRONG and cue.signals]
    granted = _granted().search(words)
    if granted and any(cue.pattern.search(words, 0, granted.start()) for cue in sure):
        words = words[: granted.start()]
    aside = _ASIDE.search(words)
    if aside is None:
        return words
    before = any(cue.pattern.search(words, 0, aside.start()) for cue in sure)
    behind = any(cue.pattern.search(words, aside.end()) for cue in sure)
    return words[: aside.start()] if before and behind else words


@cache
def _granted() -> re.Pattern[str]:
    """What is granted behind a claim: "…, with the difference that he was a man"."""
    return re.compile(rf",\s+(?:{cues('links')['granted'].pattern.pattern})", re.IGNORECASE)


def _relation(document: Document, clause: Span, own_board: bool) -> Relation | None:
    words = document.words(clause)
    said = [
        (cue.weight, -match.start(), cue)
        for cue in cues("links").values()
        if cue.weight > _SOFT and (match := cue.pattern.search(words))
    ]
    if not said:
        return None
    weight, place, cue = max(said, key=lambda s: s[:2])
    kind = cue.signals or ""
    likeness = cue.slug in ("same", "alike")
    if likeness and not own_board:
        kind = "mirrors"
    denied = kind in _ALIKE and _DENIED.search(words[:-place]) is not None
    if denied:
        kind = _DIFFERS if likeness else _ALIKE[kind]
    elif kind == _DIFFERS and _NO_OTHER.search(words[:-place]):  # "is no different", "not unlike"
        kind, denied = "repeats" if own_board else "mirrors", True
    return Relation(kind, clause, cue.slug, weight, bool(_DOUBT.search(words)), denied)


def _clauses(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for joint in _CLAUSE.finditer(text, sentence.start, sentence.end):
        yield Span(start, joint.start())
        start = joint.end()
    if start < sentence.end:
        yield Span(start, sentence.end)

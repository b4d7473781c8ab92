"""What a heading tells of the section below it: roles from the cue words in ontology/cues/sections.ttl."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.extraction.vocabulary import Cue, any_pattern, cues

_NUMBERING = re.compile(
    r"^\W*(?:(?:part|section|chapter|appendix|annex|annexe|schedule)\s+)?"
    r"(?:(?:\d+(?:\.\d+)*|[ivx]{1,5}|[a-z])(?=[\s.):–-]))?[\s.):–-]*(?:(?:the|our|review of)\b)?\s*",
    re.IGNORECASE,
)
_AT_START = 1.5  # a phrase that opens the heading says more than one inside it
_NONE = "none"  # what only looks like a name for learning
_LONG = 9  # words: beyond this a heading is a sentence, and a cue must fill a good part of it
_SHORT = 6  # a cue for learning anywhere in so short a heading is telling
_LEARNING = ("findings", "recommendations", "questions", "good-practice")
_SHARE, _SHARE_LONG = 0.3, 0.45


@lru_cache(maxsize=4096)  # a document asks of the same headings again and again
def roles_of(title: str) -> tuple[str, ...]:
    """The roles that a heading announces, the strongest first; none for a heading without cue words.

    >>> roles_of("5. Findings and recommendations")
    ('findings', 'recommendations')
    """
    return next((roles for part in _tongues(title) if (roles := _roles(part))), ())


def _tongues(title: str) -> tuple[str, ...]:
    """A heading, and where it is printed in two languages ("Y cefndir / Background") each of the two, the later first."""
    return (title, *reversed(title.split(" / "))) if " / " in title else (title,)


def _roles(title: str) -> tuple[str, ...]:
    bare = _NUMBERING.sub("", " ".join(title.split()))
    if not bare or not _any().search(bare):
        return ()
    scored = sorted((_match(cue, bare) for cue in cues("sections").values()), reverse=True)
    best = [(score, start, end, slug) for score, start, end, slug in scored if score > 0]
    chosen: list[tuple[float, int, int, str]] = []
    for each in best:
        if not any(each[1] < other[2] and other[1] < each[2] for other in chosen):
            chosen.append(each)
    roles = [(start, cues("sections")[slug].broader or slug) for _, start, _, slug in chosen if slug != _NONE]
    if roles and all(role in _LEARNING for _, role in roles):
        roles.sort()  # "Findings and recommendations" is first of all about findings
    return tuple(dict.fromkeys(role for _, role in roles))


@lru_cache(maxsize=1024)
def is_weak(title: str) -> bool:
    """A heading gives its first role only by a single word, or by words that often head other matter ("Next steps")."""
    telling = next((part for part in _tongues(title) if _roles(part)), title)
    bare = _NUMBERING.sub("", " ".join(telling.split()))
    best = max((_match(cue, bare) for cue in cues("sections").values()), default=None)
    return best is not None and best[0] > 0 and cues("sections")[best[3]].broader is not None


@cache
def _any() -> re.Pattern[str]:
    return any_pattern(cues("sections").values())


@cache
def _patterns(slug: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    cue = cues("sections")[slug]
    return cue.pattern, cue.hidden


def _match(cue: Cue, title: str) -> tuple[float, int, int, str]:
    """(score, start, end, slug) of the longest phrase of a role in a heading; score 0 when there is none."""
    pattern, hidden = _patterns(cue.slug)
    if hidden is not None and (whole := hidden.fullmatch(title.strip(" :.–-"))):
        return cue.weight * len(whole.group()) ** 0.5 * _AT_START * 1.2, 0, len(title), cue.slug
    matches = list(pattern.finditer(title))
    if not matches:
        return 0.0, 0, 0, cue.slug
    match = max(matches, key=lambda m: len(m.group()) ** 0.5 * (_AT_START if m.start() < 2 else 1))
    opens = match.start() < 2
    if cue.broader is not None and not opens and len(title[match.end() :].split()) > 0:
        return 0.0, 0, 0, cue.slug  # a single word tells only at the edge of a heading
    share = len(match.group()) / len(title)
    long = len(title.split()) > _LONG
    short = len(title.split()) <= _SHORT and (cue.broader or cue.slug) in _LEARNING
    # "Confidentiality was used as a reason not to listen" is about no method.
    frame = (cue.broader or cue.slug) not in _LEARNING and len(title.split()) > _SHORT
    if share < (_SHARE_LONG if long else _SHARE if frame else 0 if opens or short else _SHARE):
        return 0.0, 0, 0, cue.slug
    return cue.weight * len(match.group()) ** 0.5 * (_AT_START if opens else 1), *match.span(), cue.slug

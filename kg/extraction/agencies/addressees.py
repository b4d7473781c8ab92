"""Who a recommendation asks to act: its heading, column or label, the subject of its "should", or those a board is to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.agencies.directory import Directory
from kg.extraction.agencies.grammar import heads
from kg.extraction.agencies.kinds import labelled_kind
from kg.extraction.vocabulary import cues
from kg.model import Agency, AgencyRole, Item

_LONGEST = 12  # words of a subject
_JOIN = re.compile(r"\s*(?:;|/|,\s*(?:and\s+)?(?=[A-Z])|,?\s+and\s+(?:the\s+|other\s+)?(?=\w)|\s+&\s+)\s*")
_EVERYBODY = re.compile(r"(?:all|every|partner|relevant|other|both|local|two)\b", re.IGNORECASE)
_QUESTION = re.compile(r"(?:who|what|whether|how|why|that|if|when|for)\b", re.IGNORECASE)
_Part = tuple[str, Agency | None]
_ARTICLE = re.compile(r"^(?:the|each|both)\s+")


def addressees(item: Item, directory: Directory, by_service: dict[str, Agency]) -> tuple[str, ...]:
    """The names of those asked, expanded to the listed agency where the words allow, else as worded."""
    listed = [p for words in item.addressees for p in _parts(words, directory, by_service) if _can_act(p)]
    subject = _subject(item.text) or _subject(item.section or "")
    acting = _parts(subject, directory, by_service) if subject else []
    sure = any(agency for _, agency in listed)
    chosen = listed if sure or not acting else acting
    others = _passed_on(item.text, directory, by_service)
    if others and subject and cues("addressees")["passes-on"].pattern.match(subject):
        return tuple(agency.name if agency else words for words, agency in others)
    if others and all(agency is None or _owns_reviews(agency) for _, agency in chosen):
        chosen = others
    return tuple(dict.fromkeys(agency.name if agency else words for words, agency in chosen))


def _parts(words: str, directory: Directory, by_service: dict[str, Agency]) -> list[_Part]:
    """A wording as one body or several, each with the agency it means: the longest stretches that mean one."""
    whole = " ".join(re.sub(r"\s*\([^)]*\)", "", words).split()).strip(" .:;,")
    cuts = [(0, 0), *(m.span() for m in _JOIN.finditer(whole)), (len(whole), len(whole))]
    parts: list[_Part] = []
    place = 0
    while place < len(cuts) - 1:
        stretches = [(end, whole[cuts[place][1] : cuts[end][0]]) for end in range(len(cuts) - 1, place, -1)]
        meant = [
            (end, words, agency)
            for end, words in stretches
            if (agency := _meant(words, directory, by_service))
        ]
        end, stretch = stretches[-1]
        shared = _with_shared_head(stretch, whole, directory, by_service)
        place, stretch, agency = meant[0] if meant else (end, stretch, shared)
        parts.append((directory.council(stretch) or _worded(stretch), agency))
    return (
        parts if any(agency for _, agency in parts) else [(directory.council(whole) or _worded(whole), None)]
    )


def _with_shared_head(
    words: str, whole: str, directory: Directory, by_service: dict[str, Agency]
) -> Agency | None:
    """ "Adult" in "Adult and Children's Services" is Adult Services."""
    found = heads(whole, 0, len(whole))
    if not found or heads(words, 0, len(words)) or len(words.split()) > 2:
        return None
    return _meant(f"{words} {whole[found[-1].start : found[-1].end].split()[-1]}", directory, by_service)


def _can_act(part: _Part) -> bool:
    words, agency = part
    known = cues("addressees")["somebody"].pattern.search(words) or heads(words, 0, len(words))
    return (
        bool(agency or known or words.isupper() or words.lower().startswith("all") or labelled_kind(words))
        or len(words.split()) < 4
    )


def _meant(words: str, directory: Directory, by_service: dict[str, Agency]) -> Agency | None:
    bare = _ARTICLE.sub(
        "", words[:1].lower() + words[1:] if words.startswith(("The ", "Each ", "Both ")) else words
    )
    if not bare or _EVERYBODY.match(bare):
        return None
    if directory.council(bare):
        return None
    if agency := directory.owner(bare) or directory.find(bare):
        return agency
    if _JOIN.search(bare):
        return None
    kind = labelled_kind(bare)
    if kind and kind in by_service:
        return by_service[kind]
    return directory.meant(bare) if len(bare.split()) < 6 else None


def _worded(words: str) -> str:
    return re.sub(r"^the\s+", "", words).strip()


def _subject(text: str) -> str | None:
    """The words in front of "should", "must", "to" …, when they can be somebody."""
    known = cues("addressees")
    start = 0
    if match := known["no-subject"].pattern.match(text):
        start = match.end()
    for match in known["asked"].pattern.finditer(text, start, start + 160):
        words = text[start : match.start()].strip(" ,")
        if not words or len(words.split()) > _LONGEST or "." in words[:-1]:
            return None
        if known["somebody"].pattern.search(words) or heads(words, 0, len(words)) or words.isupper():
            return words
        if labelled_kind(words):
            return words
    return None


def _passed_on(text: str, directory: Directory, by_service: dict[str, Agency]) -> list[_Part]:
    """Those whom a board is told to ask: "The Board should ask A and B to …"."""
    match = re.search(
        rf"(?:{cues('addressees')['passes-on'].pattern.pattern})\s+(.{{3,120}}?)\s+to\b",
        text[:200],
        re.IGNORECASE,
    )
    if match is None or match.start() > 60:
        return []
    words = match.group(1)
    if _QUESTION.match(words) or len(words.split()) > _LONGEST:
        return []
    return _parts(words, directory, by_service)


def _owns_reviews(agency: Agency) -> bool:
    return agency.role in (AgencyRole.PUBLISHED, AgencyRole.COMMISSIONED)


def asked(names: Sequence[str], directory: Directory) -> list[Agency]:
    """The agencies among the addressees."""
    return [agency for name in names if (agency := directory.find(name))]

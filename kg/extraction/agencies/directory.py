"""Who is meant by a short wording: "the ICB", "Children's Social Care", "the police", "Larkrise", "SWYPFT"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from kg.extraction.agencies.entries import key_words
from kg.extraction.agencies.grammar import fold, grammar, heads, is_distinct
from kg.extraction.agencies.kinds import UNKNOWN, kind_of, labelled_kind, within
from kg.extraction.agencies.naming import initials
from kg.extraction.vocabulary import cues, phrase_pattern
from kg.model import Agency, AgencyRole

_TAIL = re.compile(r"\s+(?:nhs\s+)?(?:foundation\s+)?trust$")
_COUNCIL = re.compile(r"^.*?\bCouncil(?=\s|$)")
_OWNER = re.compile(r"\b(?:council|authority|nhs trust|nhs foundation trust)\s+(?=\w)")


# One word that every second name ends in means nobody.
_TOO_SHORT = frozenset(
    ("board", "service", "services", "team", "group", "care", "partnership", "centre", "trust", "council")
)


class Directory:
    """The agencies of one review, found by any wording that can only mean one of them."""

    def __init__(self, agencies: Sequence[Agency]) -> None:
        self._agencies = tuple(agencies)
        self._names: dict[str, list[Agency]] = {}
        self._short: dict[str, list[Agency]] = {}
        for agency in self._agencies:
            for name in (agency.name, *agency.printed, *([agency.acronym] if agency.acronym else ())):
                _add(self._names, key_words(name), agency)
            if agency.role is AgencyRole.MENTIONED:
                _add(self._short, _proper(agency.name), agency)
            else:
                for short in _short_forms(agency) - _TOO_SHORT:
                    _add(self._short, short, agency)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any name or short form that is long enough to be looked for in running text."""
        return phrase_pattern(words for words in (*self._names, *self._short) if len(words) > 4)

    def find(self, words: str) -> Agency | None:
        """The agency of this name, acronym or short form; those that took part before others.  None when in doubt."""
        wanted = key_words(words)
        for index in (self._names, self._short):
            if wanted in index and (one := _single(index[wanted])):
                return one
        if words.isupper() and len(words) > 2:
            exact = [a for a in self._agencies if words in initials(a.name)]
            ending = [a for a in self._agencies if any(i.endswith(words) for i in initials(a.name))]
            return _single(exact) or _single(ending)
        return None

    def ends_a_name(self, words: str) -> Agency | None:
        """The only agency whose name has these words, in order, with its head last: "the Trust", "the Community Trust".

        Those that took part come before others that are no more than mentioned.
        """
        wanted = key_words(words).split()
        if not heads(words, 0, len(words)) and wanted not in (["trust"], ["hospital"], ["council"]):
            return None
        titles = cues("contributors")["job-title"].pattern  # "Designated Nurse of the …" is no body
        fitting = [
            a
            for a in self._agencies
            if _in_order(wanted, key_words(a.name).split()) and not titles.search(a.name)
        ]
        part = [a for a in fitting if a.role is not AgencyRole.MENTIONED]
        return _single(part or fitting)

    def of_kind(self, kind: str) -> Agency | None:
        """The only agency of this kind that took part, if there is just one."""
        return _single([a for a in self._agencies if a.type == kind and a.role is AgencyRole.CONTRIBUTED])

    def owner(self, words: str) -> Agency | None:
        """The board behind "the Board" or "the Partnership": the publisher, or the only commissioner."""
        last = key_words(words).split()[-1:]
        owners = [a for a in self._agencies if a.role in (AgencyRole.PUBLISHED, AgencyRole.COMMISSIONED)]
        wanted = key_words(words).split()
        if wanted == ["we"]:
            return owners[0] if len(owners) == 1 else None
        short = words.split()[-1] if words.split() else ""
        fitting = [
            a
            for a in owners
            if (fold(a.name).split()[-1:] == last and _in_order(wanted, key_words(a.name).split()))
            or (short.isupper() and len(short) > 2 and any(i.endswith(short) for i in initials(a.name)))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def owners(self, words: str) -> tuple[Agency, ...]:
        """The two boards of a joint review, where words mean both: "both Boards", "the two partnerships jointly"."""
        owners = [a for a in self._agencies if a.role in (AgencyRole.PUBLISHED, AgencyRole.COMMISSIONED)]
        both = cues("addressees")["both"].pattern.match(words)
        boards = [a for a in owners if {"board", "partnership"} & set(fold(a.name).split())]
        return tuple(boards) if both and len(boards) > 1 else ()

    def council(self, words: str) -> str | None:
        """The council behind "the Council" or "County Council": the one whose departments took part."""
        wanted = key_words(words)
        if wanted.split()[-1:] != ["council"]:
            return None
        found = {
            m.group() for a in self._agencies for name in (a.name, *a.printed) if (m := _COUNCIL.match(name))
        }
        fitting = sorted(name for name in found if key_words(name).endswith(wanted) and name != wanted)
        return fitting[0] if len(fitting) == 1 and self._is_at_home(fitting[0]) else None

    def _is_at_home(self, name: str) -> bool:
        """Whether a body shares a place with those who own the review, where they are known."""
        owners = [a for a in self._agencies if a.role in (AgencyRole.PUBLISHED, AgencyRole.COMMISSIONED)]
        places = {w for a in owners for w in key_words(a.name).split()} - grammar().generic
        return not owners or bool(places & set(key_words(name).split()))

    def meant(self, words: str) -> Agency | None:
        """The agency meant by some words: by name, or as the only one of the kind that they name."""
        if found := self.find(words):
            return found
        kind = labelled_kind(words) or kind_of(words)
        if kind == UNKNOWN:
            return None
        if one := self.of_kind(kind):
            return one
        below = [a for a in self._agencies if within(a.type, kind) and a.role is AgencyRole.CONTRIBUTED]
        if key_words(words).split()[-1:] == ["trust"]:  # which no surgery is
            below = [a for a in below if "trust" in key_words(a.name).split()]
        return _single(below) if len(heads(words, 0, len(words))) == 1 and kind in ("health-body",) else None


def _add(index: dict[str, list[Agency]], words: str, agency: Agency) -> None:
    if words and agency not in index.setdefault(words, []):
        index[words].append(agency)


def _in_order(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the wanted words stand in a name in this order, the last of them at its end."""
    rest = iter(words)
    return bool(wanted) and all(word in rest for word in wanted) and words[-1] == wanted[-1]


def _single(agencies: Sequence[Agency]) -> Agency | None:
    """The only one, or the only one that took part."""
    taking_part = [a for a in agencies if a.role is AgencyRole.CONTRIBUTED]
    chosen = taking_part or list(agencies)
    return chosen[0] if len({a.key for a in chosen}) == 1 else None


def _proper(name: str) -> str:
    """The words in front of a name's first head, when they are its own: "Two Rivers" of "Two Rivers NHS Foundation Trust"."""
    found = heads(name, 0, len(name))
    proper = name[: found[0].start].strip() if found else ""
    return fold(proper) if is_distinct(proper) and len(proper) > 3 else ""


def _short_forms(agency: Agency) -> set[str]:
    """A name without its bracket, its "NHS Foundation Trust", its council or its place; and its proper words or its head alone."""
    name = re.sub(r"\s*\([^)]*\)", "", agency.name)
    whole = key_words(name)
    forms = {whole, _TAIL.sub("", whole), whole.replace(" nhs", "")}
    if owner := _OWNER.search(whole):
        forms.add(whole[owner.end() :])
    found = heads(name, 0, len(name))
    first = name.split()[0] if name.split() else ""
    if not found and len(first) > 4 and is_distinct(first):
        forms.add(fold(first))
    if found:
        proper = fold(name[: found[0].start]).strip()
        last = found[-1]
        forms |= {fold(name[last.start : last.end]), fold(name[found[0].start : last.end])}
        forms |= {f"{proper} {fold(name[h.start : h.end])}" for h in found}
        if len(proper) > 3 and proper.split()[0] not in grammar().generic:
            forms.add(proper)
    words = whole.split()
    forms |= {" ".join(words[n:]) for n in range(1, len(words)) if words[n] not in ("and", "of", "&")}
    if len(words) > 2 and is_distinct(" ".join(name.split()[:2])):
        forms.add(" ".join(words[:2]))
    return {form for form in forms if len(form) > 3}

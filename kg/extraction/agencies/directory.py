"""Who is meant by a short wording: "the ICB", "Children's Social Care", "the police", "Larkrise", "SWYPFT"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.agencies.entries import key_words
from kg.extraction.agencies.grammar import fold, grammar, heads
from kg.extraction.agencies.kinds import kind_of, labelled_kind, within
from kg.extraction.agencies.naming import initials
from kg.model import Agency, AgencyRole

_TAIL = re.compile(r"\s+(?:nhs\s+)?(?:foundation\s+)?trust$")
_OWNER = re.compile(r"\b(?:council|authority|nhs trust|nhs foundation trust)\s+(?=\w)")


class Directory:
    """The agencies of one review, found by any wording that can only mean one of them."""

    def __init__(self, agencies: Sequence[Agency]) -> None:
        self._agencies = tuple(agencies)
        self._names: dict[str, list[Agency]] = {}
        self._short: dict[str, list[Agency]] = {}
        for agency in self._agencies:
            for name in (agency.name, *agency.printed, *([agency.acronym] if agency.acronym else ())):
                _add(self._names, key_words(name), agency)
            for short in _short_forms(agency):
                _add(self._short, short, agency)

    def find(self, words: str) -> Agency | None:
        """The agency of this name, acronym or short form; those that took part before others.  None when in doubt."""
        wanted = key_words(words)
        for index in (self._names, self._short):
            if wanted in index and (one := _single(index[wanted])):
                return one
        if words.isupper() and len(words) > 2:
            return _single([a for a in self._agencies if words in initials(a.name)])
        return None

    def of_kind(self, kind: str) -> Agency | None:
        """The only agency of this kind that took part, if there is just one."""
        return _single([a for a in self._agencies if a.type == kind and a.role is AgencyRole.CONTRIBUTED])

    def meant(self, words: str) -> Agency | None:
        """The agency meant by some words: by name, or as the only one of the kind that they name."""
        if found := self.find(words):
            return found
        kind = labelled_kind(words) or kind_of(words)
        if one := self.of_kind(kind):
            return one
        below = [a for a in self._agencies if within(a.type, kind) and a.role is AgencyRole.CONTRIBUTED]
        return _single(below) if len(heads(words, 0, len(words))) == 1 and kind in ("health-body",) else None


def _add(index: dict[str, list[Agency]], words: str, agency: Agency) -> None:
    if words and agency not in index.setdefault(words, []):
        index[words].append(agency)


def _single(agencies: Sequence[Agency]) -> Agency | None:
    """The only one, or the only one that took part."""
    taking_part = [a for a in agencies if a.role is AgencyRole.CONTRIBUTED]
    chosen = taking_part or list(agencies)
    return chosen[0] if len({a.key for a in chosen}) == 1 else None


def _short_forms(agency: Agency) -> set[str]:
    """A name without its bracket, its "NHS Foundation Trust", its council or its place; and its proper words or its head alone."""
    name = re.sub(r"\s*\([^)]*\)", "", agency.name)
    whole = key_words(name)
    forms = {whole, _TAIL.sub("", whole), whole.replace(" nhs", "")}
    if owner := _OWNER.search(whole):
        forms |= {whole[owner.end() :], whole[: owner.end()].strip()}
    found = heads(name, 0, len(name))
    if found:
        proper = fold(name[: found[0].start]).strip()
        last = found[-1]
        forms |= {fold(name[last.start : last.end]), fold(name[found[0].start : last.end])}
        forms |= {f"{proper} {fold(name[h.start : h.end])}" for h in found}
        if len(proper) > 3 and proper.split()[0] not in grammar().generic:
            forms.add(proper)
    words = whole.split()
    forms |= {" ".join(words[n:]) for n in range(1, len(words)) if words[n] not in ("and", "of", "&")}
    if len(words) > 2:
        forms.add(" ".join(words[:2]))
    return {form for form in forms if len(form) > 3}

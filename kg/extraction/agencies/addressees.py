"""Who a recommendation asks to act: its heading, column or label, the subject of its "should", or those a board is to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.agencies.directory import Directory
from kg.extraction.agencies.grammar import fold, heads, is_distinct, names_in, opener
from kg.extraction.agencies.kinds import labelled_kind
from kg.extraction.agencies.register import register
from kg.extraction.kinds import recommends
from kg.extraction.vocabulary import cues
from kg.model import Agency, AgencyRole, Item

_LONGEST = 12  # words of a subject
_NAME_WORDS = 6  # beyond which words name a body only by its whole name
_FAR = 160  # characters of a text in which its subject's "should" stands
_JOIN = re.compile(
    r"\s*(?:;|/|,?\s+(?:together |jointly |along )?with\s+(?:the\s+)?(?=[A-Z])|,\s*(?:and\s+)?(?:the\s+)?(?=[A-Z])"
    r"|,?\s+and\s+(?:the\s+)?(?=\w)|\s+&\s+)\s*"
)
_TO = re.compile(r"(?:recommendations?\s+)?(?:to|for)\s+(?:the\s+)?", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|each|both)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"^\d{1,2}[.)]?\s+(?=[A-Z])")
_Part = tuple[str, Agency | None]


def addressees(item: Item, directory: Directory, by_service: dict[str, Agency]) -> tuple[str, ...]:
    """The names of those asked, expanded to the listed agency where the words allow, else as worded."""
    reader = _Reader(directory, by_service)
    listed = [part for words in item.addressees for part in reader.parts(words)]
    listed = [part for part in listed if reader.strength([part]) or len(part[0].split()) < 4]
    subject = reader.subject(item.text) or reader.heading(item.section or "")
    acting = reader.parts(subject) if subject else []
    acting += [*reader.beside(item.text), *reader.later(item.text)] if subject else []
    if not listed and not acting:
        acting = reader.agents(item.text)
    listed = [_named_in_full(part, acting) for part in listed]
    # The heading or column names them, unless the sentence itself does so more closely: a department under its council.
    ahead = reader.strength(acting) - reader.strength(listed)
    short = ahead == 0 and reader.strength(listed) < 3 and all(words.isupper() for words, _ in listed)
    # A sentence whose subject is the one named over it may name others beside.
    wider = {_name(part) for part in listed} < {_name(part) for part in acting}
    chosen = acting if ahead > 0 or short or wider or not listed else listed
    others = reader.passed_on(item.text)
    imperative = subject is not None and cues("addressees")["passes-on"].pattern.match(subject)
    if others and (imperative or all(agency is None or _owns_reviews(agency) for _, agency in chosen)):
        chosen = others
    chosen = [*chosen, *reader.with_whom(item.text)]
    return tuple(dict.fromkeys(_name(part) for part in chosen))


def asked(names: Sequence[str], directory: Directory) -> list[Agency]:
    """The agencies among the addressees."""
    return [agency for name in names if (agency := directory.find(name))]


def _told(slug: str) -> str:
    """The words of a cue as a part of a pattern."""
    return cues("addressees")[slug].pattern.pattern


@cache
def _main_verb() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\b(?:{_told('modal')}|to)\s+(?:also\s+|now\s+)?)$", re.IGNORECASE)


@cache
def _asked_to() -> re.Pattern[str]:
    """ "should:" at the end of a line over a list."""
    return re.compile(rf"\s+(?:{_told('modal')}|to)(?:\s+\w+)?\s*:?$", re.IGNORECASE)


@cache
def _what() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_told('what')})\s+(?P<whom>.{{3,60}}?)\s+(?:{_told('is-to-act')})", re.IGNORECASE
    )


@cache
def _beside() -> tuple[re.Pattern[str], ...]:
    agreed = rf"(?:{_told('agrees-with')})\s+(?P<whom>[^.;]{{3,80}}?)\s+(?:{_told('ends-a-name')})"
    between = rf",\s+(?:{_told('beside')})\s+(?P<whom>[^,]{{3,80}}),"
    return re.compile(between), re.compile(rf"(?:{_told('modal')}|to)\s+{agreed}")


@cache
def _with_whom() -> re.Pattern[str]:
    return re.compile(rf"(?:{_told('beside')})\s+(?P<whom>[^,.;]{{3,80}}),", re.IGNORECASE)


@cache
def _officer() -> tuple[re.Pattern[str], ...]:
    post = _told("officer-of-a-board")
    return (
        re.compile(rf"(?P<board>.+?)(?:[’']s)?\s+(?:{post})", re.IGNORECASE),
        re.compile(rf"(?:{post})\s+(?:of|to)\s+(?:the\s+)?(?P<board>.+)", re.IGNORECASE),
    )


@cache
def _done_by() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_told('being')})[^.;]{{0,60}}?(?:{_told('done-by')})\s+(?:the\s+)?(?P<whom>[^.;,]{{3,80}})"
    )


@cache
def _later() -> re.Pattern[str]:
    """ "…, and the Police should confirm": somebody else who is asked in the same sentence."""
    return re.compile(
        rf"[,;]?\s+and\s+(?:that\s+)?(?P<whom>(?:the\s+)?\w[^,;.]{{2,60}}?)\s+(?:{_told('modal')})"
    )


class _Reader:
    """Wordings read against the agencies of one review."""

    def __init__(self, directory: Directory, by_service: dict[str, Agency]) -> None:
        self._directory = directory
        self._by_service = by_service

    def parts(self, words: str) -> list[_Part]:
        """A wording as one body or several, each with the agency it means: the longest stretches that mean one."""
        whole = " ".join(re.sub(r"\s*\([^)]*\)", "", _bare(words)).split()).strip(" .:;,")
        if everybody := self._directory.owners(whole):
            return [(agency.name, agency) for agency in everybody]
        cuts = [(0, 0), *self._joints(whole), (len(whole), len(whole))]
        parts: list[_Part] = []
        place = 0
        while place < len(cuts) - 1:
            ends = range(len(cuts) - 1, place, -1)
            stretches = [(end, whole[cuts[place][1] : cuts[end][0]]) for end in ends]
            meant = [(end, words, agency) for end, words in stretches if (agency := self._meant(words))]
            end, stretch = stretches[-1]
            shared = self._with_shared_head(stretch, whole)
            place, stretch, agency = meant[0] if meant else (end, stretch, shared)
            parts.append((self._directory.council(stretch) or _worded(stretch), agency))
        kinds = [_many(words) for words, _ in parts]
        if any(agency for _, agency in parts) or (
            all(self.is_body(words) for words, _ in parts) and not all(kinds)
        ):
            return parts
        return [(self._directory.council(whole) or _worded(whole), None)]

    def subject(self, text: str) -> str | None:
        """The words in front of "should", "must", "to" …, when they can be somebody; else the agencies that open the text."""
        known = cues("addressees")
        match = known["no-subject"].pattern.match(text)
        text = text[match.end() :] if match else text
        if everybody := known["everybody"].pattern.match(text):
            return everybody.group()
        if match and (opening := self._opening_body(text)):
            return opening
        for clause in text.split("; "):
            if found := self._subject_of(clause):
                return found
        return self._opening_body(text)

    def heading(self, words: str) -> str | None:
        """Whom a heading names as acting: "What the Partnership has been asked to do", "The Board should:", "For the Hospital"."""
        match = _what().match(words)
        if match and self.is_body(match.group("whom")):
            return match.group("whom")
        addressed = _TO.match(words)
        if addressed and self.strength(self.parts(words[addressed.end() :])):
            return words[addressed.end() :]
        return self._subject_of(words)

    def _subject_of(self, text: str) -> str | None:
        known = cues("addressees")
        for modal in known["asked"].pattern.finditer(text, 0, _FAR):
            words = self._without_clauses(_bare(text[: modal.start()].strip(" ,")))
            if not words or "." in words[:-1]:
                return None
            weak = modal.group().lower() == "to"
            words = self._owner_of(_without_asides(words))
            if known["subordinate"].pattern.match(words) and (behind := self._behind_clause(words)):
                return behind
            known_names = all(agency for _, agency in self.parts(words))
            if (len(words.split()) > _LONGEST and not known_names) or (weak and recommends(words)):
                continue
            if passing := known["asks-somebody"].pattern.match(words):
                words = words[passing.end() :].strip()
            if cues("addressees")["opens-a-clause"].pattern.match(words) or known[
                "subordinate"
            ].pattern.match(words):
                continue
            if self.is_body(words) or modal.group().lower().endswith("asked to"):
                return words
        return None

    def _owner_of(self, words: str) -> str:
        """ "The Partnership's emergency plan should state …" asks the partnership, where no body is called so."""
        match = re.match(r"(?:the\s+)?(?P<owner>[^’']+)[’']s?\s+(?=[a-z])", words, re.IGNORECASE)
        if match is None or " and " in words or self._meant(words):
            return words
        owner = match.group("owner")
        whose = self._directory.owner(owner) or self._directory.council(owner)
        return owner if whose else words

    def _behind_clause(self, words: str) -> str | None:
        """The bodies that end a clause without a comma: "Before any charge the YOT and Marches Police should …"."""
        starts = [m.start() for m in re.finditer(r"(?<=\s)(?:the\s+)?(?=[A-Z])", words)]
        for start in starts:
            parts = self.parts(words[start:])
            if all(agency or self._directory.council(name) for name, agency in parts):
                return words[start:]
        return None

    def beside(self, text: str) -> list[_Part]:
        """Those with whom the subject is to act: "The Partnership should, with the Commissioner, …"."""
        between, agreed = (pattern.search(text[:_FAR]) for pattern in _beside())
        found = [p for p in self.parts(between.group("whom")) if self.is_body(p[0])] if between else []
        return found + ([p for p in self.parts(agreed.group("whom")) if p[1]] if agreed else [])

    def with_whom(self, text: str) -> list[_Part]:
        """The agencies with whom a sentence opens: "With Larkrise, rewrite the form" asks Larkrise too."""
        match = _with_whom().match(text)
        return [part for part in self.parts(match.group("whom")) if part[1]] if match else []

    def later(self, text: str) -> list[_Part]:
        """Those who are asked further on in the sentence, where their words can only mean a body."""
        first = cues("addressees")["asked"].pattern.search(text)
        found: list[_Part] = []
        for match in _later().finditer(text, first.end()) if first else ():
            parts = self.parts(match.group("whom"))
            if all(agency or _many(words) for words, agency in parts):
                found += parts
        return found

    def agents(self, text: str) -> list[_Part]:
        """Those by whom it is to be done, where the subject is nobody: "… should be brought together by the co-ordinator"."""
        match = _done_by().search(text)
        if match is None:
            return []
        somebody = cues("addressees")["somebody"].pattern
        return [
            (words, agency)
            for words, agency in self.parts(match.group("whom"))
            if agency or any(m.end() == len(words) for m in somebody.finditer(words))
        ]

    def passed_on(self, text: str) -> list[_Part]:
        """Those whom a board is told to ask: "The Board should ask A and B to …"; nobody where only a kind is named."""
        match = cues("addressees")["passes-on"].pattern.search(text[:_FAR])
        if match is None or not _main_verb().search(text[: match.start()]):
            return []
        rest = text[match.end() :].strip()
        words = re.split(r"\s+to\b", rest)[0]
        if cues("addressees")["opens-a-clause"].pattern.match(words):
            return []
        if len(words.split()) <= _LONGEST and (found := [p for p in self.parts(words) if self._is_named(p)]):
            return found
        opening = self._opening_body(words)
        return self.parts(opening) if opening else []

    def strength(self, parts: Sequence[_Part]) -> int:
        """How surely words name bodies: 3 an agency of the review, 2 a name, 1 a kind ("commissioners"), 0 nobody."""
        best = 0
        for words, agency in parts:
            if _is_title(words) and (agency is None or agency.role is AgencyRole.MENTIONED):
                continue  # "Head of Housing" in a column of leads is nobody's name
            if agency is not None:
                return 3
            if self.is_body(words):
                best = max(best, 2 if heads(words, 0, len(words)) and not _many(words) else 1)
        return best

    def is_body(self, words: str) -> bool:
        """Whether words can be somebody who acts."""
        somebody = cues("addressees")["somebody"].pattern.search(words)
        named = heads(words, 0, len(words)) or words.isupper() or labelled_kind(words)
        return bool(somebody or named or self._meant(words))

    def _is_named(self, part: _Part) -> bool:
        words, agency = part
        if agency is not None and agency.role is AgencyRole.CONTRIBUTED:
            return True
        somebody = any(m.end() == len(words) for m in cues("addressees")["somebody"].pattern.finditer(words))
        return (
            (_is_proper(words) or somebody)
            and not cues("addressees")["of-all"].pattern.match(words)
            and not _many(words)
        )

    def _joints(self, whole: str) -> Iterator[tuple[int, int]]:
        """Where one body ends and the next begins: not inside a name ("Police and Crime Commissioner")."""
        names = list(names_in(whole, 0, len(whole)))
        for match in _JOIN.finditer(whole):
            inside = any(name.start < match.start() and match.end() < name.end for name in names)
            apart = self._meant(whole[: match.start()]) or self._meant(whole[match.end() :])
            if (apart or not inside) and not self._one_name(whole, match):
                yield match.span()

    def _one_name(self, whole: str, joint: re.Match[str]) -> bool:
        """Whether a head or label runs across the joint."""
        one = cues("addressees")["one-body"].pattern
        return any(m.start() < joint.start() and joint.end() < m.end() for m in one.finditer(whole)) or any(
            head.start < joint.start() and joint.end() < head.end for head in heads(whole, 0, len(whole))
        )

    def _without_clauses(self, words: str) -> str:
        """Without the clauses and adverbs in front: "Finally,", "before a child is moved for a second time,"."""
        while "," in words:
            first, rest = words.split(",", 1)
            if first.strip() and not cues("addressees")["subordinate"].pattern.match(first):
                break
            words = rest.strip()
        return words

    def _opening_body(self, text: str) -> str | None:
        """The agencies that a text opens with: "(that) the Hospital and the 0–19 Service replace …"; the fewest words."""
        words = text.split()
        best: tuple[int, int, str] | None = None
        for count in range(1, min(_LONGEST, len(words) - 1) + 1):
            opening = " ".join(words[:count]).rstrip(",;:")
            if words[count - 1].endswith((".", ":", ",")) or opening.split()[-1:] in ([], ["and"], ["the"]):
                continue
            found = self.parts(opening)
            known = all(
                agency or self._directory.council(name) or _is_national(name) for name, agency in found
            )
            if found and known and not words[count][:1].isupper() and words[count] not in ("and", "&"):
                ranked = (len(found), -count, opening)
                best = max(best, ranked) if best else ranked
        return best[2] if best else None

    def _with_shared_head(self, words: str, whole: str) -> Agency | None:
        """ "Adult" in "Adult and Children's Services" is Adult Services."""
        found = heads(whole, 0, len(whole))
        if _many(words) or not found or heads(words, 0, len(words)) or len(words.split()) > 2:
            return None
        return self._meant(f"{words} {whole[found[-1].start : found[-1].end].split()[-1]}")

    def _meant(self, words: str) -> Agency | None:
        bare = re.sub(r"[’']s$", "", _ARTICLE.sub("", _worded(words)))
        if not bare or cues("addressees")["of-all"].pattern.match(bare) or self._directory.council(bare):
            return None
        if agency := self._directory.owner(bare) or self._directory.find(bare) or self._board_of(bare):
            return agency
        if _many(bare) or len(bare.split()) > _NAME_WORDS:
            return None
        if _JOIN.search(bare) and not self._directory.ends_a_name(bare):
            return None
        if len(bare.split()) == 1 and (named := self._directory.ends_a_name(bare)):
            return named  # "the Trust" is the one that is called so, before any other health body
        if fold(bare) in self._by_service:
            return self._by_service[fold(bare)]  # a team that the list of contributors gives to one of them
        kind = labelled_kind(bare)
        if kind and kind in self._by_service:
            return self._by_service[kind]
        return self._directory.meant(bare) or self._directory.ends_a_name(bare)

    def _board_of(self, words: str) -> Agency | None:
        """The board behind its officer: "SAB Chair", "Chair of the Partnership", "the Board's business manager"."""
        matches = (pattern.fullmatch(words) for pattern in _officer())
        return next((self._directory.owner(m.group("board")) for m in matches if m), None)


def _bare(words: str) -> str:
    """Without a stray number in front, and without the "should:" that ends a line over a list."""
    return _asked_to().sub("", _NUMBER.sub("", words))


def _without_asides(words: str) -> str:
    """Without a clause between commas, or at the end, that says something of somebody named before it.

    Of several things with which somebody is to act the names are read by themselves.
    """
    plain = re.sub(rf",\s+(?:{_told('relative')})\s[^,]*(?:,|$)", "", words)
    return re.sub(rf",\s+(?:{_told('beside')})\s(?:.+,.+|(?:the\s+)?[a-z][^,]*)$", "", plain).strip(" ,")


def _worded(words: str) -> str:
    own = cues("addressees")["own-person"].pattern.pattern
    return re.sub(rf"^the\s+|\s+(?:{own})$", "", words, flags=re.IGNORECASE).strip()


def _name(part: _Part) -> str:
    """The agency's name; where the document prints only a short one, that one."""
    words, agency = part
    if agency is None:
        return words
    short = agency.name not in agency.printed and words in agency.printed
    return words if short else agency.name


def _named_in_full(part: _Part, others: Sequence[_Part]) -> _Part:
    """ "Police" in a column is the force that the sentence beside it names, where it names one."""
    words, agency = part
    kind = labelled_kind(words)
    alike = [other for other in others if kind and other[1] is not None and other[1].type == kind]
    return alike[0] if agency is None and len(alike) == 1 else part


def _many(words: str) -> bool:
    """Whether words mean all of a kind: "schools", "GP practices"."""
    return (
        cues("addressees")["many"].pattern.fullmatch(re.sub(r"^all\s+", "", words, flags=re.IGNORECASE))
        is not None
    )


def _is_title(words: str) -> bool:
    """ "Director of Homes", "ICB Primary Care Lead": a post, by its first or its last words."""
    found = list(cues("contributors")["job-title"].pattern.finditer(words))
    return any(match.start() == 0 or match.end() == len(words) for match in found)


def _is_national(words: str) -> bool:
    """ "Home Office", "NHS England": bodies of the register, or told by the words that they open with."""
    head = opener(words, 0, len(words))
    return register().body(words) is not None or (head is not None and len(words) - head.end < 20)


def _is_proper(words: str) -> bool:
    """A name that tells its body from others: "Lyn Vale Council", not "Commissioners"."""
    titles = cues("contributors")["job-title"].pattern
    return bool(heads(words, 0, len(words))) and is_distinct(words) and titles.match(words) is None


def _owns_reviews(agency: Agency) -> bool:
    return agency.role in (AgencyRole.PUBLISHED, AgencyRole.COMMISSIONED)

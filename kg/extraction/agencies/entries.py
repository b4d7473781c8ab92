"""One entry of a list, a table or a run of prose as the names of bodies in it, without roles, remarks and former names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.agencies.grammar import fold, grammar, heads, is_distinct, opener, split
from kg.extraction.agencies.kinds import kind_of
from kg.extraction.agencies.register import register
from kg.extraction.vocabulary import cues
from kg.model import Span

_EDGE = re.compile(
    r"^[^\w(“\"‘]*(?:(?:\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]|\d{1,2}(?:\.\d{1,2})+\.?|[eo¢°*])[\s.]+)?"
)
_TAIL = re.compile(r"[\s;,.:&]*(?:[;,]?\s*\band\b)?[\s;,.:]*$")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_DASH = re.compile(r"\s+[–—-]+\s+|\s*[–—]\s+|\s*[:;|]\s|\s/\s(?![A-Z])|(?<!and)\s+The\s+(?=[A-Z])")
_ACRONYM = re.compile(r"^[“\"‘']?(?:the )?([A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z]{2,10})[”\"’']?$")
_WORD = re.compile(r"[\w’'&-]+")
_SERVED = re.compile(r"\bfor\s+(?:[A-Z][\w’'-]+\s*){1,2}$")
_LEAD = re.compile(
    r"(?:[A-Z][\w-]*[’']s\s+(?=(?:[a-z][\w’'-]*\s+)+the\s))?(?:[a-z][\w’'-]*\s+)+(?=[A-ZÀ-ÞŴŶ\d])"
)
_THE = re.compile(r"the\s+", re.IGNORECASE)
_PROPER = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:and\s+)?[A-Z][\w’'-]*){0,4}")
_LINKS = frozenset(
    ("of", "and", "for", "the", "in", "y", "yr", "a", "de", "with", "at", "on", "upon", "by", "&")
)
_AND_MORE = re.compile(r"\s+and\s+(?:the\s+)?(?=[A-ZÀ-ÞŴŶ][\w’'-]+\s+[A-ZÀ-ÞŴŶ])")
_PARTS = re.compile(r"[;•]")
_REMARK_OPENS = re.compile(r"\s[–—-]\s|:\s")
_RESUMES = re.compile(
    r",?\s+(?:and|together with|along with|as well as)\s+(?P<again>(?:from|by|of|to|with)\s+)?(?:the\s+)?(?=[A-ZÀ-ÞŴŶ])"
)
_BETWEEN = re.compile(
    r",\s+(?:and\s+)?|\s+and\s+(?:(?=the\s)|(?:from|of|by|with|to)\s+(?:the\s+)?(?=[A-ZÀ-ÞŴŶ]))"
)
_OWN = re.compile(r"^(?:the|his|her|their|its)\s+", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z][\w’'/& -]{2,40}:\s+(?:the\s+)?(?=[A-ZÀ-ÞŴŶ])")
_OF = re.compile(r"\s(?:of|from|at|for)\s+(?:the\s+)?(?=[A-ZÀ-ÞŴŶ])")
_SMALL_TAIL = re.compile(r"(?:[’']s?)?\s+([a-z][\w’'-]*)")
_LONGEST = 14  # words of a name
_REMARK = 5  # words of a remark behind a name, with another name behind it


@dataclass(frozen=True, slots=True)
class Entry:
    """A name as listed: its words, the acronym printed behind it, and any further brackets (roles, former names)."""

    span: Span
    acronym: str | None = None
    remarks: tuple[str, ...] = ()


def entries_in(text: str, span: Span) -> list[Entry]:
    """The names in one entry of a list of contributors, in order; empty when it names no body."""
    start = _EDGE.match(text[span.start : span.end]).end() + span.start  # type: ignore[union-attr]
    end = span.start + _TAIL.search(text[span.start : span.end]).start()  # type: ignore[union-attr]
    if start >= end:
        return []
    if several := _parted(text, start, end):
        return several
    if cues("addressees")["relative"].pattern.match(text[start:end]):
        called = cues("contributors")["called"].pattern.search(text, start, end)
        # "which is known here as GP Practice 2"; "which ran the course and from Fir House"
        return entries_in(text, Span(called.end(), end)) if called else _resumed(text, start, end)
    start = _after_person(text, _after_lead(text, start, end), end)
    if named := _labelled(text, start, end):
        return named
    if inside := _bracketed(text, start, end):
        return [name for part in inside for name in entries_in(text, part)]
    cut, acronym, remarks = _core(text, start, end)
    core = Span(start, max(start, cut))
    parts = _parts(text, core)
    last = len(parts) - 1
    named = [
        Entry(
            _without_article(text, part), acronym if place == last else None, remarks if place == last else ()
        )
        for place, part in enumerate(parts)
        if acceptable(text, part)
    ]
    return [*named, *(_resumed(text, cut, end) if named else [])]


def is_sure(text: str, span: Span) -> bool:
    """A name of its own with a strong head or an opener, or one that the register knows."""
    words = text[span.start : span.end]
    if register().body(words):
        return True
    found = heads(text, span.start, span.end)
    strong = bool(found) and found[-1].strong
    return (strong or opener(text, span.start, span.end) is not None) and is_distinct(words)


def _labelled(text: str, start: int, end: int) -> list[Entry]:
    """The bodies behind a mere field of work and a colon: "Education: Oak House School and Elm College"."""
    label = _LABEL.match(text, start, end)
    if label is None or is_sure(text, Span(start, label.end())):
        return []
    named = entries_in(text, Span(label.end(), end))
    return named if all(is_sure(text, entry.span) for entry in named) else []


def _after_person(text: str, start: int, end: int) -> int:
    """Past a witness: "Dr Bell of Beck Surgery"."""
    title = cues("contributors")["person-title"].pattern.match(text, start, end)
    of = _OF.search(text, title.end(), end) if title else None
    return of.end() if of and is_sure(text, Span(of.end(), end)) else start


def _parted(text: str, start: int, end: int) -> list[Entry]:
    """The names between semicolons, where each part names a body of its own: one cell for several."""
    cuts = [m.start() for m in _PARTS.finditer(text, start, end) if not _in_bracket(text, start, m.start())]
    if not cuts:
        return []
    edges = [start, *(edge for cut in cuts for edge in (cut, cut + 1)), end]
    each = [entries_in(text, Span(*edge)) for edge in zip(edges[::2], edges[1::2], strict=True)]
    # Behind a dash or colon what is parted may be one body's services ("Beck NHS Trust – midwifery; Tarn Ward").
    remarks = _REMARK_OPENS.search(text, start, end)
    own = all(
        any(
            is_sure(text, e.span) if remarks else is_distinct(text[e.span.start : e.span.end])
            for e in entries
        )
        for entries in each
    )
    return [entry for entries in each for entry in entries] if own else []


def _resumed(text: str, cut: int, end: int) -> list[Entry]:
    """The names behind a remark: "… as landlord and the Fir Family Project", "… which ran it and from Fir House"."""
    known = cues("contributors")
    for joint in _RESUMES.finditer(text, cut, end):
        remark = text[cut : joint.start()].strip(" ,")
        again = joint.group("again")
        if _in_bracket(text, cut, joint.start()) or known["former"].pattern.search(remark):
            continue
        clause = cues("addressees")["relative"].pattern.match(remark)
        if again and not re.search(rf"\b{again}", remark):
            return entries_in(text, Span(joint.end(), end))
        if len(remark.split()) <= _REMARK and not clause and not heads(remark, 0, len(remark)):
            return [e for e in entries_in(text, Span(joint.end(), end)) if _ends_in_head(text, e.span)]
    return []


def _ends_in_head(text: str, span: Span) -> bool:
    found = heads(text, span.start, span.end)
    return bool(found) and found[-1].end == span.end and is_distinct(text[span.start : span.end])


def _in_bracket(text: str, start: int, place: int) -> bool:
    return text.count("(", start, place) > text.count(")", start, place)


def _bracketed(text: str, start: int, end: int) -> list[Span]:
    """The bodies in a bracket behind a mere field of work: "Health (Beck Valley NHS Trust and the GP)"."""
    bracket = _BRACKET.search(text, start, end)
    field = text[start : bracket.start()] if bracket else ""
    if bracket is None or is_distinct(field):
        return []
    inside = Span(*bracket.span(1))
    if is_sure(text, inside) and kind_of(field) == kind_of(bracket.group(1)):
        return [inside]  # "Police (Tarn Constabulary)"
    if any(h.strong for h in heads(text, start, bracket.start())):
        return []
    named = [h for h in heads(text, inside.start, inside.end) if h.strong]
    if len(_OWN.sub("", field).split()) > 1 or not named or not is_distinct(text[inside.start : inside.end]):
        return []
    cuts = [
        m.span() for m in re.compile(r",\s+(?:and\s+)?|\s+and\s+").finditer(text, inside.start, inside.end)
    ]
    edges = [inside.start, *(edge for cut in cuts for edge in cut), inside.end]
    return [Span(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def acceptable(text: str, span: Span) -> bool:
    """Whether the words can be a name in a list of bodies: capitals, or a head; no sentence, job title or material."""
    words = text[span.start : span.end]
    tokens = _WORD.findall(words)
    if not tokens or len(tokens) > _LONGEST or not re.search(r"[A-Za-zÀ-ÿ]{2}", words):
        return False
    known = cues("contributors")
    found = heads(text, span.start, span.end)
    if known["job-title"].pattern.search(words) and not (
        found and found[-1].strong and found[-1].end == span.end
    ):
        return False
    if fold(tokens[0]) in grammar().stops and len(tokens) > 1 and tokens[1].isdigit():
        return False  # "On 27 April the ambulance"
    small = [t for t in tokens if t[0].islower() and t.lower() not in _LINKS]
    if found and found[-1].strong:
        return len(small) <= 3 or (found[-1].end == span.end and len(tokens) < 6)
    if known["material"].pattern.search(words):
        return False
    known_kind = words.isupper() or len(tokens) > 1 or is_distinct(words)
    return not small and known_kind and (words[0].isupper() or words[0].isdigit())


def _after_lead(text: str, start: int, end: int) -> int:
    """Past words in small letters in front of the name: "the charity", "staff from", "the district nursing service of"."""
    if match := _LEAD.match(text, start, end):
        return match.end()
    return start


def _core(text: str, start: int, end: int) -> tuple[int, str | None, tuple[str, ...]]:
    """Where the name ends, its acronym, and the brackets behind it that are no part of it."""
    limit = _first_cut(text, start, end)
    cut, acronym, remarks, place = limit, None, [], start
    while (bracket := _BRACKET.search(text, place, end)) and bracket.start() <= limit:
        inside = " ".join(bracket.group(1).split())
        place = bracket.end()
        if (match := _ACRONYM.match(inside)) and abbreviates(match.group(1), text[start : bracket.start()]):
            acronym = acronym or match.group(1)
        elif _belongs(text, start, bracket):
            limit = cut = max(cut, place)
            continue
        elif match is None:
            remarks.append(inside)
        cut = min(cut, bracket.start())
        if text[place:end].lstrip()[:1] not in ("(", "["):
            break
    return cut, acronym, tuple(remarks)


def abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand in the name in that order, the first of them opening a word."""
    letters, words = acronym.casefold(), fold(name)
    for opening in re.finditer(rf"\b{re.escape(letters[0])}", words):
        place = opening.start()
        for letter in letters:
            place = words.find(letter, place) + 1
            if not place:
                break
        else:
            return True
    return False


def _belongs(text: str, start: int, bracket: re.Match[str]) -> bool:
    """Whether a bracket is part of the name: it tells a general name's place, or names the owner of a named setting."""
    inside, name = bracket.group(1), text[start : bracket.start()]
    if not inside[:1].isupper() or cues("contributors")["former"].pattern.search(inside):
        return False
    owner = bool(heads(inside, 0, len(inside))) and is_distinct(inside)
    named = any(head.strong for head in heads(text, start, bracket.start()))
    return (owner and not named) or (named and not is_distinct(name) and is_distinct(inside))


def _first_cut(text: str, start: int, end: int) -> int:
    """The first dash, colon, comma before small letters, or word that opens a remark."""
    places = [end]
    if dash := _DASH.search(text, start, end):
        places.append(dash.start())
    for comma in re.finditer(r",\s+", text[start:end]):
        if _placed(text[start:end], comma):
            continue
        behind = text[start + comma.end() : end]
        if not heads(behind, 0, len(behind)) or behind[:1].islower() or not is_distinct(behind):
            places.append(start + comma.start())
            break
    for word in cues("contributors")["cut"].pattern.finditer(text, start, end):
        if word.start() > start and word.group()[0].islower() and not _links(text, start, word, end):
            places.append(len(re.sub(r"(?:\s+and)?[\s,]*$", "", text[: word.start()])))
            break
    return _without_small_tail(text, start, min(place for place in places if place > start))


def _without_small_tail(text: str, start: int, end: int) -> int:
    """ "Bell Pharmacy next door": words in small letters behind a name, unless a head is among them ("… Police custody team")."""
    for head in heads(text, start, end):
        tail = _SMALL_TAIL.match(text, head.end, end)
        if head.strong and tail and tail.group(1) not in _LINKS and not heads(text, head.end, end):
            return head.end
    return end


def _links(text: str, start: int, word: re.Match[str], end: int) -> bool:
    """A small word inside a name, before a capital: what stands before it names no body ("Safe at Home Care"), or only
    begins to say whom it serves ("Team for Adults with Epilepsy")."""
    capital = re.match(r"\s+[A-Z]", text[word.end() : end]) is not None
    open_ended = _SERVED.search(text, start, word.start()) or not heads(text, start, word.start())
    return fold(word.group()) in _LINKS and capital and bool(open_ended)


def is_branch(words: str) -> bool:
    """ "Isles Division", "Southern Area Command": which part of the body named before it."""
    return cues("contributors")["branch"].pattern.search(words) is not None


def _placed(words: str, comma: re.Match[str]) -> bool:
    """A general name and, behind the only comma, the place or owner that tells which: "Probation Service, Torrin"."""
    name, behind = words[: comma.start()], words[comma.end() :]
    if "," in name or "," in behind or not comma.group().startswith(","):
        return False
    proper = _PROPER.fullmatch(_BRACKET.sub("", behind).strip(" .;"))
    joined = " and " in behind
    if joined and any(head.strong for head in heads(behind, 0, len(behind))):
        return False
    if proper is not None and is_branch(proper.group()) and heads(name, 0, len(name)):
        return True
    return (
        bool(heads(name, 0, len(name)))
        and not is_distinct(name)
        and proper is not None
        and is_distinct(behind)
    )


def _parts(text: str, core: Span) -> list[Span]:
    """A core as one name or several: "The Mount School and Ashenvale Virtual School"."""
    pieces: list[Span] = []
    place = core.start
    for comma in _BETWEEN.finditer(text[core.start : core.end]):
        if _placed(text[core.start : core.end], comma):
            continue
        pieces.append(Span(place, core.start + comma.start()))
        place = core.start + comma.end()
    pieces.append(Span(place, core.end))
    pieces = [Span(_after_lead(text, p.start, p.end), p.end) for p in pieces]
    return [part for piece in pieces for part in _split_piece(text, piece)]


def _split_piece(text: str, piece: Span) -> list[Span]:
    names = split(text, piece.start, piece.end)
    bracketed = text[piece.start : piece.end].rstrip().endswith(")")
    if len(names) == 1 and not bracketed and (more := _AND_MORE.match(text, names[0].end, piece.end)):
        return [_stripped(text, names[0]), _stripped(text, Span(more.end(), piece.end))]
    if len(names) == 1 and cues("contributors")["material"].pattern.search(text, names[0].end, piece.end):
        return [_stripped(text, names[0])]  # "Mill Race Surgery GP records"
    if len(names) < 2:
        return [_stripped(text, piece)]
    rest = Span(names[-1].start, piece.end)
    return [*(_stripped(text, name) for name in names[:-1]), _stripped(text, rest)]


def _stripped(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(
        span.start + len(words) - len(words.lstrip(" \n,;")), span.start + len(words.rstrip(" \n,;.:"))
    )


def _without_article(text: str, span: Span) -> Span:
    """Without "the"; with "The" where it belongs to the name of a setting ("The Quayside Practice")."""
    match = _THE.match(text, span.start, span.end)
    if match is None:
        return span
    kept = cues("contributors")["article"].pattern.fullmatch(text, span.start, span.end)
    whole = kept is not None and text[span.start] == "T" and is_distinct(text[match.end() : span.end])
    return span if whole else Span(match.end(), span.end)


def key_words(name: str) -> str:
    """A name as it is compared across a document: folded, without article."""
    return re.sub(r"^the ", "", fold(name))

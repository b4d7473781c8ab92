"""Which board or partnership published and commissioned a review, and of which area it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extraction.agencies.grammar import fold, grammar, heads, names_in, opener
from kg.extraction.identity.cover import Line
from kg.extraction.identity.label import common_words
from kg.extraction.vocabulary import concepts, cues
from kg.model import Basis, Claim, Document, Span

_OWNERS = "statutory-partnership"
_PLACES = re.compile(r"\W*(?P<places>(?:[A-ZÀ-ÞŴŶ][\w’'-]+,\s+)+)")
# "Isle of | Merrow Safeguarding …", "Three | Rivers Safeguarding …": what a place loses where a word joins or counts.
_BEGUN = re.compile(
    r"\W*(?P<places>(?:[A-ZÀ-ÞŴŶ][\w’'-]+\s+(?:of|and|ac|a|&|upon|on|to|in|the|y|yr|le)\s+(?:the\s+)?)+|(?P<count>Two|Three|Four|Five|Six|Seven)\s+)"
)
_SHORT_NAME = re.compile(
    r"(?P<place>[A-ZÀ-ÞŴŶ][a-zà-ÿ’'-]+(?:\s+(?:and\s+)?[A-ZÀ-ÞŴŶ][a-zà-ÿ’'-]+){0,3})\s+(?P<short>[A-Z]{2,6})\b"
)
_LONGEST = 12  # words of a board's name
_PLACE = re.compile(
    r"(?:the\s+)?[A-ZÀ-ÞŴŶ][\w’'-]*(?:(?:,|\s+(?:and|&|of|the|upon))?\s+[A-ZÀ-ÞŴŶ][\w’'-]*){0,5}",
    re.IGNORECASE,
)
_PLACE_BEHIND = re.compile(
    r"(?:the\s+)?[A-ZÀ-ÞŴŶ][\w’'-]*(?:\s+(?:(?:and|of|the|upon)\s+)?[A-ZÀ-ÞŴŶ][\w’'-]*){0,4}"
)
_NATIONAL = 60  # characters of a line that is a national body and no more
_REGION = re.compile(r"\s*\([A-ZÀ-Þ][^()]{2,40}\)|(?=\s+under\b)")
_AND = re.compile(r"\W*(?:and|&)\W*", re.IGNORECASE)


def publisher(document: Document, lines: Sequence[Line]) -> Claim[str] | None:
    """The publishing board(s), joined by "; ": labelled, or named on the cover, or else the board named most often."""
    known = cues("identity")
    for pattern, rule in (
        (known["publisher"].pattern, "label"),
        (known["commissioner"].pattern, "commissioned-by"),
    ):
        labelled = [line for line in lines if pattern.search(line.label)]
        if spans := [span for line in labelled for span in _owners_in(document, line.span)]:
            if rule == "commissioned-by":
                spans = _with_following(document, lines, spans)
            return _claim(document, spans, f"publisher/{rule}")
    alone = [
        span for line in lines for span in boards_in(document, line.span) if len(span) > 0.6 * len(line.span)
    ]
    short = [line for line in lines if not _is_sentence(document, line)]
    for some in (alone, [span for line in short for span in boards_in(document, line.span)]):
        if some:
            return _claim(document, _joined(document, _distinct(document, some)), "publisher/cover")
    named = [span for line in lines for span in boards_in(document, line.span)]
    return (
        _broken(document, lines)
        or _national_owner(document, lines)
        or from_metadata(document)
        or (
            _claim(document, _joined(document, _distinct(document, named)), "publisher/cover")
            if named
            else None
        )
        or _most_named(document)
    )


def _as_printed_elsewhere(document: Document, span: Span) -> Span:
    """A board whose name took up what stands before it on its line, where a running head prints it without."""
    words = _words(document, span)
    for key, value in document.metadata:
        board = " ".join(value.split())
        if key == "running-head" and words.endswith(f" {board}") and _is_board(board, Span(0, len(board))):
            return Span(span.end - len(board), span.end) if document.words(span).endswith(board) else span
    return span


def _is_sentence(document: Document, line: Line) -> bool:
    """Prose below the cover, that may name anybody."""
    words = document.words(line.span).rstrip()
    return words.endswith(".") and len(words.split()) > _LONGEST


def _broken(document: Document, lines: Sequence[Line]) -> Claim[str] | None:
    """A board whose place stands on the line above: "Averidge and Tolmouth / Safeguarding Children Partnership"."""
    for above, line in pairwise(lines):
        name = f"{_words(document, above.span)} {_words(document, line.span)}"
        if (
            above.label
            or line.label
            or len(name.split()) > _LONGEST
            or not _PLACE.fullmatch(_words(document, above.span))
        ):
            continue
        if heads(name, 0, len(_words(document, above.span))) or not _is_board(name, Span(0, len(name))):
            continue
        if [span for span in names_in(name, 0, len(name)) if span == Span(0, len(name))]:
            return Claim(name, document.quote(Span(above.span.start, line.span.end)), "publisher/cover")
    return None


def _joined(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The first, and those that "and" joins to it: a joint review has several owners."""
    found = list(spans[:1])
    for span in spans[1:]:
        between = document.text[found[-1].end : span.start]
        if not _AND.fullmatch(between) and (
            between.strip() or _kind(document, found[-1]) == _kind(document, span)
        ):
            break
        found.append(span)
    return found


def _kind(document: Document, span: Span) -> str | None:
    """Of what kind a board is: one for adults and one for community safety own a combined review together."""
    named = [*heads(document.text, span.start, span.end)]
    return named[-1].cue.signals if named else None


def _national_owner(document: Document, lines: Sequence[Line]) -> Claim[str] | None:
    """A national body behind "published by" or "commissioned by", where no board is named: "NHS England, … region"."""
    known = cues("identity")
    for slug in ("publisher", "commissioner"):
        for line in lines:
            if known[slug].pattern.search(line.label) and (spans := _national(document, line.span)):
                return _claim(document, spans, f"publisher/{slug}")
    return None


def area_of(name: str) -> str | None:
    """The area in a board's name: what is left without its heads ("Safer Brackenshire Partnership" → Brackenshire)."""
    first = name.split("; ")[0]
    rest = grammar().heads.sub(" ", grammar().openers.sub(" ", first))
    words = [
        w for w in re.findall(r"[\w’'&-]+", rest) if fold(w) not in grammar().generic - {"and", "&", "of"}
    ]
    while words and fold(words[0]) in grammar().generic | grammar().stops:
        words.pop(0)
    while words and fold(words[-1]) in grammar().generic:
        words.pop()
    area = " ".join(words)
    if first.isupper():  # capitals then tell nothing, and no other document would write the area so
        area = re.sub(r"[^\s-]+", lambda word: word.group().capitalize(), area)
    return area or None


def commissioners(
    document: Document, lines: Sequence[Line], board: Claim[str] | None
) -> tuple[Claim[str], ...]:
    """Who commissioned the review, in the words that say so."""
    known = cues("identity")
    spans = [
        s
        for line in lines
        if known["commissioner"].pattern.search(line.label)
        for s in boards_in(document, line.span)
    ]
    if spans:
        spans = _with_following(document, lines, spans)
        return tuple(
            Claim(_words(document, span), document.quote(span), "commissioner/cover") for span in spans
        )
    for block in document.blocks:
        for match in known["commissioner"].pattern.finditer(document.text, block.span.start, block.span.end):
            end = min(block.span.end, match.end() + 120)
            if named := next(_owners(document, match.end(), end, board), None):
                quote = document.quote(Span(_sentence_start(document, match.start()), named[0].end))
                return (Claim(named[1], quote, "commissioner/sentence"),)
    return ()


def _owners(document: Document, start: int, end: int, board: Claim[str] | None) -> Iterator[tuple[Span, str]]:
    """Board names, or acronyms of the publisher's area ("KSCB"), right behind "commissioned by"."""
    text = document.text
    match = re.compile(r"\s*(?:the\s+)?([A-Z]{3,6})\b").match(text, start, end)
    if match and (expanded := expand(match.group(1), area_of(board.value) if board else None)):
        yield Span(match.start(1), match.end(1)), expanded
        return
    for span in names_in(text, start, end):
        if _is_board(text, span) and span.start - start < 6:
            yield span, _words(document, span)


def expand(acronym: str, area: str | None) -> str | None:
    """The board behind an acronym of area and kind: "KSCB" in Kirklees is the Kirklees Safeguarding Children Board."""
    if area is None:
        return None
    initials = "".join(word[0] for word in area.split() if word[0].isupper())
    if not acronym.startswith(initials):
        return None
    tail = acronym[len(initials) :]
    for cue in cues("organisations").values():
        if cue.hidden is not None and cue.hidden.fullmatch(tail) and tail.isupper():
            return f"{area} {cue.label}"
    return None


def _owners_in(document: Document, span: Span) -> list[Span]:
    """The boards behind a label, and the bodies that "and" joins to them ("… Integrated Care Board and … Safeguarding Adults Board")."""
    boards = boards_in(document, span)
    if not boards:
        return []
    before = list(names_in(document.text, span.start, boards[0].start))
    joined = before[-1:] if before and _AND.fullmatch(document.text, before[-1].end, boards[0].start) else []
    return [*joined, *boards]


def boards_in(document: Document, span: Span) -> list[Span]:
    """The bodies that own reviews, and say of which area, in a stretch of text."""
    found = names_in(document.text, span.start, span.end)
    whole = [_with_places(document.text, span.start, name) for name in found]
    whole = [_with_place_behind(document.text, name, span.end) for name in whole]
    return [_as_printed_elsewhere(document, name) for name in whole if _is_board(document.text, name)]


def _with_places(text: str, start: int, name: Span) -> Span:
    """Places in front, parted by commas ("Ottermouth, Sallow and Crane …"); and no place twice, as bilingual covers have it."""
    match = _PLACES.fullmatch(text, start, name.start) or _begun(text, start, name)
    first = match.start("places") if match else name.start
    words = text[first : name.end].split()
    for half in range(1, len(words) // 2):
        if [fold(w) for w in words[:half]] == [fold(w) for w in words[half : 2 * half]]:
            first = name.end - len(text[first : name.end].split(maxsplit=half)[half])
    return Span(first, name.end)


def _begun(text: str, start: int, name: Span) -> re.Match[str] | None:
    """A place at the start of a line whose first words were cut off; "Report to the …" is none."""
    match = _BEGUN.fullmatch(text, start, name.start)
    words = re.findall(r"[^\W\d][\w’'-]*", match["places"]) if match else []
    capitals = [fold(word) for word in words if word[0].isupper()]
    offices = {fold(word) for phrase in cues("identity")["office-word"].phrases for word in phrase.split()}
    known = grammar().generic | grammar().stops | common_words() | offices
    place = match is not None and (match["count"] or not any(word in known for word in capitals))
    return match if place else None


def _with_place_behind(text: str, name: Span, end: int) -> Span:
    """ "Regional Safeguarding Board for Glenmore", "Safeguarding Children Board for the Northern Counties"."""
    if area_of(text[name.start : name.end]) is not None:
        return name
    joint = re.compile(rf"\s+(?:{cues('identity')['of-a-place'].pattern.pattern})\s+").match(
        text, name.end, end
    )
    place = _PLACE_BEHIND.match(text, joint.end(), end) if joint else None
    return Span(name.start, place.end()) if place else name


def _is_board(text: str, span: Span) -> bool:
    """Whether a name is that of a body which owns reviews, and says of which area."""
    kinds = concepts("agency-types", "agency-type")
    found = [*heads(text, span.start, span.end)]
    if first := opener(text, span.start, span.end):
        found.append(first)
    owner = any(h.cue.signals and kinds[h.cue.signals].broader == _OWNERS for h in found)
    return owner and area_of(text[span.start : span.end]) is not None


def _with_following(document: Document, lines: Sequence[Line], spans: list[Span]) -> list[Span]:
    """The bodies on the lines right behind a commissioner's, until a line that names none."""
    last = max(place for place, line in enumerate(lines) if line.span.start <= spans[-1].start)
    for line in lines[last + 1 :]:
        named = list(names_in(document.text, line.span.start, line.span.end)) or _national(
            document, line.span
        )
        if line.label or not named:
            break
        spans += named
    return spans


def _national(document: Document, span: Span) -> list[Span]:
    """A body named by its first words ("NHS England"), with its region in brackets; what stands behind is left out."""
    if not opener(document.text, span.start, span.end):
        return []
    if len(span) < _NATIONAL:
        return [span]
    named = list(names_in(document.text, span.start, span.end))[:1]
    region = _REGION.match(document.text, named[0].end, span.end) if named else None
    return [Span(named[0].start, region.end())] if region and named[0].start == span.start else []


def _most_named(document: Document) -> Claim[str] | None:
    places: dict[str, list[Span]] = {}
    for block in document.blocks:
        for span in boards_in(document, block.span):
            places.setdefault(fold(document.words(span)), []).append(span)
    if not places:
        return None
    count = Counter({name: len(spans) for name, spans in places.items()})
    best = min(count, key=lambda name: (-count[name], places[name][0].start))
    return _claim(document, places[best][:1], "publisher/most-named")


def _distinct(document: Document, spans: Sequence[Span]) -> list[Span]:
    first: dict[str, Span] = {}
    for span in spans:
        first.setdefault(fold(document.words(span)), span)
    return list(first.values())


def _claim(document: Document, spans: Sequence[Span], rule: str) -> Claim[str]:
    names = list(dict.fromkeys(_words(document, span) for span in spans))
    whole = Span(spans[0].start, spans[-1].end)
    return Claim("; ".join(names), document.quote(whole if len(whole) < 300 else spans[0]), rule)


def _words(document: Document, span: Span) -> str:
    return " ".join(document.words(span).split())


def _sentence_start(document: Document, offset: int) -> int:
    before = document.text.rfind("\n", 0, offset), document.text.rfind(". ", 0, offset) + 1
    start = max(*before) + 1
    return start if offset - start < 200 else offset


def from_metadata(document: Document) -> Claim[str] | None:
    """A board named only in running heads or the file's own title: inferred, and quoted by its area where the text has it."""
    for key, value in document.metadata:
        if key not in ("running-head", "title", "author", "subject"):
            continue
        for name in (*_full_names(value), *_short_names(value)):
            if (place := _area_printed(document, str(area_of(name)))) is not None:
                return Claim(name, document.quote(place), f"publisher/{key}", Basis.INFERRED)
    return None


def _full_names(value: str) -> Iterator[str]:
    for span in names_in(value, 0, len(value)):
        if _is_board(value, span):
            yield " ".join(value[span.start : span.end].split())


def _short_names(value: str) -> Iterator[str]:
    """ "Hallamoor SCP" is the Hallamoor Safeguarding Children Partnership."""
    kinds = concepts("agency-types", "agency-type")
    for match in _SHORT_NAME.finditer(value):
        for cue in cues("organisations").values():
            owner = cue.signals is not None and kinds[cue.signals].broader == _OWNERS
            if owner and cue.hidden is not None and cue.hidden.fullmatch(match.group("short")):
                yield f"{match.group('place')} {cue.label}"


def _area_printed(document: Document, area: str) -> Span | None:
    """Where the text prints an area, or the first place of a joint one."""
    for words in (area, re.split(r",| and | & ", area)[0]):
        place = document.text.find(words)
        if words and place >= 0:
            return Span(place, place + len(words))
    return None

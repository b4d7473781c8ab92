"""The case label of a review: "Child E", "Babies K and L", "Mr H; Mrs H", "Leah", "CESB 2/2021"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from kg.extraction.agencies.grammar import fold, heads, names_in
from kg.extraction.dates import find_dates
from kg.extraction.identity.cover import Line
from kg.extraction.vocabulary import concepts, cues
from kg.model import BlockKind, Claim, Document, Span

_ONE = r"(?:(?:19|20)\d\d[-/]\d{1,3}|\d{1,3}/(?:19|20)?\d\d|[A-Z]{1,3}\d{0,2}|\d{1,3}|[A-Z]\d{0,2}[a-z]?)(?!\w|[’'](?!s\b)\w)"
_PSEUDONYM = r"[A-ZÀ-ÞŴŶ](?:[a-zà-ÿŵŷ-]|'(?!s\b))+(?!\w)"
_MANY = rf"{_ONE}(?:\s*(?:,|\+|&|/|\band\b|,\s*and\b)\s*{_ONE})*"
CASE_NUMBER = re.compile(
    r"\b[A-Z]{2,8}(?:/[A-Z]{2,8})?[ /-]?\d{1,3}\s?[/-]\s?(?:19|20)?\d{2}\b|\b[A-Z]{3,8}\s?\d{1,3}/\d{1,4}\b|\b(?:DHR|SAR|SCR|CPR|APR|DARDR)\s?\d{1,3}\b"
)
_WORDS = re.compile(r"[A-ZÀ-ÞŴŶ][\w’'-]*(?:(?:,\s+|\s+(?:and|&|\+)?\s*)[‘“]?[A-ZÀ-ÞŴŶ][\w’'-]*)*")
_NAMES = rf"{_PSEUDONYM}(?:,\s+{_PSEUDONYM})*,?\s+and\s+{_PSEUDONYM}"
_PARTED = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_EARLY = 60  # blocks in which the text says how it calls those whom it is about
_BETWEEN = re.compile(r"\s(?:and|&)\s[‘“]?[A-ZÀ-ÞŴŶ]")
_LETTER = re.compile(r"\s[A-Z]\d?$")
_LIST = re.compile(r"\s*(?:,|;|&|,?\s*and)\s*(?:(?:his|her|their)\s+\w+,\s*)?")
_TITLE = re.compile(r"M(?:r|rs|s|iss|x)\.?")
_SURNAME = re.compile(rf"[ \t]+(?P<name>{_PSEUDONYM})")
_CAPITAL = re.compile(r"[ \t]+[A-Z][a-z]+")
_OFTEN = 2  # mentions of a name alone by which it is that of the label on the cover
_SEVERAL = 3  # people of whom a review of several cases tells, at least
_QUOTED = 300  # characters of a quotation that holds them all
_LINES = 8  # of a cover that can hold the label
_QUOTES = "‘’“”\"' "


@cache
def person_pattern() -> re.Pattern[str]:
    """ "Child E", "Children F, G and H", "Young Person 7", "Mr and Mrs E", "Baby Grace": a noun for a person, and a label."""
    nouns = sorted(cues("identity")["person"].phrases, key=lambda noun: (-len(noun), noun))
    either = "|".join(re.escape(noun).replace(r"\ ", r"\s+") for noun in nouns)
    upper = "|".join(re.escape(noun.upper()).replace(r"\ ", r"\s+") for noun in nouns)
    return re.compile(
        rf"(?<![\w’'])(?P<noun>{either}|{upper})\s+(?P<label>[‘“'\"]?(?:{_MANY}|{_PSEUDONYM})[’”'\"]?)"
    )


@cache
def _household_pattern() -> re.Pattern[str]:
    """ "The Brennock Family", "the K children": a household by its name, with the noun behind."""
    nouns = "|".join(map(re.escape, cues("identity")["household"].phrases))
    return re.compile(
        rf"\b[Tt]he\s+(?P<label>{_PSEUDONYM}|[A-Z])\s+(?P<noun>(?i:{nouns}))(?![\w’'-]|\s+[A-Z])"
    )


def labels_in(text: str, start: int, end: int) -> list[Span]:
    """Every case label with a noun in front, in order, those in capitals as well; "Child Protection" is none.

    Of households the noun stands behind the name.
    """
    found = [
        Span(match.start() if match.group().startswith("The") else match.start("label"), match.end())
        for match in _household_pattern().finditer(text, start, end)
        if match["label"].casefold() not in common_words()
        and not heads(text, match.start("label"), match.end())
    ]
    for match in person_pattern().finditer(text, start, end):
        single = re.fullmatch(_MANY, match.group("label").strip(_QUOTES)) is not None
        if single or _is_pseudonym(text, match):
            found.append(Span(match.start(), match.end() if single else _with_surname(text, match, end)))
    return sorted(found)


def _with_surname(text: str, match: re.Match[str], end: int) -> int:
    """Where "Mr Ambrose Tull" ends: behind a title a second name goes with the first."""
    further = _SURNAME.match(text, match.end(), end) if _TITLE.fullmatch(match.group("noun")) else None
    known = further is None or fold(further.group("name")) in common_words()
    return match.end() if known or further is None else further.end()


def case_label(document: Document, lines: Sequence[Line], area: str | None) -> Claim[str] | None:
    """The label on the cover, or what is left of the title when all known words are taken away; else the commonest.

    What a form's own box says of the subject ("Person at the centre of the review") comes before them all.
    """
    if boxed := _boxed(document, lines):
        return boxed
    known_concerning = cues("identity")["concerning"].pattern
    titled_lines = [
        line for line in lines if not line.label or re.match(r"title|subject", line.label, re.IGNORECASE)
    ]
    titled_lines = [line for line in titled_lines if not _is_sentence(document.words(line.span))][:_LINES]
    titled_lines.sort(key=lambda line: known_concerning.search(document.words(line.span)) is None)
    spans = [
        span for line in titled_lines for span in labels_in(document.text, line.span.start, line.span.end)
    ]
    lettered = [
        s
        for s in spans
        if re.search(rf"\s[‘“'\"]?{_MANY}[’”'\"]?$", document.words(s))
        or _household_pattern().fullmatch(document.words(s))
    ]
    named = [s for s in spans if _times_named(document, s) > 1 or _by_part(document, s)]
    listed = [
        s
        for s in spans
        if any(_follows(document, one, other) for one, other in pairwise(spans) if s in (one, other))
    ]
    if spans := lettered or listed or named:
        return _joined(document, spans)
    for line in titled_lines:
        if match := CASE_NUMBER.search(document.text, line.span.start, line.span.end):
            return Claim(
                " ".join(match.group().split()), document.quote(Span(*match.span())), "label/case-number"
            )
    known_words = common_words() | {fold(word) for word in (area or "").split()}
    rest = [
        span
        for line in titled_lines
        for span in _residue(document, line.span)
        if not all(fold(word) in known_words for word in re.findall(r"[\w’']+", document.words(span)))
        and _is_used_as_a_name(document, span)
    ]
    if rest:
        known = Counter({span: _times_named(document, span) for span in rest})
        best = max(rest, key=lambda span: (known[span] > 1, -rest.index(span)))
        if known[best] > 1:
            words = tidy(document.words(best))
            return Claim(
                words.title() if words.isupper() and len(words) > 3 else words,
                document.quote(best),
                "label/title",
            )
    return _commonest(document) or _listed(document)


def _boxed(document: Document, lines: Sequence[Line]) -> Claim[str] | None:
    """The name in the box for the subject, where the text uses it as one."""
    known = cues("identity")["subject"].pattern
    for line in lines:
        if known.search(line.label) and not labels_in(document.text, line.span.start, line.span.end):
            for span in _residue(document, line.span):
                if _times_named(document, span) > 1 and _is_used_as_a_name(document, span):
                    return Claim(tidy(document.words(span)), document.quote(span), "label/box")
    return None


def _follows(document: Document, one: Span, other: Span) -> bool:
    """Two labels of one list: "Baby Ash, Baby Birch and Baby Cedar"."""
    return _LIST.fullmatch(document.text, one.end, other.start) is not None


def _is_sentence(words: str) -> bool:
    """Prose, or an Act of Parliament: no place for a label."""
    return (
        len(words.split()) > 25
        or words.rstrip().endswith(".")
        or re.search(r"\bAct (?:19|20)\d\d", words) is not None
    )


def _joined(document: Document, spans: Sequence[Span]) -> Claim[str]:
    """Of labels on one cover the first; joined by "; " where one line names two persons ("Mr H and his mother, Mrs H")."""
    first = spans[0]
    near = [
        s for s in spans if s.start - first.end < 60 and "\n\n" not in document.text[first.start : s.start]
    ]
    names = list(dict.fromkeys(tidy(document.words(span)) for span in near))
    names = [name for name in names if name.casefold() != names[0].casefold() or name is names[0]]
    span = Span(first.start, near[-1].end) if len(names) > 1 else first
    return Claim("; ".join(titled(name) for name in names), document.quote(span), "label/cover")


def titled(name: str) -> str:
    """A label in capitals as in running text: "CHILD A" → "Child A"."""
    noun, _, label = name.rpartition(" ")
    if not noun:
        return name
    if noun.isupper() and len(noun) > 2:
        noun = noun.title().replace(" And ", " and ")
    return f"{noun} {label}"


def tidy(words: str) -> str:
    """A label with white space folded and without quotation marks."""
    folded = " ".join(words.split()).strip(_QUOTES)
    return re.sub(r"[‘“'\"](?=\w)|(?<=\w)[”\"]|(?<=\w)’(?=$|\s)", "", folded)


def _is_pseudonym(text: str, match: re.Match[str]) -> bool:
    """ "Baby Grace", not "Child Protection" or "Family Court": the word is no head, no title word and no common noun."""
    label = match.group("label").strip(_QUOTES)
    noun = match.group("noun")
    return (
        not heads(text, match.start("label"), match.end("label"))
        and label.casefold() not in common_words()
        and noun[0].isupper()
        and not _runs_on(text, _with_surname(text, match, len(text)))
    )


def _runs_on(text: str, end: int) -> bool:
    """A further capital belongs to the name, unless it opens the kind of document: "Child Ash Overview Report"."""
    further = _CAPITAL.match(text, end)
    if further is None:
        return False
    start = further.end() - len(further.group().lstrip())
    kinds = concepts("review-schemes", "document-kind").values()
    return not any(kind.pattern.match(text, start) for kind in kinds)


@cache
def common_words() -> frozenset[str]:
    words = {w.casefold() for p in cues("organisations")["generic-word"].phrases for w in p.split()}
    words |= {w.casefold() for p in cues("organisations")["opening-word"].phrases for w in p.split()}
    words |= {w.casefold() for p in cues("identity")["title-word"].phrases for w in p.split()}
    return frozenset(words | {w.casefold() for p in cues("identity")["not-label"].phrases for w in p.split()})


def _residue(document: Document, span: Span) -> list[Span]:
    """The capitalised words of a line that are no date, type, kind, body or common title word."""
    text = document.text
    taken = [(d.span.start, d.span.end) for d in find_dates(text, span.start, span.end)]
    schemes = [
        *concepts("review-schemes", "review-type").values(),
        *concepts("review-schemes", "document-kind").values(),
    ]
    known = [cue.pattern for cue in schemes] + [cue.hidden for cue in schemes if cue.hidden]
    known += [
        cues("identity")[slug].pattern for slug in ("title-word", "concerning", "anonymous", "not-author")
    ]
    for pattern in known:
        taken += [m.span() for m in pattern.finditer(text, span.start, span.end)]
    taken += [(name.start, name.end) for name in names_in(text, span.start, span.end)]
    masked = list(text[span.start : span.end])
    for start, end in taken:
        if _BETWEEN.match(text[start - 1 : end + 3]):
            continue  # "Theo, Ivy and Rose" is one label
        for place in range(start, end):
            masked[place - span.start] = "#"
    return [
        Span(span.start + m.start(), span.start + m.start() + len(re.sub(r"[’']s$", "", m.group())))
        for m in _WORDS.finditer("".join(masked))
        if _short(m.group()) and not heads(m.group(), 0, len(m.group()))
    ]


def _short(words: str) -> bool:
    return len(words.split()) <= 4 and not words.isdigit() and len(words) > 2


def _is_used_as_a_name(document: Document, span: Span) -> bool:
    """Whether running text capitalises the words inside sentences at least as often as it writes them small.

    "Everyone" and "Looking" owe their capitals to their place.
    """
    first = re.split(r",\s+|\s+(?:and|&|\+)\s+", tidy(document.words(span)))[0]
    name = re.compile(rf"(?<=[a-z,;’]\s){re.escape(first.title() if first.isupper() else first)}(?!\w)")
    word = re.compile(rf"(?<!\w){re.escape(first.casefold())}(?!\w)")
    names, words = (
        sum(len(pattern.findall(document.words(block.span))) for block in document.blocks)
        for pattern in (name, word)
    )
    return names >= words


def _times_named(document: Document, span: Span) -> int:
    names = [n for n in re.split(r",\s+|\s+(?:and|&|\+)\s+", tidy(document.words(span))) if n]
    return min((_count(document, name) for name in names), default=0)


def _by_part(document: Document, span: Span) -> bool:
    """ "Mr Ambrose Tull" on the cover is Mr Tull or Ambrose in the text, "Baby Idris" is Idris."""
    first, *rest = tidy(document.words(span)).split()
    if len(rest) > 1:
        titled_so = _TITLE.fullmatch(first) is not None
        return titled_so and any(_count(document, name) > 1 for name in (f"{first} {rest[-1]}", rest[0]))
    return len(rest) == 1 and _count(document, rest[0]) > _OFTEN


def _count(document: Document, name: str) -> int:
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE if name.isupper() else 0)
    return sum(len(pattern.findall(document.words(block.span))) for block in document.blocks)


def _listed(document: Document) -> Claim[str] | None:
    """Several by the names that the text says it gives them: "They are called Kai, Tobias, Malachy and Dev"."""
    called = cues("identity")["called"].pattern.pattern
    pattern = re.compile(rf"(?:{called})[^.;:]{{0,12}}?\s(?P<names>{_NAMES})")
    for block in document.blocks[:_EARLY]:
        for match in pattern.finditer(document.text, block.span.start, block.span.end):
            names = _PARTED.split(match["names"])
            if all(name.casefold() not in common_words() and _count(document, name) > 1 for name in names):
                return Claim("; ".join(names), document.quote(Span(*match.span("names"))), "label/listed")
    return None


def told_in_turn(document: Document) -> Claim[str] | None:
    """Those whom a review of several cases presents one after another: a heading, a row or a paragraph for each."""
    for run in sorted(_runs(document), key=lambda run: _is_inside(document, run[0])):
        run = run[0 if _is_told_of(document, run[0]) else 1 :]  # the first may be the column's title
        names = list(dict.fromkeys(titled(tidy(document.words(span))) for span in run))
        if len(names) >= _SEVERAL and all(_is_told_of(document, span) for span in run):
            whole = Span(run[0].start, run[-1].end)
            quote = document.quote(whole if len(whole) < _QUOTED else run[0])
            return Claim("; ".join(names), quote, "label/in-turn")
    return None


def _is_inside(document: Document, span: Span) -> bool:
    """A name that opens a paragraph: less telling than one that is a heading or a cell of its own."""
    return all(block.span != span for block in document.blocks[:_EARLY])


def _runs(document: Document) -> Iterator[list[Span]]:
    """Names in neighbouring places: headings of one level, first cells of rows, openings of paragraphs."""
    runs: dict[tuple[str, int], list[Span]] = {}
    for block in document.blocks[:_EARLY]:
        first = block.cell is not None and block.cell.column == 0
        if block.kind is BlockKind.HEADING:
            kind, pattern = ("heading", block.level or 0), _named_whole()
        elif block.cell is None:
            kind, pattern = ("paragraph", 0), _named_first()
        elif first and not block.cell.header:
            kind, pattern = ("row", block.cell.table), _named_whole()
        else:
            continue
        match = pattern.match(document.text, block.span.start, block.span.end)
        if match and not heads(match["name"], 0, len(match["name"])):
            runs.setdefault(kind, []).append(Span(*match.span("name")))
        elif run := runs.pop(kind, None):
            yield run
    yield from runs.values()


@cache
def _named_whole() -> re.Pattern[str]:
    """A heading or cell that is a name and no more."""
    return re.compile(rf"(?P<name>{person_pattern().pattern}|{_PSEUDONYM}(?:\s{_PSEUDONYM})?)\s*$")


@cache
def _named_first() -> re.Pattern[str]:
    """A paragraph that opens with a name, and says of it something that is said of people."""
    return re.compile(
        rf"(?P<name>{person_pattern().pattern}|{_PSEUDONYM})(?=,?\s+(?:\d|who\b|was\b|is\b|had\b|came\b|lived\b)|\s\(\d)"
    )


def _is_told_of(document: Document, span: Span) -> bool:
    """The text speaks of the person again, by the name or the last part of it, and not in small letters."""
    if _LETTER.search(document.words(span)):
        return _times_named(document, span) > 1  # "a" is no name of Baby A
    last = Span(span.end - len(document.words(span).split()[-1]), span.end)
    known = fold(document.words(last)) in common_words()
    return not known and _times_named(document, last) >= _OFTEN and _is_used_as_a_name(document, last)


def _commonest(document: Document) -> Claim[str] | None:
    """The label that the body names most often."""
    places: dict[str, list[Span]] = {}
    for block in document.blocks:
        for span in labels_in(document.text, block.span.start, block.span.end):
            places.setdefault(titled(tidy(document.words(span))), []).append(span)
    if not places:
        return None
    best = min(places, key=lambda name: (-len(places[name]), places[name][0].start))
    return Claim(best, document.quote(places[best][0]), "label/most-named") if len(places[best]) > 2 else None

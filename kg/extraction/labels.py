"""Labels in front of an item ("Finding 1:", "Recommendation 3", "Theme B –") and numbers in front of a paragraph."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from kg.extraction.sentences import trimmed
from kg.extraction.vocabulary import cues, words_pattern
from kg.model import Block, BlockKind, Document, Span

_WORDS = (  # noqa: SIM905
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_NUMBER = rf"(?P<number>\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}[a-z]?|{'|'.join(_WORDS)}|[ivx]{{1,5}}|[a-z])"
# A label is closed by a colon or a dash, or stands alone; with a number, also by a full stop or a capital after it.
_CLOSE = (
    r"(?(number)(?:\s*[:.)\]]\s*[–—-]?\s*|\s*[–—-]\s*|\s*$|\s+(?=[\"'“‘(]?(?-i:[A-ZÀ-Þ])))"
    r"|(?:\s*:\s*|\s*[–—]\s*|\s+-\s+|\s*$))"
)
_ASIDE = r"(?:\s*[(\[](?P<aside>[^)\]]{1,80})[)\]]|\s+(?:for|to)\s+(?P<asked>[^:.]{2,80})(?=:))?"


# Dot leaders, or the number of a page after a tab, at the end.  Each way begins with a sign of its own, which is fast to look for.
LEADER_AND_PAGE = re.compile(r"\.\s?(?:\.\s?){3,}\s*\d{0,3}\s*$|……+\s*\d{0,3}\s*$|\t\s*\d{1,3}\s*$")
_KEY_WORDS = 7


@dataclass(frozen=True, slots=True)
class Label:
    """A label: the kind of item it announces, the number, and where the words after it begin."""

    kind: str  # slug: finding, recommendation, question, good-practice, response
    slug: str  # of the label itself: lesson, theme, learning-point
    number: str | None
    rest: Span  # the words after the label; empty when the label stands alone
    aside: Span | None = None  # in brackets or after "to": mostly the addressee


def label_of(document: Document, block: Block) -> Label | None:
    """The label that opens a block, printed in its words or made by automatic numbering."""
    if block.marker is not None:
        marker = block.marker.strip()
        match = _pattern().fullmatch(marker) or _short().fullmatch(marker)
        if match:
            return _label(match, block.span, None)
    return label_in(document, block.span)


def labels_of(document: Document, contents: frozenset[int]) -> tuple[Label | None, ...]:
    """The label of each block; a heading that has lost its label takes it from the list of contents."""
    listed = {}
    for index in sorted(contents):
        label = label_of(document, document.blocks[index])
        if label is not None and label.number is not None and len(label.rest):
            listed[heading_key(document.words(label.rest))] = label
    found: list[Label | None] = []
    for index, block in enumerate(document.blocks):
        label = label_of(document, block)
        lent = listed.get(heading_key(document.words(block.span)))
        if label is None and lent is not None and block.kind is BlockKind.HEADING and index not in contents:
            label = Label(lent.kind, lent.slug, lent.number, block.span)
        found.append(label)
    return tuple(found)


def heading_key(words: str) -> str:
    """The first words of a heading without number, leaders and page: what a contents entry and its heading share."""
    bare = LEADER_AND_PAGE.sub("", words)
    bare = re.sub(r"^\W*(?:\d+(?:\.\d+)*\.?\s*)?", "", bare.lower().replace("’", "'"))
    bare = re.sub(r"\s\d{1,3}\s*$", "", bare)
    return " ".join(re.findall(r"[^\W_]+", bare)[:_KEY_WORDS])


def label_in(document: Document, span: Span) -> Label | None:
    """The label that opens a stretch of text."""
    words = document.words(span)
    match = _pattern().match(words) or _short().match(words)
    if match is None:
        return None
    groups = match.groupdict()
    rest = trimmed(document.text, span.start + match.end(), span.end)
    place = next((match.span(name) for name in ("aside", "asked") if groups.get(name)), None)
    aside = Span(span.start + place[0], span.start + place[1]) if place else None
    return _label(match, rest, aside)


def _label(match: re.Match[str], rest: Span, aside: Span | None) -> Label:
    groups = match.groupdict()
    slug = _slug(groups["name"])
    printed = groups.get("number") or groups.get("ordinal")
    number = plain_number(printed) if printed else None
    return Label(cues("labels")[slug].signals or slug, slug, number, rest, aside)


@cache
def _slug(name: str) -> str:
    return next(
        cue.slug
        for cue in cues("labels").values()
        if cue.pattern.fullmatch(name) or name in cue.hidden_phrases
    )


@cache
def _pattern() -> re.Pattern[str]:
    names = words_pattern(phrase for cue in cues("labels").values() for phrase in cue.phrases)
    names = names.replace(r"(?![\w])", r"(?![^\W\d])")  # a number may be glued to its label
    number = rf"(?:\s*(?:no\.?|number|#)?\s*(?:(?<=\s)|(?=\d)){_NUMBER}(?![\w’']|\.\d))?"
    # The number of a paragraph or chapter, "First" and "Our second", or the same label in another language first
    # ("Dysgu allweddol 1 / Key learning 1:").
    numbered = rf"\d{{1,2}}[.):]?\s+(?=(?:{names})\s+(?:\d|[A-H]\b|[ivx]+\b|(?:{'|'.join(_WORDS)})\b))"
    ordinal = rf"(?:(?:the|our|my)\s+)?(?P<ordinal>{'|'.join(sorted(counting_words(), reverse=True))})\s+"
    before = rf"\W{{0,3}}(?:\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s+|{_chapter_words()}|{numbered}|{ordinal}|[^/:.;\n]{{3,40}}\s/\s)?"
    other = rf"(?:\s*/\s*(?:{names})(?:\s*(?:\d{{1,3}}|[ivx]{{1,5}}|[a-z])(?!\w))?)?"  # the same in another language
    return re.compile(rf"{before}(?P<name>{names}){number}{other}{_ASIDE}{_CLOSE}", re.IGNORECASE)


@cache
def _short() -> re.Pattern[str]:
    names = "|".join(phrase for cue in cues("labels").values() for phrase in cue.hidden_phrases)
    return re.compile(
        rf"[A-Z]{{0,2}}(?P<name>{names})\s?(?P<number>\d{{1,2}}[a-z]?)(?:[.:)]\s*|\s*[–—-]\s+|\s+(?=[A-Z])|\s*$)"
    )


def chapter_number(words: str) -> tuple[str, int] | None:
    """The number in "Chapter Three – The visits", and where the title begins; none where the words go on otherwise."""
    match = _chapter().match(words)
    return (plain_number(match.group("chapter")), match.end()) if match and match.end() < len(words) else None


@cache
def _chapter() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}{_chapter_words('chapter')}", re.IGNORECASE)


def _chapter_words(name: str = "over") -> str:
    words = words_pattern(phrase for cue in cues("chapters").values() for phrase in cue.phrases)
    number = rf"(?P<{name}>\d{{1,2}}|{'|'.join(_WORDS)}|[ivx]{{1,5}}|[a-h])"
    return rf"(?:{words})\s+{number}(?!\w)(?:\s*[:.]\s*|\s*[–—-]\s+|\s+(?=(?-i:[A-ZÀ-Þ])))"


@cache
def counting_words() -> dict[str, int]:
    """ "first", "secondly" … and what they count."""
    return {phrase: int(cue.weight) for cue in cues("ordinals").values() for phrase in cue.phrases}


def plain_number(printed: str) -> str:
    """A number as the gold writes it: words and roman numerals as digits, letters and "5.2" as printed."""
    bare = printed.strip().strip("().[]:")
    if bare.lower() in _WORDS:
        return str(_WORDS.index(bare.lower()) + 1)
    if bare.lower() in counting_words():
        return str(counting_words()[bare.lower()])
    return str(_roman(bare.lower())) if bare and _ROMAN.fullmatch(bare) else bare


def _roman(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in numeral]
    return sum(-v if any(later > v for later in values[i + 1 :]) else v for i, v in enumerate(values))


def marker_number(block: Block) -> str | None:
    """The number or letter of a block's marker ("3.", "(b)", "iv)", "5.2"), None for bullets."""
    if block.marker is None:
        return None
    if (
        circled := unicodedata.digit(block.marker[:1], None) or unicodedata.numeric(block.marker[:1], None)
    ) and not block.marker[:1].isdecimal():
        return str(int(circled))
    match = re.search(r"\d+(?:\.\d+)*|(?<![A-Za-z])(?:[ivxIVX]{1,5}|[A-Za-z])(?![A-Za-z\d])", block.marker)
    return plain_number(match.group()) if match else None

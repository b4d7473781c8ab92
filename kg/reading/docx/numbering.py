"""Automatic numbers, computed as Word does (ECMA-376 part 1, 17.9): levels, restarts, formats, overrides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.reading.docx.package import Element, W
from kg.reading.markers import BULLETS

_LEVEL_TEXT = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# fmt: off
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
# fmt: on


@dataclass(slots=True)
class Level:
    """One level of a list: its format, text ("%1.%2"), first number, and after which level it starts again."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # 0: never; n: after level n (from 1); None: after any higher one
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # numId -> level -> how
    abstract: dict[str, str] = field(default_factory=dict)  # numId -> abstract list, which counts
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)  # numId -> level -> start anew
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)  # paragraph style -> list and level
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def next(self, number: str, level: int) -> str | None:
        """The marker of the next item of a list, counted on; None when the level shows none."""
        levels = self.levels.get(number)
        if not levels or level not in levels:
            return None
        counts = self.counts.setdefault(self.abstract[number], {})
        if number not in self.met:
            self.met.add(number)
            for anew, start in self.overrides.get(number, {}).items():
                counts[anew] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for lower in [other for other in counts if other > level]:
            restart = levels[lower].restart if lower in levels else None
            if restart is None or (restart and level < restart):
                del counts[lower]
        for higher in range(level):
            if higher in levels:
                counts.setdefault(higher, levels[higher].start)
        return self._text(levels, level, counts)

    def _text(self, levels: dict[int, Level], level: int, counts: dict[int, int]) -> str | None:
        here = levels[level]
        if here.format == "none":
            return _LEVEL_TEXT.sub("", here.text).strip() or None
        if here.format == "bullet":
            return here.text if here.text and here.text in BULLETS + "–—-o*" else "•"

        def one(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            form = "decimal" if here.legal else levels[at].format if at in levels else "decimal"
            return number_text(counts.get(at, 1), form)

        return _LEVEL_TEXT.sub(one, here.text).strip() or None


def number_text(value: int, form: str) -> str:
    """A number in one of Word's formats; formats that are not known here are given as digits."""
    if form in ("lowerRoman", "upperRoman") and 0 < value < 5000:
        text = ""
        for worth, letters in _ROMAN:
            while value >= worth:
                text, value = text + letters, value - worth
        return text.upper() if form == "upperRoman" else text
    if form in ("lowerLetter", "upperLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{value:02d}"
    if form == "ordinal":
        ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
        return f"{value}{ending}"
    if form == "cardinalText" and 0 <= value < 100:
        tens, ones = divmod(value, 10)
        text = _ONES[value] if value < 20 else _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
        return text.capitalize()
    return str(value)


def _value(parent: Element, name: str) -> str | None:
    child = parent.find(W + name)
    return child.get(W + "val") if child is not None else None


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise


def read_numbering(root: Element | None) -> Numbering:
    """The numbering part; without one, no paragraph has an automatic number."""
    made = Numbering()
    if root is None:
        return made
    abstracts: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    for item in root.findall(W + "abstractNum"):
        key = item.get(W + "abstractNumId", "")
        abstracts[key] = {_integer(lvl.get(W + "ilvl"), 0): _level(lvl) for lvl in item.findall(W + "lvl")}
        link = _value(item, "styleLink")
        if link is not None:
            links[link] = key
    for item in root.findall(W + "abstractNum"):
        link = _value(item, "numStyleLink")
        if link in links:
            abstracts[item.get(W + "abstractNumId", "")] = abstracts[links[link]]
    for item in root.findall(W + "num"):
        _take(item, abstracts, made)
    for number, levels in made.levels.items():
        for index, level in levels.items():
            if level.style:
                made.by_style.setdefault(level.style, (number, index))
    return made


def _take(item: Element, abstracts: dict[str, dict[int, Level]], made: Numbering) -> None:
    """One list: the levels of its abstract list, some of them replaced or started anew."""
    number, abstract = item.get(W + "numId", ""), _value(item, "abstractNumId") or ""
    levels = dict(abstracts.get(abstract, {}))
    for override in item.findall(W + "lvlOverride"):
        index = _integer(override.get(W + "ilvl"), 0)
        replaced = override.find(W + "lvl")
        if replaced is not None:
            levels[index] = _level(replaced)
        start = _value(override, "startOverride")
        if start is not None:
            made.overrides.setdefault(number, {})[index] = _integer(start, 1)
    made.levels[number], made.abstract[number] = levels, abstract


def _level(item: Element) -> Level:
    restart = _value(item, "lvlRestart")
    legal = item.find(W + "isLgl")
    return Level(
        format=_value(item, "numFmt") or "decimal",
        text=_value(item, "lvlText") or "",
        start=_integer(_value(item, "start"), 1),
        restart=_integer(restart, 0) if restart is not None else None,
        legal=legal is not None and legal.get(W + "val") not in ("0", "false"),
        style=_value(item, "pStyle"),
    )

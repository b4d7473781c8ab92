"""Running heads, feet and page numbers: lines at the edge of the page that come again on other pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.reading.pdf.lines import Line

_EDGE = 0.14  # of the page's height, at top and bottom
_LARGE = 1.15  # times the size of the body: a heading, whose number is not that of the page
_NEAR = 4  # lines looked at on each edge
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"\b[ivxlc]+\b", re.I)
_NUMBER = re.compile(
    r"(?:page\W*)?[-–—|\s]*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\s*[-–—|]?\s*(?:\|?\s*page)?",
    re.I,
)


def furniture(pages: Sequence[tuple[float, Sequence[Line]]], body: float) -> list[set[int]]:
    """For each page the indices of its lines that are furniture.

    ``pages`` are (height, lines from the top down); lines of tables are not among them.  ``body`` is the size
    of the document's letters: an outermost line much smaller, with the page's number in it, needs no second.
    """
    found: list[set[int]] = [set() for _ in pages]
    headings = _headings(pages)
    for from_top in (True, False):
        seen: dict[str, list[tuple[int, int, float]]] = {}
        for number, (height, lines) in enumerate(pages):
            for index in _edge(lines, height, from_top):
                line = lines[index]
                text = "".join(line.text.split()).lower()
                if (text, round(line.size, 1)) in headings:
                    continue
                distance = line.middle if from_top else height - line.middle
                # "Recommendation 4" at the top of one page and 10 of another, in large letters, are headings.
                key = text if line.size > _LARGE * body else _key(line.text)
                seen.setdefault(key, []).append((number, index, distance))
                small = line.size < 0.8 * body and re.search(rf"(?<!\d){number + 1}\W*$", line.text)
                if _is_number(text, line, lines, index, from_top, bool(small)):
                    found[number].add(index)
        for places in seen.values():
            _repeated(places, len(pages), found)
    for number, (height, lines) in enumerate(pages):
        _between(found[number], lines, height)
    return found


def _headings(pages: Sequence[tuple[float, Sequence[Line]]]) -> frozenset[tuple[str, float]]:
    """Words and size of bold lines that stand in the midst of several pages: "Learning points" at the end of each topic.

    Where such a heading comes to stand at the top of a page, it is no running head.
    """
    seen: dict[tuple[str, float], set[int]] = {}
    for number, (height, lines) in enumerate(pages):
        for line in lines:
            if line.bold and _EDGE * height < line.middle < (1 - _EDGE) * height:
                text = "".join(line.text.split()).lower()
                seen.setdefault((text, round(line.size, 1)), set()).add(number)
    return frozenset(key for key, numbers in seen.items() if len(numbers) > 1)


def _edge(lines: Sequence[Line], height: float, from_top: bool) -> list[int]:
    order = range(len(lines)) if from_top else range(len(lines) - 1, -1, -1)
    near: list[int] = []
    for index in list(order)[: 3 * _NEAR]:
        middle = lines[index].middle
        outermost = len(near) < 2
        if outermost or ((middle < _EDGE * height) if from_top else (middle > (1 - _EDGE) * height)):
            near.append(index)
    return near[: 2 * _NEAR]


def _key(text: str) -> str:
    """The line with numbers taken as one, so that a page number makes no difference."""
    folded = "".join(text.split()).lower()
    return _DIGITS.sub("#", folded) if len(folded) > 8 or _DIGITS.search(folded) else _ROMAN.sub("#", folded)


def _is_number(text: str, line: Line, lines: Sequence[Line], index: int, from_top: bool, small: bool) -> bool:
    """Whether the outermost line is nothing but a page number, or a small line with one."""
    outer = lines[:index] if from_top else lines[index + 1 :]
    if outer and any(abs(other.middle - line.middle) > line.size for other in outer):
        return False
    return small or (bool(_NUMBER.fullmatch(text)) and any(c.isdigit() for c in text))


def _repeated(places: list[tuple[int, int, float]], pages: int, found: list[set[int]]) -> None:
    """Mark lines of the same wording that stand at the same height on enough pages."""
    enough = 2 if pages <= 5 else 3
    for number, index, distance in places:
        same = {other for other, _, place in places if abs(place - distance) <= 4.0}
        if len(same) >= enough:
            found[number].add(index)


def _between(found: set[int], lines: Sequence[Line], height: float) -> None:
    """A line outside of one that is furniture is furniture too (above a head, below a foot)."""
    for index in sorted(found):
        line = lines[index]
        for other_index, other in enumerate(lines):
            above = line.middle < _EDGE * height and other.bottom < line.top + 1
            below = line.middle > (1 - _EDGE) * height and other.top > line.bottom - 1
            if (above or below) and other.size <= 1.15 * line.size:
                found.add(other_index)

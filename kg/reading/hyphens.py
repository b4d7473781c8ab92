"""Words that a line's end has cut: joined or kept apart by the document's own vocabulary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_TAIL = re.compile(r"([^\W\d_]+(?:[-][^\W\d_]+)*)[-\u2010\u00ad]$")
_ADDRESS = re.compile(r"https?:|www\.|\w/\w")
_HEAD = re.compile(r"[^\W\d_]+")


class Vocabulary:
    """How often the document uses each word, words cut by a line's end left out."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for line in lines:
            words = _WORD.findall(line.lower())
            if words and _TAIL.search(line):
                words.pop()
            self._counts.update(words)
            for word in words:
                if "-" in word:
                    self._counts.update(word.split("-"))

    def join(self, before: str, after: str) -> str:
        """The two sides of a line's end as one text: with a space, a hyphen, or nothing between them."""
        before = before.rstrip(" ")
        last = before.rsplit(" ", 1)[-1]
        if _ADDRESS.search(last) and before.endswith(("-", "\u00ad", "/", "=", "&", "_", "%")):
            return before.replace("\u00ad", "-")  # an address is cut anywhere, and has hyphens of its own
        tail, head = _TAIL.search(before), _HEAD.match(after)
        if tail is None or head is None:
            if before.endswith("\u00ad"):
                return before[:-1] + "-"
            return before if re.search(r"\w[-/]$", before) and head else before + " "
        if not head[0][0].islower():
            return before[:-1] + "-"  # a double name: Thackray-/Bell
        first, second = tail[1].lower(), head[0].lower()
        ending = first.rsplit("-", 1)[-1]
        hyphened, joined = self._counts[f"{first}-{second}"], self._counts[ending + second]
        if hyphened > joined:
            return before[:-1] + "-"
        if joined or "-" in first:
            return before[:-1] if joined else before[:-1] + "-"
        both = self._counts[ending] and self._counts[second]
        return before[:-1] + "-" if both and len(second) > 2 else before[:-1]

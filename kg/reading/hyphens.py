"""Words that a line's end has cut: joined or kept apart by the document's own vocabulary and a dictionary."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_TAIL = re.compile(r"([^\W\d_]+(?:[-][^\W\d_]+)*)[-\u2010\u00ad]$")
_HYPHENS = ("-", "\u2010", "\u00ad")
_ADDRESS = re.compile(r"https?:|www\.|\w/\w")
_HEAD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _tail(line: str) -> re.Match[str] | None:
    """The word that a hyphen at the end of a line cuts."""
    return _TAIL.search(line) if line.rstrip("\n").endswith(_HYPHENS) else None  # few lines end so


@lru_cache(maxsize=4096)
def _known(word: str) -> bool:
    """Whether a dictionary of English has the word (simplemma's, loaded when first asked)."""
    import simplemma

    return bool(simplemma.is_known(word, lang="en"))


class Vocabulary:
    """How often the document uses each word, words cut by a line's end left out."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        self._lines = list(lines)
        for line in self._lines:
            words = _WORD.findall(line.lower())
            if words and _tail(line):
                words.pop()
            self._counts.update(words)
            for word in words:
                if "-" in word:
                    self._counts.update(word.split("-"))

    @cached_property
    def _hyphenates(self) -> bool:
        """Whether lines end in hyphens that belong to no word: then a hyphen there says little."""
        for before, after in itertools.pairwise(self._lines):
            tail, head = _tail(before.rstrip()), _HEAD.match(after.lstrip())
            if (
                tail is not None
                and head is not None
                and "-" not in tail[1] + head[0]
                and head[0][0].islower()
            ):
                first, second = tail[1].lower(), head[0].lower()
                if _known(first + second) and not (_known(first) and _known(second)):
                    return True
        return False

    def join(self, before: str, after: str) -> str:
        """The two sides of a line's end as one text: with a space, a hyphen, or nothing between them."""
        before = before.rstrip(" ")
        last = before.rsplit(" ", 1)[-1]
        if _ADDRESS.search(last) and before.endswith(("-", "\u00ad", "/", "=", "&", "_", "%")):
            return before.replace("\u00ad", "-")  # an address is cut anywhere, and has hyphens of its own
        tail, head = _tail(before), _HEAD.match(after)
        if tail is None or head is None:
            if before.endswith("\u00ad"):
                return before[:-1] + "-"
            return before if head and re.search(r"\w[-/]$", before[-3:]) else before + " "
        kept = not head[0][0].islower() or self._hyphen(tail[1].lower(), head[0].lower())
        return before[:-1] + "-" if kept else before[:-1]

    def _hyphen(self, first: str, second: str) -> bool:
        """Whether the hyphen between two halves is the word's own."""
        ending = first.rsplit("-", 1)[-1]
        hyphened, joined = self._counts[f"{first}-{second}"], self._counts[ending + second]
        if hyphened != joined:
            return hyphened > joined
        if "-" in first or "-" in second:
            return True  # out-of-hours
        one, both = _known(first + second), _known(first) and _known(second) and len(second) > 2
        return not self._hyphenates if one == both else both

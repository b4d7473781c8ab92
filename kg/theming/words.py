"""Words with their places and their lemmas: what labels and word features are matched on."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import simplemma

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_STOP = re.compile(r"[.!?;:]")


class Word(NamedTuple):
    """A word of a text: its place (code points), its spelling, its lemma, and the clause it stands in."""

    start: int
    end: int
    printed: str
    lemma: str
    clause: int  # counts stops (. ! ? ; :) before it: no label reaches over one


@functools.lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The dictionary form of one word in lower case, without a possessive ending."""
    plain = word.casefold().replace("’", "'")
    for ending in ("'s", "s'"):
        if plain.endswith(ending):
            plain = plain.removesuffix(ending) + ("s" if ending == "s'" else "")
    return simplemma.lemmatize(plain, lang="en", greedy=False).casefold()


def words(text: str) -> tuple[Word, ...]:
    """Every word of the text in order.  A hyphen parts two words: “post-separation” is two."""
    found: list[Word] = []
    clause, last = 0, 0
    for match in _WORD.finditer(text):
        between = text[last : match.start()]
        clause += 0 if between == " " else len(_STOP.findall(between))
        last = match.end()
        printed = match.group()
        found.append(Word(match.start(), match.end(), printed, lemma(printed), clause))
    return tuple(found)


def is_capital(word: str) -> bool:
    """Whether a word is written as capitals (MARAC, s47 is not): then its case matters."""
    return len(word) > 1 and word.isupper()

"""Bullets and numbers in front of a block: told from its words, whatever the format."""

from __future__ import annotations

import re

BULLETS = "•●▪■◦○‣▸▶►➢➤➔→⁃∙·❖◆◇✓✔✗☐☑□"
_DASHES = "–—*»-"
_CIRCLED = "①-⑳❶-❿➀-➓⓪⓵-⓾"
_GLYPH = re.compile(rf"([{BULLETS}])\s*|([{_DASHES}])\s+|(o|§)\s+(?=[A-Z“‘'\"])")
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,5}[a-z]?[.):]?)(?:\s+|(?=[A-Z]))(?=\S)")
_NUMBER = re.compile(r"(\d{1,3}[.)]|\(\d{1,3}\))\s*(?=\D)")
_LETTER = re.compile(
    r"([a-zA-Z][.)]|\([a-zA-Z]\)|(?:[ivx]{1,5}|[IVX]{1,5})[.)]|\((?:[ivx]{1,5}|[IVX]{1,5})\))\s+(?=\S)"
)
_INNER = re.compile(
    r"(\((?:[ivx]{1,5})\))\s+(?=[A-Z“‘])"
)  # "7.1 (i) …": Roman numbers count what is said in numbered paragraphs
_CODE = re.compile(r"([A-Z]{1,2}\d{1,2}(?:\.\d{1,2})?[.:)]|[A-Z]\d{1,2}(?:\.\d{1,2})?)\s+(?=[A-Z“‘])")
_ENCIRCLED = re.compile(rf"([{_CIRCLED}])\s*")
_BARE = re.compile(r"(\d{1,3})\s+(?=[A-Z“‘'\"(])")
_ALWAYS = (_GLYPH, _ENCIRCLED, _DOTTED, _NUMBER, _LETTER, _CODE)
ONLY = re.compile(
    rf"[{BULLETS}{_DASHES}]|o|§|\d{{1,3}}(?:\.\d{{1,3}})*[.)]?|\(\d{{1,3}}\)|\(?[a-zA-Z][.)]|\(?[ivxIVX]{{1,5}}[.)]"
)


def marker_of(text: str, *, bare: bool = False) -> tuple[str, str] | None:
    """The marker that opens ``text`` and the words after it, or None.

    ``bare`` allows a number without point or bracket, for formats that show a gap after it.
    """
    text = text.lstrip()
    patterns = (*_ALWAYS, _BARE) if bare else _ALWAYS
    for pattern in patterns:
        found = pattern.match(text)
        if found and (rest := text[found.end() :]).strip():
            inner = _INNER.match(rest) if pattern is _DOTTED else None
            return (inner[1], rest[inner.end() :]) if inner else (found[0].strip(), rest)
    return None


def is_marker(words: str) -> bool:
    """Whether words are a marker and nothing else: "5.2", "(a)"."""
    found = marker_of(f"{words.strip()} A")
    return found is not None and found[1].strip() == "A"


def is_glyph(marker: str) -> bool:
    """Whether a marker is a bullet and no number or letter."""
    return bool(_GLYPH.match(marker + " A"))


def depth_of_number(marker: str) -> int:
    """How many parts a section number has: 1 for "4.", 3 for "4.2.1"."""
    return len([part for part in re.split(r"[.)(:]", marker) if part])

"""Acronyms that a document explains: "Name (ACR)", "ACR (Name)", and the rows of a glossary."""

from __future__ import annotations

import re

from kg.extraction.agencies.entries import abbreviates
from kg.extraction.tables import tables
from kg.model import Document

_BEHIND = re.compile(
    r"((?:[A-ZÀ-ÞŴŶ][\w’'&-]*|of|and|for|the|in|&)(?:\s+(?:[A-ZÀ-ÞŴŶ][\w’'&-]*|of|and|for|the|in|&)){1,11})\s*\(\s*[“\"‘]?(?:the )?([A-Z][A-Za-z&]*[A-Z])[”\"’]?\s*\)"
)
_FRONT = re.compile(
    r"(?<![\w-])([A-Z]{2,9})\s*\(((?:[A-ZÀ-ÞŴŶ][\w’'&-]*|of|and|for|the|in|&)(?:\s+[\w’'&-]+){1,9})\)"
)
_ROW = re.compile(r"^([A-Z][A-Za-z&]*[A-Z])\s*(?:[–—:=-]\s*|\s{2,}|\t)([A-Z].{4,80})$")
_SMALL = re.compile(r"^(?:(?:of|and|for|the|in|&)\s+)+", re.IGNORECASE)


def definitions(document: Document) -> dict[str, str]:
    """The expansions by acronym; the first explanation wins, and only one that the letters bear out."""
    found: dict[str, str] = {}
    for block in document.blocks:
        words = document.words(block.span)
        for match in _BEHIND.finditer(words):
            _keep(found, match.group(2), _fitting(match.group(1), match.group(2)))
        for match in _FRONT.finditer(words):
            _keep(found, match.group(1), match.group(2))
        if line := _ROW.match(words):
            _keep(found, line.group(1), line.group(2))
    for rows in tables(document).values():
        for row in rows:
            cells = [
                " ".join(document.words(document.blocks[i].span).split())
                for _, blocks in row.cells
                for i in blocks[:1]
            ]
            if len(cells) == 2 and re.fullmatch(r"[A-Z][A-Za-z&]*[A-Z]", cells[0]):
                _keep(found, cells[0], cells[1])
    return found


def _keep(found: dict[str, str], acronym: str, name: str) -> None:
    folded = " ".join(name.split()).rstrip(" .,;")
    if len(folded) > len(acronym) + 3 and abbreviates(acronym, folded):
        found.setdefault(acronym, folded)


def _fitting(words: str, acronym: str) -> str:
    """The shortest stretch right in front of the bracket that starts with the acronym's first letter and bears it out."""
    parts = words.split()
    for start in range(len(parts) - 2, -1, -1):
        stretch = " ".join(parts[start:])
        if stretch[0].casefold() == acronym[0].casefold() and abbreviates(acronym, stretch):
            return stretch
    return _SMALL.sub("", words)

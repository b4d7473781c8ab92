"""The keys of reviews and of named things: slugs that do not depend on load order or on small spellings."""

from __future__ import annotations

import re
import unicodedata


def slug(words: str) -> str:
    """Small letters, figures and hyphens: apostrophes vanish, accents fold, all else parts words."""
    plain = (
        unicodedata.normalize("NFKD", words.replace("’", "").replace("'", ""))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


def review_key(area: str | None, label: str | None, title: str) -> str:
    """``{area}-{case label}``: "kirklees-children-b-c".  Without a label the title stands in, without an area nothing."""
    if label is None:
        return slug(title)[:80].strip("-") or "untitled"
    return "-".join(part for part in (slug(area or ""), slug(_joined(label))) if part)


_PLURAL = {
    "child": "children",
    "baby": "babies",
    "adult": "adults",
    "sibling": "siblings",
    "infant": "infants",
    "twin": "twins",
}
_COUPLE = re.compile(r"^Mr (?:and|&) Mrs (?P<name>.+)$")


def _joined(label: str) -> str:
    """ "Mr and Mrs E" and "Mr E; Mrs E" are one; "Children B and C", "Children B+C", and "Child B; Child C" are one."""
    label = _COUPLE.sub(r"Mr \g<name>; Mrs \g<name>", label)
    parts = label.split("; ")
    nouns = {part.rpartition(" ")[0].casefold() for part in parts}
    if len(parts) > 1 and len(nouns) == 1 and (noun := nouns.pop()) in _PLURAL:
        label = f"{_PLURAL[noun]} " + " ".join(part.rpartition(" ")[2] for part in parts)
    return re.sub(r"\s*(?:,|;|\+|&|/(?!\d)|\band\b)\s*", " ", label)

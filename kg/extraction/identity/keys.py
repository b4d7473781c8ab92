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


def _joined(label: str) -> str:
    """ "Children B and C", "Children B+C" and "Children B, C" are one."""
    return re.sub(r"\s*(?:,|;|\+|&|/|\band\b)\s*", " ", label)

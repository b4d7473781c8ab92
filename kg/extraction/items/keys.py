"""Keys of items: the last part of their IRIs (design: numbered by kind and number, else by a hash of the wording)."""

from __future__ import annotations

import hashlib
import unicodedata

from kg.model import ItemKind


def item_key(kind: ItemKind, number: str | None, text: str, parent: str | None, taken: set[str]) -> str:
    """``finding-4``, ``finding-1--point-c962e4``; a number used twice (it restarts for each addressee) adds the hash."""
    prefix = f"{parent}--" if parent is not None else ""
    if number is None or kind is ItemKind.POINT:
        key = f"{prefix}{kind.value}-{wording_hash(text)}"
    else:
        key = f"{prefix}{kind.value}-{number.lower().replace('.', '-')}"
        if key in taken:
            key = f"{key}-{wording_hash(text)}"
    longer = 6
    while key in taken:  # the same words twice: as good as never
        longer += 2
        key = f"{prefix}{kind.value}-{wording_hash(text, longer)}"
        if longer > 64:
            raise ValueError(f"two items cannot be told apart: {text!r}")
    return key


def wording_hash(text: str, digits: int = 6) -> str:
    """The first digits of the SHA-256 of the wording: NFKC, lower case, straight apostrophes, letters, digits and spaces."""
    folded = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    kept = "".join(c for c in " ".join(folded.split()) if c.isalnum() or c == " ")
    return hashlib.sha256(kept.encode("utf-8")).hexdigest()[:digits]

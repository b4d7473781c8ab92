"""Words as they are compared when something is looked for; the pages' own scripts fold them alike."""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """Small letters, no accents, one kind of apostrophe."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return plain.lower().replace("’", "'")


def apart(folded: str) -> str:
    """Words alone with a space around each, so that "child e" is in "kirklees: child e" and not in "child exploited"."""
    words = " ".join(re.findall(r"[^\W_]+", folded))
    return f" {words} "

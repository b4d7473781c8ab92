"""Details that could identify a person, found before a paper is published: warnings, never a silent change.

Own patterns with their check digits; a warning gives the kind and the place, and never repeats the detail itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.insight.evidence import Evidence
from kg.present.paper.naming import place, speaker

_NHS = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
_PATTERNS = (
    (
        "national-insurance-number",
        re.compile(r"\b(?![DFIQUV])[A-Z](?![DFIOQUV])[A-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),
    ),
    (
        "postcode",
        re.compile(
            r"\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRV-Y]?) ?\d[ABD-HJLNP-UW-Z]{2})\b"
        ),
    ),
    ("phone", re.compile(r"(?<![\w+])(?:\+44 ?\(?0?\)?|0)(?:\d[ -]?){9,10}(?!\d)")),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b")),
    (
        "date-of-birth",
        re.compile(
            r"(?i)\b(?:born(?: on)?|d\.?o\.?b\.?|date of birth)\b[ :]*(?:was |is )?(?:the )?\d{1,2}(?:st|nd|rd|th)?[ /.-](?:of )?"
            r"(?:\d{1,2}|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)[ /.-]\d{2,4}\b"
        ),
    ),
)
_ANY = re.compile(r"[\d@]")  # each of them has a digit, or is an address


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of detail (``nhs-number``, ``postcode``, …) and where it stands."""

    kind: str
    place: str


def identifying(text: str) -> tuple[str, ...]:
    """The kinds of identifying detail in a text, each once, in a fixed order."""
    if not _ANY.search(text):
        return ()
    found = ["nhs-number"] if any(is_nhs_number("".join(m.groups())) for m in _NHS.finditer(text)) else []
    found += [kind for kind, pattern in _PATTERNS if pattern.search(text)]
    return tuple(found)


def is_nhs_number(digits: str) -> bool:
    """Ten digits whose last is the modulus 11 check digit (NHS Data Dictionary); ten alike are no number in use."""
    if len(digits) != 10 or not digits.isdigit() or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


def warnings(evidence: Evidence) -> Iterator[Detail]:
    """What the words of every item, and of what one review says of another, would give away, in order."""
    for item in evidence.items:
        for kind in identifying(f"{item.wording}\n{item.words.exact}"):
            yield Detail(kind, place(evidence, item))
    for link in evidence.links:
        if link.source not in evidence.item:
            for kind in identifying(link.words.exact):
                yield Detail(kind, speaker(evidence, link.source))

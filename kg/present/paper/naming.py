"""How reviews, items, dates and places in a text are written out for readers."""

from __future__ import annotations

from kg.insight.evidence import Evidence, Item, Link, Review, Theme, Words
from kg.present.paper.wording import plain

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def date(iso: str | None) -> str:
    """``14 September 2022``, ``October 2019`` or ``2019``: never finer than the source."""
    if not iso:
        return plain("method.not_stated")
    parts = iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def review(value: Review) -> str:
    """``Harrowmere: Child F (2022)``."""
    year = f" ({value.year})" if value.year is not None and str(value.year) not in value.label else ""
    return f"{value.label}{year}"


def item(evidence: Evidence, value: Item) -> str:
    """``finding 2``, ``point of finding 2``, ``good practice``."""
    if value.parent in evidence.item:
        return f"{plain('kind.point')} of {item(evidence, evidence.item[value.parent])}"
    kind = plain(f"kind.{value.kind.value}")
    return f"{kind} {value.number}" if value.number else kind


def place(evidence: Evidence, value: Item) -> str:
    """``Harrowmere: Child F (2022), finding 2, page 3``."""
    parts = [review(evidence.review[value.review]), item(evidence, value)]
    if value.words.page is not None:
        parts.append(f"page {value.words.page}")
    return ", ".join(parts)


def tiered(theme: Theme, stated: bool) -> str:
    """A theme's name, marked where it is only suggested."""
    return theme.label if stated else plain("compare.theme_suggested", theme=theme.label)


def relation(link: Link) -> str:
    """What one review says of another, as the verb between their names: ``repeats a finding of``."""
    return plain(f"link.{link.type}")


def speaker(evidence: Evidence, iri: str) -> str:
    """An item with its place, or a review, by IRI: whichever speaks."""
    return place(evidence, evidence.item[iri]) if iri in evidence.item else review(evidence.review[iri])


def quoted(words: Words) -> str:
    """Exact words with white space folded, for reading; the offsets still lead to the untouched text."""
    return " ".join(words.exact.split())


def percent(share: float) -> str:
    """A share as a whole number of hundredths."""
    return str(round(100 * share))


def command(query: str, parameters: tuple[tuple[str, str | int], ...]) -> str:
    """The line that asks the same question on the command line."""
    given = "".join(f" -p {name}={value}" for name, value in parameters)
    return f"kg query {query}{given}"

"""The rows behind a figure, as any format shows them: review, item, tier, exact words, place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.insight.evidence import Evidence, Item, Link, Part, Review, Tag, Words
from kg.insight.figures import Figure, Record
from kg.present.paper.naming import item, quoted, review
from kg.present.paper.wording import plain
from kg.present.settings import Settings


@dataclass(frozen=True, slots=True)
class Row:
    """One row.  ``words`` are exact but for folded white space; ``start`` and ``end`` count in the source text.

    ``wording`` are the words of the whole item where ``words`` are only those in it that name the theme or agency.
    """

    review: str
    item: str
    tier: str
    words: str
    page: int | None
    start: int | None
    end: int | None
    sha256: str
    wording: str = ""


def rows(evidence: Evidence, figure: Figure, settings: Settings) -> tuple[Row, ...]:
    """The records of a figure in their order, each once; without words where quotations are left out."""
    found = (_row(evidence, record) for record in figure.records)
    kept = found if settings.quotations else (replace(row, words="", wording="") for row in found)
    return tuple(dict.fromkeys(kept))


def _row(evidence: Evidence, record: Record) -> Row:
    if isinstance(record, Review):
        return Row(review(record), "", "", record.title or "", None, None, None, "")
    if isinstance(record, Tag):
        found = evidence.item[record.item]
        tier = plain("column.stated" if record.stated else "state.suggested")
        return _worded(evidence, found.review, found, tier, record.words)
    if isinstance(record, Item):
        return _worded(evidence, record.review, record, "", record.words)
    of = (
        evidence.item.get(record.item or "") if isinstance(record, Part) else evidence.item.get(record.source)
    )
    tier = plain(f"role.{record.role}") if isinstance(record, Part) else _basis(record)
    return _worded(evidence, record.review, of, tier, record.words)


def _basis(link: Link) -> str:
    return plain("column.stated" if link.basis == "stated" else "state.suggested")


def _worded(evidence: Evidence, where: str, found: Item | None, tier: str, words: Words) -> Row:
    name = review(evidence.review[where])
    kind = item(evidence, found) if found else ""
    said = quoted(words)
    wording = found.wording if found and " ".join(found.wording.split()) != said else ""
    return Row(name, kind, tier, said, words.page, words.start, words.end, words.sha256, wording)

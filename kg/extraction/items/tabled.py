"""Items in tables: the headers decide what a column holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.items.draft import Draft, draft, joined
from kg.extraction.items.layout import Layout
from kg.extraction.labels import label_in, marker_number, plain_number
from kg.extraction.tables import Row, tables
from kg.extraction.vocabulary import Cue, cues
from kg.model import ItemKind

_KINDS = {
    "finding": ItemKind.FINDING,
    "recommendation": ItemKind.RECOMMENDATION,
    "action": ItemKind.RECOMMENDATION,
    "question": ItemKind.QUESTION,
    "good-practice": ItemKind.GOOD_PRACTICE,
}
_ROLE_KINDS = {
    "findings": "finding",
    "recommendations": "recommendation",
    "action-plan": "recommendation",
    "questions": "question",
    "good-practice": "good-practice",
}
_DECOYS = frozenset(
    [
        "contents",
        "earlier-recommendations",
        "actions-taken",
        "response",
        "glossary",
        "panel",
        "agencies",
        "chronology",
        "links",
        "terms-of-reference",
        "methodology",
        "cover",
    ]
)
_PLAN_WEIGHT, _SUMMARY_WEIGHT = 0.3, 0.6


def tabled_items(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The items of every table of several columns whose header, or whose section, names a kind of learning."""
    for table, rows in sorted(tables(layout.document).items()):
        if table in layout.unwrapped:
            continue
        first = rows[0].cells[0][1][0]
        section = layout.section(first)
        if section.role in _DECOYS:
            continue
        columns = _columns(layout, rows)
        body = rows[1:] if columns else rows
        columns = columns or _columns_by_shape(layout, rows, section.role)
        yield from _rows(layout, body, columns, section.role)


def _columns(layout: Layout, rows: Sequence[Row]) -> dict[int, str]:
    """What each column holds, by the first row; nothing when that row is no header."""
    found = {}
    for column, blocks in rows[0].cells:
        words = " ".join(layout.text(index) for index in blocks)
        kind = next((cue.slug for cue in _by_length(words)), None)
        if kind is not None and len(words.split()) <= 6:
            found[column] = kind
    plausible = rows[0].header or len(found) * 2 >= len(rows[0].cells)
    return found if plausible and len(found) > 0 and len(rows) > 1 else {}


def _by_length(words: str) -> list[Cue]:
    """The column cues that match a header, the longest match first; a match at the start wins a tie."""
    scored = []
    for cue in cues("columns").values():
        match = cue.pattern.search(words)
        if match:
            scored.append((-len(match.group()), match.start(), cue.slug, cue))
    return [each[-1] for each in sorted(scored, key=lambda each: each[:3])]


def _columns_by_shape(layout: Layout, rows: Sequence[Row], role: str | None) -> dict[int, str]:
    """Without a header, in a section that names a kind: the widest column holds it, a narrow one before it numbers."""
    kind = _ROLE_KINDS.get(role or "")
    if kind is None:
        return {}
    lengths: dict[int, int] = {}
    for row in rows:
        for column, blocks in row.cells:
            lengths[column] = lengths.get(column, 0) + sum(len(layout.text(i)) for i in blocks)
    widest = max(lengths, key=lambda column: lengths[column])
    columns = {widest: kind}
    for column in lengths:
        if column < widest and lengths[column] <= 25 * len(rows):
            columns[column] = "number"
    return columns


def _rows(layout: Layout, rows: Sequence[Row], columns: dict[int, str], role: str | None) -> Iterator[Draft]:
    kinds = [name for name in columns.values() if name in _KINDS]
    if "recommendation" in kinds:
        kinds = [kind for kind in kinds if kind != "action"]
    for row in rows:
        items = {}
        for column, name in columns.items():
            if name in kinds and row.blocks(column):
                item = _cell(layout, row.blocks(column), _KINDS[name])
                if item is not None:
                    items[name] = item
        finding = items.get("finding")
        for name, item in items.items():
            number = item.number or _number(layout, row, columns)
            asked = _addressees(layout, row, columns) if _KINDS[name] is ItemKind.RECOMMENDATION else ()
            weight = _PLAN_WEIGHT if role == "action-plan" else _SUMMARY_WEIGHT if name == "finding" else 0.9
            under = finding.block if finding is not None and name != "finding" else None
            yield replace(item, number=number, addressees=asked, weight=weight, finding=under)


def _cell(layout: Layout, blocks: tuple[int, ...], kind: ItemKind) -> Draft | None:
    first, *others = blocks
    label = label_in(layout.document, layout.block(first).span)
    span = label.rest if label and len(label.rest) else layout.block(first).span
    number = label.number if label else marker_number(layout.block(first)) if others == [] else None
    if len(layout.words(span).split()) < 2:
        return None
    item = draft(
        layout, kind, span, first, f"{kind.value}/table", number=number, label=label.slug if label else None
    )
    return joined(layout, item, others)


def _number(layout: Layout, row: Row, columns: dict[int, str]) -> str | None:
    for column, name in columns.items():
        if name == "number" and row.blocks(column):
            words = layout.text(row.blocks(column)[0])
            label = label_in(layout.document, layout.block(row.blocks(column)[0]).span)
            if label is not None:
                return label.number
            return (
                plain_number(words)
                if len(words) <= 8 and words
                else marker_number(layout.block(row.blocks(column)[0]))
            )
    return None


def _addressees(layout: Layout, row: Row, columns: dict[int, str]) -> tuple[str, ...]:
    found = []
    for column, name in columns.items():
        if name == "addressee":
            found += [layout.text(index) for index in row.blocks(column)]
    return tuple(words for words in found if any(c.isalpha() for c in words))

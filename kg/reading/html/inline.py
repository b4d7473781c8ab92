"""Inline text of a web page as drafts: where line breaks end a block, its looks, its kind and marker."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from kg.model import BlockKind, Cell, Style
from kg.reading.draft import Draft
from kg.reading.markers import is_glyph, is_marker, marker_of

Element = etree._Element

_SENTENCE = re.compile(r"[.;,]\s*$")


@dataclass(frozen=True, slots=True)
class Place:
    """What surrounds a piece of text: heading level, list, cell, box, inherited looks."""

    level: int | None = None
    marker: str | None = None
    depth: int = -1  # of nested lists; -1 outside of any
    cell: Cell | None = None
    box: int | None = None
    tag: str = "p"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    footnote: bool = False


def styled(element: Element, tag: str, place: Place) -> Place:
    style = element.get("style", "")
    weight = re.search(r"font-weight\s*:\s*(\w+)", style)
    bold = place.bold or tag in ("b", "strong", "th")
    if weight:
        bold = weight[1] in ("bold", "bolder", "600", "700", "800", "900")
    italic = place.italic or tag in ("i", "em", "cite") or "italic" in style
    underline = (
        place.underline or tag in ("u", "ins") or bool(re.search(r"text-decoration[^;]*underline", style))
    )
    return replace(place, bold=bold, italic=italic, underline=underline)


def lines_of(runs: list[tuple[str, Place]]) -> list[list[tuple[str, Place]]]:
    """Inline text cut where line breaks end a block: two in a row, before a marker, or where the weight changes."""
    lines: list[list[tuple[str, Place]]] = [[]]
    blank_before = [False]
    for text, place in runs:
        if text == "\n":
            if not "".join(t for t, _ in lines[-1]).strip():
                blank_before[-1] = True
            lines.append([])
            blank_before.append(False)
        else:
            lines[-1].append((re.sub(r"[\t\n\r\f ]+", " ", text), place))
    blocks: list[list[tuple[str, Place]]] = []
    gap = False
    for line, blank in zip(lines, blank_before, strict=True):
        words = "".join(text for text, _ in line).strip()
        gap = gap or blank
        if not words:
            continue
        if blocks and not gap and not _parts(blocks[-1], line, words):
            blocks[-1].extend([(" ", line[0][1]), *line])
        else:
            blocks.append(line)
        gap = False
    return blocks


def _parts(before: list[tuple[str, Place]], line: list[tuple[str, Place]], words: str) -> bool:
    last = "".join(text for text, _ in before).rstrip()
    if marker_of(words) or _bold(before) != _bold(line):
        return True
    return bool(re.search(r"[.!?:;]$", last)) and not words[:1].islower()


def _bold(runs: list[tuple[str, Place]]) -> bool:
    return all(place.bold for text, place in runs if text.strip())


def draft_of(runs: list[tuple[str, Place]], place: Place) -> Draft | None:
    text = "".join(part for part, _ in runs)
    solid = [(part, look) for part, look in runs if part.strip()]
    if not solid:
        return None
    letters = [c for c in text if c.isalpha()]
    style = Style(
        bold=all(look.bold for _, look in solid),
        italic=all(look.italic for _, look in solid),
        underline=all(look.underline for _, look in solid),
        capitals=len(letters) > 1 and not any(c.islower() for c in letters),
        name=place.tag,
    )
    draft = Draft(BlockKind.PARAGRAPH, [(None, text)], style=style, cell=place.cell, box=place.box)
    lead = ""
    for part, look in runs:
        if part.strip() and not (look.bold or look.underline):
            if not lead.strip() and is_marker(part):
                continue  # a plain number in front of the bold words
            break
        lead += part
    draft.lead = lead.strip() or None
    _kind(draft, place, re.sub(r"\s+", " ", text).strip())
    return draft


def _kind(draft: Draft, place: Place, text: str) -> None:
    printed = marker_of(text)
    if place.marker is not None and not (
        printed and not is_glyph(place.marker) and printed[0].rstrip(".)") == place.marker.rstrip(".")
    ):
        draft.marker, draft.marker_printed = place.marker, False
    elif printed is not None:
        draft.marker, draft.pieces = printed[0], [(None, printed[1])]
        draft.lead = (draft.lead or "").removeprefix(printed[0]).strip() or None
    fake = draft.style.bold and len(text) <= 160 and not (_SENTENCE.search(text) and len(text) > 80)
    if place.footnote:
        draft.kind = BlockKind.FOOTNOTE
    elif place.cell is not None:
        draft.kind = BlockKind.CELL
    elif place.level is not None:
        draft.kind, draft.level = BlockKind.HEADING, place.level
    elif place.depth >= 0 and (draft.marker is not None or place.marker is not None):
        draft.kind, draft.level = BlockKind.LIST_ITEM, place.depth
    elif fake and not (draft.marker and is_glyph(draft.marker)):
        draft.kind, draft.level = BlockKind.HEADING, None
    elif draft.marker is not None:
        draft.kind, draft.level = BlockKind.LIST_ITEM, 0

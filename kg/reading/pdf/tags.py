"""The structure tree of a tagged PDF: which element each marked stretch of a page belongs to."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

_BLOCKS = re.compile(r"P|H[1-6]?|Title|LI|LBody|Lbl|TD|TH|Caption|Note|FENote|TOCI|BlockQuote")
_HEADING = re.compile(r"H([1-6])")
_ELEMENTS = 50_000  # of one page; more is damage or malice
_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Tag:
    """The block-level element around some text: its number on the page, its role, and the roles above it."""

    element: int
    role: str
    above: tuple[str, ...] = ()
    cell: tuple[int, int, int] | None = None  # table, row and column, numbered on the page

    @property
    def level(self) -> int | None:
        """The heading level, when it is a heading."""
        found = _HEADING.fullmatch(self.role)
        return int(found[1]) if found else 1 if self.role == "Title" else None


def page_tags(page: Any) -> dict[int, Tag]:
    """Marked content id -> tag, for one PDFium page; empty when the file is not tagged."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    tags: dict[int, Tag] = {}
    walk = _Walk(tags)
    try:
        for index in range(min(pdfium.FPDF_StructTree_CountChildren(tree), _ELEMENTS)):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            if child:
                walk.enter(child, None, (), None)
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return tags


@dataclass(slots=True)
class _Walk:
    """A walk through the tree: how many elements were met, and how many tables, rows and cells."""

    tags: dict[int, Tag]
    met: int = 0
    places: dict[tuple[int, ...], int] = field(default_factory=dict)  # rows of a table, cells of a row

    def enter(
        self, element: Any, block: Tag | None, above: tuple[str, ...], cell: tuple[int, int, int] | None
    ) -> None:
        if self.met > _ELEMENTS or len(above) > _DEPTH:
            return
        self.met += 1
        role = _type(element)
        cell = self._cell(role, cell)
        if _BLOCKS.fullmatch(role):
            inside = cell if "TD" in above or "TH" in above or role in ("TD", "TH") else None
            block = Tag(self.met, role, above, inside)
        for index in range(min(pdfium.FPDF_StructElement_CountChildren(element), _ELEMENTS)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                self.enter(child, block, (*above, role), cell)
            elif block is not None:
                mcid = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
                if mcid >= 0:
                    self.tags.setdefault(mcid, block)

    def _cell(self, role: str, cell: tuple[int, int, int] | None) -> tuple[int, int, int] | None:
        """The place in a table after entering an element: a new table, its next row, the row's next cell."""
        if role == "Table":
            return self._next(()), -1, -1
        if role == "TR" and cell is not None:
            return cell[0], self._next((cell[0],)), -1
        if role in ("TD", "TH") and cell is not None:
            return cell[0], cell[1], self._next(cell[:2])
        return cell

    def _next(self, where: tuple[int, ...]) -> int:
        self.places[where] = self.places.get(where, -1) + 1
        return self.places[where]


def _type(element: Any) -> str:
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDF_StructElement_GetType(element, buffer, 128)
    return buffer.raw[: min(length, 128)].decode("utf-16-le", "ignore").rstrip("\x00")

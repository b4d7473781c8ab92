"""The structure tree of a tagged PDF: which element each marked stretch of a page belongs to."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
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
    counter = [0]
    try:
        for index in range(min(pdfium.FPDF_StructTree_CountChildren(tree), _ELEMENTS)):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            if child:
                _walk(child, None, (), tags, counter)
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return tags


def _walk(
    element: Any, block: Tag | None, above: tuple[str, ...], tags: dict[int, Tag], counter: list[int]
) -> None:
    if counter[0] > _ELEMENTS or len(above) > _DEPTH:
        return
    counter[0] += 1
    role = _type(element)
    if _BLOCKS.fullmatch(role):
        block = Tag(counter[0], role, above)
    here = (*above, role)
    for index in range(min(pdfium.FPDF_StructElement_CountChildren(element), _ELEMENTS)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            _walk(child, block, here, tags, counter)
        elif block is not None:
            mcid = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mcid >= 0:
                tags.setdefault(mcid, block)


def _type(element: Any) -> str:
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDF_StructElement_GetType(element, buffer, 128)
    return buffer.raw[: min(length, 128)].decode("utf-16-le", "ignore").rstrip("\x00")

"""The characters of one PDF page as runs: stretches of one style on one line without a wide gap.

PDFium is asked once for each property of all characters; the rest is arithmetic on arrays, so that a page
costs milliseconds.  Coordinates are points from the top left corner of the page *as it is read*: a page whose
text runs sideways is turned first.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_HANDLE = ctypes.c_void_p


def bind(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A PDFium function with bare addresses in place of typed pointers: half the cost of a call.

    Only for functions that return at once: other threads wait for them.
    """
    prototype = ctypes.PYFUNCTYPE(result, *arguments)
    return prototype(ctypes.cast(function, ctypes.c_void_p).value or 0)


_code = bind(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _HANDLE, ctypes.c_int)
_text = bind(
    pdfium.FPDFText_GetText, ctypes.c_int, _HANDLE, ctypes.c_int, ctypes.c_int, _HANDLE
)  # of many characters
_loose = bind(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, _HANDLE, ctypes.c_int, _HANDLE)
_tight = bind(
    pdfium.FPDFText_GetCharBox, ctypes.c_int, _HANDLE, ctypes.c_int, _HANDLE, _HANDLE, _HANDLE, _HANDLE
)
_object = bind(pdfium.FPDFText_GetTextObject, _HANDLE, _HANDLE, ctypes.c_int)
_origin = bind(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, _HANDLE, ctypes.c_int, _HANDLE, _HANDLE)
_size = bind(pdfium.FPDFText_GetFontSize, ctypes.c_double, _HANDLE, ctypes.c_int)
_matrix = bind(pdfium.FPDFText_GetMatrix, ctypes.c_int, _HANDLE, ctypes.c_int, _HANDLE)
_font = bind(pdfium.FPDFTextObj_GetFont, _HANDLE, _HANDLE)
_font_name = bind(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _HANDLE, ctypes.c_char_p, ctypes.c_size_t)
_mode = bind(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, _HANDLE)
_mcid = bind(pdfium.FPDFPageObj_GetMarkedContentID, ctypes.c_int, _HANDLE)
_marks = bind(pdfium.FPDFPageObj_CountMarks, ctypes.c_int, _HANDLE)

_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!ng)|(?<![a-z])bd(?![a-z])|[-,]b(?:i|old)?$", re.I)
_ITALIC = re.compile(r"italic|oblique|[-,]b?i(?:t|talic)?$", re.I)
_SYMBOLS = re.compile(r"symbol|wingding|webding|dingbat", re.I)
_WINGDINGS = re.compile(r"wingding|webding|dingbat", re.I)

_SPACE_CODES = np.array([0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0x202F, 0x3000, 0x00])
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_HYPHEN = 0x02  # what PDFium gives for a hyphen at the end of a line
_HYPHEN_IN_TEXT = 0xFFFE  # what stands for it in the text of a page
SOFT_HYPHEN = "\u00ad"
_ASCENT, _DESCENT = 0.78, 0.22  # of the size: what a run is taken to cover above and below its base line


@dataclass(frozen=True, slots=True)
class Look:
    """Style of a run: size in points after all scaling, and what the font's name says."""

    size: float
    bold: bool
    italic: bool
    font: str


@dataclass(slots=True)
class Run:
    """Characters of one look on one line.  ``edges`` are the left ends of its characters, white space not counted."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float  # where the letters stand
    look: Look
    tag: int = -1  # marked content id, -1 when none
    underline: bool = False
    space_before: bool = True  # the text has white space between the run before it on the line and this one

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Turn:
    """How a page is turned so that most of its text runs left to right: quarter turns, and its size after."""

    quarter: int
    width: float
    height: float

    def boxes(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Boxes in PDF's own coordinates (upwards) as left, top, right, bottom on the turned page."""
        if self.quarter == 1:  # text runs upwards on the sheet
            return y0, x0, y1, x1
        if self.quarter == 2:
            return self.width - x1, y0, self.width - x0, y1
        if self.quarter == 3:  # text runs downwards
            return self.width - y1, self.height - x1, self.width - y0, self.height - x0
        return x0, self.height - y1, x1, self.height - y0


@dataclass(slots=True)
class Characters:
    """All that PDFium says of the visible characters of a page, one row a character."""

    codes: NDArray[np.int64]
    boxes: Floats  # n x 4: left, bottom, right, top, in PDF coordinates
    origins: Floats  # n x 2: where each stands on its base line
    objects: NDArray[np.uint64]
    spaced: NDArray[np.bool_]  # white space stands before it
    looks: list[Look] = field(default_factory=list)
    look_of: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    quarter_of: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    tag_of: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))


class _Buffers:
    """Memory that PDFium writes into, kept from page to page."""

    def __init__(self) -> None:
        self.size = 0
        self.grow(4096)

    def grow(self, count: int) -> None:
        if count <= self.size:
            return
        self.size = count
        self.loose = np.zeros((count, 4), np.float32)
        address = self.loose.ctypes.data
        self.loose_at = [address + 16 * i for i in range(count)]
        self.origin = np.zeros((count, 2), np.float64)
        address = self.origin.ctypes.data
        self.x_at = [address + 16 * i for i in range(count)]
        self.y_at = [at + 8 for at in self.x_at]


_buffers = _Buffers()


def characters(textpage: int, fonts: dict[int, str]) -> Characters | None:
    """Every visible character of a text page (its address), or None when there is none.

    ``fonts`` keeps the names of fonts met so far in this document.
    """
    count = pdfium.FPDFText_CountChars(ctypes.cast(textpage, pdfium.FPDF_TEXTPAGE))
    if count <= 0:
        return None
    codes = _codes(textpage, count)
    white = np.isin(codes, _SPACE_CODES) | ((codes < 0x20) & (codes != _HYPHEN))
    index = np.flatnonzero(~white)
    boxes = _boxes(textpage, index)
    solid = (boxes[:, 2] > boxes[:, 0]) | (codes[index] == _HYPHEN)
    index, boxes = index[solid], boxes[solid]
    if not len(index):
        return None
    before = np.concatenate(([0], np.cumsum(white)))[index]
    spaced = np.concatenate(([True], np.diff(before) > 0))
    handles = [handle or 0 for handle in map(_object, repeat(textpage), index.tolist())]
    objects = np.array(handles, np.uint64)
    found = Characters(codes[index], boxes, _origins(textpage, index), objects, spaced)
    _fill_hyphens(found)
    _looks(found, textpage, index, fonts)
    return found


def _codes(textpage: int, count: int) -> NDArray[np.int64]:
    """The code of every character: from the text as a whole, where that has one unit for each, else one by one."""
    units = np.zeros(2 * count + 2, np.uint16)
    written = _text(textpage, 0, count, units.ctypes.data) - 1  # a zero closes it
    codes = units[:count].astype(np.int64)
    if written == count and not ((codes >= 0xD800) & (codes < 0xE000)).any():
        for place in np.flatnonzero(codes == _HYPHEN_IN_TEXT).tolist():
            codes[place] = _code(textpage, place)
        return codes
    return np.fromiter(map(_code, repeat(textpage), range(count)), np.int64, count)


def _boxes(textpage: int, index: NDArray[np.int64]) -> Floats:
    """Left, bottom, right and top of the characters at ``index``."""
    _buffers.grow(len(index))
    _buffers.loose[: len(index)] = 0
    list(map(_loose, repeat(textpage), index.tolist(), _buffers.loose_at))
    return _buffers.loose[: len(index), [0, 3, 2, 1]].astype(np.float64)  # FS_RECTF: left, top, right, bottom


def _origins(textpage: int, index: NDArray[np.int64]) -> Floats:
    """Where each of the characters at ``index`` stands on its base line."""
    _buffers.grow(len(index))
    _buffers.origin[: len(index)] = 0
    list(map(_origin, repeat(textpage), index.tolist(), _buffers.x_at, _buffers.y_at))
    return _buffers.origin[: len(index)].copy()


def _fill_hyphens(found: Characters) -> None:
    """A hyphen that PDFium made up stands right after the letter before it."""
    for at in np.flatnonzero((found.codes == _HYPHEN) & (found.boxes[:, 2] <= found.boxes[:, 0])):
        if at:
            _left, bottom, right, top = found.boxes[at - 1]
            found.boxes[at] = (right, bottom, right + 0.3 * (top - bottom) / 1.2, top)
            found.origins[at] = (right, found.origins[at - 1][1])
    empty = found.objects == 0
    if empty.any() and not empty.all():
        order = np.maximum.accumulate(np.where(empty, 0, np.arange(len(empty))))
        found.objects = found.objects[order]


def _looks(found: Characters, textpage: int, index: NDArray[np.int64], fonts: dict[int, str]) -> None:
    """Size, weight, slant, direction and tag of each text object, spread over its characters."""
    unique, first, inverse = np.unique(found.objects, return_index=True, return_inverse=True)
    handles, at, count = unique.tolist(), index[first].tolist(), len(unique)
    sizes = np.fromiter(map(_size, repeat(textpage), at), np.float64, count)
    matrices = np.zeros((count, 6), np.float32)
    list(
        map(_matrix, repeat(textpage), at, range(matrices.ctypes.data, matrices.ctypes.data + 24 * count, 24))
    )
    scale = np.hypot(matrices[:, 2], matrices[:, 3])
    sizes = np.round(sizes * np.where(scale > 0, scale, 1.0), 1)
    angles = np.degrees(np.arctan2(matrices[:, 1], matrices[:, 0]))
    quarters = np.round(angles / 90).astype(np.int64)
    quarters = np.where(np.abs(angles - 90 * quarters) < 8, quarters % 4, -1)
    if handles[0] == 0:
        handles[0] = handles[-1]  # characters that PDFium made up, and nothing else, have no object
    faces = [_font(handle) or 0 for handle in handles] if handles[0] else [0] * count
    modes = [_mode(handle) for handle in handles] if handles[0] else [0] * count
    tags = [_mcid(handle) for handle in handles] if handles[0] else [-1] * count
    known: dict[tuple[float, int, int], int] = {}
    looks = [known.setdefault(key, len(known)) for key in zip(sizes.tolist(), faces, modes, strict=True)]
    found.looks = [_look(size, _name_of(face, fonts), mode) for size, face, mode in known]
    found.look_of, found.quarter_of = np.array(looks)[inverse], quarters[inverse]
    found.tag_of = np.array(tags)[inverse]


def _look(size: float, name: str, mode: int) -> Look:
    """``mode`` 2 fills and outlines the letters: bold that has no font of its own."""
    return Look(size, bool(_BOLD.search(name)) or mode == 2, bool(_ITALIC.search(name)), name)


def _name_of(font: int, fonts: dict[int, str]) -> str:
    if font and font not in fonts:
        buffer = ctypes.create_string_buffer(256)
        _font_name(font, buffer, 256)
        fonts[font] = buffer.value.decode("utf-8", "replace").split("+", 1)[-1]
    return fonts.get(font, "")


def turn_of(found: Characters, width: float, height: float) -> Turn:
    """The quarter turn that most characters ask for; ``width`` and ``height`` are of the page as PDF has it."""
    votes = np.bincount(found.quarter_of[found.quarter_of >= 0], minlength=4)
    quarter = int(votes.argmax()) if votes.sum() else 0
    return Turn(quarter, height, width) if quarter in (1, 3) else Turn(quarter, width, height)


def runs_of(found: Characters, turn: Turn, walls: list[tuple[float, float, float]]) -> list[Run]:
    """The characters that read in the page's own direction, cut into runs.

    A run ends where the look, the line or the object's tag changes, at a gap of six tenths of an em, and at a
    wall: a vertical rule given as x, top, bottom.  Text at a slant is a watermark and is left out.
    """
    keep = found.quarter_of == turn.quarter
    if not keep.any():
        return []
    x0, _, x1, _ = turn.boxes(*(found.boxes[keep][:, i] for i in range(4)))
    at_x, at_y = found.origins[keep].T
    base = turn.boxes(at_x, at_y, at_x, at_y)[1]
    codes, looks, tags = found.codes[keep], found.look_of[keep], found.tag_of[keep]
    sizes = np.array([look.size for look in found.looks])[looks]
    gap = x0[1:] - x1[:-1]
    unit = np.maximum(np.minimum(sizes[1:], sizes[:-1]), 1.0)
    breaks = (looks[1:] != looks[:-1]) | (tags[1:] != tags[:-1])
    breaks |= (np.abs(base[1:] - base[:-1]) > 0.2 * unit) | (gap > 0.6 * unit) | (gap < -0.6 * unit)
    for x, wall_top, wall_bottom in walls:
        breaks |= (
            (x1[:-1] <= x + 1.5) & (x0[1:] >= x - 1.5) & (base[1:] > wall_top) & (base[1:] < wall_bottom + 2)
        )
    spaced = found.spaced[keep].copy()
    spaced[1:] |= gap > 0.25 * unit
    spaced[1:] &= gap > -0.1 * unit  # a space that takes no room is none
    spaced[1:][breaks] |= True
    spaced[1:][breaks] &= found.spaced[keep][1:][breaks] | (gap[breaks] > 0.15 * unit[breaks])
    starts = np.concatenate(([0], np.flatnonzero(breaks) + 1, [len(codes)])).tolist()
    letters = _letters(codes, looks, found.looks)
    made = []
    space = spaced.tolist()
    parted = [f" {letter}" if apart else letter for letter, apart in zip(letters, space, strict=True)]
    for start, end in pairwise(starts):
        text = letters[start] + "".join(parted[start + 1 : end])
        look, foot = found.looks[looks[start]], float(base[start])
        top, bottom = foot - _ASCENT * look.size, foot + _DESCENT * look.size
        run = Run(text, float(x0[start]), top, float(x1[end - 1]), bottom, foot, look, int(tags[start]))
        run.space_before = space[start]
        made.append(run)
    return made


def _letters(codes: NDArray[np.int64], looks: NDArray[np.int64], known: list[Look]) -> list[str]:
    """Each code as text: ligatures opened, and the private codes of symbol fonts given as a bullet or a tick."""
    symbolic = [bool(_SYMBOLS.search(look.font)) for look in known]
    wingding = np.array([bool(_WINGDINGS.search(look.font)) for look in known])[looks]
    odd = wingding | (codes == _HYPHEN) | (codes >= 0xD800)  # all others are what their code says
    out = list(map(chr, np.where(odd, 0x20, codes).tolist()))
    for place in np.flatnonzero(odd).tolist():
        code, look = int(codes[place]), int(looks[place])
        if code in _LIGATURES:
            out[place] = _LIGATURES[code]
        elif code == _HYPHEN:
            out[place] = SOFT_HYPHEN
        elif 0xE000 <= code <= 0xF8FF or (wingding[place] and code > 0x20):
            out[place] = "•" if symbolic[look] or code < 0xF100 else ""
        elif code > 0x10FFFF or 0xD800 <= code < 0xE000:
            out[place] = "\ufffd"
        else:
            out[place] = chr(code)
    return out

"""The straight lines and rectangles that a page draws: rules of tables, underlines, boxes, shading.

Coordinates as in ``runs``: points from the top left corner of the turned page.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from kg.reading.pdf.runs import Turn, bind

_THIN = 3.0  # points: a rectangle no thicker is a line
_PATHS_A_PAGE = 20_000  # more than this is a map or a drawing, not a table
_DEPTH = 4
_CORNERS = 400  # points of a path: more is a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line.  ``at`` is its y (level) or x (upright); ``start`` and ``end`` lie along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle: left, top, right, bottom."""

    x0: float
    top: float
    x1: float
    bottom: float
    stroked: bool = False

    def holds(self, x0: float, top: float, x1: float, bottom: float, slack: float = 1.5) -> bool:
        """Whether a box lies within, give or take ``slack`` points."""
        inside_x = self.x0 - slack <= x0 and x1 <= self.x1 + slack
        return inside_x and self.top - slack <= (top + bottom) / 2 <= self.bottom + slack

    @property
    def area(self) -> float:
        return max(self.x1 - self.x0, 0.0) * max(self.bottom - self.top, 0.0)


@dataclass(slots=True)
class Drawings:
    """What a page draws besides text."""

    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    rects: list[Rect] = field(default_factory=list)
    images: list[Rect] = field(default_factory=list)
    dots: list[Rect] = field(default_factory=list)  # small and about as wide as high


_Matrix = tuple[float, float, float, float, float, float]

_object = bind(pdfium.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_type = bind(pdfium.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)


def drawings(page: Any, turn: Turn, origin: tuple[float, float] = (0.0, 0.0)) -> Drawings:
    """The drawings of a PDFium page, form objects opened up to four deep.  ``origin`` is its lower left corner."""
    made = Drawings()
    count = pdfium.FPDFPage_CountObjects(page)
    handle = ctypes.cast(page, ctypes.c_void_p).value or 0
    handles = list(map(_object, repeat(handle), range(count)))
    drawn = [
        h for h, kind in zip(handles, map(_type, handles), strict=True) if kind != pdfium.FPDF_PAGEOBJ_TEXT
    ]
    matrix = (1.0, 0.0, 0.0, 1.0, -origin[0], -origin[1])
    for item in drawn[:_PATHS_A_PAGE]:
        _take(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT), matrix, turn, made, [_PATHS_A_PAGE], 0)
    return made


def _take(item: Any, matrix: _Matrix, turn: Turn, made: Drawings, budget: list[int], depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
        own = pdfium.FS_MATRIX()
        inner = matrix
        if pdfium.FPDFPageObj_GetMatrix(item, own):
            inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        for index in range(min(pdfium.FPDFFormObj_CountObjects(item), budget[0])):
            _take(pdfium.FPDFFormObj_GetObject(item, index), inner, turn, made, budget, depth + 1)
        return
    if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE) or budget[0] <= 0:
        return
    budget[0] -= 1
    box = _bounds(item, matrix, turn)
    if box is None:
        return
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        made.images.append(Rect(*box))
    else:
        _path(item, box, made)


def _times(a: _Matrix, b: _Matrix) -> _Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _bounds(item: Any, m: _Matrix, turn: Turn) -> tuple[float, float, float, float] | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    xs = [m[0] * x + m[2] * y + m[4] for x in (left.value, right.value) for y in (bottom.value, top.value)]
    ys = [m[1] * x + m[3] * y + m[5] for x in (left.value, right.value) for y in (bottom.value, top.value)]
    ends = (np.array([min(xs)]), np.array([min(ys)]), np.array([max(xs)]), np.array([max(ys)]))
    x0, y0, x1, y1 = (float(value[0]) for value in turn.boxes(*ends))
    return x0, y0, x1, y1


def _path(item: Any, box: tuple[float, float, float, float], made: Drawings) -> None:
    """Sort a path: a thin one is a rule, a wide one a rectangle (when it has no more corners than one)."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    painted = fill.value and _seen(item, pdfium.FPDFPageObj_GetFillColor)
    stroked = stroke.value and _seen(item, pdfium.FPDFPageObj_GetStrokeColor)
    if not painted and not stroked:
        return
    x0, top, x1, bottom = box
    wide, high = x1 - x0, bottom - top
    if 1.2 < wide < 8 and 1.2 < high < 8 and 0.7 < wide / high < 1.4:
        made.dots.append(Rect(x0, top, x1, bottom))
        return
    if high <= _THIN < wide:
        made.level.append(Rule((top + bottom) / 2, x0, x1))
    elif wide <= _THIN < high:
        made.upright.append(Rule((x0 + x1) / 2, top, bottom))
    elif wide > _THIN and high > _THIN and _rectangular(item):
        made.rects.append(Rect(x0, top, x1, bottom, bool(stroked)))


def _rectangular(item: Any) -> bool:
    """Whether a path keeps to the edges of its bounds, as a rectangle does, rounded corners allowed."""
    count = pdfium.FPDFPath_CountSegments(item)
    if not 4 <= count <= _CORNERS:
        return False
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for index in range(count):
        if pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(item, index), x, y):
            points.append((x.value, y.value))
    place = np.array(points or [(0.0, 0.0)])
    low, wide = place.min(axis=0), np.ptp(place, axis=0)
    if not wide.all():
        return False
    inward = np.minimum(place - low, low + wide - place) / wide  # 0 on an edge, a half in the middle
    return bool((inward.min(axis=1) < 0.12).mean() > 0.9)


def _seen(item: Any, colour: Any) -> bool:
    """Whether a colour shows on white paper."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour(item, red, green, blue, alpha):
        return True
    return alpha.value > 8 and min(red.value, green.value, blue.value) < 251

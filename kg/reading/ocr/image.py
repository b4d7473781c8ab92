"""A page's picture made ready to be recognised: even ground, no grain, level lines, rules taken out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from pypdfium2 import PdfBitmap
from scipy import ndimage

from kg.reading.pdf.drawings import Drawings, Rule

DPI = 300
_GRAIN = 3.0  # mean darkness of the paper, of 255: clean pages have 1
_RULE = DPI // 3  # dots: no letter has a stroke as long
_UNBROKEN = 0.88  # the part of it that is ink: specks break lines
_THICK = 12  # dots: a rule is no thicker

Ink = NDArray[np.bool_]


def rendered(document: Any, number: int) -> Image.Image:
    """A page in grey at 300 dots an inch, its ground made even."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    try:
        scale = DPI / 72
        width = max(1, min(6000, round(pdfium.FPDF_GetPageWidthF(page) * scale)))
        height = max(1, min(8000, round(pdfium.FPDF_GetPageHeightF(page) * scale)))
        bitmap = PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_Gray)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        image = bitmap.to_pil().convert("L")
    finally:
        pdfium.FPDF_ClosePage(page)
    return _even(_quiet(image))


def _quiet(image: Image.Image) -> Image.Image:
    """The image without grain, if its paper has any: at half the resolution a median takes it away."""
    half = image.resize((max(1, image.width // 2), max(1, image.height // 2)), Image.Resampling.BOX)
    level = np.asarray(_even(half), np.float32)
    paper = level[level > 160]
    if not paper.size or 255 - float(paper.mean()) < _GRAIN:
        return image
    return half.filter(ImageFilter.MedianFilter(3)).resize(image.size, Image.Resampling.BICUBIC)


def _even(image: Image.Image) -> Image.Image:
    """The image with its ground made evenly white: each part divided by the paper's own brightness there."""
    small = image.resize((max(1, image.width // 8), max(1, image.height // 8)), Image.Resampling.BOX)
    ground = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.BoxBlur(8)).resize(image.size)
    level = np.asarray(image, np.float32) / np.maximum(np.asarray(ground, np.float32), 1.0)
    return Image.fromarray(np.clip(level * 255.0, 0, 255).astype(np.uint8))


def straight(image: Image.Image) -> Image.Image:
    """The image turned so that its lines run level: the angle whose row sums vary most (Postl 1986)."""
    small = image.resize((max(1, image.width // 4), max(1, image.height // 4)), Image.Resampling.BOX)
    dark = Image.fromarray(np.where(np.asarray(small) < 160, 255, 0).astype(np.uint8))

    def sharpness(angle: float) -> float:
        sums = np.asarray(dark.rotate(angle, Image.Resampling.NEAREST, fillcolor=0), np.float32).sum(axis=1)
        return float(np.square(np.diff(sums)).sum())

    best = max((step / 2 for step in range(-10, 11)), key=lambda angle: (sharpness(angle), -abs(angle)))
    best = max((best + step / 10 for step in range(-4, 5)), key=lambda angle: (sharpness(angle), -abs(angle)))
    return image if abs(best) < 0.15 else image.rotate(best, Image.Resampling.BICUBIC, fillcolor=255)


def without_rules(image: Image.Image) -> tuple[Image.Image, Drawings]:
    """The image without its ruled lines, which lead recognition astray, and those lines in points."""
    ink: Ink = np.asarray(image) < 128
    drawn = Drawings()
    gone = np.zeros_like(ink)
    for upright in (False, True):
        strokes = _long_strokes(ink.T if upright else ink)
        labels, _ = ndimage.label(strokes)
        for rows, cols in ndimage.find_objects(labels):
            if rows.stop - rows.start > _THICK:
                strokes[rows, cols] = False
                continue
            middle, scale = (rows.start + rows.stop) / 2, 72 / DPI
            rule = Rule(middle * scale, cols.start * scale, cols.stop * scale)
            (drawn.upright if upright else drawn.level).append(rule)
        gone |= strokes.T if upright else strokes
    if not gone.any():
        return image, drawn
    wide = ndimage.binary_dilation(gone, iterations=2)
    level = np.asarray(image).copy()
    level[wide] = 255
    return Image.fromarray(level), drawn


def _long_strokes(ink: Ink) -> Ink:
    """The ink that lies in nearly unbroken level stretches of at least a third of an inch."""
    total = np.cumsum(np.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    starts = (total[:, _RULE:] - total[:, :-_RULE]) >= _UNBROKEN * _RULE
    change = np.zeros((ink.shape[0], ink.shape[1] + 1), np.int32)
    change[:, : starts.shape[1]] += starts
    change[:, _RULE : _RULE + starts.shape[1]] -= starts
    covered: Ink = np.cumsum(change, axis=1)[:, :-1] > 0
    return covered

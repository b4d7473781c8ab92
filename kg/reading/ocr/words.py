"""Tesseract's hOCR as runs: each word's place, each line's base and size, bullets mended, specks left out."""

from __future__ import annotations

import re

import numpy as np
from lxml import etree, html
from numpy.typing import NDArray
from PIL import Image

from kg.reading.markers import ONLY
from kg.reading.ocr.image import DPI
from kg.reading.pdf.page import PageContent
from kg.reading.pdf.runs import Look, Run

_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_CONFIDENCE = re.compile(r"x_wconf (\d+)")
# A bullet as tesseract misreads it, alone at the start of a line.
_MISREAD = re.compile(r"[e¢«°©®*•○◦o»>]|[-–—~]|e\)|\(e|e-|«=|@")


def runs_of(hocr: bytes, image: Image.Image) -> tuple[list[Run], float]:
    """The words of a page as runs, and the mean confidence of its letters in per cent."""
    root = html.document_fromstring(hocr, parser=html.HTMLParser(encoding="utf-8"))
    ink = np.asarray(image) < 128
    runs: list[Run] = []
    weight = total = 0.0
    dark: list[float] = []
    for line in root.iter():
        if line.get("class") not in _LINES:
            continue
        words = [made for word in line.iter() if (made := _word(word, line, ink)) is not None]
        if not words or _is_noise(words):
            continue
        for run, sure, black in _segments(words):
            runs.append(run)
            dark.append(black)
            weight, total = weight + sure * len(run.text), total + len(run.text)
    _embolden(runs, dark)
    return runs, weight / total if total else 0.0


def _word(
    word: etree._Element, line: etree._Element, ink: NDArray[np.bool_]
) -> tuple[Run, float, float] | None:
    """One recognised word: its run, its confidence, and how much of its box is ink."""
    title, above = word.get("title", ""), line.get("title", "")
    box, sure, frame = _BOX.search(title), _CONFIDENCE.search(title), _BOX.search(above)
    text = "".join(str(part) for part in word.itertext()).strip().strip("|_¦")  # what is left of rules
    if word.get("class") != "ocrx_word" or box is None or frame is None or not text:
        return None
    x0, top, x1, bottom = (int(part) for part in box.groups())
    slope, size = _BASELINE.search(above), _SIZE.search(above)
    foot = float(int(frame[4])) + (float(slope[1]) * (x0 - int(frame[1])) + float(slope[2]) if slope else 0.0)
    points = float(size[1]) * 72 / DPI * 0.82 if size else 10.0
    base = foot * 72 / DPI
    area = ink[max(top, 0) : bottom, max(x0, 0) : x1]
    look = Look(points, False, False, "")
    run = Run(text, x0 * 72 / DPI, base - 0.78 * points, x1 * 72 / DPI, base + 0.22 * points, base, look)
    return run, float(sure[1]) if sure else 0.0, float(area.mean()) if area.size else 0.0


def _segments(words: list[tuple[Run, float, float]]) -> list[tuple[Run, float, float]]:
    """A line's words joined where no more than a word's space parts them; its bullet or number stays alone."""
    made: list[tuple[Run, float, float]] = []
    for place, (run, sure, black) in enumerate(words):
        size = run.look.size
        gap = run.x0 - made[-1][0].x1 if made else 99.0
        opens = place == 0 and len(words) > 1 and words[1][0].x0 - run.x1 > 0.4 * size
        if opens and _MISREAD.fullmatch(run.text):
            run.text = "•"
        if made and gap < 1.3 * size and not (place == 1 and ONLY.fullmatch(words[0][0].text)):
            last, last_sure, last_black = made[-1]
            old, new = len(last.text), len(run.text)
            last.text, last.x1 = f"{last.text} {run.text}", run.x1
            mean = [(a * old + b * new) / (old + new) for a, b in ((last_sure, sure), (last_black, black))]
            made[-1] = (last, mean[0], mean[1])
        else:
            made.append((run, sure, black))
    return made


def _is_noise(words: list[tuple[Run, float, float]]) -> bool:
    """Whether a line holds nothing but specks taken for letters."""
    letters = sum(c.isalnum() for run, _, _ in words for c in run.text)
    best = max(sure for _, sure, _ in words)
    return (
        letters == 0
        or (letters <= 3 and best < 70 and not any(run.text.isdigit() for run, _, _ in words))
        or best < 35
    )


def _embolden(runs: list[Run], dark: list[float]) -> None:
    """Call words bold that are much blacker than the page's usual word."""
    solid = sorted(black for run, black in zip(runs, dark, strict=True) if len(run.text) > 3)
    if len(solid) < 20:
        return
    usual = solid[len(solid) // 2]
    for run, black in zip(runs, dark, strict=True):
        if black > 1.22 * usual and len(run.text) > 1:
            run.look = Look(run.look.size, True, False, "")


def even_sizes(pages: list[PageContent]) -> None:
    """Recognised sizes waver: those near the usual one become it, others go to the next full step."""
    sizes = sorted(run.look.size for page in pages for run in page.runs for _ in run.text)
    if not sizes:
        return
    usual = round(sizes[len(sizes) // 2], 1)
    for page in pages:
        for run in page.runs:
            size = run.look.size
            even = usual if 0.8 * usual < size < 1.22 * usual else max(1.0, round(size / 1.5) * 1.5)
            run.look = Look(even, run.look.bold, False, "")

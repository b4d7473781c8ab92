"""Pages without a text layer: rendered, straightened and given to the system's tesseract, one process a page.

Tesseract's hOCR gives each word its place and confidence and each line its size, so that recognised pages go
through the same layout as printed ones.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from lxml import etree, html
from PIL import Image, ImageFilter

from kg.errors import LimitError, MissingExtraError
from kg.model import Problem, Source
from kg.reading.limits import Limits
from kg.reading.pdf.drawings import Drawings
from kg.reading.pdf.page import PageContent
from kg.reading.pdf.runs import Look, Run

_DPI = 300
_SECONDS = 90  # for one page
_POOR = 75.0  # per cent: below this mean confidence the page's problem says so
_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_CONFIDENCE = re.compile(r"x_wconf (\d+)")
# A bullet as tesseract misreads it, alone at the start of a line.
_MISREAD = re.compile(r"[e¢«°©®*•○◦o»>]|[-–—~]|e\)|\(e|e-|«=|@")


def recognise(
    document: Any, blank: list[PageContent], *, whole: bool, source: Source, limits: Limits
) -> list[Problem]:
    """Fill ``blank`` pages with recognised runs; one problem for each says how sure the recognition was.

    Raises MissingExtraError when the whole file is pictures and tesseract is not installed; where some pages
    have text, those without are left empty, each with a problem.
    """
    program = shutil.which("tesseract")
    numbers = ", ".join(str(page.number) for page in blank[:20]) + (" …" if len(blank) > 20 else "")
    if program is None:
        hint = "Install tesseract (Debian: apt install tesseract-ocr), or have the file's text recognised, and try again."
        if whole:
            raise MissingExtraError(
                f"{source.name} is a scan: its pages are pictures, and tesseract is not installed.", hint=hint
            )
        message = f"Not read: this page is a picture, and tesseract is not installed. {hint}"
        return [Problem("page-not-recognised", message, page.number) for page in blank]
    if len(blank) > limits.ocr_pages:
        raise LimitError(
            f"{source.name}: pages {numbers} are pictures, more than {limits.ocr_pages} (limit: pages to recognise).",
            hint="Split the file, or have its text recognised first.",
        )
    problems = [_page(program, document, page) for page in blank]
    _even_sizes(blank)
    return problems


def _page(program: str, document: Any, page: PageContent) -> Problem:
    image = _straight(_rendered(document, page.number))
    page.width, page.height = image.width * 72 / _DPI, image.height * 72 / _DPI
    page.drawn = Drawings()
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    command = [program, "stdin", "stdout", "-l", "eng", "--dpi", str(_DPI), "--psm", "3", "hocr"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=buffer.getvalue(), capture_output=True, timeout=_SECONDS, env=environment
        )
    except subprocess.TimeoutExpired:
        return Problem(
            "page-not-recognised", f"Recognition took over {_SECONDS} seconds and was given up.", page.number
        )
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no reason given"]
        return Problem("page-not-recognised", f"Tesseract failed on this page: {reason[0]}.", page.number)
    page.runs, sure = _runs(done.stdout)
    if not page.runs:
        return Problem("page-without-text", "No text was recognised on this page.", page.number)
    poor = " Compare what was read with the page." if sure < _POOR else ""
    code = "recognised-poorly" if sure < _POOR else "recognised"
    return Problem(
        code,
        f"The page is a picture; its text was recognised (mean confidence {sure:.0f}%).{poor}",
        page.number,
    )


def _rendered(document: Any, number: int) -> Image.Image:
    """A page in grey at 300 dots an inch, its ground made even."""
    from pypdfium2 import PdfBitmap

    page = pdfium.FPDF_LoadPage(document, number - 1)
    try:
        scale = _DPI / 72
        width = max(1, min(6000, round(pdfium.FPDF_GetPageWidthF(page) * scale)))
        height = max(1, min(8000, round(pdfium.FPDF_GetPageHeightF(page) * scale)))
        bitmap = PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_Gray)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        image = bitmap.to_pil().convert("L")
    finally:
        pdfium.FPDF_ClosePage(page)
    small = image.resize((max(1, width // 8), max(1, height // 8)), Image.Resampling.BOX)
    ground = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.BoxBlur(8)).resize(image.size)
    even = np.asarray(image, np.float32) / np.maximum(np.asarray(ground, np.float32), 1.0) * 255.0
    return Image.fromarray(np.clip(even, 0, 255).astype(np.uint8)).filter(ImageFilter.MedianFilter(3))


def _straight(image: Image.Image) -> Image.Image:
    """The image turned so that its lines run level: the angle whose row sums vary most (Postl 1986)."""
    small = image.resize((max(1, image.width // 4), max(1, image.height // 4)), Image.Resampling.BOX)
    dark = Image.fromarray(np.where(np.asarray(small) < 160, 255, 0).astype(np.uint8))

    def sharpness(angle: float) -> float:
        sums = np.asarray(dark.rotate(angle, Image.Resampling.NEAREST, fillcolor=0), np.float32).sum(axis=1)
        return float(np.square(np.diff(sums)).sum())

    best = max((step / 2 for step in range(-10, 11)), key=lambda angle: (sharpness(angle), -abs(angle)))
    best = max((best + step / 10 for step in range(-4, 5)), key=lambda angle: (sharpness(angle), -abs(angle)))
    return image if abs(best) < 0.15 else image.rotate(best, Image.Resampling.BICUBIC, fillcolor=255)


def _runs(hocr: bytes) -> tuple[list[Run], float]:
    """The words of a page as runs, and the mean confidence of its letters in per cent."""
    root = html.document_fromstring(hocr, parser=html.HTMLParser(encoding="utf-8"))
    runs: list[Run] = []
    weight = total = 0.0
    for line in root.iter():
        if line.get("class") not in _LINES:
            continue
        size = _SIZE.search(line.get("title", ""))
        points = float(size[1]) * 72 / _DPI * 0.78 if size else 10.0
        words = [_word(word) for word in line.iter() if word.get("class") == "ocrx_word"]
        for index, (text, (x0, top, x1, bottom), sure) in enumerate(word for word in words if word[0]):
            if (
                index == 0
                and _MISREAD.fullmatch(text)
                and len(words) > 1
                and words[1][1][0] - x1 > 0.4 * points
            ):
                text = "•"
            runs.append(Run(text, x0, top, x1, bottom, bottom, Look(points, False, False, "")))
            weight, total = weight + sure * len(text), total + len(text)
    return runs, weight / total if total else 0.0


def _word(word: etree._Element) -> tuple[str, tuple[float, float, float, float], float]:
    title = word.get("title", "")
    box, sure = _BOX.search(title), _CONFIDENCE.search(title)
    text = "".join(str(part) for part in word.itertext()).strip()
    place = [int(part) * 72 / _DPI for part in box.groups()] if box else [0.0] * 4
    return text, (place[0], place[1], place[2], place[3]), float(sure[1]) if sure else 0.0


def _even_sizes(pages: list[PageContent]) -> None:
    """Recognised sizes waver: those near the usual one become it, others go to the next full step."""
    sizes = sorted(run.look.size for page in pages for run in page.runs for _ in run.text)
    if not sizes:
        return
    usual = round(sizes[len(sizes) // 2], 1)
    for page in pages:
        for run in page.runs:
            size = run.look.size
            even = usual if 0.8 * usual < size < 1.22 * usual else max(1.0, round(size / 1.5) * 1.5)
            run.look = Look(even, False, False, "")

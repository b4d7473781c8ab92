"""Pages without a text layer: rendered, straightened and given to the system's tesseract, one process a page.

Tesseract's hOCR gives each word its place and confidence and each line its size, so that recognised pages go
through the same layout as printed ones.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from typing import Any

from kg.errors import LimitError, MissingExtraError
from kg.model import Problem, Source
from kg.reading.limits import Limits
from kg.reading.ocr.image import DPI, rendered, straight, without_rules
from kg.reading.ocr.words import even_sizes, runs_of
from kg.reading.pdf.page import PageContent, underline

_SECONDS = 90  # for one page
_POOR = 75.0  # per cent: below this mean confidence the page's problem says so


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
    even_sizes(blank)
    return problems


def _page(program: str, document: Any, page: PageContent) -> Problem:
    image = straight(rendered(document, page.number))
    page.width, page.height = image.width * 72 / DPI, image.height * 72 / DPI
    image, page.drawn = without_rules(image)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    command = [program, "stdin", "stdout", "-l", "eng", "--dpi", str(DPI), "--psm", "3", "hocr"]
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
    page.runs, sure = runs_of(done.stdout, image)
    underline(page.runs, page.drawn.level)
    if not page.runs:
        return Problem("page-without-text", "No text was recognised on this page.", page.number)
    poor = " Compare what was read with the page." if sure < _POOR else ""
    code = "recognised-poorly" if sure < _POOR else "recognised"
    return Problem(
        code,
        f"The page is a picture; its text was recognised (mean confidence {sure:.0f}%).{poor}",
        page.number,
    )

"""Readers side by side with pypdf and pdfplumber: words in order, pages a second, peak memory.

    python -m benchmarks.readers            drawn layouts, and the real files of ../shared when they are there
    python -m benchmarks.readers --drawn    drawn layouts only

In-order word recall is the longest common subsequence of the true words and the read ones over the true words
(by difflib's matching blocks).  For files without a full true text the share of gold wordings that stand in
the text uncut is given.  Each reader runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.drawn import ORDERS, layouts

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))


def ours(data: bytes) -> str:
    from kg.model import BlockKind
    from kg.reading import read_bytes

    document = read_bytes(data, "a.pdf")
    shown = [block for block in document.blocks if block.kind is not BlockKind.FOOTNOTE]
    return " ".join(
        f"{b.marker if b.marker and b.marker_printed else ''} {document.words(b.span)}" for b in shown
    )


def pypdf(data: bytes) -> str:
    from pypdf import PdfReader

    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def pdfplumber(data: bytes) -> str:
    import pdfplumber as plumber

    with plumber.open(io.BytesIO(data)) as document:
        return " ".join(page.extract_text() or "" for page in document.pages)


READERS: dict[str, Callable[[bytes], str]] = {"kg": ours, "pypdf": pypdf, "pdfplumber": pdfplumber}


def recall(truth: str, text: str) -> float:
    """In-order word recall."""
    a, b = words(truth), words(text)
    matched = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matched) / max(len(a), 1)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", text)


def wordings(gold: object) -> Iterator[str]:
    """Every verbatim wording of five words or more in a gold file."""
    if isinstance(gold, dict):
        for key, value in gold.items():
            if isinstance(value, str) and key in ("text", "quote") and len(value.split()) > 4:
                yield value
            elif not isinstance(value, str):
                yield from wordings(value)
    elif isinstance(gold, list):
        for value in gold:
            if isinstance(value, str) and len(value.split()) > 4:
                yield value
            elif not isinstance(value, str):
                yield from wordings(value)


def _measured(name: str, data: bytes, queue: multiprocessing.Queue[tuple[str, float, int]]) -> None:
    reader = READERS[name]
    reader(data)  # imports and caches are not what is measured
    start = time.process_time()
    text = reader(data)
    queue.put((text, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def measure(name: str, data: bytes) -> tuple[str, float, int]:
    """Text, seconds of CPU in one process, peak memory in KB."""
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[tuple[str, float, int]] = context.Queue()
    process = context.Process(target=_measured, args=(name, data, queue))
    process.start()
    result = queue.get(timeout=600)
    process.join()
    return result


def count_pages(data: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(data)).pages)


def files() -> Iterator[tuple[str, bytes, str, list[str]]]:
    """Name, bytes, true text, and gold wordings where there is no true text."""
    for drawn in layouts():
        for order in ORDERS:
            yield (
                f"{drawn.name}, {order.__name__.replace('_', ' ')}",
                drawn.pdf(order),
                " ".join(drawn.truth),
                [],
            )
    if "--drawn" in sys.argv:
        return
    cases = Path(__file__).resolve().parent.parent / "tests" / "cases"
    for path in [
        *sorted((SHARED / "reviews").glob("*.pdf")),
        *sorted((SHARED / "real").glob("*.pdf")),
        *sorted(cases.glob("*.pdf")),
    ]:
        gold = path.with_suffix(".gold.json")
        listed = list(wordings(json.loads(gold.read_text(encoding="utf-8")))) if gold.is_file() else []
        yield path.name, path.read_bytes(), "", listed


def score(text: str, truth: str, listed: list[str]) -> float | None:
    if truth:
        return recall(truth, text)
    if not listed:
        return None
    folded = " ".join(text.split())
    return sum(" ".join(one.split()) in folded for one in listed) / len(listed)


def main() -> None:
    """Print one row a file: for each reader its quality, pages a second of CPU, and peak memory."""
    print(f"{'file':44} pages " + "".join(f"| {name:^24} " for name in READERS))
    totals = {name: [0, 0.0] for name in READERS}
    for name, data, truth, listed in files():
        pages = count_pages(data)
        row = f"{name[:44]:44} {pages:5} "
        for reader in READERS:
            text, seconds, memory = measure(reader, data)
            value = score(text, truth, listed)
            totals[reader][0] += pages
            totals[reader][1] += seconds
            row += f"| {'  –  ' if value is None else f'{value:.3f}'} {pages / max(seconds, 1e-4):7.1f}/s {memory / 1024:5.0f} MB "
        print(row, flush=True)
    print(
        "pages a second of CPU over all: "
        + ", ".join(f"{n} {p / max(s, 1e-4):.1f}" for n, (p, s) in totals.items())
    )


if __name__ == "__main__":
    main()

"""How cost grows with the number of reviews: ``python -m benchmarks.scale FOLDER --reviews 10 100 1000``.

For each size, in one run: the corpus generated, built from nothing, built again with nothing changed and with one document
changed, asked, and served.  Processor seconds are those of all processes of a command, so that they say the same on a
machine that others use too; elapsed seconds are given beside them.  One command at a time.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write

QUESTIONS = ("recurring-themes", "themes-together", "first-and-latest", "reviews-by-area-and-year")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: elapsed and processor seconds, and the largest process's memory in MB."""

    elapsed: float
    processor: float
    memory: float


def cost(arguments: list[str]) -> Cost:
    """Run ``kg`` with ``arguments`` and measure it with all its children.  Raises when it fails."""
    start = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "kg", *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"kg {' '.join(arguments)} ended with {process.returncode}")
    return Cost(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measure(folder: Path, reviews: int, form: str, workers: int) -> Iterator[tuple[str, Cost]]:
    """Each step at one size, by name."""
    sources, out = folder / f"{form}-{reviews}", folder / f"out-{form}-{reviews}"
    paths = write(sources, reviews, seed=1, form=form)
    beside = ["--curation", str(folder / "none"), "--catalogues", str(folder / "none")]
    build = ["build", str(sources), "-o", str(out), "--workers", str(workers), *beside]
    yield "full build", cost(build)
    yield "nothing changed", cost(build)
    paths[0].write_bytes(write(folder / "other", 1, seed=2, form=form)[0].read_bytes())
    yield "one changed", cost(build)
    for name in QUESTIONS:
        yield f"query {name}", cost(["query", name, "-o", str(out), "--format", "json"])
    yield "themes", cost(["themes", "-o", str(out)])
    yield "check", cost(["check", "-o", str(out)])
    yield "server ready", served(out)
    yield "disk (MB in the last column)", Cost(0, 0, disk(out) / 1e6)


def disk(out: Path) -> int:
    """Bytes on disk; a file that two generations share counts once."""
    files = {
        (path.stat().st_dev, path.stat().st_ino): path.stat().st_size
        for path in out.rglob("*")
        if path.is_file()
    }
    return sum(files.values())


def served(out: Path) -> Cost:
    """From the start of ``kg serve`` to its first answer."""
    start = time.monotonic()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    server = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "-o", str(out), "--port", port],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while time.monotonic() - start < 600:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60):
                    break
            except OSError:
                time.sleep(0.05)
        else:
            raise SystemExit("kg serve did not answer in ten minutes")
        elapsed = time.monotonic() - start
    finally:
        server.terminate()
        _, _, used = os.wait4(server.pid, 0)
        server.returncode = 0
    return Cost(elapsed, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reviews", type=int, nargs="+", default=[10, 100])
    parser.add_argument("--format", default="pdf")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path, help="Write the figures here too.")
    given = parser.parse_args()
    figures = []
    for reviews in given.reviews:
        for step, took in measure(given.folder, reviews, given.format, given.workers):
            figures.append((reviews, step, took.elapsed, took.processor, took.memory))
            print(
                f"{reviews:>6}  {step:<34} {took.elapsed:9.2f} s  {took.processor:9.2f} cpu-s  {took.memory:8.0f} MB",
                flush=True,
            )
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

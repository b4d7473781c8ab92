"""The part of a build after reading, at any size: ``python -m benchmarks.publishing BUILD FOLDER --reviews 100 1000``.

The described documents of a small BUILD are copied under other names until there are as many as asked for, and published:
from nothing, with nothing changed, with one changed.  The folder then answers questions as a real build of that size does.
Reading, extraction and themes cost the same for each document whatever their number; ``benchmarks.scale`` measures them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.scale import QUESTIONS, cost, disk, served
from kg.pipeline.publishing import Part, publish
from kg.store.kept import packed, rows_path, unpacked

COPIED = (".ttl", ".nq", ".json", ".unplaced")


def multiply(build: Path, folder: Path, reviews: int) -> list[Part]:
    """Fill ``folder/reviews`` with ``reviews`` described documents, each under names of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "reviews").mkdir(parents=True)
    documents = json.loads((build / "manifest.json").read_text(encoding="utf-8"))["documents"]
    headers = {}
    for sha256 in documents:
        with (build / "reviews" / f"{sha256[:12]}.json").open(encoding="utf-8") as file:
            headers[sha256] = json.loads(file.readline())
    parts = []
    for number in range(reviews):
        sha256, (key, name) = list(documents.items())[number % len(documents)]
        turn = number // len(documents)
        other = hashlib.sha256(f"{sha256}{turn}".encode()).hexdigest()
        renames = [(sha256, other), (sha256[:12], other[:12])]
        renames += [(card["key"], f"{card['key']}-{turn}") for card in headers[sha256]["cards"]]
        for suffix in COPIED:
            path = build / "reviews" / f"{sha256[:12]}{suffix}"
            text = path.read_text(encoding="utf-8")
            for old, new in renames:
                text = text.replace(old, new)
            (folder / "reviews" / f"{other[:12]}{suffix}").write_text(text, encoding="utf-8")
        kept = rows_path(build, sha256).read_bytes()
        rows = unpacked(kept).decode()
        for old, new in renames:
            rows = rows.replace(old, new)
        rows_path(folder, other).write_bytes(packed(kept.split(b"\n", 1)[0], rows.encode()))
        parts.append(Part(other, name, key))
    return sorted(parts, key=lambda part: part.sha256)


def described_again(folder: Path, part: Part) -> Part:
    """The part as if its description had another key."""
    path = rows_path(folder, part.sha256)
    kept = path.read_bytes()
    path.write_bytes(packed(b"changed " + kept.split()[1], unpacked(kept)))
    return Part(part.sha256, part.name, "changed")


def timed(what: str, reviews: int, work: Callable[[], object]) -> None:
    start, before = time.monotonic(), time.process_time()
    work()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{reviews:>6}  {what:<34} {time.monotonic() - start:9.2f} s  {time.process_time() - before:9.2f} cpu-s  {memory:8.0f} MB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reviews", type=int, nargs="+", default=[100, 1000])
    given = parser.parse_args()
    for reviews in given.reviews:
        folder = given.folder / f"published-{reviews}"
        parts = multiply(given.build, folder, reviews)
        timed("publish from nothing", reviews, lambda f=folder, p=parts: publish(f, p, "1"))
        timed("publish, nothing changed", reviews, lambda f=folder, p=parts: publish(f, p, "1"))
        changed = [described_again(folder, parts[0]), *parts[1:]]
        timed("publish, one changed", reviews, lambda f=folder, p=changed: publish(f, p, "1"))
        steps = [(f"query {name}", ["query", name, "--format", "json"]) for name in QUESTIONS]
        for what, arguments in [*steps, ("themes", ["themes"])]:
            took = cost([*arguments, "-o", str(folder)])
            print(
                f"{reviews:>6}  {what:<34} {took.elapsed:9.2f} s  {took.processor:9.2f} cpu-s  {took.memory:8.0f} MB",
                flush=True,
            )
        took = served(folder)
        print(
            f"{reviews:>6}  {'server ready':<34} {took.elapsed:9.2f} s  {took.processor:9.2f} cpu-s  {took.memory:8.0f} MB",
            flush=True,
        )
        print(f"{reviews:>6}  {'disk':<34} {disk(folder) / 1e6:9.0f} MB", flush=True)


if __name__ == "__main__":
    main()

"""The command line: ``python -m benchmarks.cli [-o output]``: start-up times as ratios to importing click alone."""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile


def processor(*arguments: str, runs: int = 7) -> float:
    """Median processor seconds of a Python process with these arguments."""
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", default="output", help="a built folder")
    folder = parser.parse_args().output
    yardstick = processor("-c", "import click")
    print(f"python -c 'import click': {yardstick * 1e3:.0f} ms of processor time")
    for label, arguments in (
        ("kg --help", ("-m", "kg", "--help")),
        ("kg query --list", ("-m", "kg", "query", "--list")),
        ("kg themes, built graph", ("-m", "kg", "themes", "-o", folder)),
        ("kg search, built graph", ("-m", "kg", "search", "abuse", "-o", folder)),
        ("kg show child-e", ("-m", "kg", "show", "child-e", "-o", folder)),
    ):
        spent = processor(*arguments)
        print(f"{label:26}{spent * 1e3:7.0f} ms   {spent / yardstick:5.2f} × import click")
    with tempfile.TemporaryDirectory() as fresh:
        first = processor("-m", "kg", "build", "seeds", "-o", fresh, runs=1)
        again = processor("-m", "kg", "build", "seeds", "-o", fresh, runs=3)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    print(
        f"kg build seeds            {first * 1e3:7.0f} ms   {first / yardstick:5.1f} ×; again with nothing changed {again / yardstick:.1f} ×; peak memory {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()

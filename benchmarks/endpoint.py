"""The endpoint under load: ``python -m benchmarks.endpoint output --clients 32 --seconds 60``.

Starts ``kg serve`` on a built folder, asks named questions from many clients at once (each waits for its answer before it
asks again), and prints requests a second, p50, p95, p99, and how many answers had which status: first at ``/sparql``, where
each is worked out, then at ``/api/questions``, where the answers of one graph are kept.  Loopback only.
"""

from __future__ import annotations

import argparse
import itertools
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

import httpx

from kg.insight.queries import find

QUESTIONS = (
    "recurring-themes",
    "recurring-groups",
    "first-and-latest",
    "questions-without-finding",
    "reviews-by-area-and-year",
)


def _client(pages: Sequence[str], until: float, offset: int, times: list[float], codes: Counter[int]) -> None:
    with httpx.Client(timeout=120) as http:
        for page in itertools.islice(itertools.cycle(pages), offset, None):
            if time.monotonic() > until:
                return
            started = time.perf_counter()
            codes[http.get(page).status_code] += 1
            times.append(time.perf_counter() - started)


def _load(pages: Sequence[str], clients: int, seconds: float) -> tuple[list[float], Counter[int]]:
    """Every answer's time in seconds, and how many had which status."""
    times: list[float] = []
    codes: Counter[int] = Counter()
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_client, args=(pages, until, place, times, codes)) for place in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, codes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    command = [sys.executable, "-m", "kg", "serve", "-o", asked.folder, "--port", "8765"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found, "the server did not start"
        time.sleep(3)  # the workers open the store
        texts = [f"{found[0]}sparql?query={quote(find(name).sparql)}" for name in QUESTIONS]
        names = [f"{found[0]}api/questions/{name}" for name in QUESTIONS]
        for where, pages in (("/sparql", texts), ("/api/questions", names)):
            times, codes = _load(pages, asked.clients, asked.seconds)
            cuts = statistics.quantiles(times, n=100)
            print(f"{where}: {asked.clients} clients, {len(times) / asked.seconds:.1f} requests/s")
            print(f"p50 {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms")
            print("answers: " + ", ".join(f"{count} × {code}" for code, count in sorted(codes.items())))
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main()

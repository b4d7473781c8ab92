"""The endpoint under load: ``python -m benchmarks.endpoint output --clients 32 --seconds 60``.

Starts ``kg serve`` on a built folder, asks named questions from many clients at once (each waits for its answer before it
asks again), and prints requests a second, p50, p95, p99, and how many answers had which status.  Loopback only.
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

import httpx

QUESTIONS = (
    "recurring-themes",
    "recurring-groups",
    "first-and-latest",
    "questions-without-finding",
    "reviews-by-area-and-year",
)


def _client(address: str, until: float, offset: int, times: list[float], codes: Counter[int]) -> None:
    with httpx.Client(timeout=120) as http:
        for name in itertools.islice(itertools.cycle(QUESTIONS), offset, None):
            if time.monotonic() > until:
                return
            started = time.perf_counter()
            codes[http.get(f"{address}api/questions/{name}").status_code] += 1
            times.append(time.perf_counter() - started)


def _load(address: str, clients: int, seconds: float) -> tuple[list[float], Counter[int]]:
    """Every answer's time in seconds, and how many had which status."""
    times: list[float] = []
    codes: Counter[int] = Counter()
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_client, args=(address, until, place, times, codes))
        for place in range(clients)
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
        times, codes = _load(found[0], asked.clients, asked.seconds)
    finally:
        server.terminate()
        server.wait(10)
    cuts = statistics.quantiles(times, n=100)
    print(f"{asked.clients} clients: {len(times) / asked.seconds:.1f} requests/s")
    print(f"p50 {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms")
    print("answers: " + ", ".join(f"{count} × {code}" for code, count in sorted(codes.items())))


if __name__ == "__main__":
    main()

"""What the first page of one thing costs a served build, each in a process that has made no page before.

``python -m benchmarks.pages BUILD``: of each kind the thing of which most is said.  Likenesses between findings, which are
looked for beside the first page, are told apart.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sized
from pathlib import Path

from kg.present.site.addresses import address
from kg.present.site.likenesses import likenesses
from kg.present.viewer.gathering import short
from kg.present.viewer.learning import Node
from kg.store.opening import open_store
from kg.web.pages import Pages

MOST_SAID = """PREFIX slr: <https://safeguarding-learning.example/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?thing (COUNT(*) AS ?times) WHERE { %s } GROUP BY ?thing ORDER BY DESC(?times) ?thing LIMIT 1"""
KINDS = (  # kind, what says it
    ("theme", "?tag oa:hasBody ?thing"),
    ("agency", "?mention slr:mentions ?thing"),
    ("area", "?review slr:area ?thing"),
    ("review", "?thing slr:document ?document"),
    ("finding", '?thing slr:kind "finding" ; slr:raisedIn ?review'),
    ("recommendation", '?thing slr:kind "recommendation" ; slr:raisedIn ?review'),
)


def chosen(build: Path) -> Iterator[tuple[str, str]]:
    """(kind, address) of each thing whose page is made."""
    store = open_store(build)
    for kind, pattern in KINDS:
        thing = store.select(MOST_SAID % pattern).rows[0][0]
        yield kind, address(Node(short(thing), kind, ""))


def told(make: Callable[[], Sized], what: str) -> None:
    """Make something and print what it cost."""
    clock, processor = time.perf_counter(), time.process_time()
    size = len(make())
    seconds, used = time.perf_counter() - clock, time.process_time() - processor
    status = Path(
        "/proc/self/status"
    ).read_text()  # Linux; other figures hold what the process before it took
    most = int(status.partition("VmHWM:")[2].split()[0]) / 1000
    print(f"{used:.2f} s of the processor, {seconds:.2f} s, {most:.0f} MB, {size:,} {what}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("--page", help="make this page alone, in this process")
    parser.add_argument("--likenesses", action="store_true", help="find these alone, in this process")
    given = parser.parse_args()
    if given.page:
        return told(lambda: Pages(given.build)._newest()[1](given.page), "letters")
    if given.likenesses:
        return told(lambda: likenesses(open_store(given.build)), "of them")
    alone = [sys.executable, "-m", "benchmarks.pages", str(given.build)]
    for kind, path in chosen(given.build):
        print(f"{kind}: {_run([*alone, '--page', path])}", flush=True)
    print(f"likenesses of findings: {_run([*alone, '--likenesses'])}")


def _run(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()

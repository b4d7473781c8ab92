"""The viewer against plain pyvis on the same graph: time until usable, frames while dragging, size and memory.

    python -m benchmarks.viewer [--nodes 100 1000 10000] [--wait 60]
    python -m benchmarks.viewer --threshold [--nodes 500 1000 2000 4000]    # both ways of drawing every node

Headless Chromium with software drawing, one page at a time.  *Usable* is from opening the file to the first frame
after which the page answers a click; for plain pyvis, to the end of its stabilisation, until which it stands still.
*Frame* is the mean time between frames while the picture is dragged.  Read ratios, not absolutes.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as Late
from pyvis.network import Network

from kg.present.viewer.learning import Learning
from kg.present.viewer.page import Setting, page
from tests.browser.conftest import ARGUMENTS
from tests.present.viewer.learnings import corpus

FRAMES = """() => { window.frames_ = []; let last = performance.now();
  const tick = (now) => { window.frames_.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick); }"""
TWO_FRAMES = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
)


@dataclass(frozen=True, slots=True)
class Measured:
    usable: float | None  # seconds; None when it was not within the wait
    frame: float | None  # milliseconds
    megabytes: float  # the file
    heap: float | None  # megabytes of JavaScript objects


def plain_pyvis(learning: Learning, file: Path) -> None:
    """What a tutorial would do: add nodes and edges, physics as it comes, everything inlined."""
    network = Network(cdn_resources="in_line")
    for node in learning.nodes:
        network.add_node(node.id, label=node.label[:40])
    network.edges = [{"from": edge.source, "to": edge.target} for edge in learning.edges]
    file.write_text(network.generate_html(), encoding="utf-8")


def ours(learning: Learning, file: Path, large: int = Setting.large) -> None:
    file.write_text(page(learning, Setting(large=large)), encoding="utf-8")


def measure(
    browser: Browser, file: Path, address: str, ready: Callable[[Page], None], wait: float
) -> Measured:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, offline=True)
    tab = context.new_page()
    tab.set_default_timeout(wait * 1000)
    size = file.stat().st_size / 1e6
    started = time.perf_counter()
    try:
        tab.goto(file.as_uri() + address, wait_until="commit")
        ready(tab)
        tab.evaluate(TWO_FRAMES)
        usable = time.perf_counter() - started
    except Late:
        context.close()
        return Measured(None, None, size, None)
    frame = dragged(tab)
    session = context.new_cdp_session(tab)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    context.close()
    return Measured(usable, frame, size, heap)


def dragged(tab: Page) -> float | None:
    """Mean milliseconds between frames while empty ground is dragged back and forth."""
    if not tab.locator("canvas").count():
        return None
    box = tab.locator("canvas").first.bounding_box()
    if box is None:
        return None
    x, y = box["x"] + box["width"] - 6, box["y"] + box["height"] - 6
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.evaluate(FRAMES)
    for step in range(24):
        tab.mouse.move(x - 8 * (step % 12), y - 5 * (step % 12))
    frames: list[float] = tab.evaluate("() => window.frames_")
    tab.mouse.up()
    return sum(frames) / len(frames) if frames else None


def row(name: str, nodes: int, edges: int, found: Measured, wait: float) -> str:
    def shown(value: float | None, form: str) -> str:
        return format(value, form) if value is not None else "–"

    usable = f"{found.usable:.2f}" if found.usable is not None else f"> {wait:.0f}"
    return (
        f"| {name} | {nodes:,} / {edges:,} | {usable} | {shown(found.frame, '.0f')} "
        f"| {found.megabytes:.2f} | {shown(found.heap, '.0f')} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--nodes", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--wait", type=float, default=60)
    parser.add_argument("--threshold", action="store_true", help="vis-network against WebGL, every node")
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    print("| page | nodes / edges | usable, s | frame, ms | file, MB | heap, MB |\n|---|---|---|---|---|---|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        file = Path(folder) / "page.html"
        file.write_text("<!doctype html><title>empty</title>", encoding="utf-8")
        measure(browser, file, "", lambda tab: None, given.wait)  # the first page warms the browser
        print(row("empty page", 0, 0, measure(browser, file, "", lambda tab: None, given.wait), given.wait))
        if given.threshold:
            threshold(browser, file, given.nodes, given.wait)
            return
        for nodes in [0, *given.nodes]:
            learning = of_size(nodes)
            counts = (len(learning.nodes), len(learning.edges))
            ours(learning, file)
            for name, address in (("first picture", ""), ("every node", "#view=all")):
                found = measure(browser, file, address, answering, given.wait)
                print(row(name, *counts, found, given.wait), flush=True)
            if not nodes:
                continue
            plain_pyvis(learning, file)
            found = measure(browser, file, "", stabilised, given.wait)
            print(row("plain pyvis", *counts, found, given.wait), flush=True)
        browser.close()


def of_size(nodes: int) -> Learning:
    return corpus(reviews=(nodes - 32) // 11) if nodes else Learning.of((), ())


def threshold(browser: Browser, file: Path, sizes: list[int], wait: float) -> None:
    for nodes in sizes:
        learning = of_size(nodes)
        for name, large in (("vis-network", 10**9), ("WebGL", 0)):
            ours(learning, file, large)
            found = measure(browser, file, "#view=all", answering, wait)
            print(row(name, len(learning.nodes), len(learning.edges), found, wait), flush=True)


def answering(tab: Page) -> None:
    tab.locator("html.ready").wait_for(state="attached")


def stabilised(tab: Page) -> None:
    """pyvis hides its loading bar when it is done; without one it answers once physics rests."""
    tab.wait_for_function("() => typeof network !== 'undefined'")
    tab.evaluate(
        "() => { window.rests = false; network.once('stabilized', () => { window.rests = true; });"
        " network.once('stabilizationIterationsDone', () => { window.rests = true; }); }"
    )
    tab.wait_for_function("() => window.rests")


if __name__ == "__main__":
    main()

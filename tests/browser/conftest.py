"""One headless Chromium for all browser tests: the system's own, so that nothing is downloaded."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from kg.web.app import Settings, create_app
from kg.web.workers import QueryLimits

ARGUMENTS = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(
        (
            found
            for name in ("chromium", "chromium-browser", "google-chrome")
            if (found := shutil.which(name))
        ),
        None,
    )
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed: .ci/run has to install it")
        pytest.skip("chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@dataclass(frozen=True, slots=True)
class Watched:
    """What a page asked for and what went wrong in its scripts, as it happens."""

    addresses: list[str]
    faults: list[str]

    def only_from(self, address: str) -> bool:
        """Whether no other server was asked."""
        return all(asked.startswith((address, "data:", "blob:")) for asked in self.addresses)


def watched(page: Page) -> Watched:
    """Watch a page from here on."""
    seen = Watched([], [])
    page.on("request", lambda request: seen.addresses.append(request.url))
    page.on("pageerror", lambda error: seen.faults.append(str(error)))
    return seen


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """Where the built graph is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(Settings(built, QueryLimits(seconds=10, workers=1)))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)

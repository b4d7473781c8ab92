"""The report in a real browser: accessible by axe, quiet, and every figure opening with the keyboard."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Browser, Page

from kg.present.formats.html import html
from kg.present.paper.board import board
from kg.present.paper.briefing import briefing
from kg.present.settings import Settings
from tests.insight.reviews import A, corpus

pytestmark = pytest.mark.browser
AXE = "axe-core@4.14.1"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script, from npm through a cache of the tests.  Skipped without npm; in CI that is a failure."""
    folder = Path(os.environ.get("KG_TEST_CACHE", Path.home() / ".cache" / "kg-tests")) / AXE.replace(
        "@", "-"
    )
    script = folder / "package" / "axe.min.js"
    if not script.is_file():
        npm = shutil.which("npm")
        if npm is None:
            if os.environ.get("CI"):
                pytest.fail("npm is missing: axe-core cannot be had")
            pytest.skip("npm is not installed: axe-core cannot be had")
        folder.mkdir(parents=True, exist_ok=True)
        packed = subprocess.run(
            [npm, "pack", AXE, "--silent"], cwd=folder, capture_output=True, text=True, timeout=120
        )
        if packed.returncode:
            if os.environ.get("CI"):
                pytest.fail(f"npm pack {AXE}: {packed.stderr}")
            pytest.skip(f"npm pack {AXE} failed")
        shutil.unpack_archive(folder / packed.stdout.split()[-1], folder)
    return script.read_text(encoding="utf-8")


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Page:
    target = tmp_path / "report.html"
    target.write_text(html(board(corpus()), corpus(), Settings(organisation="North Board")), encoding="utf-8")
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(target.as_uri())
    return opened


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def test_the_paper_has_no_axe_violation(page: Page, axe: str) -> None:
    assert violations(page, axe) == []


def test_nor_has_an_open_figure_or_the_dark_scheme(page: Page, axe: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.locator("button.figure").first.click()
    assert page.locator(".rows:popover-open").count() == 1
    assert violations(page, axe) == []


def test_the_figures_of_the_opening_sentence_open_to_the_reviews(page: Page) -> None:
    page.locator(".subtitle button.figure").first.press("Enter")
    assert page.locator(".rows:popover-open li").count() == len(corpus().held)


def test_a_figure_opens_and_closes_with_the_keyboard(page: Page) -> None:
    figure = page.locator("main button.figure").first
    figure.focus()
    page.keyboard.press("Enter")
    assert page.locator(".rows:popover-open q").count() > 0
    page.keyboard.press("Escape")
    assert page.locator(".rows:popover-open").count() == 0


def test_it_fits_a_phone_without_scrolling_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_it_is_quiet_under_its_own_policy(browser: Browser, tmp_path: Path, axe: str) -> None:
    target = tmp_path / "briefing.html"
    target.write_text(html(briefing(corpus(), A), corpus(), Settings()), encoding="utf-8")
    said: list[str] = []
    asked: list[str] = []
    opened = browser.new_page()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(target.as_uri())
    assert said == []
    assert asked == [target.as_uri()]

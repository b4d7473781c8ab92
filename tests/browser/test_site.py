"""The static site in headless Chromium, from files: filters, search, safety, accessibility, and not one request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.present.pages import write_text
from kg.present.site import things
from kg.present.site.evidence import Places
from kg.present.site.marking import Evidence
from kg.present.site.pages import Site
from kg.present.site.texts import Block, Text
from kg.present.viewer.learning import Node
from kg.present.viewer.page import Setting
from tests.present.viewer.learnings import HOSTILE, corpus, hostile

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
WORDS = "</script><script>window.pwned=1</script> A finding. " + "W" * 400


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    learning = hostile()
    text = Text("0" * 64, WORDS, (Block("paragraph", 0, len(WORDS), 1),))

    def places(review: str, items: Mapping[str, Node]) -> Places:
        return {text.sha256: [Evidence(0, 50, review.replace("review/r", "item/i"), "recommendation")]}

    made = Site(lambda: learning, "Learning across reviews", Setting.base, places, lambda sha256: text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(things, "MOST", 1)  # so that pages have parts
        for path in made.paths():
            write_text(folder / path, made.page(path))
    return folder


@pytest.fixture
def tab(page: Page) -> Iterator[Page]:
    seen: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else seen.append(r.url))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("console", lambda said: seen.append(said.text))
    yield page
    assert seen == []
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    "name", ["index", "themes", "agencies", "reviews/r0", "reviews/r0/2", "themes/t1", "items/i2", "search"]
)
def test_pages_have_no_accessibility_violation(tab: Page, site: Path, name: str) -> None:
    tab.goto((site / f"{name}.html").as_uri())
    tab.evaluate(AXE)
    found = tab.evaluate("options => axe.run(document, options)", WCAG)
    assert [
        f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]
    ] == []


def test_evidence_can_be_filtered_in_the_document(tab: Page, site: Path) -> None:
    tab.goto((site / "reviews/r0.html").as_uri())
    mark = tab.locator(".text mark").first
    expect(mark).to_contain_text("script")
    tab.get_by_role("checkbox").first.uncheck()
    expect(mark).to_have_class("recommendation off")
    expect(tab.locator(".card").first).to_be_hidden()


def test_search_finds_names_and_words(tab: Page, site: Path) -> None:
    tab.goto((site / "search.html").as_uri())
    tab.fill("#query", "quotes' more")
    expect(tab.locator("#hits li").first).to_contain_text("right to left")
    tab.fill("#query", "nowhere at all")
    expect(tab.locator("#count")).to_contain_text("Nothing has these words")
    tab.fill("#query", "script")
    tab.locator("#hits a").first.click()
    expect(tab.locator("h1")).to_contain_text(HOSTILE[0])
    tab.get_by_role("link", name="See it in the graph").click()
    expect(tab.locator("#question")).to_contain_text("What is connected to")
    tab.locator("#table tbody a").first.click()
    tab.get_by_role("link", name="Open its page").click()
    expect(tab.locator("h1")).to_be_visible()


def test_tables_keep_words_whole_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    made = Site(corpus, "Learning across reviews", Setting.base)
    (tmp_path / "agencies.html").write_text(made.page("agencies.html"), encoding="utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 844})
    tab = context.new_page()
    tab.goto((tmp_path / "agencies.html").as_uri())
    row = tab.locator("tbody tr").first.bounding_box()
    assert row is not None
    assert row["height"] < 50  # "Body 0" in one line
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()

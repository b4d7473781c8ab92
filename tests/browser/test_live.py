"""The served graph's page in headless Chromium: it asks its own server for what it does not hold, and nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import watched

pytestmark = pytest.mark.browser

START = "#view=who-is-asked"  # a picture that is empty here, so that all words have to be fetched
REVIEW = "review/kirklees-child-e"


@pytest.fixture
def asked(page: Page, address: str) -> Iterator[list[str]]:
    """Every address that was asked for; at the end none of them is another server's, and no script failed."""
    seen = watched(page)
    yield seen.addresses
    assert seen.faults == []
    assert seen.only_from(address), seen.addresses


def rows(page: Page) -> list[str]:
    return sorted(page.locator("#table tbody th").all_inner_texts())


def test_a_graph_grows_from_a_node_and_its_address_gives_it_again(
    page: Page, address: str, asked: list[str], browser: Browser
) -> None:
    page.goto(f"{address}view.html{START}")
    expect(page.locator("html.ready")).to_be_attached()
    assert page.locator("#rest").count() == 0
    fetched = [a for a in asked if "/view/" in a]
    assert fetched == []
    page.fill("#search", "child e")
    page.locator("#suggestions li", has_text="Kirklees: Child E").first.click()
    expect(page.locator("#question")).to_contain_text("Kirklees: Child E")
    expect(page.locator("#panel h2")).to_have_text("Kirklees: Child E")
    assert any(f"view/neighbours?of={REVIEW.replace('/', '%2F')}" in a for a in asked)
    around = rows(page)
    assert len(around) > 20
    # A finding stands in the picture; its own neighbours come when it is opened.
    page.locator("#table tbody a", has_text="Clear, up-to-date records").click()
    expect(page.locator("#panel")).to_contain_text("Record keeping")
    page.get_by_role("button", name="Expand").click()
    expect(page.locator("#table tbody a", has_text="Record keeping").first).to_be_visible()
    grown = rows(page)
    assert set(around) < set(grown)
    # One of what came is opened in turn.
    page.locator("#table tbody a", has_text="Record keeping").first.click()
    page.get_by_role("button", name="Expand").click()
    expect(page).to_have_url(re.compile("~theme/record-keeping"))
    twice = rows(page)
    assert set(grown) <= set(twice)
    shared = page.url
    page.go_back()
    page.go_back()
    expect(page.locator("#panel h2")).to_contain_text("Finding 2")
    assert rows(page) == grown
    page.go_forward()
    page.go_forward()
    expect(page.locator("#panel h2")).to_have_text("Record keeping")
    assert rows(page) == twice
    other = browser.new_context(viewport={"width": 1366, "height": 768})
    again = other.new_page()
    again.goto(shared)
    expect(again.locator("#panel h2")).to_have_text("Record keeping")
    assert rows(again) == twice
    other.close()


def test_words_that_the_page_does_not_hold_are_found(page: Page, address: str, asked: list[str]) -> None:
    page.goto(f"{address}view.html{START}")
    page.locator("#search").press_sequentially("up-to-date recor")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Finding 2")
    expect(page.locator("#panel blockquote")).to_contain_text("Clear, up-to-date records")
    page.fill("#search", "no such words at all")
    expect(page.locator("#suggestions")).to_contain_text("Nothing found")


def test_two_steps_and_every_node_are_fetched_when_asked_for(
    page: Page, address: str, asked: list[str]
) -> None:
    page.goto(f"{address}view.html#view=around&focus=theme/record-keeping")
    expect(page.locator("#question")).to_contain_text("Record keeping")
    one = len(rows(page))
    page.click("#steps")
    expect(page.locator("#steps")).to_have_text("One step")
    expect(page.locator("#picture")).to_have_attribute("aria-busy", "false")
    assert len(rows(page)) > one
    page.goto(f"{address}view.html#view=all")
    expect(page.locator("#question")).to_have_text("All that is held, a mark for each")
    assert len(rows(page)) > 40
    assert sum("view/every-node" in a for a in asked) == 1


def test_without_its_server_the_page_says_so_and_goes_on(page: Page, address: str) -> None:
    page.goto(f"{address}view.html")
    expect(page.locator("html.ready")).to_be_attached()
    page.route("**/view/**", lambda route: route.abort())
    page.locator("#table tbody a").first.click()
    expect(page.locator("#message")).to_contain_text("does not answer just now")
    page.click('[data-view="reviews-and-themes"]')
    expect(page.locator("#question")).to_have_text("Which review raised what?")
    page.fill("#search", "record keeping")
    expect(page.locator("#suggestions")).to_contain_text("Record keeping")
    page.unroute("**/view/**")
    page.keyboard.press("Escape")
    page.locator("#table tbody a", has_text="Record keeping").first.click()
    expect(page.locator("#panel")).to_contain_text("Clear, up-to-date records")
    expect(page.locator("#message")).to_be_hidden()


def test_a_rebuilt_graph_is_told(page: Page, address: str) -> None:
    def rebuilt(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r'"live":"[^"]+"', '"live":"another"', answer.text()))

    page.route("**/view/neighbours*", rebuilt)
    page.goto(f"{address}view.html")
    page.locator("#table tbody a").first.click()
    expect(page.locator("#message")).to_contain_text("rebuilt since this page was opened")


def test_the_search_page_asks_as_one_types(page: Page, address: str, asked: list[str]) -> None:
    page.goto(f"{address}search.html")
    page.locator("#query").press_sequentially("record keep", delay=20)
    expect(page.locator("#hits li").first).to_contain_text("Record keeping")
    assert 0 < sum("/find?q=" in a for a in asked) < len("record keep")
    page.fill("#query", "no such words at all")
    expect(page.locator("#count")).to_have_text("Nothing has these words: no such words at all")
    page.fill("#query", "child e")
    page.locator("#hits a", has_text="Kirklees: Child E").first.click()
    expect(page.locator("h1")).to_contain_text("Child E")

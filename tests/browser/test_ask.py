"""The editor in a real browser against a real server: a question is chosen, asked, shown in three ways, and nothing leaves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import watched

pytestmark = pytest.mark.browser


@pytest.fixture
def asked(page: Page, address: str) -> Iterator[list[str]]:
    """The page of the editor; gives every address that was asked for and fails on any error in the console."""
    seen = watched(page)
    # A refused query shows in the console too as a failed request: that is what its own test asks for.
    page.on(
        "console",
        lambda said: (
            seen.faults.append(said.text) if said.type == "error" and "400" not in said.text else None
        ),
    )
    page.goto(address + "ask")
    expect(page.locator("#questions option")).not_to_have_count(1)
    expect(page.locator("#editor")).to_contain_text("SELECT ?theme")  # the first question has been filled in
    yield seen.addresses
    assert not seen.faults
    assert seen.only_from(address), seen.addresses


def test_a_named_question_as_table_chart_and_graph(page: Page, asked: list[str]) -> None:
    page.select_option("#questions", "recurring-themes")
    page.fill("#parameter-minimum", "1")
    expect(page.locator("#editor")).to_contain_text("SELECT")
    page.click("#run")
    expect(page.locator("#table tbody tr").first).to_be_visible()
    link = page.locator("#table tbody a").first.get_attribute("href")
    assert link
    assert link.startswith("/resource/theme/")
    page.click("#tab-chart")
    expect(page.locator("#chart rect").first).to_be_visible()
    page.click("#tab-graph")
    expect(page.locator("#graph")).to_be_visible()


def test_a_broken_query_shows_its_place(page: Page, asked: list[str]) -> None:
    page.evaluate("editor.setValue('SELECT * WHERE {\\n ?s ?p ')")
    with page.expect_response("**/sparql") as answer:
        page.click("#run")
    assert answer.value.status == 400
    expect(page.locator("#error")).to_contain_text("line 2")


def test_completion_knows_our_words(page: Page, asked: list[str]) -> None:
    page.evaluate("editor.setValue('SELECT * { ?s slr:hasTh'); editor.setCursor(0, 23); complete(editor)")
    expect(page.locator(".CodeMirror-hint").first).to_contain_text("slr:hasTheme")


def test_links_in_an_answer_open_pages(page: Page, asked: list[str]) -> None:
    page.evaluate(
        "editor.setValue('SELECT ?r { ?r a <https://safeguarding-learning.example/ontology#Review> }')"
    )
    page.click("#run")
    page.locator("#table tbody a", has_text="kirklees-child-e").first.click()
    expect(page.locator("h1")).to_contain_text("Child E")
    page.get_by_role("link", name="Ask", exact=True).click()
    expect(page.locator("h1")).to_have_text("Ask the graph")

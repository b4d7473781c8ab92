"""The viewer in headless Chromium: every view and filter, keyboard, safety, accessibility, and not one request."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from kg.present.viewer.learning import Edge, Learning, Node
from kg.present.viewer.names import VIEWS
from kg.present.viewer.page import Setting, page
from tests.present.viewer.learnings import HOSTILE, corpus, hostile

pytestmark = pytest.mark.browser

LAPTOP = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=390, height=844)
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}

Opened = Callable[..., Page]
# Where in the picture a colour is first seen eight pixels wide, from its corner.
FIRST_PIXEL = """(hex) => {
  const canvas = document.querySelector('#picture canvas');
  const { width, height } = canvas;
  const copy = Object.assign(document.createElement('canvas'), { width, height });
  const context = copy.getContext('2d', { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  const data = context.getImageData(0, 0, width, height).data;
  const want = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  for (let y = 8; y < height; y++) for (let run = 0, x = 0; x < width; x++) {
    const at = 4 * (y * width + x);
    run = want.every((v, i) => Math.abs(data[at + i] - v) < 3) ? run + 1 : 0;
    if (run === 8) return [x - 4, y + 3];
  }
  return null;
}"""


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open a graph's page from a file; at the end no request, no fault and no word in the console was seen."""
    seen: list[str] = []

    def open_it(learning: Learning, address: str = "", **options: object) -> Page:
        file = tmp_path / "view.html"
        if not file.exists():
            large = options.pop("large", Setting.large)
            file.write_bytes(page(learning, Setting(large=large)).encode())  # type: ignore[arg-type]
        context = browser.new_context(**{"viewport": LAPTOP, **options})  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        tab = context.new_page()
        tab.on(
            "request", lambda r: None if r.url.startswith(("file:", "data:", "blob:")) else seen.append(r.url)
        )
        tab.on("pageerror", lambda error: seen.append(str(error)))
        # The software driver of a headless machine talks of its own speed: that is not ours.
        tab.on("console", lambda said: None if "GL Driver Message" in said.text else seen.append(said.text))
        tab.goto(file.as_uri() + address)
        if options.get("java_script_enabled", True):
            expect(tab.locator("html.ready")).to_be_attached()
        return tab

    yield open_it
    for context in list(browser.contexts):
        context.close()
    assert seen == []


def violations(tab: Page) -> list[str]:
    # evaluate() runs in the page's main world without touching its content security policy
    tab.evaluate(AXE)
    found = tab.evaluate("options => axe.run(document, options)", WCAG)
    return [
        f"{v['id']}: {n['target']} {n.get('failureSummary', '')}"
        for v in found["violations"]
        for n in v["nodes"]
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_answers_its_question(opened: Opened, view: str) -> None:
    tab = opened(corpus())
    tab.click(f'[data-view="{view}"]')
    expect(tab.locator(f'[data-view="{view}"]')).to_have_attribute("aria-current", "page")
    assert f"view={view}" in tab.url
    assert len(tab.inner_text("#question")) > 10
    assert tab.locator("#table tbody tr").count() > 3
    assert tab.locator("#picture canvas").count() >= 1
    expect(tab.locator("#message")).to_be_hidden()


def test_filters_change_counts_and_can_be_cleared(opened: Opened) -> None:
    tab = opened(corpus())
    rows = tab.locator("#table tbody tr")
    before = rows.count()
    first = tab.inner_text("#answer")
    for change in (
        lambda: tab.select_option("#filter-area", "area/harrowmere"),
        lambda: tab.select_option("#filter-agency", "agency/body-1"),
        lambda: tab.select_option("#filter-basis", "stated"),
        lambda: tab.select_option("#filter-from", "2013"),
        lambda: tab.select_option("#filter-to", "2012"),
        lambda: tab.select_option("#filter-min", "3"),
        lambda: tab.locator("#filter-groups input").first.uncheck(),
        lambda: tab.locator("#filter-kinds input").first.uncheck(),
    ):
        change()
        expect(tab.locator("#filters-summary")).to_have_text("Filters (1 on)")
        changed = rows.count() != before or tab.inner_text("#answer") != first
        assert changed, tab.url
        tab.click("#filter-clear")
        expect(tab.locator("#filters-summary")).to_have_text("Filters")
        assert rows.count() == before


def test_every_choice_says_what_it_would_leave(opened: Opened) -> None:
    tab = opened(corpus())  # six reviews, of 2010 to 2015, in three areas

    def ways(name: str) -> list[str]:
        return tab.locator(f"#filter-{name} option").all_inner_texts()

    assert ways("from") == ["Any", *(f"{2010 + n} ({6 - n})" for n in range(6))]
    assert ways("to") == ["Any", *(f"{2010 + n} ({n + 1})" for n in range(6))]
    assert ways("area") == ["All areas", "Harrowmere (2)", "Pendlewick (2)", "Saltmarsh (2)"]
    tab.select_option("#filter-from", "2013")
    expect(tab.locator("#filters-summary")).to_have_text("Filters (1 on)")
    assert ways("area") == ["All areas", "Harrowmere (1)", "Pendlewick (1)", "Saltmarsh (1)"]
    assert ways("to")[1:] == ["2010 (0)", "2011 (0)", "2012 (0)", "2013 (1)", "2014 (2)", "2015 (3)"]
    least, count = re.fullmatch(r"(\d+) \((\d+)\)", ways("min")[-1]).groups()  # type: ignore[union-attr]
    tab.select_option("#filter-min", least)
    expect(tab.locator("#filters-summary")).to_have_text("Filters (2 on)")
    assert tab.locator("#table tbody tr").count() == int(count)
    assert f"({count})" in ways("basis")[0]


def test_a_filter_without_a_match_says_so(opened: Opened) -> None:
    tab = opened(corpus(), "#view=recurring-themes&from=1901&to=1902")
    expect(tab.locator("#message")).to_have_text("No match for these filters.")


def test_panel_gives_words_page_source_and_history_works(opened: Opened) -> None:
    tab = opened(corpus())
    tab.locator("#table tbody a").first.click()
    panel = tab.locator("#panel")
    expect(panel.locator("h2")).to_be_visible()
    expect(panel).to_contain_text("What was written at place")
    expect(panel).to_contain_text("Page")
    panel.locator("a.node-link").first.click()
    expect(panel.locator(".where").first).to_contain_text("a.pdf")
    panel.get_by_role("button", name="Around this").click()
    assert "view=around" in tab.url
    shared = tab.url
    question = tab.inner_text("#question")
    tab.go_back()
    expect(tab.locator("#question")).to_contain_text("Which themes recur")
    tab.go_forward()
    expect(tab.locator("#question")).to_have_text(question)
    other = tab.context.new_page()
    other.goto(shared)
    expect(other.locator("#question")).to_have_text(question)


def test_hide_pin_and_expand(opened: Opened) -> None:
    tab = opened(corpus(), "#view=recurring-themes&sel=theme/domestic-abuse")
    rows = tab.locator("#table tbody tr")
    before = rows.count()
    tab.get_by_role("button", name="Expand").click()
    expect(tab.get_by_role("button", name="Fold")).to_be_visible()
    assert rows.count() > before
    tab.get_by_role("button", name="Pin here").click()
    assert "pins=theme" in tab.url
    tab.get_by_role("button", name="Hide").click()
    assert "hide=theme/domestic-abuse" in tab.url
    tab.click("#filter-clear")
    expect(rows.first).to_be_visible()


def test_mouse_chooses_and_drags(opened: Opened) -> None:
    tab = opened(corpus(), "#view=around&focus=theme/domestic-abuse")
    box = tab.locator("#picture").bounding_box()
    assert box is not None
    red = tab.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--group-domestic-abuse')"
    )
    spot = tab.evaluate(FIRST_PIXEL, red)
    tab.mouse.click(box["x"] + spot[0], box["y"] + spot[1])
    expect(tab.locator("#panel h2")).to_have_text("Domestic abuse")
    tab.click("#panel-close")
    expect(tab.locator("#panel")).to_be_hidden()
    tab.mouse.move(box["x"] + spot[0], box["y"] + spot[1])
    tab.mouse.down()
    tab.mouse.move(box["x"] + spot[0] + 60, box["y"] + spot[1] + 40, steps=4)
    tab.mouse.up()
    expect(tab).to_have_url(re.compile("pins=theme/domestic-abuse@"))
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.mouse.click(middle[0], middle[1] - 200)
    expect(tab.locator("#panel")).to_be_hidden()


def test_keyboard_alone(opened: Opened) -> None:
    tab = opened(corpus())
    tab.focus("#search")
    tab.keyboard.type("body 2")
    expect(tab.locator("#suggestions li").first).to_contain_text("Body 2")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab.locator("#panel h2")).to_have_text("Body 2")
    assert "focus=agency/body-2" in tab.url
    tab.focus("#picture")
    tab.keyboard.press("ArrowRight")
    expect(tab.locator("#panel h2")).not_to_have_text("Body 2")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "panel-title"
    tab.focus("#picture")
    tab.keyboard.press("a")
    tab.keyboard.press("Escape")
    expect(tab.locator("#panel")).to_be_hidden()
    tab.focus('th[scope="col"] button')
    tab.keyboard.press("Enter")
    expect(tab.locator("th[aria-sort]")).to_have_count(1)


def test_these_very_words_in_a_name_are_found_first(opened: Opened) -> None:
    names = ["Child abuse", "Child exploitation", "Marsh: Child E", "Every child"]
    nodes = [Node(f"theme/t{n}", "theme", name, group="t0") for n, name in enumerate(names)]
    tab = opened(Learning.of(nodes, ()))
    tab.fill("#search", "child e")
    expect(tab.locator("#suggestions li").first).to_contain_text("Marsh: Child E")


def test_saves_pictures_and_rows(opened: Opened) -> None:
    tab = opened(corpus())
    for button, ending, start in (
        ("#save-png", "png", b"\x89PNG"),
        ("#save-svg", "svg", b"<svg"),
        ("#save-csv", "csv", b"\xef\xbb\xbfiri,"),
    ):
        with tab.expect_download() as waiting:
            tab.click(button)
        assert waiting.value.suggested_filename == f"recurring-themes.{ending}"
        assert Path(waiting.value.path()).read_bytes().startswith(start)


def test_untrusted_words_are_text_everywhere(opened: Opened) -> None:
    tab = opened(hostile())
    for view in VIEWS:
        tab.click(f'[data-view="{view}"]')
        for link in tab.locator("#table tbody a").all()[:6]:
            link.click()
        if tab.locator("#draw-all").is_visible():
            tab.click("#draw-all")
    tab.fill("#search", "script")
    expect(tab.locator("#suggestions")).to_contain_text(HOSTILE[0])
    tab.keyboard.press("Escape")
    assert tab.evaluate("window.pwned") is None
    assert tab.locator("img").count() == 0
    with tab.expect_download() as waiting:
        tab.click("#save-svg")
    assert b"<script" not in Path(waiting.value.path()).read_bytes()
    tab.goto(tab.url.partition("#")[0] + "#view=reviews-and-themes")
    with tab.expect_download() as waiting:
        tab.click("#save-csv")
    cells = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in cells
    assert ",=HYPERLINK" not in cells
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation(opened: Opened, scheme: str) -> None:
    tab = opened(corpus(), "#view=recurring-themes&sel=theme/domestic-abuse", color_scheme=scheme)
    assert violations(tab) == []
    tab.click('[data-view="around"]')
    tab.fill("#search", "child")
    assert violations(tab) == []


def test_on_a_phone_nothing_is_cut_and_names_are_large_enough(opened: Opened) -> None:
    tab = opened(corpus(), viewport=PHONE, has_touch=True, is_mobile=True)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.locator("#table tbody a").first.tap()
    expect(tab.locator("#panel h2")).to_be_in_viewport()
    assert violations(tab) == []


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_begins_with_something_to_read_on_a_phone(opened: Opened, view: str) -> None:
    focus = "&focus=theme/domestic-abuse" if view == "around" else ""
    tab = opened(corpus(), f"#view={view}{focus}", viewport=PHONE, has_touch=True, is_mobile=True)
    tab.wait_for_timeout(300)
    box = tab.locator("#picture").bounding_box()
    assert box is not None
    assert box["y"] < 330
    assert box["height"] > 400
    names = seen(tab, token(tab, "--ink"), off=40)
    assert len(names) > 250, view
    assert min(y for _, y in names) < box["y"] + box["height"] / 2


def test_a_finger_chooses_and_the_panel_leaves_the_picture_in_sight(opened: Opened) -> None:
    tab = opened(small(), "#view=around&focus=review/r", viewport=PHONE, has_touch=True, is_mobile=True)
    tab.touchscreen.tap(*middle_of(tab, "question"))
    expect(tab.locator("#panel blockquote")).to_have_text("Is it done?")
    picture, panel = tab.locator("#picture").bounding_box(), tab.locator("#panel").bounding_box()
    assert picture is not None
    assert panel is not None
    assert picture["y"] >= 0
    assert picture["y"] + picture["height"] <= panel["y"] + 1
    assert middle_of(tab, "question")[1] < panel["y"]
    tab.tap("#panel-close")
    expect(tab.locator("#panel")).to_be_hidden()
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_the_panel_follows_the_picture_and_the_table_fits(opened: Opened) -> None:
    paper = ViewportSize(width=794, height=1123)
    tab = opened(
        corpus(), "#view=recurring-themes&sel=theme/domestic-abuse", viewport=paper, color_scheme="dark"
    )
    tab.emulate_media(media="print")
    picture, panel = tab.locator("#picture").bounding_box(), tab.locator("#panel").bounding_box()
    assert picture is not None
    assert panel is not None
    assert picture["y"] + picture["height"] <= panel["y"] + 1
    expect(tab.locator(".tools")).to_be_hidden()
    table = tab.locator("#table").bounding_box()
    assert table is not None
    assert table["x"] + table["width"] <= 794
    kind = tab.locator("#table tbody td").first.bounding_box()
    assert kind is not None
    assert kind["height"] < 45  # a line or two: no word is broken into a column of letters


def test_bad_input_is_met_kindly(opened: Opened, tmp_path: Path) -> None:
    tab = opened(Learning.of((), ()))
    expect(tab.locator("#message")).to_contain_text("nothing in this graph yet")
    (tmp_path / "view.html").unlink()
    tab = opened(
        Learning.of([Node("agency/only", "agency", "Only one")], ()), "#view=around&focus=agency/only"
    )
    expect(tab.locator("#message")).to_contain_text("only this here, and nothing linked")
    tab.goto(tab.url.partition("#")[0] + "#view=around&focus=theme/nowhere")
    expect(tab.locator("#message")).to_contain_text("nothing called “theme/nowhere”")
    tab.goto(tab.url.partition("#")[0] + "#view=everything&sel=item/gone")
    expect(tab.locator("#message")).to_contain_text("nothing called “item/gone”")


def test_without_javascript_the_table_remains(opened: Opened) -> None:
    tab = opened(corpus(), java_script_enabled=False)
    assert "runs no script" in tab.content()
    assert tab.locator("#table tbody tr").count() > 10
    expect(tab.locator("#picture")).to_be_hidden()


def test_a_large_graph_is_drawn_with_webgl(opened: Opened) -> None:
    tab = opened(corpus(reviews=130), "#view=all")
    assert (
        tab.evaluate("document.querySelectorAll('#picture canvas.sigma-edges, #picture .sigma-edges').length")
        == 1
    )
    tab.click('[data-view="recurring-themes"]')
    assert tab.locator("#picture .vis-network").count() == 1


def token(tab: Page, name: str) -> str:
    found: str = tab.evaluate(
        "(name) => getComputedStyle(document.documentElement).getPropertyValue(name)", name
    )
    return found.strip()


def spots(image: bytes, colour: str, off: int = 0) -> list[tuple[int, int]]:
    """The pixels (x, y) of a PNG whose channels are at most ``off`` away from this colour, #rrggbb."""
    pixels = np.asarray(Image.open(io.BytesIO(image)).convert("RGB")).astype(int)
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return [(int(x), int(y)) for y, x in np.argwhere((abs(pixels - wanted) <= off).all(axis=2))]


def seen(tab: Page, colour: str, off: int = 0) -> list[tuple[float, float]]:
    """Where the picture has this colour on the screen."""
    box = tab.locator("#picture").bounding_box()
    assert box is not None
    shot = tab.screenshot(clip={"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]})
    return [(box["x"] + x, box["y"] + y) for x, y in spots(shot, colour, off)]


def middle_of(tab: Page, kind: str) -> tuple[float, float]:
    """The middle of the one mark of this kind."""
    tab.mouse.move(2, 2)  # what the mouse is on would be shown alone
    tab.wait_for_timeout(300)
    found = seen(tab, token(tab, f"--kind-{kind}"))
    assert len(found) > 20, kind
    return sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found)


def small() -> Learning:
    """A recommendation and a question of one review, on one theme, asked of one agency."""
    nodes = [
        Node("theme/t", "theme", "Neglect", group="child-maltreatment"),
        Node("review/r", "review", "Marsh: Child E", year=2019),
        Node("agency/a", "agency", "Marsh Police"),
        Node(
            "item/r--recommendation-1", "recommendation", "Recommendation 1", parent="review/r", text="Do it."
        ),
        Node("item/r--question-1", "question", "Question 1", parent="review/r", text="Is it done?"),
    ]
    one, two = nodes[3].id, nodes[4].id
    edges = [Edge(item, "review/r", "raised-in", "stated") for item in (one, two)]
    edges += [Edge(one, "theme/t", "about", "stated"), Edge(two, "theme/t", "about", "suggested")]
    return Learning.of(nodes, [*edges, Edge(one, "agency/a", "asked", "stated")])


@pytest.mark.parametrize("large", [0, 900], ids=["webgl", "vis"])
def test_both_ways_of_drawing_have_the_same_marks_and_answer_alike(opened: Opened, large: int) -> None:
    tab = opened(small(), "#view=around&focus=review/r", large=large)
    assert tab.locator("#picture .vis-network").count() == (1 if large else 0)
    tab.wait_for_timeout(300)
    # A shape for each kind: a diamond is as wide above as below, a triangle is wider below.
    for kind, least, most in (("recommendation", 0.4, 0.6), ("question", 0.05, 0.4)):
        found = [y for _, y in seen(tab, token(tab, f"--kind-{kind}"))]
        lines = sorted(set(found))
        upper, lower = found.count(lines[len(lines) // 4]), found.count(lines[-1 - len(lines) // 4])
        assert least <= upper / (upper + lower) <= most, kind
    # Chosen by a click, its neighbours opened by two, moved and pinned by dragging.
    question = middle_of(tab, "question")
    tab.mouse.click(*question)
    expect(tab.locator("#panel blockquote")).to_have_text("Is it done?")
    tab.click("#panel-close")
    expect(tab.locator("#panel")).to_be_hidden()
    for _ in range(4):  # on a busy machine two clicks may come too far apart to be one double click
        tab.mouse.dblclick(*middle_of(tab, "recommendation"))
        tab.wait_for_timeout(700)
        if "open=" in tab.url:
            break
    expect(tab).to_have_url(re.compile("open=item/r--recommendation-1"))
    expect(tab.locator("#table")).to_contain_text("Marsh Police")
    tab.click("#panel-close")
    expect(tab.locator("#panel")).to_be_hidden()
    agency = middle_of(tab, "agency")
    tab.mouse.move(*agency)
    tab.mouse.down()
    tab.mouse.move(agency[0] - 70, agency[1] + 40, steps=5)
    tab.mouse.up()
    expect(tab).to_have_url(re.compile("pins=agency/a@"))
    there = middle_of(tab, "agency")
    assert there == pytest.approx((agency[0] - 70, agency[1] + 40), abs=6)
    with tab.expect_download() as waiting:
        tab.click("#save-png")
    saved = spots(Path(waiting.value.path()).read_bytes(), token(tab, "--kind-agency"))
    assert len(saved) > 20


def test_a_line_drawn_with_webgl_can_be_asked(opened: Opened) -> None:
    tab = opened(small(), "#view=around&focus=item/r--recommendation-1", large=0)
    tab.wait_for_timeout(300)
    one = middle_of(tab, "agency")
    other = middle_of(tab, "recommendation")
    tab.mouse.click((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
    expect(tab.locator("#panel .eyebrow")).to_contain_text("A line: asks")
    expect(tab.locator("#panel h2")).to_contain_text("Marsh Police")


def test_a_browser_without_webgl_is_told_and_still_draws(opened: Opened) -> None:
    tab = opened(corpus(reviews=130))
    tab.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        " return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };"
    )
    tab.goto(tab.url.partition("#")[0] + "?again#view=all")
    expect(tab.locator("#message")).to_contain_text("cannot draw with WebGL")
    assert tab.locator("#picture .vis-network canvas").count() == 1

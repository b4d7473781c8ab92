"""HTML: content in, furniture out, numbers computed."""

from kg.model import BlockKind, Document
from kg.reading import read_bytes


def page(body: str) -> Document:
    return read_bytes(
        f"<!doctype html><html><head><title>T</title></head><body>{body}</body></html>".encode(), "a.html"
    )


def shown(document: Document) -> list[tuple[BlockKind, str | None, str]]:
    return [(b.kind, b.marker, document.words(b.span)) for b in document.blocks]


def test_navigation_cookie_bars_footers_and_scripts_are_dropped() -> None:
    document = page(
        "<nav>Home</nav><div class='cookie-banner'>We use cookies</div><main><p>Kept.</p>"
        "<div class='related-pages'>More</div></main><footer>Foot</footer><script>alert(1)</script>"
    )
    assert document.text == "Kept."


def test_ordered_lists_are_numbered_as_a_browser_does() -> None:
    document = page("<ol start=3><li>C<ol type=a><li>x</li><li>y</li></ol></li><li value=7>D</li></ol>")
    assert [(b.marker, b.level, document.words(b.span)) for b in document.blocks] == [
        ("3.", 0, "C"), ("a.", 1, "x"), ("b.", 1, "y"), ("7.", 0, "D"),
    ]  # fmt: skip
    assert not any(b.marker_printed for b in document.blocks)


def test_accordions_are_kept_and_their_titles_are_headings() -> None:
    document = page("<h2>Find</h2><details><summary>Theme one</summary><p>Words.</p></details>")
    assert shown(document) == [
        (BlockKind.HEADING, None, "Find"),
        (BlockKind.HEADING, None, "Theme one"),
        (BlockKind.PARAGRAPH, None, "Words."),
    ]


def test_table_cells_know_their_row_column_and_spans() -> None:
    document = page("<table><tr><th>A<th>B<tr><td rowspan=2>1<td>2<tr><td>3</table>")
    cells = [
        (document.words(b.span), b.cell.row, b.cell.column, b.cell.header) for b in document.blocks if b.cell
    ]
    assert cells == [
        ("A", 0, 0, True),
        ("B", 0, 1, True),
        ("1", 1, 0, False),
        ("2", 1, 1, False),
        ("3", 2, 1, False),
    ]


def test_a_table_of_one_column_is_a_box() -> None:
    document = page("<table><tr><td><h3>Learning point</h3><p>Words.</p></td></tr></table><p>After.</p>")
    assert [(b.kind, b.box, b.cell) for b in document.blocks] == [
        (BlockKind.HEADING, 0, None), (BlockKind.PARAGRAPH, 0, None), (BlockKind.PARAGRAPH, None, None),
    ]  # fmt: skip


def test_the_bold_words_that_open_a_paragraph_are_its_lead() -> None:
    document = page("<p><b>Background:</b> mother had help.</p>")
    block = document.blocks[0]
    assert block.lead is not None
    assert document.words(block.lead) == "Background:"


def test_an_aside_within_the_content_is_a_box_and_one_of_links_goes() -> None:
    document = page(
        "<main><p>Words.</p><aside><h3>Try this</h3><p>Who rings back?</p></aside>"
        "<aside><a href='/b'>Another page</a></aside></main><aside><p>News of the site</p></aside>"
    )
    assert [(document.words(b.span), b.box) for b in document.blocks] == [
        ("Words.", None),
        ("Try this", 0),
        ("Who rings back?", 0),
    ]

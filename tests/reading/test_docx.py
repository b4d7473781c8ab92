"""Word: changes accepted, numbers computed, boxes and tables in place."""

from kg.model import BlockKind
from kg.reading import read_bytes
from tests.reading.making import docx, p

_NUMBERING = (
    '<w:numbering><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Finding %1:"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num></w:numbering>"
)


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_count_restart_and_start_anew() -> None:
    body = (
        numbered("One")
        + numbered("x", 1)
        + numbered("y", 1)
        + numbered("Two")
        + numbered("z", 1)
        + numbered("New", 0, 2)
    )
    document = read_bytes(docx(body, numbering=_NUMBERING), "a.docx")
    assert [(b.marker, document.words(b.span)) for b in document.blocks] == [
        ("Finding 1:", "One"), ("a)", "x"), ("b)", "y"), ("Finding 2:", "Two"), ("a)", "z"), ("Finding 1:", "New"),
    ]  # fmt: skip
    assert "Finding" not in document.text


def test_insertions_are_in_and_deletions_out() -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>The child </w:t></w:r><w:del><w:r><w:delText>was</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>is</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> safe.</w:t></w:r></w:p>"
    )
    document = read_bytes(docx(body), "a.docx")
    assert document.text == "The child is safe."
    assert [problem.code for problem in document.problems] == ["tracked-changes"]


def test_content_controls_text_boxes_and_footnotes_are_read() -> None:
    body = (
        "<w:sdt><w:sdtContent>" + p("Controlled.") + "</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>Anchor.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:r><w:pict><w:txbxContent>" + p("Boxed.") + "</w:txbxContent></w:pict></w:r></w:p>"
    )
    notes = "<w:footnotes><w:footnote w:id='2'>" + p("Noted.") + "</w:footnote></w:footnotes>"
    document = read_bytes(docx(body, footnotes=notes), "a.docx")
    assert [(b.kind, b.box, b.marker, document.words(b.span)) for b in document.blocks] == [
        (BlockKind.PARAGRAPH, None, None, "Controlled."),
        (BlockKind.PARAGRAPH, None, None, "Anchor."),
        (BlockKind.PARAGRAPH, 0, None, "Boxed."),
        (BlockKind.FOOTNOTE, None, "1", "Noted."),
    ]


def test_merged_cells_and_nested_tables_keep_their_places() -> None:
    def cell(content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(p('a'))}{cell(p('b'))}</w:tr></w:tbl>"
    first, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = (
        f"<w:tbl><w:tr>{cell(p('Health'), first)}{cell(p('Police'))}</w:tr>"
        f"<w:tr>{cell(p(''), below)}{cell(inner)}</w:tr></w:tbl>"
    )
    document = read_bytes(docx(body), "a.docx")
    places = [
        (document.words(b.span), b.cell.table, b.cell.row, b.cell.column, b.cell.row_span)
        for b in document.blocks
        if b.cell
    ]
    assert places == [("Health", 0, 0, 0, 2), ("Police", 0, 0, 1, 1), ("a", 1, 0, 0, 1), ("b", 1, 0, 1, 1)]


def test_styles_give_heading_levels_with_what_they_are_based_on() -> None:
    styles = (
        '<w:styles><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Board heading"/><w:basedOn w:val="H"/></w:style></w:styles>'
    )
    document = read_bytes(
        docx(p("Findings", '<w:pStyle w:val="Own"/>') + p("Words of the body."), styles=styles), "a.docx"
    )
    assert [(b.kind, b.level) for b in document.blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, None),
    ]


def test_a_bold_paragraph_stands_for_a_heading() -> None:
    document = read_bytes(docx(p("Findings", run="<w:b/>") + p("Words of the body.")), "a.docx")
    assert document.blocks[0].kind is BlockKind.HEADING
    assert document.blocks[0].style.bold


def test_bold_paragraphs_of_one_run_of_numbers_are_alike() -> None:
    long = "Say what in the system made it likely, and give each finding a number of its own, please."
    bold = [p(f"{n}. {words}", run="<w:b/>") for n, words in enumerate(("Name.", long, "What next?"), 1)]
    body = "".join(question + p("The answer.") for question in bold)
    kinds = [b.kind for b in read_bytes(docx(body), "a.docx").blocks]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH] * 3
    listed = [b.kind for b in read_bytes(docx("".join(bold)), "a.docx").blocks]
    assert listed == [BlockKind.LIST_ITEM] * 3


def test_header_and_footer_are_metadata_and_no_text() -> None:
    data = docx(
        p("The review begins here."), footer="<w:ftr>" + p("Tarn Safeguarding Board | Page") + "</w:ftr>"
    )
    read = read_bytes(data, "review.docx")
    assert ("running-head", "Tarn Safeguarding Board | Page") in read.metadata
    assert "Tarn" not in read.text

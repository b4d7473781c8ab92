"""PDF: reading order, furniture, hyphens, tables, boxes, footnotes, looks."""

from reportlab.pdfgen.canvas import Canvas

from kg.model import BlockKind, Document
from kg.reading import read_bytes
from tests.reading.making import HEIGHT, lines, pdf

LEFT = [
    "The left column is read to its",
    "end before the right one is",
    "begun, whatever the height at",
    "which their lines may stand.",
]
RIGHT = [
    "The right column follows it",
    "and its lines stand level with",
    "those of the left, as they do",
    "in most reports that boards",
    "have published.",
]


def texts(document: Document) -> list[str]:
    return [document.words(block.span) for block in document.blocks]


def test_two_columns_are_read_one_after_the_other_though_drawn_row_by_row() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(60, 780, "A heading that runs over both of the columns below it")
        canvas.setFont("Helvetica", 11)
        for row in range(5):
            y = 740 - 14 * row
            if row < len(LEFT):
                canvas.drawString(60, y, LEFT[row])
            canvas.drawString(310, y, RIGHT[row])

    document = read_bytes(pdf(draw), "a.pdf")
    assert texts(document)[1:] == [" ".join(LEFT), " ".join(RIGHT)]
    assert document.blocks[0].kind is BlockKind.HEADING


def test_running_heads_and_feet_go_and_a_paragraph_that_a_page_cuts_is_one_stretch() -> None:
    def page(number: int, words: list[str]):  # type: ignore[no-untyped-def]
        def draw(canvas: Canvas) -> None:
            canvas.drawString(60, 810, "Anytown Board: Child A")
            canvas.drawCentredString(300, 30, f"Page {number} of 3")
            lines(canvas, 60, 740, words)

        return draw

    document = read_bytes(
        pdf(
            page(1, ["The first page ends in the middle of a sentence that the second page will carry"]),
            page(2, ["on to its end."]),
            page(3, ["A third page stands alone."]),
        ),
        "a.pdf",
    )
    assert texts(document)[0].endswith("that the second page will carry on to its end.")
    assert "Page" not in document.text
    assert document.page_of(document.text.index("on to its end")) == 2


def test_hyphens_at_the_ends_of_lines_are_mended_by_the_documents_own_words() -> None:
    def draw(canvas: Canvas) -> None:
        lines(
            canvas,
            60,
            740,
            [
                "An assessment was made by the multi-agency team and the assess-",
                "ment was shared by each multi-",
                "agency partner in time.",
            ],
        )

    assert "the assessment was shared by each multi-agency partner" in read_bytes(pdf(draw), "a.pdf").text


def test_a_ruled_table_over_two_pages_is_one_table_and_its_cut_row_one_row() -> None:
    def table(canvas: Canvas, top: float, rows: list[tuple[str, str]]) -> None:
        for index, (a, b) in enumerate(rows):
            y = top - 30 * index
            canvas.rect(60, y - 30, 200, 30)
            canvas.rect(260, y - 30, 250, 30)
            canvas.drawString(65, y - 18, a)
            canvas.drawString(265, y - 18, b)

    document = read_bytes(
        pdf(
            lambda c: table(
                c, 110, [("Finding", "Category"), ("The first finding of the report is", "Tools")]
            ),
            lambda c: table(c, HEIGHT - 60, [("cut by the page.", ""), ("The second", "Bias")]),
        ),
        "a.pdf",
    )
    cells = [
        (document.words(b.span), b.cell.table, b.cell.row, b.cell.column) for b in document.blocks if b.cell
    ]
    assert cells == [
        ("Finding", 0, 0, 0), ("Category", 0, 0, 1), ("The first finding of the report is cut by the page.", 0, 1, 0),
        ("Tools", 0, 1, 1), ("The second", 0, 2, 0), ("Bias", 0, 2, 1),
    ]  # fmt: skip


def test_words_in_a_drawn_frame_carry_its_box() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 740, "Before the box stands a line of the body.")
        canvas.rect(55, 640, 400, 60)
        lines(canvas, 65, 680, ["Learning point 1", "A bruise on a baby is a reason to look again."], 20)
        canvas.drawString(60, 600, "After the box stands another line.")

    boxes = [(block.box, block.kind) for block in read_bytes(pdf(draw), "a.pdf").blocks]
    assert [box for box, _ in boxes] == [None, 0, 0, None]
    assert BlockKind.CELL not in [kind for _, kind in boxes]


def test_footnotes_leave_the_flow_and_raised_digits_the_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 740, "The review was completed")
        end = 60 + canvas.stringWidth("The review was completed", "Helvetica", 11)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(end, 744, "1")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(end + 4, 740, " in the spring of that year by the panel.")
        canvas.line(60, 100, 200, 100)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 85, "1 Working Together to Safeguard Children, 2018.")

    document = read_bytes(pdf(draw), "a.pdf")
    assert texts(document)[0] == "The review was completed in the spring of that year by the panel."
    assert document.blocks[-1].kind is BlockKind.FOOTNOTE


def test_headings_are_told_by_size_weight_and_drawn_underline() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(60, 780, "5. Findings")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60, 740, "Leaving was the end of the danger")
        canvas.line(
            60, 738, 60 + canvas.stringWidth("Leaving was the end of the danger", "Helvetica", 11), 738
        )
        lines(
            canvas,
            60,
            710,
            [
                "From the day that she left each of the records becomes calmer, and her departure",
                "was recorded as a protective factor.",
            ],
        )

    blocks = read_bytes(pdf(draw), "a.pdf").blocks
    assert [(b.kind, b.marker) for b in blocks] == [
        (BlockKind.HEADING, "5."), (BlockKind.HEADING, None), (BlockKind.PARAGRAPH, None),
    ]  # fmt: skip
    assert blocks[1].style.underline


def test_drawn_dots_before_lines_are_bullets() -> None:
    def draw(canvas: Canvas) -> None:
        for index, name in enumerate(
            ("Anytown Police and its custody suite", "Anytown Council", "The Surgery")
        ):
            y = 740 - 14 * index
            canvas.circle(64, y + 4, 1.6, stroke=0, fill=1)
            canvas.drawString(75, y, name)

    document = read_bytes(pdf(draw), "a.pdf")
    assert [(b.marker, document.words(b.span)) for b in document.blocks] == [
        ("•", "Anytown Police and its custody suite"), ("•", "Anytown Council"), ("•", "The Surgery"),
    ]  # fmt: skip


def test_a_page_whose_text_runs_sideways_is_turned_first() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(500, 60)
        canvas.rotate(90)
        lines(
            canvas, 0, 0, ["A landscape page is set sideways on its sheet,", "and is read as it was written."]
        )

    assert texts(read_bytes(pdf(draw), "a.pdf")) == [
        "A landscape page is set sideways on its sheet, and is read as it was written."
    ]


def test_rows_that_stand_level_without_rules_are_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        rows = [
            (["Anytown Police"], ["Four call-outs to the address and a", "strategy discussion"]),
            (["Anytown Council"], ["Two assessments"]),
            (["The Surgery, which is", "now closed"], ["Nine consultations"]),
            (["The School"], ["Attendance letters"]),
        ]
        y = 740.0
        for left, right in rows:
            lines(canvas, 60, y, left, 13)
            lines(canvas, 260, y, right, 13)
            y -= 13 * max(len(left), len(right)) + 10

    document = read_bytes(pdf(draw), "a.pdf")
    cells = [(document.words(b.span), b.cell.row, b.cell.column) for b in document.blocks if b.cell]
    assert ("Four call-outs to the address and a strategy discussion", 0, 1) in cells
    assert ("The Surgery, which is now closed", 2, 0) in cells


def test_a_watermark_at_a_slant_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 740, "The body of the report stands level on the page.")
        canvas.rotate(45)
        canvas.drawString(400, 100, "DRAFT")

    assert "DRAFT" not in read_bytes(pdf(draw), "a.pdf").text


def test_a_heading_that_comes_again_is_no_running_head() -> None:
    def page(at: int):  # type: ignore[no-untyped-def]
        def draw(canvas: Canvas) -> None:
            lines(
                canvas, 60, 760 if at < 760 else 700, ["Words of the body stand here and go on for a line."]
            )
            canvas.setFont("Helvetica-Bold", 12)
            canvas.drawString(60, at, "Learning points")

        return draw

    document = read_bytes(pdf(page(500), page(800), page(400), page(800)), "a.pdf")
    assert document.text.count("Learning points") == 4


def _row(canvas: Canvas, y: float, words: tuple[str, str], ruled: bool) -> None:
    for x, wide, word in zip((60, 260), (200, 240), words, strict=True):
        if ruled:
            canvas.rect(x, y, wide, 20)
        else:
            canvas.setFillGray(0.3)
            canvas.rect(x, y, wide, 20, stroke=0, fill=1)
            canvas.setFillGray(1)
        canvas.drawString(x + 5, y + 6, word)
        canvas.setFillGray(0)


def test_filled_grounds_on_top_of_a_ruled_table_are_its_header() -> None:
    def draw(canvas: Canvas) -> None:
        _row(canvas, 700, ("Who", "What"), ruled=False)
        _row(canvas, 680, ("Police", "A chronology"), ruled=True)
        _row(canvas, 660, ("School", "A letter"), ruled=True)

    document = read_bytes(pdf(draw), "a.pdf")
    cells = [(document.words(b.span), b.cell.row, b.cell.column) for b in document.blocks if b.cell]
    assert cells[:4] == [("Who", 0, 0), ("What", 0, 1), ("Police", 1, 0), ("A chronology", 1, 1)]
    assert len({b.cell.table for b in document.blocks if b.cell}) == 1


def test_a_header_at_the_foot_of_a_page_belongs_to_the_table_on_the_next() -> None:
    def first(canvas: Canvas) -> None:
        lines(canvas, 60, 700, ["A sentence about those who took part in this review of a death."])
        _row(canvas, 60, ("Who", "What"), ruled=False)

    def second(canvas: Canvas) -> None:
        for n, words in enumerate(
            [("Police", "A chronology"), ("School", "A letter"), ("Trust", "A report")]
        ):
            _row(canvas, 700 - 20 * n, words, ruled=True)

    document = read_bytes(pdf(first, second), "a.pdf")
    cells = [(document.words(b.span), b.cell.table, b.cell.row) for b in document.blocks if b.cell]
    assert cells[0] == ("Who", 0, 0)
    assert ("Trust", 0, 3) in cells


def test_two_lists_side_by_side_are_read_one_after_the_other_however_near() -> None:
    left = ["Anytown Police", "Anytown and Othertown Youth", "Service", "Beck School", "Fell House"]
    right = ["Hill Trust", "Dale Hospital for Women and", "Children", "Tarn Homes"]

    def draw(canvas: Canvas) -> None:
        lines(
            canvas,
            60,
            720,
            ["Those who took part in the review, some of them twice, were the following bodies:"],
        )
        for x, words in ((60, left), (225, right)):
            for n, line in enumerate(words):
                y = 690 - 16 * n
                if line not in ("Service", "Children"):
                    canvas.drawString(x, y, "\u2022")
                canvas.drawString(x + 10, y, line)

    document = read_bytes(pdf(draw), "a.pdf")
    assert texts(document)[1:] == [
        "Anytown Police", "Anytown and Othertown Youth Service", "Beck School", "Fell House",
        "Hill Trust", "Dale Hospital for Women and Children", "Tarn Homes",
    ]  # fmt: skip

"""Each format holds the same paper, opens in its own tool, and lets no document's words become syntax."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from PIL import Image

from kg.errors import OutputError
from kg.insight.evidence import Evidence
from kg.present.charts.png import png
from kg.present.charts.svg import svg_file
from kg.present.formats.docx import docx
from kg.present.formats.html import html
from kg.present.formats.json import as_json
from kg.present.formats.markdown import markdown
from kg.present.formats.sheets import csv_files, xlsx
from kg.present.formats.writing import write
from kg.present.paper.blocks import Paper, Picture
from kg.present.paper.board import board
from kg.present.paper.briefing import briefing
from kg.present.paper.wording import plain
from kg.present.reporting import FORMATS, write_report
from kg.present.settings import Logo, Settings
from kg.resources import ontology_folder
from tests.insight.reviews import A1, corpus

NASTY = '=HYPERLINK("http://x") <script>alert(1)</script> | *bold* [link](http://x) \x07 ]]>'


@pytest.fixture(scope="module")
def nasty() -> Evidence:
    """The small corpus with a finding whose wording tries to be a formula, a script, a table and a control character."""
    evidence = corpus()
    items = tuple(replace(item, wording=NASTY) if item == A1 else item for item in evidence.items)
    tags = tuple(
        replace(t, words=replace(t.words, exact=NASTY)) if t.item == A1.iri else t for t in evidence.tags
    )
    return replace(evidence, items=items, tags=tags)


def pages(paper: Paper) -> list[str]:
    return [page.title for page in paper.pages]


def test_html_carries_the_words_and_runs_nothing(nasty: Evidence) -> None:
    page = html(board(nasty), nasty, Settings(organisation="<b>North</b>"))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<b>North" not in page
    assert re.search(r"default-src &#39;none&#39;|default-src 'none'", page)
    assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", page), "nothing outside the file is named"
    assert 'style="' not in page, "an inline style would break the policy"


def test_every_figure_opens_to_something_on_the_page(nasty: Evidence) -> None:
    page = html(board(nasty), nasty, Settings())
    opened = set(re.findall(r'popovertarget="(figure-\d+)"', page))
    there = set(re.findall(r' id="(figure-\d+)"', page))
    assert opened
    assert opened <= there


def test_every_reference_leads_somewhere(nasty: Evidence) -> None:
    page = html(board(nasty), nasty, Settings())
    assert set(re.findall(r'href="#([\w-]+)"', page)) - set(re.findall(r' id="([\w-]+)"', page)) == set()


def test_markdown_keeps_words_words(nasty: Evidence) -> None:
    written = markdown(board(nasty))
    assert "<script>" not in written
    assert r"\<script\>" in written
    assert r"\*bold\*" in written


def test_word_has_real_styles_and_descriptions(nasty: Evidence) -> None:
    paper = board(nasty)
    document = Document(io.BytesIO(docx(paper, Settings(organisation="North Board"))))
    heads = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert heads == pages(paper)
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described
    assert all(described)
    xml = document.element.xml
    assert xml.count("w:tblHeader") == len(document.tables)
    assert 'TOC \\o "1-1"' in xml
    assert "SEQ Table" in xml
    names = set(re.findall(r'w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml))
    assert set(re.findall(r'w:anchor="(\w+)"', xml)) <= names


def test_word_is_the_same_every_time(nasty: Evidence) -> None:
    paper = board(nasty)
    assert docx(paper, Settings()) == docx(paper, Settings())


def test_excel_takes_nothing_for_a_formula(nasty: Evidence) -> None:
    paper = board(nasty)
    data = xlsx(paper, nasty, Settings())
    assert data == xlsx(paper, nasty, Settings())
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["About", "Figures", "Tables", "Quotations", "Words"]
    words = [
        cell for row in book["Quotations"].iter_rows() for cell in row if str(cell.value).startswith("=HYP")
    ]
    assert words
    assert all(cell.data_type == "s" for cell in words)
    assert all(sheet.freeze_panes == "A2" for sheet in book.worksheets[1:])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


def test_csv_begins_no_cell_like_a_formula(nasty: Evidence) -> None:
    files = dict(csv_files(board(nasty), nasty, Settings()))
    assert set(files) == {"-figures.csv", "-pages.csv", "-quotations.csv", "-rows.csv"}
    for data in files.values():
        assert not re.search(rb'(?:^|,)"?[=@]', data)


def test_json_has_every_figure_with_its_question(nasty: Evidence) -> None:
    whole = json.loads(as_json(board(nasty), nasty, Settings()))
    used = {
        number for page in whole["pages"] for block in page["blocks"] for number in block.get("figures", ())
    }
    used |= set(whole["figures_of_subtitle"])
    assert used == {figure["number"] for figure in whole["figures"]}
    assert all(figure["query"] and figure["column"] for figure in whole["figures"])


def test_charts_are_whole_svg_and_png(nasty: Evidence) -> None:
    pictures = [block for page in board(nasty).pages for block in page.blocks if isinstance(block, Picture)]
    assert pictures
    for picture in pictures:
        assert picture.drawing is not None
        tree = etree.fromstring(svg_file(picture.drawing, picture.name).encode())
        assert tree.findtext("{*}title")
        assert tree.findtext("{*}desc")
        assert png(picture.drawing)[:8] == b"\x89PNG\r\n\x1a\n"
        assert png(picture.drawing) == png(picture.drawing)


def test_the_same_pages_in_every_format(nasty: Evidence) -> None:
    paper = board(nasty)
    page, words = html(paper, nasty, Settings()), markdown(paper)
    assert re.findall(r'<h2 id="[\w-]+-title">([^<]+)</h2>', page) == pages(paper)
    assert re.findall(r"^## (.+)$", words, flags=re.MULTILINE) == pages(paper)
    assert [p["title"] for p in json.loads(as_json(paper, nasty, Settings()))["pages"]] == pages(paper)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("a file, not a folder")
    with pytest.raises(OutputError, match="cannot be written"):
        list(write_report(board(corpus()), corpus(), Settings(), ["md"], tmp_path / "report"))


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"one")
    write(tmp_path / "a.txt", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"two"


def test_every_listed_format_is_written(tmp_path: Path) -> None:
    formats = [name for name in FORMATS if name != "pdf"]
    made = {path.name for path in write_report(board(corpus()), corpus(), Settings(), formats, tmp_path)}
    assert {
        "report.html",
        "report.md",
        "report.docx",
        "report.xlsx",
        "report.json",
        "report-figures.csv",
    } <= made
    assert {"recurrence.svg", "recurrence.png"} <= made


def test_pdf_is_tagged_and_names_its_language(nasty: Evidence) -> None:
    pytest.importorskip("weasyprint", reason="the pdf extra is not installed")
    from pypdf import PdfReader

    from kg.present.formats.pdf import pdf

    reader = PdfReader(io.BytesIO(pdf(board(nasty), nasty, Settings(organisation="North Board"))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].lower() == "en-gb"
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == "What our reviews are telling us"
    fonts = {str(font) for page in reader.pages for font in page["/Resources"].get("/Font", {})}
    assert fonts


def test_pdf_holds_the_logo_and_fetches_nothing(nasty: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("weasyprint", reason="the pdf extra is not installed")
    from pypdf import PdfReader

    from kg.present.formats import pdf as module

    data = io.BytesIO()
    Image.new("RGB", (40, 16), "#1d4f73").save(data, "PNG")
    logo = Settings(organisation="North Board", logo=Logo(data.getvalue(), "image/png", 40, 16))
    first = PdfReader(io.BytesIO(module.pdf(board(nasty), nasty, logo))).pages[0]
    assert [(image.image.width, image.image.height) for image in first.images if image.image] == [(40, 16)]

    elsewhere = '<html lang="en"><title>t</title><img src="http://127.0.0.1:9/x.png" alt="x"></html>'
    monkeypatch.setattr(module, "html", lambda *_, **__: elsewhere)
    with pytest.raises(OutputError, match="fetches nothing"):
        module.pdf(board(nasty), nasty, Settings())


@pytest.mark.corpus
def test_the_first_page_is_one_page_and_so_is_a_briefing(evidence: Evidence, paper: Paper) -> None:
    pytest.importorskip("weasyprint", reason="the pdf extra is not installed")
    from pypdf import PdfReader

    from kg.present.formats.pdf import pdf

    def printed(one: Paper) -> list[str]:
        reader = PdfReader(io.BytesIO(pdf(one, evidence, Settings(organisation="North Board"))))
        return [page.extract_text() for page in reader.pages]

    short = replace(paper, pages=(paper.pages[0], *paper.pages[-3:]))
    assert printed(short)[1].startswith("Contents")
    fullest = sorted(evidence.held, key=lambda r: -len(evidence.items_by_review.get(r.iri, ())))
    assert [len(printed(briefing(evidence, review))) for review in fullest[:2]] == [1, 1]


def test_every_relation_between_reviews_has_words() -> None:
    text = (ontology_folder() / "review-schemes.ttl").read_text(encoding="utf-8")
    names = re.findall(r"^lt:([\w-]+) a skos:Concept", text, flags=re.MULTILINE)
    assert len(names) > 5
    assert all(plain(f"link.{name}") for name in names)


@pytest.mark.corpus
def test_a_reference_to_a_theme_without_a_page_is_words_only(evidence: Evidence) -> None:
    page = html(board(evidence, most=2), evidence, Settings())
    assert set(re.findall(r'href="#([\w-]+)"', page)) <= set(re.findall(r' id="([\w-]+)"', page))

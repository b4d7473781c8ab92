"""Files that are damaged, locked or made to harm: each ends in a message that says what, and what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kg.errors import KgError, LimitError, SourceError
from kg.reading import Limits, read, read_bytes
from kg.reading.isolated import read_isolated
from tests.reading.making import docx, lines, p, pdf

PDF = pdf(lambda canvas: lines(canvas, 60, 740, ["The words of a page."]) and None)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\n ", "white space"),
        (b"{\\rtf1 x}", "Rich Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old binary Office"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x00\x01\x02\x03" * 200, "binary"),
        (b"%PDF-1.7\nnothing more", "damaged"),
        (PDF[: len(PDF) // 3], "damaged"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what) as error:
        read_bytes(data, "a.pdf")
    assert error.value.hint


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(SourceError):
            read(path)


def test_a_locked_pdf_says_so() -> None:
    from reportlab.lib import pdfencrypt
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=pdfencrypt.StandardEncryption("secret"))
    canvas.drawString(60, 700, "Locked.")
    canvas.save()
    with pytest.raises(SourceError, match="password"):
        read_bytes(buffer.getvalue(), "a.pdf")


def test_a_zip_of_other_things_and_an_opendocument_are_refused_by_name() -> None:
    def archive(**parts: str) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as made:
            for name, text in parts.items():
                made.writestr(name, text)
        return buffer.getvalue()

    with pytest.raises(SourceError, match="zip archive"):
        read_bytes(archive(a="x"), "a.docx")
    with pytest.raises(SourceError, match="OpenDocument"):
        read_bytes(archive(mimetype="application/vnd.oasis.opendocument.text"), "a.odt")


def test_a_zip_bomb_stops_at_the_limit_on_unpacked_size() -> None:
    bomb = docx(p("x" * 5_000_000))
    with pytest.raises(LimitError, match="unpacked size"):
        read_bytes(bomb, "a.docx", Limits(unpacked_mb=2))


def test_entities_are_not_opened() -> None:
    data = docx(p("safe"))
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(
                name, laughs + text.replace("safe", "safe &b; &f;") if name.endswith("document.xml") else text
            )
    assert "root:" not in read_bytes(buffer.getvalue(), "a.docx").text


def test_scripts_in_html_are_text_of_nobody() -> None:
    page = b"<html><body><p onclick='x()'>Words.</p><script>document.write('no')</script><svg><text>no</text></svg></body></html>"
    assert read_bytes(page, "a.html").text == "Words."


def test_a_line_of_a_million_characters_is_read() -> None:
    document = read_bytes(b"word " * 200_000, "a.txt")
    assert len(document.text) == 1_000_000
    assert (
        read_bytes(b"<html><body><p>" + b"word " * 200_000 + b"</p></body></html>", "a.html").text.count(
            "word"
        )
        == 200_000
    )


def test_deep_nesting_is_read_or_refused_and_never_crashes(tmp_path: Path) -> None:
    page = b"<html><body>" + b"<div>" * 20_000 + b"words" + b"</div>" * 20_000
    path = tmp_path / "deep.html"
    path.write_bytes(page)
    assert ended_in_words(path)


def ended_in_words(path: Path) -> bool:
    """Whether reading gave blocks, or an error that names the file."""
    try:
        return bool(read_isolated(path, Limits(seconds=60)).blocks)
    except KgError as error:
        return path.name in error.what


def test_too_many_pages_and_too_large_a_file_name_their_limits(tmp_path: Path) -> None:
    many = pdf(*[lambda canvas: canvas.drawString(60, 740, "Words of a page.")] * 12)
    with pytest.raises(LimitError, match="limit: pages"):
        read_bytes(many, "a.pdf", Limits(pages=10))
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 1_100_000)
    with pytest.raises(LimitError, match="limit: file size"):
        read(path, Limits(file_mb=1))
    with pytest.raises(LimitError, match="limit: characters"):
        read(path, Limits(characters=1000))


@pytest.mark.slow
def test_two_thousand_pages_are_read(tmp_path: Path) -> None:
    data = pdf(*[lambda canvas: lines(canvas, 60, 740, ["Some words of this page."] * 5) and None] * 2000)
    path = tmp_path / "long.pdf"
    path.write_bytes(data)
    assert len(read_isolated(path, Limits(seconds=300)).pages) == 2000


def test_time_and_memory_are_limits_of_their_own_process(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * 1_000_000)
    with pytest.raises(LimitError, match="limit: time"):
        read_isolated(path, Limits(seconds=0.05))
    for megabytes in (60, 70, 80):  # gone at other places: while it starts, and while it reads
        with pytest.raises(LimitError, match="limit: memory"):
            read_isolated(path, Limits(memory_mb=megabytes))


def test_a_process_of_its_own_gives_the_same_document_and_the_same_errors(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)
    assert read_isolated(path, Limits()) == read(path)
    path.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(SourceError, match="damaged"):
        read_isolated(path, Limits())

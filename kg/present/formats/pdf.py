"""A paper as a tagged PDF: the print edition of the HTML, through WeasyPrint, which fetches nothing."""

from __future__ import annotations

from kg.errors import MissingExtraError, OutputError
from kg.insight.evidence import Evidence
from kg.present.formats.html import html
from kg.present.paper.blocks import Paper
from kg.present.settings import Settings


def pdf(paper: Paper, evidence: Evidence, settings: Settings) -> bytes:
    """PDF/UA bytes: tags, language, title, bookmarks.  ``MissingExtraError`` where WeasyPrint is not installed."""
    try:
        from weasyprint import HTML, URLFetcher
        from weasyprint.urls import FatalURLFetchingError
    except (ImportError, OSError) as error:  # OSError: its drawing libraries (Pango) are missing
        raise MissingExtraError(
            f"PDF needs a part that is not installed: {error}.",
            hint='Install it with `pip install "safeguarding-learning-graph[pdf]"`; or open report.html and print it to PDF.',
        ) from None
    page = html(paper, evidence, settings, template="report/print.html")
    fetcher = URLFetcher(
        allowed_protocols=["data"], fail_on_errors=True
    )  # what the page itself carries, else nothing
    try:
        written = HTML(string=page, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as error:
        raise OutputError(f"A paper fetches nothing, and this one asks for something: {error}.") from None
    if not isinstance(written, bytes):
        raise OutputError("WeasyPrint made no PDF.")
    return written

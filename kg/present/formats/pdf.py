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
        from weasyprint import HTML
    except (ImportError, OSError) as error:  # OSError: its drawing libraries (Pango) are missing
        raise MissingExtraError(
            f"PDF needs a part that is not installed: {error}.",
            hint='Install it with `pip install "safeguarding-learning-graph[pdf]"`; or open report.html and print it to PDF.',
        ) from None
    page = html(paper, evidence, settings, template="report/print.html")
    written = HTML(string=page, url_fetcher=_nothing).write_pdf(pdf_variant="pdf/ua-1")
    if not isinstance(written, bytes):
        raise OutputError("WeasyPrint made no PDF.")
    return written


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    """Only what the page itself carries: a data URL; nothing is fetched from anywhere."""
    if not url.startswith("data:"):
        raise OutputError(f"The paper asks for {url[:80]}, and a paper fetches nothing.")
    from weasyprint import default_url_fetcher

    fetched: dict[str, object] = default_url_fetcher(url)
    return fetched

"""A paper as one HTML file: no script, nothing fetched, every figure opening its rows and words."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from markupsafe import Markup

from kg.insight.evidence import Evidence
from kg.insight.figures import Trace
from kg.present.charts.drawing import Drawing
from kg.present.charts.svg import svg, svg_file
from kg.present.formats.figures import Numbered, numbered
from kg.present.formats.rows import Row, rows
from kg.present.pages import ASSETS, environment, inline, policy, read
from kg.present.paper.blocks import Paper
from kg.present.paper.naming import command
from kg.present.paper.wording import plain
from kg.present.settings import Settings

ROWS = 40  # shown behind a figure; the spreadsheet has them all


@dataclass(frozen=True, slots=True)
class Opened:
    """What choosing a figure shows."""

    number: int
    title: str
    rows: tuple[Row, ...]
    command: str
    less: str


def html(paper: Paper, evidence: Evidence, settings: Settings, *, template: str = "report/paper.html") -> str:
    """The paper as a page.  ``report/print.html`` is the edition for WeasyPrint, without the rows behind figures."""
    figures = numbered(paper)
    style = inline(read(ASSETS / "tokens.css", ASSETS / "report.css") + _accent(settings))
    logo = settings.logo
    return (
        environment()
        .get_template(template)
        .render(
            paper=paper,
            settings=settings,
            style=style,
            policy=policy([style], []),
            logo=f"data:{logo.media_type};base64,{base64.b64encode(logo.data).decode()}" if logo else "",
            opened=[_opened(evidence, figure, settings) for figure in figures.values()],
            number=lambda trace: figures[trace].number,
            chart=_chart if template == "report/paper.html" else _coloured,
            kind=lambda block: type(block).__name__,
            say=plain,
        )
    )


def _coloured(drawing: Drawing, name: str) -> Markup:
    return Markup(svg_file(drawing, name))  # WeasyPrint's SVG knows no custom properties


def _chart(drawing: Drawing, name: str) -> Markup:
    return Markup(svg(drawing, name))  # made by an escaping template of ours


def _opened(evidence: Evidence, found: Numbered, settings: Settings) -> Opened:
    trace = found.figure.trace
    behind = rows(evidence, found.figure, settings)
    title = plain("format.rows_none")
    if len(behind) > ROWS:
        title = plain("format.rows_of", shown=str(ROWS), rows=len(behind))
    elif behind:
        title = plain("format.rows", rows=len(behind))
    return Opened(found.number, title, behind[:ROWS], command(trace.query, trace.parameters), _less(trace))


def _less(trace: Trace) -> str:
    return command(trace.query, trace.less) if trace.less is not None else ""


def _accent(settings: Settings) -> str:
    return (
        f":root {{ --accent: {settings.accent}; --theme: {settings.accent}; }}\n" if settings.accent else ""
    )

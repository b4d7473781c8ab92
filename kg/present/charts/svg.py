"""A drawing as SVG: classes for its parts, a title and a description for those who do not see it."""

from __future__ import annotations

from kg.present.charts.drawing import Drawing
from kg.present.charts.palette import palette
from kg.present.pages import environment


def svg(drawing: Drawing, name: str) -> str:
    """SVG inside a page, coloured by the page's style sheet.  ``name`` makes its ids unique there."""
    return environment().get_template("report/chart.svg").render(drawing=drawing, name=name, colours=None)


def svg_file(drawing: Drawing, name: str) -> str:
    """SVG that stands alone: it carries its colours."""
    return (
        environment().get_template("report/chart.svg").render(drawing=drawing, name=name, colours=palette())
    )

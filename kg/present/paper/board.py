"""The board paper: the executive page, the glance, a page for each theme, learning through the years, the method."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import UnknownNameError
from kg.insight.analyses import Analyses, analyse, areas, count_of_kind, held
from kg.insight.evidence import Evidence, Theme
from kg.insight.recurrence import Recurrence, recurrence
from kg.model import ItemKind
from kg.present.paper.blocks import Line, Paper
from kg.present.paper.executive import executive
from kg.present.paper.glance import glance
from kg.present.paper.lineage_page import lineage_page
from kg.present.paper.method import method
from kg.present.paper.references import resolved
from kg.present.paper.theme_page import theme_page
from kg.present.paper.wording import listed, plain, say

TOP = 15  # theme pages unless asked for all


def board(evidence: Evidence, themes: Sequence[Theme] = (), most: int | None = TOP) -> Paper:
    """The paper on all the evidence, or on chosen ``themes``; ``most`` theme pages, ``None`` for all.

    ``UnknownNameError`` when the scope holds no review: there is nothing to put before a board.
    """
    if not evidence.held:
        raise UnknownNameError(
            "No review is left to report on.",
            hint="Widen the area, the years or the type, or build from more documents.",
        )
    analyses = analyse(evidence)
    rows = chosen(analyses, themes, most)
    about = frozenset(theme.slug for theme in themes) or None
    pages = [executive(analyses, rows, about), glance(analyses, rows)]
    pages += [theme_page(analyses, row) for row in rows]
    pages += [lineage_page(analyses, about), method(evidence)]
    title = plain("board.title")
    if themes:
        title = plain("board.title_theme", themes=listed([theme.label for theme in themes]))
    return resolved(Paper(title, subtitle(evidence), tuple(pages)))


def chosen(analyses: Analyses, themes: Sequence[Theme], most: int | None) -> tuple[Recurrence, ...]:
    """The themes with a page: those asked for, in that order, or the most widespread."""
    if themes:
        known = {row.theme.slug: row for row in analyses.recurrences}
        return tuple(known.get(t.slug) or recurrence(analyses.evidence, t) for t in themes)
    raised = [row for row in analyses.recurrences if not row.reviews.none]
    return tuple(raised if most is None else raised[:most])


def subtitle(evidence: Evidence) -> Line:
    """What the paper covers, in one sentence, with whatever narrows it."""
    years = [year for year, many in evidence.reviews_by_year if many]
    span = plain("board.span_none")
    if len(years) > 1:
        span = plain("board.span", first=str(years[0]), last=str(years[-1]))
    elif years:
        span = plain("board.span_one", first=str(years[0]))
    whole = say(
        "board.subtitle",
        held=held(evidence),
        span=span,
        areas=areas(evidence),
        findings=count_of_kind(evidence, ItemKind.FINDING),
        recommendations=count_of_kind(evidence, ItemKind.RECOMMENDATION),
        questions=count_of_kind(evidence, ItemKind.QUESTION),
        praise=count_of_kind(evidence, ItemKind.GOOD_PRACTICE),
    )
    return (*whole, *(f" {sentence}" for sentence in _narrowing(evidence)))


def _narrowing(evidence: Evidence) -> list[str]:
    names = dict(evidence.scope)
    names["area"] = next(
        (r.area for r in evidence.held if r.area_slug == names.get("area") and r.area), names.get("area", "")
    )
    label = next((r.kind_label for r in evidence.held if r.kind == names.get("type") and r.kind_label), None)
    names["type"] = label or names.get("type", "")
    said = {name: plain(f"board.scope_{name}", **{name: str(names[name])}) for name, _ in evidence.scope}
    if {"since", "until"} <= said.keys():
        said["since"] = plain("board.scope_years", since=str(names["since"]), until=str(names["until"]))
        del said["until"]
    return list(said.values())

"""An evaluation as text for people and as JSON for machines."""

from __future__ import annotations

from collections.abc import Iterator

from kg.evaluation.folder import DocumentScore, Evaluation
from kg.evaluation.scores import Counts
from kg.evaluation.themes import ThemeScore

ROWS = (
    "finding",
    "recommendation",
    "question",
    "good-practice",
    "point, set out",
    "point, in prose",
    "agencies",
    "links",
    "metadata",
    "number",
    "question's finding",
    "addressee",
)
SHORT = ("finding", "recommendation", "question", "good-practice", "agencies", "links", "metadata")


def text(evaluation: Evaluation) -> Iterator[str]:
    """Lines: a row for each kind (by cover, then F1 by equal wording), then a line for each document."""
    cover, equal = evaluation.totals("cover"), evaluation.totals("equal")
    yield f"{'':20} {'P':>6} {'R':>6} {'F1':>6} {'right':>6} {'false':>6} {'missed':>6}   F1, equal wording"
    for row in ROWS:
        counts = cover.get(row, Counts())
        same = _figure(equal[row].f1) if row in equal else ""
        yield (
            f"{row:20} {_figure(counts.precision):>6} {_figure(counts.recall):>6} {_figure(counts.f1):>6} "
            f"{counts.right:6} {counts.false:6} {counts.missed:6}   {same}"
        )
    exact = evaluation.quotations
    yield f"quotations exact: {exact.right} of {exact.right + exact.false}"
    yield themes_line(evaluation.themes)
    yield ""
    yield "F1 of each document: " + ", ".join(SHORT)
    for document in evaluation.documents:
        yield document_line(document)


def document_line(document: DocumentScore) -> str:
    if document.unreadable:
        return f"{document.name[:44]:44} unreadable: {document.unreadable}"
    figures = " ".join(f"{_figure(document.cover.get(row, Counts()).f1):>5}" for row in SHORT)
    return f"{document.name[:44]:44} {figures}"


def themes_line(score: ThemeScore) -> str:
    return (
        f"themes of {score.items} matched items: micro F1 {_figure(score.micro.f1)}, macro F1 "
        f"{_figure(score.macro_f1)}, primary theme found on {score.primary_found}"
    )


def theme_rows(score: ThemeScore) -> Iterator[str]:
    for theme, counts in score.by_theme:
        figures = f"{_figure(counts.precision):>6} {_figure(counts.recall):>6} {_figure(counts.f1):>6}"
        yield f"{theme:44} {figures} {counts.right:4} {counts.false:4} {counts.missed:4}"


def errors(evaluation: Evaluation) -> Iterator[str]:
    """Every miss and every false thing, with its page and the rule that made it."""
    for document in evaluation.documents:
        if document.errors:
            yield f"== {document.name}"
        for error in document.errors:
            place = f" p.{error.page}" if error.page else ""
            rule = f" [{error.rule}]" if error.rule else ""
            yield f"  {error.sort} {error.what}{place}{rule}: {error.words}"


def as_json(evaluation: Evaluation) -> dict[str, object]:
    return {
        "totals": {figure: _rows(evaluation.totals(figure)) for figure in ("cover", "equal")},
        "quotations": _counts(evaluation.quotations),
        "themes": _themes(evaluation.themes),
        "documents": [
            {
                "name": document.name,
                "unreadable": document.unreadable,
                "cover": _rows(document.cover),
                "equal": _rows(document.equal),
                "quotations": _counts(document.quotations),
                "themes": _themes(document.themes),
                "errors": [
                    {"what": e.what, "sort": e.sort, "words": e.words, "page": e.page, "rule": e.rule}
                    for e in document.errors
                ],
            }
            for document in evaluation.documents
        ],
    }


def _themes(score: ThemeScore) -> dict[str, object]:
    return {
        "items": score.items,
        "micro_f1": _rounded(score.micro.f1),
        "macro_f1": _rounded(score.macro_f1),
        "primary_found": score.primary_found,
        "by_theme": {theme: _counts(counts) for theme, counts in score.by_theme},
    }


def _rows(rows: dict[str, Counts]) -> dict[str, object]:
    return {row: _counts(rows[row]) for row in rows}


def _counts(counts: Counts) -> dict[str, object]:
    return {
        "right": counts.right,
        "false": counts.false,
        "missed": counts.missed,
        "precision": _rounded(counts.precision),
        "recall": _rounded(counts.recall),
        "f1": _rounded(counts.f1),
    }


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

"""A paper as JSON: pages and blocks as they stand, and every figure with its question and its rows."""

from __future__ import annotations

import json
from typing import Any

from kg.insight.evidence import Evidence
from kg.present.formats.figures import Numbered, numbered, text
from kg.present.formats.rows import rows
from kg.present.paper.blocks import (
    Block,
    Bullets,
    Count,
    Grid,
    Heading,
    Line,
    Page,
    Paper,
    Paragraph,
    Picture,
    Quotation,
)
from kg.present.settings import Settings


def as_json(paper: Paper, evidence: Evidence, settings: Settings) -> str:
    """Indented JSON with stable order.  ``figures`` in a block are numbers in the list of figures."""
    figures = numbered(paper)
    whole = {
        "title": paper.title,
        "subtitle": text(paper.subtitle),
        "figures_of_subtitle": _numbers([paper.subtitle], figures),
        "organisation": settings.organisation,
        "pages": [_page(page, figures) for page in paper.pages],
        "figures": [_figure(found, evidence, settings) for found in figures.values()],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _figure(found: Numbered, evidence: Evidence, settings: Settings) -> dict[str, Any]:
    trace = found.figure.trace
    return {
        "number": found.number,
        "count": found.figure.value,
        "of": found.figure.of,
        "query": trace.query,
        "parameters": dict(trace.parameters),
        "less": None if trace.less is None else dict(trace.less),
        "column": trace.column,
        "rows": [
            {
                "review": row.review,
                "item": row.item,
                "how": row.tier,
                "words": row.words,
                "wording": row.wording or row.words,
                "page": row.page,
                "start": row.start,
                "end": row.end,
                "sha256": row.sha256,
            }
            for row in rows(evidence, found.figure, settings)
        ],
    }


def _page(page: Page, figures: dict[Any, Numbered]) -> dict[str, Any]:
    blocks = [_block(block, figures) for block in page.blocks]
    return {"anchor": page.anchor, "title": page.title, "source": page.source, "blocks": blocks}


def _block(block: Block, figures: dict[Any, Numbered]) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"heading": block.text, "level": block.level}
    if isinstance(block, Paragraph):
        return {"paragraph": text(block.line), "role": block.role, "figures": _numbers([block.line], figures)}
    if isinstance(block, Bullets):
        return {"list": [text(line) for line in block.lines], "figures": _numbers(block.lines, figures)}
    if isinstance(block, Quotation):
        return {"quotation": block.words, "source": block.source, "tier": block.tier, "kind": block.kind}
    if isinstance(block, Picture):
        chart = block.drawing.alternative if block.drawing else None
        return {"chart": block.name, "alternative": chart, **_grid(block.table, figures)}
    return _grid(block, figures)


def _grid(grid: Grid, figures: dict[Any, Numbered]) -> dict[str, Any]:
    cells = [cell for row in grid.rows for cell in row]
    return {
        "table": grid.caption,
        "columns": [column.name for column in grid.columns],
        "rows": [[text(cell) for cell in row] for row in grid.rows],
        "figures": _numbers(cells, figures),
    }


def _numbers(lines: list[Line] | tuple[Line, ...], figures: dict[Any, Numbered]) -> list[int]:
    return [figures[p.figure.trace].number for line in lines for p in line if isinstance(p, Count)]

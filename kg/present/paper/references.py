"""Cross-references of a paper: those that lead to no page of it are words only."""

from __future__ import annotations

from dataclasses import replace

from kg.present.paper.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Inline,
    Line,
    Page,
    Paper,
    Paragraph,
    Picture,
    Refer,
    Strong,
)


def resolved(paper: Paper) -> Paper:
    """The paper with each reference to a theme that has no page here as strong words."""
    anchors = {page.anchor for page in paper.pages}
    anchors |= {b.anchor for page in paper.pages for b in page.blocks if isinstance(b, Heading) and b.anchor}
    return replace(paper, pages=tuple(_page(page, anchors) for page in paper.pages))


def _page(page: Page, anchors: set[str]) -> Page:
    return replace(page, blocks=tuple(_block(block, anchors) for block in page.blocks))


def _block(block: Block, anchors: set[str]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, line=_line(block.line, anchors))
    if isinstance(block, Bullets):
        return replace(block, lines=tuple(_line(line, anchors) for line in block.lines))
    if isinstance(block, Grid):
        return _grid(block, anchors)
    if isinstance(block, Picture):
        return replace(block, table=_grid(block.table, anchors))
    return block


def _grid(grid: Grid, anchors: set[str]) -> Grid:
    return replace(grid, rows=tuple(tuple(_line(cell, anchors) for cell in row) for row in grid.rows))


def _line(line: Line, anchors: set[str]) -> Line:
    return tuple(_part(part, anchors) for part in line)


def _part(part: Inline, anchors: set[str]) -> Inline:
    return Strong(part.text) if isinstance(part, Refer) and part.anchor not in anchors else part

"""A paper as Markdown: tables as pipes, quotations as block quotes, charts as files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.present.formats.figures import text
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
    Quotation,
    Refer,
    Strong,
)
from kg.present.paper.wording import plain


def markdown(paper: Paper) -> str:
    """The whole paper.  What Markdown would read as marks is escaped."""
    out = [f"# {_escape(paper.title)}", _line(paper.subtitle), *_contents(paper)]
    for page in paper.pages:
        out += [f'<a id="{page.anchor}"></a>\n\n## {_escape(page.title)}', *_page(page)]
    return "\n\n".join(part for part in out if part) + "\n"


def _contents(paper: Paper) -> Iterator[str]:
    if len(paper.pages) > 1:
        yield "\n".join(f"- [{_escape(page.title)}](#{page.anchor})" for page in paper.pages)


def _page(page: Page) -> Iterator[str]:
    for block in page.blocks:
        yield _block(block)
    if page.source:
        yield f"*{plain('format.source')}* `{page.source}`"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {_escape(block.text)}"
    if isinstance(block, Paragraph):
        body = _line(block.line)
        return f"*{body}*" if block.role == "note" and "*" not in body and "[" not in body else body
    if isinstance(block, Bullets):
        marks = (f"{n}." if block.numbered else "-" for n in range(1, len(block.lines) + 1))
        return "\n".join(f"{mark} {_line(line)}" for mark, line in zip(marks, block.lines, strict=True))
    if isinstance(block, Quotation):
        tier = f" · {plain(f'format.{block.tier}')}" if block.tier else ""
        return f"> “{_escape(block.words)}”\n>\n> — {_escape(block.source)}{tier}"
    if isinstance(block, Picture):
        chart = (
            f"![{_escape(block.drawing.alternative)}](charts/{block.name}.svg)\n\n" if block.drawing else ""
        )
        return chart + _grid(block.table)
    return _grid(block)


def _grid(grid: Grid) -> str:
    head = "| " + " | ".join(_cell((column.name,)) for column in grid.columns) + " |"
    rule = "|" + "|".join("---:" if column.numeric else "---" for column in grid.columns) + "|"
    body = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in grid.rows]
    return "\n".join([f"**{_escape(grid.caption)}**", "", head, rule, *body])


def _cell(line: Line) -> str:
    return _line(line).replace("|", "\\|").replace("\n", " ")


def _line(line: Line) -> str:
    return "".join(_part(part) for part in line)


def _part(part: Inline) -> str:
    if isinstance(part, Strong):
        return f"**{_escape(part.text)}**"
    if isinstance(part, Refer):
        return f"[{_escape(part.text)}](#{part.anchor})"
    return _escape(text((part,)))


def _escape(words: str) -> str:
    """Words that stay words: no emphasis, link, heading, HTML or list out of a quotation."""
    escaped = re.sub(r"([\\`*_\[\]<>#])", r"\\\1", " ".join(words.split()) if words.strip() else words)
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    whole = (
        escaped
        if escaped.isspace() or not escaped
        else (" " if lead else "") + escaped + (" " if tail else "")
    )
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", whole)

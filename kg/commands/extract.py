"""``kg extract``: what one document says, as JSON or as text for people."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.errors import NotAReviewError


@click.command("extract")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["json", "text"]), default="text", help="Text for people, or JSON."
)
def command(file: Path, form: str) -> None:
    """Read one document and print the reviews understood in it.

    The exit code is 4 when the document holds no review; the JSON then says why.
    """
    from kg.extraction.as_json import as_json
    from kg.extraction.as_text import as_text
    from kg.extraction.understand import understand
    from kg.reading.isolated import read_isolated
    from kg.theming import tag

    understanding = tag(understand(read_isolated(file)))
    if form == "json":
        click.echo(json.dumps(as_json(understanding), ensure_ascii=False, indent=2))
    else:
        for line in as_text(understanding):
            click.echo(line)
    if not understanding.verdict.is_review:
        raise NotAReviewError(f"No review was recognised in {file.name}: {understanding.verdict.reason}")

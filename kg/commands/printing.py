"""Writing a table to the terminal, or to whatever standard output is."""

from __future__ import annotations

import sys

import click

from kg.errors import OutputError
from kg.store.table import Table


def print_table(table: Table, form: str, title: str = "Answer") -> None:
    """Print ``table`` as ``form``: table, md, csv, tsv, json or xlsx (which is never printed on a terminal)."""
    from kg.graph.vocabulary import PREFIXES
    from kg.present import tables

    if form == "xlsx":
        if sys.stdout.isatty():
            raise OutputError(
                "A workbook cannot be shown on a terminal.", hint="Send it to a file: … > answer.xlsx"
            )
        sys.stdout.buffer.write(tables.as_xlsx(table, title))
    elif form == "table":
        click.echo(tables.as_text(table, PREFIXES), nl=False)
    elif form == "md":
        click.echo(tables.as_markdown(table, PREFIXES), nl=False)
    else:
        click.echo(tables.TEXTS[form](table), nl=False)

"""``kg diff``: what is different between two builds."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import table_format_option


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--counts", "only_counts", is_flag=True, help="Only how many there are of each.")
@click.option("--only", type=click.Choice(["review", "item", "theme"]), help="Changes of one sort only.")
@table_format_option
def command(old: Path, new: Path, only_counts: bool, only: str | None, form: str) -> None:
    """Which reviews, items and themes came, went or changed from the build in OLD to that in NEW, and the counts."""
    from kg.commands.printing import print_table
    from kg.insight.comparing import compare
    from kg.store.opening import open_store
    from kg.store.table import Table

    found = compare(open_store(old), open_store(new))
    rows = tuple(row for row in found.changes.rows if only in (None, row[0]))
    if form != "table":
        print_table(found.counts if only_counts else Table(found.changes.columns, rows), form, "Changes")
        return
    print_table(found.counts, form)
    if not found.changes.rows:
        click.echo("\nNothing came, went or changed.")
    elif not only_counts:
        click.echo()
        print_table(Table(found.changes.columns, rows), form)

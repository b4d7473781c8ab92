"""``kg discover``: what no theme fits, for an editor of the codebook."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import folder_option, store_option, table_format_option


@click.command("discover")
@folder_option
@store_option
@table_format_option
@click.option(
    "--smallest", type=click.IntRange(1), default=2, show_default=True, help="Least items in a group."
)
def command(folder: Path, store: str | None, form: str, smallest: int) -> None:
    """Items that no theme fits, grouped by their words: which theme is missing from the codebook?"""
    from kg.commands.printing import print_table
    from kg.insight.discovering import discover
    from kg.store.opening import open_store
    from kg.store.table import Table

    groups = discover(open_store(store or folder), smallest)
    rows = [
        (number, ", ".join(group.words), group.reviews, passage.kind, passage.item, passage.wording)
        for number, group in enumerate(groups, start=1)
        for passage in group.passages
    ]
    columns = ("group", "words", "reviews", "kind", "item", "wording")
    print_table(Table(columns, tuple(rows)), form, "Without a theme")
    if not rows and form == "table":
        click.echo(f"No {smallest} items without a theme have words in common.")

"""``kg similar``: what is worded like a review or a finding.  Suggestions only."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import folder_option, store_option, table_format_option


@click.command("similar")
@click.argument("name", metavar="REVIEW|ITEM")
@folder_option
@store_option
@table_format_option
@click.option("--most", type=click.IntRange(1, 200), default=10, show_default=True, help="How many to show.")
def command(name: str, folder: Path, store: str | None, form: str, most: int) -> None:
    """Reviews like a REVIEW, or findings, recommendations and questions like an ITEM, by their wording.

    A likeness is a suggestion: read both before saying that one repeats the other.  An item is named by its
    review and number: `harrowmere-child-f--finding-2`.
    """
    from kg.commands.printing import print_table
    from kg.insight.gathering import gather
    from kg.insight.neighbours import neighbours
    from kg.present.paper.likeness import as_table
    from kg.store.opening import open_store

    opened = open_store(store or folder)
    evidence = gather(opened)
    found = neighbours(opened, evidence, name, most)
    print_table(as_table(evidence, found), form, "Similar")
    if form == "table":
        click.echo("\nSuggested by wording alone: read both before saying that one repeats the other.")

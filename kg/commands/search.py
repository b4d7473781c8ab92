"""``kg search``: find learning by its words."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import folder_option, table_format_option


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@folder_option
@table_format_option
@click.option(
    "--kind", help="Items of one kind only: finding, point, recommendation, question or good-practice."
)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most so many.")
def command(words: tuple[str, ...], folder: Path, form: str, kind: str | None, limit: int) -> None:
    """Search the wordings of items and the quotations behind them.

    All WORDS have to be there, in any form (assessed finds assessment).  Quote words that stand in a row.
    """
    from kg.commands.printing import print_table
    from kg.insight.queries import convert
    from kg.store.search import search
    from kg.store.table import Table

    wanted = None if kind is None else str(convert("kind", kind, "kind"))
    # The shell has taken the quotes of a phrase: an argument with spaces was one.
    typed = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    table = search(folder, typed, wanted, limit)
    if form != "table":
        print_table(table, form, "Search")
        return
    rows = tuple((row["case"], row["kind"], row["found"], row["item"]) for row in table.dicts())
    print_table(Table(("review", "kind", "words", "item"), rows), form)
    if not rows:
        click.echo("Nothing found.  Try fewer words, or a part of one with * at its end (assess*).")

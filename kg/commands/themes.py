"""``kg themes``: which themes recur, and in how many of how many reviews."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import folder_option, store_option, table_format_option


@click.command("themes")
@folder_option
@store_option
@table_format_option
@click.option(
    "--kind", help="Items of one kind only: finding, point, recommendation, question or good-practice."
)
@click.option("--type", "type_", help="Reviews of a type only, or of the types under it (child-review, …).")
@click.option("--area", help="Reviews of one area only, by name or code.")
@click.option("--since", type=int, metavar="YEAR", help="Published in this year or later.")
@click.option("--until", type=int, metavar="YEAR", help="Published in this year or earlier.")
@click.option("--agency", help="Items that concern this agency only.")
@click.option("--under", "group", help="Themes under this one only.")
@click.option("--minimum", type=int, default=1, show_default=True, help="In at least so many reviews.")
@click.option(
    "--framework",
    type=click.Choice(["dfe-assessment-factors", "nspcc-keywords", "sar-domains"]),
    help="Count by the categories of another framework; only --since and --until go with it.",
)
def command(
    folder: Path,
    store: str | None,
    form: str,
    minimum: int,
    framework: str | None,
    **filters: str | int | None,
) -> None:
    """Recurring themes: reviews, asserted and suggested apart, items, agencies, and years.

    Asserted: the words of a finding, or a person's decision, give the theme.  Suggested: only the learned model
    proposes it.  Both are out of all reviews that the filters leave.
    """
    from kg.commands.printing import print_table
    from kg.insight.ask import ask
    from kg.insight.naming import resolve
    from kg.store.opening import open_store
    from kg.store.table import Table

    opened = open_store(store or folder)
    if framework is not None:
        given = {name for name, value in filters.items() if value is not None} - {"since", "until"}
        if given:
            raise click.UsageError("Only --since and --until go with --framework.")
        years = {"since": filters["since"], "until": filters["until"]}
        print_table(ask(opened, "framework-counts", framework=framework, **years), form, framework)
        return
    wanted = {
        "type" if name == "type_" else name: value for name, value in filters.items() if value is not None
    }
    for name, kind in (("area", "area"), ("agency", "agency"), ("type", "review-type"), ("group", "theme")):
        if name in wanted:
            wanted[name] = resolve(opened, kind, str(wanted[name]))
    table = ask(opened, "theme-counts", minimum=minimum, **wanted)
    if form != "table":
        print_table(table, form, "Themes")
        return
    rows = tuple(
        (
            row["label"],
            f"{row['reviews']} of {row['of']}",
            row["suggested"],
            row["items"],
            row["agencies"],
            _years(row["first"], row["latest"]),
        )
        for row in table.dicts()
    )
    click.echo(f"Themes of {wanted.get('kind') or 'findings and their points'}\n")
    print_table(Table(("theme", "reviews", "suggested in", "items", "agencies", "years"), rows), form)
    if not rows:
        click.echo("None.  Widen the filters, or see what is there with `kg status`.")


def _years(first: object, latest: object) -> str:
    return "" if first is None else str(first) if first == latest else f"{first}–{latest}"

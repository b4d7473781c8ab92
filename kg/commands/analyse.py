"""``kg analyse``: the analyses behind the board paper, one at a time, as tables."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import folder_option, store_option, table_format_option

NAMES = (
    "recurrence",
    "pairs",
    "groups",
    "bridges",
    "agencies",
    "polarity",
    "lineage",
    "alike",
    "returned",
    "loose-ends",
    "new",
    "trend",
)


@click.command("analyse")
@click.argument("name", metavar="ANALYSIS", type=click.Choice(NAMES))
@folder_option
@store_option
@table_format_option
@click.option("--area", metavar="AREA", help="Only reviews of this area.")
@click.option("--years", metavar="FROM-TO", help="Only reviews published in these years.")
@click.option("--type", "type_", metavar="TYPE", help="Only reviews of this type.")
def command(
    name: str,
    folder: Path,
    store: str | None,
    form: str,
    area: str | None,
    years: str | None,
    type_: str | None,
) -> None:
    """One analysis as a table, with its method.

    \b
    recurrence  themes in findings, with ranges        lineage     what the texts say they repeat or follow
    pairs       themes raised together, with tests     alike       findings worded alike (suggested)
    groups      communities of themes                  returned    themes found again after a recommendation
    bridges     themes between the groups              loose-ends  items joined to no finding
    agencies    agencies in their four parts           new         themes first raised in the latest year
    polarity    themes found wanting and credited      trend       change over the years, where numbers bear it
    """
    from kg.commands.printing import print_table
    from kg.insight.gathering import gather, scope_of
    from kg.present.paper.analysis_tables import analysis
    from kg.store.opening import open_store

    opened = open_store(store or folder)
    evidence = gather(opened, scope_of(opened, area=area, years=years, type=type_))
    table, method = analysis(evidence, name)
    print_table(table, form, name.capitalize())
    if form == "table":
        click.echo("\n" + method)

"""``kg agreement``: how far two coders, human or machine, agree."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import folder_option, table_format_option


@click.command("agreement")
@click.argument("first")
@click.argument("second")
@folder_option
@table_format_option
@click.option(
    "--confused", is_flag=True, help="List the pairs of themes most often given in place of each other."
)
def command(first: str, second: str, folder: Path, form: str, confused: bool) -> None:
    """Measure the agreement of FIRST and SECOND over the items that both have coded.

    A coder is tagger, asserted or suggested (the machine), gold:FOLDER (annotated documents), or the name of a person who
    imported a blind sheet with `kg curate import`.
    """
    from kg.commands.printing import print_table
    from kg.errors import UnknownNameError
    from kg.evaluation.agreement import agree
    from kg.evaluation.coders import coding
    from kg.store.opening import open_store
    from kg.store.table import Table

    store = open_store(folder)
    result = agree((first, coding(store, first)), (second, coding(store, second)))
    if not result.items:
        raise UnknownNameError(
            f"{first} and {second} have no item in common.", hint="Have both code the same items."
        )
    if form == "table":
        click.echo(
            f"{result.items} items coded by both. Macro kappa {_figure(result.macro_kappa)}, macro AC1 {_figure(result.macro_ac1)}, "
            f"micro F1 {result.micro_f1:.2f}, equal primary theme {result.equal_primary:.0%} of {result.with_primary}."
        )
    if confused:
        print_table(Table((f"{first} says", f"{second} says", "items"), tuple(result.confused)), form)
        return
    columns = ("theme", first, second, "both", "agreement", "prevalence", "kappa", "AC1")
    rows = tuple(
        (
            one.theme,
            one.first,
            one.second,
            one.both,
            f"{one.percent:.1%}",
            f"{one.prevalence:.1%}",
            _figure(one.kappa),
            _figure(one.ac1),
        )
        for one in sorted(result.themes, key=lambda one: (-(one.first + one.second), one.theme))
    )
    print_table(Table(columns, rows), form)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"

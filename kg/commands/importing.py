"""``kg import``: a spreadsheet about reviews becomes a catalogue of the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import catalogues_option


@click.command("import")
@click.argument("table", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--mapping",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The TOML file that says what each column is.",
)
@catalogues_option
@click.option("--check", "only_check", is_flag=True, help="Say what would be imported, and change nothing.")
def command(table: Path, mapping: Path, catalogues: Path, only_check: bool) -> None:
    """Take over the reviews of TABLE (.csv or .xlsx): all of its rows, or none when one is in doubt.

    What a catalogue says of a review wins over what was read, and is marked as the catalogue's.  It is kept in the
    folder of catalogues, and every `kg build` puts it in again.
    """
    from kg.catalogue.importing import import_table
    from kg.catalogue.records import save

    catalogue = import_table(table, mapping)
    tables = dict.fromkeys(field.table for field in catalogue.fields)
    counts = ", ".join(f"{catalogue.count(name)} {name}" for name in tables)
    if only_check:
        click.echo(f"{catalogue.title}: {counts}. All of it holds; nothing was changed.")
        return
    path = save(catalogues, catalogue)
    click.echo(f"{catalogue.title}: {counts} in {path}. Next: kg build …")

"""``kg curate``: people's decisions, through a spreadsheet, kept as Turtle."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from kg.commands.options import folder_option

_curation = click.option(
    "--curation", type=click.Path(path_type=Path, file_okay=False), default="curation", show_default=True,
    help="The folder of decisions; keep it under version control.",
)  # fmt: skip
_by = click.option("--by", required=True, help="Who decided: the name that stays with each decision.")
_on = click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="The date of the decisions (today when not given)."
)


@click.group("curate")
def command() -> None:
    """Overrule the machine, and keep it so: export a sheet, decide in it, import it, build again."""


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@folder_option
@click.option("--review", help="Only this review, such as kirklees-child-e.")
@click.option(
    "--kind", help="Only items of this kind: finding, point, recommendation, question or good-practice."
)
@click.option("--blind", is_flag=True, help="Leave the machine's themes out, for a second coder.")
def export(file: Path, folder: Path, review: str | None, kind: str | None, blind: bool) -> None:
    """Write the items and their themes to FILE (.xlsx or .csv) for people to decide in."""
    from kg.errors import OutputError
    from kg.insight.deciding import rows_to_code, rows_to_decide
    from kg.present import decision_sheet
    from kg.store.opening import open_store
    from kg.theming.codebook import load_codebook

    columns, rows = (rows_to_code if blind else rows_to_decide)(open_store(folder), review, kind)
    themes = {theme.slug: theme.label for theme in load_codebook()}
    try:
        if file.suffix.lower() == ".csv":
            file.write_text(decision_sheet.as_csv(columns, rows), encoding="utf-8", newline="")
        elif file.suffix.lower() == ".xlsx":
            file.write_bytes(decision_sheet.as_xlsx(columns, rows, themes))
        else:
            raise OutputError(f"{file.name} has to end in .xlsx or .csv.")
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror or error}.") from error
    click.echo(
        f"{len(rows)} rows in {file}. Fill in the yellow columns, then: kg curate import {file} --by NAME"
    )


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@folder_option
@_curation
@_by
@_on
def import_(file: Path, folder: Path, curation: Path, by: str, on: datetime.datetime | None) -> None:
    """Take over the decisions in FILE: all of them, or none when a row is in doubt."""
    from kg.curation.files import read_decisions, write_decisions
    from kg.curation.importing import decisions_from, joined
    from kg.curation.sheet import read_sheet
    from kg.insight.deciding import wordings
    from kg.store.opening import open_store
    from kg.theming.codebook import load_codebook

    columns, rows = read_sheet(file)
    day = (on or datetime.datetime.now()).date().isoformat()
    fresh = decisions_from(columns, rows, wordings(open_store(folder)), load_codebook(), by, day)
    former = read_decisions(curation)
    paths = write_decisions(curation, joined(former, fresh))
    if not fresh:
        click.echo("No row holds a decision; nothing was changed.")
        return
    click.echo(
        f"{len(fresh)} decisions by {by} taken over into {len(paths)} files of {curation}. Next: kg build …"
    )


@command.command("merge")
@click.argument("agency")
@click.argument("into")
@folder_option
@_curation
@_by
@_on
def merge(
    agency: str, into: str, folder: Path, curation: Path, by: str, on: datetime.datetime | None
) -> None:
    """Say that AGENCY is INTO, both by the last part of their name (see kg query about-agency)."""
    from kg.curation.decisions import Action, Decision
    from kg.curation.files import read_decisions, write_decisions
    from kg.curation.importing import joined
    from kg.errors import CurationError, UnknownNameError
    from kg.insight.deciding import known_agencies
    from kg.store.opening import open_store

    known = known_agencies(open_store(folder))
    for name in (agency, into):
        if name not in known:
            raise UnknownNameError(
                f"The graph has no agency {name!r}.", hint="Names look like west-yorkshire-police."
            )
    former = read_decisions(curation)
    if agency == into or any(one.action is Action.MERGE and one.item == into for one in former):
        raise CurationError(
            f"{into} is itself merged into another, or the two are one.", hint="Merge into the last."
        )
    day = (on or datetime.datetime.now()).date().isoformat()
    write_decisions(curation, joined(former, [Decision(agency, Action.MERGE, value=into, by=by, on=day)]))
    click.echo(f"{agency} is {into} from the next build on.")


@command.command("bank")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@folder_option
def bank(file: Path, folder: Path) -> None:
    """Write the decided items as labelled passages to FILE (JSON lines), for `kg train --bank`."""
    from kg.errors import OutputError
    from kg.insight.deciding import passages
    from kg.store.opening import open_store

    lines = passages(open_store(folder))
    try:
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror or error}.") from error
    click.echo(f"{len(lines)} passages in {file}.")

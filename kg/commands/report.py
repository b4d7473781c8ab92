"""``kg report``: a paper that can go on an agenda as it is."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import folder_option, store_option

FORMATS = ("html", "md", "docx", "xlsx", "csv", "json", "pdf", "all")


@click.command("report")
@folder_option
@store_option
@click.option(
    "--theme", "themes", multiple=True, metavar="THEME", help="Only this theme; may be given again."
)
@click.option(
    "--all-themes", is_flag=True, help="A page for every theme, not only the fifteen most widespread."
)
@click.option("--area", metavar="AREA", help="Only reviews of this area.")
@click.option(
    "--years",
    metavar="FROM-TO",
    help="Only reviews published in these years: 2015-2022, 2019-, -2018 or 2020.",
)
@click.option("--type", "type_", metavar="TYPE", help="Only reviews of this type (serious-case-review, …).")
@click.option(
    "--settings",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="TOML with name, logo, colours.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="May be given again.  Default: html and md.",
)
def command(
    folder: Path,
    store: str | None,
    themes: tuple[str, ...],
    all_themes: bool,
    area: str | None,
    years: str | None,
    type_: str | None,
    settings: Path | None,
    formats: tuple[str, ...],
) -> None:
    """A board paper: what recurs, what is new, what came back, what to ask next; then a page for each theme.

    Every figure opens to its rows and words.  Files go to DIR/report/.
    """
    from kg.insight.gathering import gather, scope_of, themes_named
    from kg.present.paper.board import TOP, board
    from kg.present.reporting import FORMATS as KNOWN
    from kg.present.reporting import write_report
    from kg.present.settings import Settings, read_settings
    from kg.store.opening import open_store

    chosen = read_settings(settings) if settings else Settings()
    opened = open_store(store or folder)
    evidence = gather(opened, scope_of(opened, area=area, years=years, type=type_))
    paper = board(evidence, themes_named(opened, evidence, themes), None if all_themes else TOP)
    for path in write_report(
        paper,
        evidence,
        chosen,
        tuple(KNOWN) if "all" in formats else formats or ("html", "md"),
        folder / "report",
    ):
        click.echo(path)

"""``kg report``: a paper that can go on an agenda as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import folder_option, store_option

if TYPE_CHECKING:
    from kg.insight.evidence import Evidence
    from kg.present.paper.blocks import Paper
    from kg.present.settings import Settings
    from kg.store.protocol import Store

FORMATS = ("html", "md", "docx", "pdf", "xlsx", "csv", "json", "all")


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
@click.option("--review", metavar="REVIEW", help="Instead: a one-page learning briefing on this review.")
@click.option("--agency", metavar="AGENCY", help="Instead: what is asked of this agency.")
@click.option(
    "--compare", nargs=2, metavar="A B", help="Instead: two areas, two reviews, or an area and `rest`."
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="May be given again.  Default: html, md, docx.",
)
@click.option(
    "--settings",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="TOML: organisation, logo, accent, …",
)
@click.option("--suppress", type=click.IntRange(0, 100), metavar="N", help="Show no count from 1 to N-1.")
@click.option(
    "--round", "round_to", type=click.IntRange(0, 100), metavar="N", help="Round counts to the nearest N."
)
@click.option("--no-quotations", is_flag=True, help="Leave the documents' words out.")
@click.option("--redact", is_flag=True, help="Replace pseudonyms in quotations with [name].")
def command(
    folder: Path, store: str | None, formats: tuple[str, ...], file: Path | None, **options: Any
) -> None:
    """A board paper: what recurs, what is new, what came back, what to ask next; then a page for each theme.

    Every figure opens to its rows and words.  Files go to DIR/report/.
    """
    from kg.commands.progress import Progress
    from kg.insight.gathering import gather, pseudonyms, scope_of
    from kg.present.identifying import warnings
    from kg.present.reporting import FORMATS as KNOWN
    from kg.present.reporting import write_report
    from kg.present.shield import redacted, shielded
    from kg.store.opening import open_store

    settings = _settings(file, options)
    opened = open_store(store or folder)
    progress = Progress()
    scope = scope_of(opened, area=options["area"], years=options["years"], type=options["type_"])
    evidence = gather(opened, scope, lambda done, of: progress.show("questions asked", done, of))
    if settings.redact:
        evidence = redacted(evidence, pseudonyms(opened))
    paper, stem = _paper(opened, evidence, options)
    paper = shielded(paper, settings)
    _warn(list(warnings(evidence)) if settings.quotations else [])
    wanted = tuple(KNOWN) if "all" in formats else tuple(dict.fromkeys(formats)) or ("html", "md", "docx")
    for path in write_report(paper, evidence, settings, wanted, folder / "report", stem):
        click.echo(path)


def _settings(file: Path | None, options: dict[str, Any]) -> Settings:
    """The settings file with what the command line says laid over it."""
    from dataclasses import replace

    from kg.present.settings import Settings, read_settings

    settings = read_settings(file) if file else Settings()
    given = {"suppress_below": options["suppress"], "round_to": options["round_to"]}
    settings = replace(settings, **{name: value for name, value in given.items() if value is not None})
    if options["no_quotations"]:
        settings = replace(settings, quotations=False)
    return replace(settings, redact=True) if options["redact"] else settings


def _paper(opened: Store, evidence: Evidence, options: dict[str, Any]) -> tuple[Paper, str]:
    """The paper asked for, and the stem of its files."""
    from kg.insight.gathering import review_named, themes_named
    from kg.insight.naming import resolve
    from kg.present.paper.agency import agency
    from kg.present.paper.board import TOP, board
    from kg.present.paper.briefing import briefing

    asked = [name for name in ("review", "agency", "compare") if options[name]]
    if len(asked) > 1:
        raise click.UsageError(f"Choose one of --{' and --'.join(asked)}.")
    if options["review"]:
        review = review_named(opened, evidence, options["review"])
        return briefing(evidence, review), f"briefing-{review.iri.rsplit('/', 1)[-1]}"
    if options["agency"]:
        iri = resolve(opened, "agency", options["agency"])
        return agency(evidence, iri), f"agency-{iri.rsplit('/', 1)[-1]}"
    if options["compare"]:
        from kg.present.paper.comparing import compared

        return compared(opened, evidence, *options["compare"])
    themes = themes_named(opened, evidence, options["themes"])
    return board(evidence, themes, None if options["all_themes"] else TOP), "report"


def _warn(found: list[Any]) -> None:
    """Identifying details are the reader's to judge: said before anything is written, never silently changed."""
    if not found:
        return
    click.echo("Before this is published, look at these places: they may identify a person.", err=True)
    for warning in found[:20]:
        click.echo(f"  {warning.kind.replace('-', ' ')}: {warning.place}", err=True)
    if len(found) > 20:
        click.echo(f"  and {len(found) - 20} more.", err=True)
